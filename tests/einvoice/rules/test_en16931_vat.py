"""Each rule of the VAT families can say no: an invoice of each category passes, and one change makes each rule fire."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.model import (
    AllowanceCharge,
    Invoice,
    InvoiceLine,
    Item,
    Party,
    PostalAddress,
    Syntax,
    TaxRegistration,
    Totals,
    VatBreakdown,
    VatCategory,
    VatTotal,
    WrittenDate,
)
from coryphee.einvoice.rules.en16931 import EN16931
from coryphee.einvoice.rules.en16931.vat_use import vat_use
from tests.einvoice.rules.rich import rich_invoice

SYNTAXES: tuple[Syntax, ...] = ("ubl-invoice", "cii")
FAMILIES = {"S": "S", "Z": "Z", "E": "E", "AE": "AE", "IC": "K", "G": "G", "O": "O", "AF": "L", "AG": "M"}
RATES = {"S": "20.00", "L": "7.00", "M": "4.00", "O": None}
EXEMPT = {"E", "AE", "K", "G", "O"}
DEAD_IN_CII = {"BR-AF-08", "BR-AF-09", "BR-AG-08", "BR-AG-09"}

Change = Callable[[Invoice], None]


def invoice_of(code: str, syntax: Syntax) -> Invoice:
    """The rich invoice with everything under one category: 100.00 without VAT."""
    invoice = rich_invoice(syntax)
    rate = RATES.get(code, "0")
    invoice.lines[0].vat_categories = [VatCategory(code, rate, "VAT")]
    for entry in invoice.allowance_charges:
        entry.vat_categories = [VatCategory(code, rate, "VAT")]
    tax = Decimal(rate or "0").quantize(Decimal("0.01"))
    category = VatCategory(code, rate, "VAT", exemption_reason="Motif" if code in EXEMPT else None)
    breakdown = VatBreakdown("100.00", str(tax), category)
    invoice.vat_breakdowns = [breakdown]
    invoice.vat_totals = [VatTotal(str(tax), "EUR", [breakdown]), VatTotal(str(tax * 11), "SEK")]
    invoice.totals = Totals("100.00", "10.00", "10.00", "100.00", str(100 + tax), "20.00", None, str(80 + tax))
    if code == "O":
        nobody_is_registered(invoice)
    return invoice


def fired(invoice: Invoice) -> list[str]:
    return [finding.rule for finding in check_invoice(invoice, ("en16931",))]


def nobody_is_registered(invoice: Invoice) -> None:
    assert invoice.seller is not None
    assert invoice.buyer is not None
    invoice.tax_representative = None
    invoice.seller.tax_registrations, invoice.buyer.tax_registrations = [], []


def nothing_identifies_the_buyer(invoice: Invoice) -> None:
    assert invoice.buyer is not None
    invoice.buyer.tax_registrations, invoice.buyer.legal_registration = [], None


def seller_is_registered(invoice: Invoice) -> None:
    assert invoice.seller is not None
    invoice.seller.tax_registrations = [TaxRegistration("FR66999000011", "VA" if invoice.syntax == "cii" else "VAT")]


def twice(invoice: Invoice) -> None:
    invoice.vat_breakdowns *= 2


def no_breakdown(invoice: Invoice) -> None:
    invoice.vat_breakdowns = []


def rate_of(subject: Callable[[Invoice], InvoiceLine | AllowanceCharge]) -> Change:
    def change(invoice: Invoice) -> None:
        subject(invoice).vat_categories[0].rate = "-1"

    return change


def taxable(invoice: Invoice) -> None:
    invoice.vat_breakdowns[0].taxable_amount = "102.00"


def tax(invoice: Invoice) -> None:
    invoice.vat_breakdowns[0].tax_amount = "50.00"


def reason(invoice: Invoice) -> None:
    category = invoice.vat_breakdowns[0].category
    assert category is not None
    category.exemption_reason = None if category.exemption_reason else "Motif"


def nothing_was_delivered(invoice: Invoice) -> None:
    invoice.deliveries, invoice.periods = [], []


def other(subject: Callable[[Invoice], InvoiceLine | AllowanceCharge]) -> Change:
    def change(invoice: Invoice) -> None:
        subject(invoice).vat_categories[0].code = "S"

    return change


def other_breakdown(invoice: Invoice) -> None:
    invoice.vat_breakdowns.append(VatBreakdown("0", "0", VatCategory("S", "20", "VAT")))


def changes(family: str) -> dict[str, Change]:
    code = FAMILIES[family]
    parties = seller_is_registered if code == "O" else nobody_is_registered
    table: dict[str, Change] = {
        "01": no_breakdown if code in "SLM" else twice,
        **dict.fromkeys(("02", "03", "04"), nothing_identifies_the_buyer if code in {"AE", "K"} else parties),
        "05": rate_of(lambda invoice: invoice.lines[0]),
        "06": rate_of(lambda invoice: invoice.allowance_charges[0]),
        "07": rate_of(lambda invoice: invoice.allowance_charges[1]),
        "08": taxable,
        "09": tax,
        "10": reason,
    }
    if code == "K":
        table |= {"11": nothing_was_delivered, "12": nothing_was_delivered}
    if code == "O":
        table |= {
            "11": other_breakdown,
            "12": other(lambda invoice: invoice.lines[0]),
            "13": other(lambda invoice: invoice.allowance_charges[0]),
            "14": other(lambda invoice: invoice.allowance_charges[1]),
        }
    return {f"BR-{family}-{number}": change for number, change in table.items()}


CHANGES = {number: change for family in FAMILIES for number, change in changes(family).items()}


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("code", FAMILIES.values())
def test_an_invoice_of_each_category_passes(code: str, syntax: Syntax) -> None:
    assert fired(invoice_of(code, syntax)) == []


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("number", CHANGES)
def test_each_rule_can_say_no(number: str, syntax: Syntax) -> None:
    invoice = invoice_of(FAMILIES[number.split("-")[1]], syntax)
    CHANGES[number](invoice)
    assert (number in fired(invoice)) is (syntax != "cii" or number not in DEAD_IN_CII)


def test_every_rule_of_a_family_has_its_change() -> None:
    families = {number for number in EN16931.numbers() if number.split("-")[1] in FAMILIES}
    assert families == set(CHANGES)


def split_payment(syntax: Syntax) -> Invoice:
    invoice = invoice_of("S", syntax)
    parties = [party for party in (invoice.seller, invoice.buyer, invoice.tax_representative) if party]
    for address in [*(party.address for party in parties), *(delivery.address for delivery in invoice.deliveries)]:
        assert address is not None
        address.country = "IT"
    for bearer in [invoice.lines[0], *invoice.allowance_charges]:
        bearer.vat_categories = [VatCategory("B", "22", "VAT")]
    invoice.vat_breakdowns = [VatBreakdown("100.00", "22.00", VatCategory("B", "22", "VAT"))]
    return invoice


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_split_payment_is_italian_and_alone(syntax: Syntax) -> None:
    def said(change: Change) -> set[str]:
        invoice = split_payment(syntax)
        change(invoice)
        return {rule for rule in fired(invoice) if rule.startswith("BR-B-")}

    def abroad(invoice: Invoice) -> None:
        invoice.deliveries[0].address = PostalAddress(country="FR")

    def standard_rate(invoice: Invoice) -> None:
        invoice.lines[0].vat_categories.append(VatCategory("S", "22", "VAT"))

    assert said(lambda _invoice: None) == set()
    assert said(abroad) == {"BR-B-01"}
    assert said(standard_rate) == {"BR-B-02"}


def test_only_ubl_looks_at_countries_of_origin_and_only_at_split_payment_as_written() -> None:
    for syntax, fires in (("ubl-invoice", True), ("cii", False)):
        invoice = split_payment(syntax)
        invoice.lines[0].item = Item("Banc", origin_country="FR")
        assert ("BR-B-01" in fired(invoice)) is fires
    invoice = split_payment("ubl-invoice")
    for bearer in [invoice.lines[0], *invoice.allowance_charges]:
        bearer.vat_categories[0].code = " B"
    invoice.vat_breakdowns = []
    invoice.deliveries[0].address = PostalAddress(country="FR")
    assert "BR-B-01" not in fired(invoice)


def test_one_finding_for_each_line_in_cii_and_one_for_the_invoice_in_ubl() -> None:
    for syntax, count in (("ubl-invoice", 1), ("cii", 3)):
        invoice = invoice_of("S", syntax)
        invoice.lines *= 3
        nobody_is_registered(invoice)
        assert fired(invoice).count("BR-S-02") == count


def test_lines_that_are_alike_fire_each_and_are_named() -> None:
    invoice = invoice_of("Z", "cii")
    second = InvoiceLine("2", net_amount="0.00", vat_categories=[VatCategory("Z", "5", "VAT")])
    third = InvoiceLine("3", net_amount="0.00", vat_categories=[VatCategory("Z", "5", "VAT")])
    invoice.lines += [second, third]
    found = [dict(finding.parameters) for finding in check_invoice(invoice, ("en16931",)) if finding.rule == "BR-Z-05"]
    assert found == [{"category": "Z", "rate": "5", "line": "2"}, {"category": "Z", "rate": "5", "line": "3"}]


def test_breakdowns_at_20_and_at_20_00_are_one_rate() -> None:
    for syntax in SYNTAXES:
        invoice = invoice_of("S", syntax)
        invoice.vat_breakdowns = [
            VatBreakdown("50.00", "10.00", VatCategory("S", "20", "VAT")),
            VatBreakdown("50.00", "10.00", VatCategory("S", "20.00", "VAT")),
        ]
        assert fired(invoice).count("BR-S-08") == 2


def test_what_each_syntax_tolerates_in_a_taxable_amount() -> None:
    def fires(code: str, syntax: Syntax, amount: str) -> bool:
        invoice = invoice_of(code, syntax)
        invoice.vat_breakdowns[0].taxable_amount = amount
        return any(rule.endswith("-08") for rule in fired(invoice) if not rule.startswith("BR-CO"))

    assert [fires("S", "ubl-invoice", amount) for amount in ("100.99", "101.00", "99.00")] == [False, True, True]
    assert [fires("S", "cii", amount) for amount in ("100.00", "100.01")] == [False, True]
    assert [fires("Z", "ubl-invoice", amount) for amount in ("100.00", "100.01")] == [False, True]
    assert [fires("Z", "cii", amount) for amount in ("100.99", "101.00")] == [False, True]
    assert [fires("L", "ubl-invoice", amount) for amount in ("100.99", "101.00")] == [False, True]
    assert [fires("O", "cii", amount) for amount in ("100.00", "100.01")] == [False, True]


def test_nothing_taxed_leaves_only_standard_rate_without_a_sum_to_compare() -> None:
    invoice = invoice_of("S", "ubl-invoice")
    invoice.lines, invoice.allowance_charges = [], []
    invoice.vat_breakdowns[0].taxable_amount = "0.00"
    assert "BR-S-08" in fired(invoice)
    invoice.vat_breakdowns[0].category = VatCategory("S", None, "VAT")
    assert "BR-S-08" not in fired(invoice)


def test_minus_zero_is_zero_in_ubl_and_in_cii_as_an_integer() -> None:
    for syntax, amount, fires in (("ubl-invoice", "-0.00", False), ("cii", "-0.00", True), ("cii", "-0", False)):
        invoice = invoice_of("Z", syntax)  # type: ignore[arg-type]  # the loop forgets what its texts are
        invoice.vat_breakdowns[0].tax_amount = amount
        assert ("BR-Z-09" in fired(invoice)) is fires
    invoice = invoice_of("Z", "cii")
    invoice.vat_totals[0].amount = "-0.00"
    assert "BR-CO-14" in fired(invoice)


def test_a_line_with_two_categories_counts_for_each() -> None:
    invoice = invoice_of("E", "ubl-invoice")
    invoice.lines[0].vat_categories.append(VatCategory("FUEL", "5", "EXCISE"))
    assert [rule for rule in fired(invoice) if rule.startswith("BR-E-")] == []
    assert vat_use(invoice).use("FUEL").sums(Decimal(5)).lines == Decimal("100.00")
    assert vat_use(invoice).use("FUEL").sums(Decimal(6)).lines == 0


def test_lines_inside_lines_bear_a_category_too_in_ubl() -> None:
    invoice = invoice_of("S", "ubl-invoice")
    inner = InvoiceLine(
        vat_categories=[VatCategory("G", "0", "VAT")],
        allowance_charges=[AllowanceCharge("false", "1", vat_categories=[VatCategory("E", "0", "VAT")])],
        vat_totals=[VatTotal("0", "EUR", [VatBreakdown("0", "0", VatCategory("Z", "0", "VAT"))])],
    )
    invoice.lines[0].sub_lines = [InvoiceLine(sub_lines=[inner])]
    assert {"BR-G-01", "BR-E-01", "BR-Z-01"} <= set(fired(invoice))


def test_another_tax_under_the_same_code_is_not_vat() -> None:
    invoice = invoice_of("S", "ubl-invoice")
    nobody_is_registered(invoice)
    invoice.lines[0].vat_categories[0].scheme = "GST"
    assert "BR-S-02" in fired(invoice)
    seller_is_registered(invoice)
    assert "BR-S-02" in fired(invoice)
    invoice = invoice_of("G", "ubl-invoice")
    nobody_is_registered(invoice)
    invoice.lines[0].vat_categories[0].scheme = "GST"
    assert "BR-G-02" not in fired(invoice)


def test_white_space_around_l_counts_where_the_official_asserts_compare_it() -> None:
    invoice = invoice_of("L", "ubl-invoice")
    category = invoice.vat_breakdowns[0].category
    assert category is not None
    category.code = " L"
    assert "BR-AF-01" in fired(invoice)
    nobody_is_registered(invoice)
    invoice.allowance_charges[1].vat_categories[0].code = " L"
    assert "BR-AF-03" in fired(invoice)
    assert "BR-AF-04" not in fired(invoice)


def test_allowances_of_lines_count_for_who_is_registered_but_in_ubl_not_for_category_o() -> None:
    for syntax, fires in (("ubl-invoice", False), ("cii", True)):
        invoice = invoice_of("O", syntax)
        seller_is_registered(invoice)
        invoice.lines[0].vat_categories, invoice.allowance_charges = [], []
        invoice.lines[0].allowance_charges[0].vat_categories = [VatCategory("O", None, "VAT")]
        assert ("BR-O-03" in fired(invoice)) is fires


def test_a_local_tax_number_of_the_seller_will_do_but_not_for_exports() -> None:
    for code, fires in (("E", False), ("G", True)):
        invoice = invoice_of(code, "cii")
        nobody_is_registered(invoice)
        assert invoice.seller is not None
        invoice.seller.tax_registrations = [TaxRegistration("123", "FC", vat=False)]
        assert any(rule.endswith("-02") and not rule.startswith("BR-02") for rule in fired(invoice)) is fires


def test_the_delivery_of_a_supply_inside_the_union() -> None:
    for syntax in SYNTAXES:
        invoice = invoice_of("K", syntax)
        invoice.periods = []
        assert "BR-IC-11" in fired(invoice)
        invoice.deliveries[0].date = WrittenDate("20260301", "102" if syntax == "cii" else None)
        assert "BR-IC-11" not in fired(invoice)
        invoice.deliveries[0].address = PostalAddress(country="F")
        assert ("BR-IC-12" in fired(invoice)) is (syntax != "cii")


def test_a_payee_has_no_part_in_who_is_registered() -> None:
    invoice = invoice_of("S", "cii")
    nobody_is_registered(invoice)
    invoice.payee = Party(name="Affacturage Démo SA", tax_registrations=[TaxRegistration("FR66999000011", "VA")])
    assert "BR-S-02" in fired(invoice)


def test_the_other_uses_are_known_while_somebody_holds_all() -> None:
    uses = vat_use(invoice_of("E", "ubl-invoice"))
    exempt = uses.use("E")
    assert exempt.others == [use for use in uses.by_code.values() if use is not exempt]
    del uses
    with pytest.raises(ReferenceError):
        _ = exempt.others
