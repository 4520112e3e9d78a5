from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coryphee.einvoice import Invoice, compute_totals, open_document
from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.model import AllowanceCharge, InvoiceLine, LogisticsCharge, Totals, VatBreakdown, VatCategory
from coryphee.einvoice.money import amount, written
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


def test_no_vat_is_due_in_categories_without_it() -> None:
    found = compute_totals(Invoice(lines=[line("100.00", code, "20") for code in ("Z", "E", "AE", "K", "G", "L")]))
    assert [(one.category and one.category.code, one.tax_amount) for one in found.vat_breakdowns] == [
        ("Z", "0.00"),
        ("E", "0.00"),
        ("AE", "0.00"),
        ("K", "0.00"),
        ("G", "0.00"),
        ("L", "20.00"),
    ]


def test_lines_that_group_or_inform_do_not_count_and_logistics_charges_do() -> None:
    group, information, detail = line("1000.00"), line("7.00"), line("100.00")
    group.status_reason, information.status_reason, detail.status_reason = "GROUP", "INFORMATION", "DETAIL"
    transport = LogisticsCharge("Transport", "5.00", [VatCategory("S", "20", "VAT")])
    invoice = Invoice(lines=[group, information, detail], logistics_charges=[transport])
    computed = compute_totals(invoice)
    assert (computed.totals.line_total, computed.totals.charge_total) == ("100.00", "5.00")
    assert [(one.taxable_amount, one.tax_amount) for one in computed.vat_breakdowns] == [("105.00", "21.00")]


CENTS = st.integers(-1_000_000, 1_000_000).map(lambda cents: written(Decimal(cents).scaleb(-2)))
POSITIVE = st.integers(0, 100_000).map(lambda cents: written(Decimal(cents).scaleb(-2)))
RATES = {"S": ["20", "20.00", "10", "5.5", "2.1"], "Z": ["0"], "E": ["0"], "AE": ["0"], "K": ["0"], "G": ["0"]}
RATES |= {"L": ["7"], "M": ["4"]}
TREATMENTS = st.sampled_from([(code, rate) for code, rates in RATES.items() for rate in rates])
CATEGORIES = TREATMENTS.map(lambda treatment: VatCategory(*treatment, "VAT"))
JUDGED = {f"BR-CO-{number}" for number in (10, 11, 12, 13, 14, 15, 16, 17, 18)}
JUDGED |= {
    f"BR-{family}-{number}" for family in ("S", "Z", "E", "AE", "IC", "G", "O", "AF", "AG") for number in ("08", "09")
}


@pytest.mark.parametrize("content", [samples.ubl_invoice(), samples.cii_invoice()], ids=["ubl", "cii"])
@settings(max_examples=80, deadline=None)
@given(
    lines=st.lists(st.tuples(CENTS, CATEGORIES), min_size=1, max_size=6),
    others=st.lists(st.tuples(st.sampled_from(["false", "true"]), POSITIVE, CATEGORIES), max_size=4),
    paid=st.none() | CENTS,
    rounding=st.none() | st.sampled_from(["0.01", "-0.02", "0.50"]),
)
def test_what_is_computed_satisfies_the_rules(
    content: bytes,
    lines: list[tuple[str, VatCategory]],
    others: list[tuple[str, str, VatCategory]],
    paid: str | None,
    rounding: str | None,
) -> None:
    """Several rates, every category, negative lines, prepayments, roundings: no rule about sums has a word to say."""
    invoice = open_document(content).invoice
    invoice.lines = [
        InvoiceLine(identifier=str(number), net_amount=net, vat_categories=[category])
        for number, (net, category) in enumerate(lines, 1)
    ]
    invoice.allowance_charges = [AllowanceCharge(kind, value, vat_categories=[found]) for kind, value, found in others]
    invoice.totals = Totals(paid=paid, rounding=rounding)
    computed = compute_totals(invoice)
    invoice.totals, invoice.vat_breakdowns = computed.totals, computed.vat_breakdowns
    invoice.vat_totals = [replace(computed.vat_total, breakdowns=computed.vat_breakdowns)]
    fired = {finding.rule for finding in check_invoice(invoice, ("en16931",))}
    assert fired & JUDGED == set()
    # The rules do look at these sums.
    invoice.totals.payable = "123456789.00"
    assert "BR-CO-16" in {finding.rule for finding in check_invoice(invoice, ("en16931",))}
