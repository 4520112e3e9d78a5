"""What bears a category and a rate: lines that count, allowances, charges, transport."""

from decimal import Decimal

from coryphee.einvoice import Invoice
from coryphee.einvoice.model import AllowanceCharge, InvoiceLine, LogisticsCharge, VatBreakdown, VatCategory
from coryphee.einvoice.rules.extended_ctc_fr.vat_use import Bearing, Key, breakdowns_of, vat_use


def vat(rate: str | None = "20", code: str = "S", reason: str | None = None, scheme: str | None = "VAT") -> VatCategory:
    return VatCategory(code, rate, scheme, reason)


def invoice(syntax: str = "cii") -> Invoice:
    return Invoice(
        syntax=syntax,  # type: ignore[arg-type]
        lines=[
            InvoiceLine("1", net_amount="10.00", vat_categories=[vat()]),
            InvoiceLine("2", net_amount="20.00", vat_categories=[vat("20.0")]),
            InvoiceLine("3", net_amount="40.00", vat_categories=[vat(reason="Motif")]),
            InvoiceLine("4", net_amount="80.00", vat_categories=[vat()], status_reason="GROUP"),
            InvoiceLine("5", vat_categories=[vat()]),
        ],
        allowance_charges=[
            AllowanceCharge("false", "1.00", vat_categories=[vat()]),
            AllowanceCharge("true", "2.00", vat_categories=[vat()]),
        ],
        logistics_charges=[LogisticsCharge("Port", "4.00", [vat()])],
        vat_breakdowns=[VatBreakdown("75.00", "15.00", vat())],
    )


def test_rates_are_numbers_and_reasons_are_words() -> None:
    use = vat_use(invoice())
    whole = use.whole[Key("S", Decimal(20))]
    assert (whole.lines, whole.line_count) == (["10.00", "20.00", "40.00", None], 4)
    assert use.bearing[Key("S", Decimal(20), reason="Motif")].lines == ["40.00"]
    assert whole.total == Decimal("75.00")
    assert whole.count == 7


def test_ubl_has_no_transport_and_counts_amounts() -> None:
    whole = vat_use(invoice("ubl-invoice")).whole[Key("S", Decimal(20))]
    assert (whole.line_count, whole.entries, whole.transport) == (3, 2, [])


def test_a_breakdown_finds_what_bears_it() -> None:
    (found,) = breakdowns_of(vat_use(invoice()), "S")
    assert (found.whole.total, found.alike.total) == (Decimal("75.00"), Decimal("35.00"))
    assert found.adds_up(found.whole)
    assert not found.adds_up(found.alike)


def test_a_breakdown_without_rate_or_of_another_tax_finds_nothing() -> None:
    odd = invoice()
    odd.vat_breakdowns = [
        VatBreakdown("0", "0", vat(None)),
        VatBreakdown("1", "0", vat(scheme="GST")),
        VatBreakdown("2"),
    ]
    (found,) = breakdowns_of(vat_use(odd), "S")
    assert (found.whole.count, found.adds_up(found.whole)) == (0, True)
    assert list(breakdowns_of(vat_use(odd), "Z")) == []


def test_the_category_out_of_scope_has_no_rate() -> None:
    odd = Invoice(lines=[InvoiceLine("1", net_amount="5.00", vat_categories=[vat("20", "O")])])
    assert vat_use(odd).whole[Key("O", None)].lines == ["5.00"]


def test_in_cii_code_and_rate_may_come_from_two_taxes_of_a_line() -> None:
    both = [vat("20"), vat("10", "Z")]
    lines = [InvoiceLine("1", net_amount="5.00", vat_categories=both)]
    assert Key("Z", Decimal(20)) in vat_use(Invoice(lines=lines)).whole
    assert Key("Z", Decimal(20)) not in vat_use(Invoice(syntax="ubl-invoice", lines=lines)).whole


def test_doubles_and_decimals_differ_at_the_last_cent() -> None:
    bearing = Bearing(lines=["100.02"], line_count=1)
    assert bearing.is_near(Decimal("100.03"))
    assert not bearing.is_near_in_doubles(Decimal("100.03"))
    assert not bearing.is_near(None)
    assert not bearing.is_near_in_doubles(None)
