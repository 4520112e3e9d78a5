from coryphee.einvoice import Invoice
from coryphee.einvoice.model import PaymentTerms, Period, VatBreakdown, WrittenDate
from coryphee.einvoice.syntaxes.gathering import gathered, without

DAY = WrittenDate("2026-08-16")
SAME_DAY = WrittenDate("20260816", "102")


def test_terms_said_in_one_place_are_said_on_the_invoice() -> None:
    invoice = gathered(
        Invoice(
            vat_breakdowns=[VatBreakdown(tax_point_dates=[DAY], vat_point_codes=["29"])],
            periods=[Period(vat_point_codes=["432"])],
            payment_terms=[PaymentTerms(due_date=SAME_DAY)],
        )
    )
    assert invoice.vat_point_dates == [DAY]
    assert invoice.vat_point_codes == ["29", "432"]
    assert invoice.due_dates == [SAME_DAY]


def test_what_is_said_already_is_not_said_twice() -> None:
    invoice = Invoice(
        vat_point_codes=["35"],
        due_dates=[DAY],
        vat_breakdowns=[VatBreakdown(vat_point_codes=["29"])],
        payment_terms=[PaymentTerms(due_date=SAME_DAY)],
    )
    assert gathered(invoice) is invoice


def test_dates_are_compared_by_the_day_they_mean() -> None:
    other = WrittenDate("2026-08-17")
    odd = WrittenDate("soon")
    assert without([SAME_DAY, other, other, odd], [DAY, None]) == [other, odd]
