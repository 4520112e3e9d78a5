import pytest

from coryphee.einvoice import Invoice, compute_totals, open_document
from coryphee.einvoice.model import AllowanceCharge, InvoiceLine, Totals, VatBreakdown, VatCategory
from coryphee.einvoice.money import amount
from tests.einvoice import samples


def line(net: str, code: str = "S", rate: str | None = "20") -> InvoiceLine:
    return InvoiceLine(net_amount=net, vat_categories=[VatCategory(code=code, rate=rate, scheme="VAT")])


@pytest.mark.parametrize("content", [samples.ubl_invoice(7), samples.cii_invoice(7), samples.ubl_credit_note(3)])
def test_agrees_with_correct_invoices(content: bytes) -> None:
    invoice = open_document(content).invoice
    computed = compute_totals(invoice)
    assert invoice.totals is not None
    for name in ("line_total", "without_vat", "with_vat", "payable"):
        assert amount(getattr(computed.totals, name)) == amount(getattr(invoice.totals, name))
    assert invoice.vat_total is not None
    assert computed.vat_total.amount == invoice.vat_total.amount


def test_follows_the_order_of_the_norm() -> None:
    vat = [VatCategory(code="S", rate="20", scheme="VAT")]
    invoice = Invoice(
        currency="EUR",
        lines=[line("100.00"), line("50.00", rate="5.5")],
        allowance_charges=[
            AllowanceCharge("false", "10.00", vat_categories=vat),
            AllowanceCharge("true", "5.00", vat_categories=vat),
        ],
        totals=Totals(paid="14.00", rounding="0.25"),
    )
    computed = compute_totals(invoice)
    assert computed.totals == Totals(
        line_total="150.00",
        allowance_total="10.00",
        charge_total="5.00",
        without_vat="145.00",
        with_vat="166.75",
        paid="14.00",
        rounding="0.25",
        payable="153.00",
    )
    assert [(one.taxable_amount, one.tax_amount) for one in computed.vat_breakdowns] == [
        ("95.00", "19.00"),
        ("50.00", "2.75"),
    ]
    assert computed.vat_total.currency == "EUR"


def test_halves_go_towards_positive_infinity() -> None:
    assert compute_totals(Invoice(lines=[line("-0.025", rate="0")])).totals.line_total == "-0.02"
    assert compute_totals(Invoice(lines=[line("0.025", rate="0")])).totals.line_total == "0.03"


def test_one_rate_written_twice_is_one_breakdown_and_no_rate_is_not_zero() -> None:
    invoice = Invoice(lines=[line("1.00"), line("2.00", rate="20.00"), line("3.00", "Z", "0"), line("4.00", "O", None)])
    found = [(one.category and one.category.code, one.taxable_amount) for one in compute_totals(invoice).vat_breakdowns]
    assert found == [("S", "3.00"), ("Z", "3.00"), ("O", "4.00")]


def test_without_lines_the_taxable_amounts_count() -> None:
    typed = VatBreakdown("100.00", None, VatCategory(code="S", rate="20"))
    kept = VatBreakdown("10.00", "0.56", VatCategory(code="S", rate="5.5"))
    computed = compute_totals(Invoice(currency="EUR", vat_breakdowns=[typed, kept]))
    assert (computed.totals.line_total, computed.totals.with_vat) == ("110.00", "130.56")
    assert [one.tax_amount for one in computed.vat_breakdowns] == ["20.00", "0.56"]


@pytest.mark.parametrize("net", [None, "", "1E5", "NaN", "12,50"])
def test_what_is_no_amount_is_named(net: str | None) -> None:
    with pytest.raises(ValueError, match="BT-131"):
        compute_totals(Invoice(lines=[InvoiceLine(net_amount=net, vat_categories=[VatCategory("S", "20", "VAT")])]))


def test_a_missing_category_is_named() -> None:
    with pytest.raises(ValueError, match="BT-151"):
        compute_totals(Invoice(lines=[InvoiceLine(net_amount="1.00")]))
    with pytest.raises(ValueError, match="BT-118"):
        compute_totals(Invoice(vat_breakdowns=[VatBreakdown("1.00")]))
