"""Each rule of EN 16931 can say no: the rich invoice passes all of them, and one change makes each of them fire."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.model import (
    Invoice,
    PaymentMeans,
    Period,
    Syntax,
    VatCategory,
    VatTotal,
    WrittenDate,
)
from coryphee.einvoice.rules.en16931 import EN16931
from coryphee.einvoice.rules.en16931.lines import ODD_LINES
from coryphee.einvoice.rules.en16931.xpath_numbers import (
    decimal_sum,
    double,
    double_cents,
    double_sum,
    is_not_negative,
)
from tests.einvoice.rules.rich import rich_invoice

SYNTAXES: tuple[Syntax, ...] = ("ubl-invoice", "cii")
ALWAYS_TRUE = {"BR-CO-05", "BR-CO-06", "BR-CO-07", "BR-CO-08"}


def put(path: str, value: Any) -> Callable[[Invoice], None]:
    """A change: `value` at a path such as lines.0.item.name."""

    def change(invoice: Invoice) -> None:
        *way, last = path.split(".")
        target: Any = invoice
        for step in way:
            target = target[int(step)] if step.isdigit() else getattr(target, step)
        if last.isdigit():
            target[int(last)] = value
        else:
            setattr(target, last, value)

    return change


def backwards(invoice: Invoice) -> Period:
    ends = {"cii": WrittenDate("20260101", "102")}
    return Period(rich_invoice(invoice.syntax).periods[0].start, ends.get(invoice.syntax, WrittenDate("2026-01-01")))


def period_backwards(invoice: Invoice) -> None:
    invoice.periods = [backwards(invoice)]


def line_period_backwards(invoice: Invoice) -> None:
    invoice.lines[0].period = backwards(invoice)


def account_missing(invoice: Invoice) -> None:
    transfer = invoice.payment_means[0]
    transfer.credit_transfers[0].account = None


def nothing_identifies(invoice: Invoice) -> None:
    assert invoice.seller is not None
    invoice.seller.identifiers, invoice.seller.tax_registrations = [], []
    invoice.seller.legal_registration = None


CHANGES: dict[str, Callable[[Invoice], None]] = {
    "BR-01": put("profile", " "),
    "BR-02": put("number", None),
    "BR-03": put("issue_date", None),
    "BR-04": put("type_code", ""),
    "BR-05": put("currency", None),
    "BR-06": put("seller.name", ""),
    "BR-07": put("buyer.name", None),
    "BR-08": put("seller.address", None),
    "BR-09": put("seller.address.country", ""),
    "BR-10": put("buyer.address", None),
    "BR-11": put("buyer.address.country", None),
    "BR-12": put("totals.line_total", None),
    "BR-13": put("totals.without_vat", None),
    "BR-14": put("totals.with_vat", None),
    "BR-15": put("totals.payable", None),
    "BR-16": put("lines", []),
    "BR-17": put("payee.name", None),
    "BR-18": put("tax_representative.name", None),
    "BR-19": put("tax_representative.address", None),
    "BR-20": put("tax_representative.address.country", ""),
    "BR-21": put("lines.0.identifier", ""),
    "BR-22": put("lines.0.quantity", None),
    "BR-23": put("lines.0.unit", None),
    "BR-24": put("lines.0.net_amount", None),
    "BR-25": put("lines.0.item.name", " "),
    "BR-26": put("lines.0.price.net", None),
    "BR-27": put("lines.0.price.net", "-0.01"),
    "BR-28": put("lines.0.price.gross", "-1"),
    "BR-29": period_backwards,
    "BR-30": line_period_backwards,
    "BR-31": put("allowance_charges.0.amount", None),
    "BR-32": put("allowance_charges.0.vat_categories", []),
    "BR-33": put("allowance_charges.0.reasons", []),
    "BR-36": put("allowance_charges.1.amount", None),
    "BR-37": put("allowance_charges.1.vat_categories.0.scheme", "GST"),
    "BR-38": put("allowance_charges.1.reason_code", None),
    "BR-41": put("lines.0.allowance_charges.0.amount", None),
    "BR-42": put("lines.0.allowance_charges.0.reasons", []),
    "BR-43": put("lines.0.allowance_charges.1.amount", None),
    "BR-44": put("lines.0.allowance_charges.1.reason_code", None),
    "BR-45": put("vat_breakdowns.0.taxable_amount", None),
    "BR-46": put("vat_breakdowns.0.tax_amount", None),
    "BR-47": put("vat_breakdowns.0.category.scheme", "GST"),
    "BR-48": put("vat_breakdowns.0.category.rate", None),
    "BR-49": put("payment_means.1.code", None),
    "BR-50": put("payment_means.0.credit_transfers.0.account", ""),
    "BR-51": put("payment_means.1.card.number", "1234567890123456"),
    "BR-52": put("additional_documents.0.identifier", None),
    "BR-53": put("vat_currency", "NOK"),
    "BR-54": put("lines.0.item.attributes.0.value", None),
    "BR-55": put("preceding_invoices.0.number", None),
    "BR-56": put("tax_representative.tax_registrations", []),
    "BR-57": put("deliveries.0.address.country", None),
    "BR-61": account_missing,
    "BR-62": put("seller.electronic_addresses.0.scheme", None),
    "BR-63": put("buyer.electronic_addresses.0.scheme", None),
    "BR-64": put("lines.0.item.standard_identifier.scheme", None),
    "BR-65": put("lines.0.item.classifications.0.list_id", None),
    "BR-CO-03": put("vat_point_dates", [WrittenDate("2026-03-02")]),
    "BR-CO-04": put("lines.0.vat_categories", []),
    "BR-CO-09": put("buyer.tax_registrations.0.identifier", "999000110"),
    "BR-CO-10": put("totals.line_total", "100.01"),
    "BR-CO-11": put("totals.allowance_total", "10.01"),
    "BR-CO-12": put("totals.charge_total", None),
    "BR-CO-13": put("totals.without_vat", "99.99"),
    "BR-CO-14": put("vat_totals.0.amount", "20.01"),
    "BR-CO-15": put("totals.with_vat", "120.01"),
    "BR-CO-16": put("totals.payable", "120.00"),
    "BR-CO-17": put("vat_breakdowns.0.tax_amount", "22.00"),
    "BR-CO-18": put("vat_breakdowns", []),
    "BR-CO-19": put("periods", [Period()]),
    "BR-CO-20": put("lines.0.period", Period()),
    "BR-CO-21": put("allowance_charges.0.reasons", []),
    "BR-CO-22": put("allowance_charges.1.reason_code", None),
    "BR-CO-23": put("lines.0.allowance_charges.0.reasons", []),
    "BR-CO-24": put("lines.0.allowance_charges.1.reason_code", None),
    "BR-CO-26": nothing_identifies,
}


def fired(invoice: Invoice) -> list[str]:
    return [finding.rule for finding in check_invoice(invoice, ("en16931",))]


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_the_rich_invoice_passes(syntax: Syntax) -> None:
    assert fired(rich_invoice(syntax)) == []


def test_every_rule_has_its_change() -> None:
    # VAT categories stand in test_en16931_vat.py, codes and decimals in test_en16931_values.py.
    others = {number for number in EN16931.numbers() if re.fullmatch(r"BR-(CO-)?[0-9]+", number)}
    assert set(CHANGES) | ALWAYS_TRUE == others


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("number", CHANGES)
def test_each_rule_can_say_no(number: str, syntax: Syntax) -> None:
    invoice = rich_invoice(syntax)
    CHANGES[number](invoice)
    assert number in fired(invoice)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_an_empty_invoice_is_judged_without_an_error(syntax: Syntax) -> None:
    assert {"BR-01", "BR-02", "BR-16"} <= set(fired(Invoice(syntax=syntax)))


def test_only_the_card_number_differs_in_severity() -> None:
    odd = {rule.number for rule in EN16931.rules if rule.severity["ubl"] != rule.severity["cii"]}
    assert odd == {"BR-51"}


def test_a_finding_about_a_line_names_it() -> None:
    invoice = rich_invoice("cii")
    invoice.lines[0].allowance_charges[0].reasons = []
    found = [finding for finding in check_invoice(invoice, ("en16931",)) if finding.rule == "BR-42"]
    assert dict(found[0].parameters) == {"line": "1"}
    invoice.lines[0].identifier = None
    assert ("line", "#1") in check_invoice(invoice, ("en16931",))[0].parameters


def test_the_card_number_itself_is_never_kept() -> None:
    invoice = rich_invoice("cii")
    CHANGES["BR-51"](invoice)
    assert all("1234567890123456" not in str(finding) for finding in check_invoice(invoice, ("en16931",)))


def vat_of_1000_at_25(syntax: Syntax) -> Invoice:
    """1,000 at 25 % with a VAT of 251.00: one off."""
    invoice = rich_invoice(syntax)
    entry = invoice.vat_breakdowns[0]
    entry.taxable_amount, entry.tax_amount = "1000", "251.00"
    entry.category = VatCategory("S", "25", "VAT")
    return invoice


def test_tolerances_differ_by_syntax() -> None:
    assert "BR-CO-17" in fired(vat_of_1000_at_25("ubl-invoice"))
    assert "BR-CO-17" not in fired(vat_of_1000_at_25("cii"))


def test_a_rate_that_rounds_to_zero_counts_as_zero() -> None:
    invoice = rich_invoice("cii")
    entry = invoice.vat_breakdowns[0]
    entry.category = VatCategory("S", "0.4", "VAT")
    entry.tax_amount = "0.40"
    assert "BR-CO-17" not in fired(invoice)
    entry.tax_amount = "0.50"
    assert "BR-CO-17" in fired(invoice)


def test_cii_adds_doubles_and_ubl_decimals() -> None:
    for syntax, fires in (("ubl-invoice", True), ("cii", False)):
        invoice = rich_invoice(syntax)
        invoice.lines[0].net_amount = "100.005"
        assert ("BR-CO-10" in fired(invoice)) is fires


def test_cii_accepts_a_total_with_vat_equal_to_the_total_without() -> None:
    for syntax, fires in (("ubl-invoice", True), ("cii", False)):
        invoice = rich_invoice(syntax)
        assert invoice.totals is not None
        invoice.totals.with_vat = "100.00"
        assert ("BR-CO-15" in fired(invoice)) is fires


def test_two_totals_of_vat_in_one_currency_break_the_sum_in_ubl() -> None:
    invoice = rich_invoice("ubl-invoice")
    invoice.vat_totals.append(VatTotal("20.00", "EUR"))
    assert "BR-CO-15" in fired(invoice)


def test_cii_compares_the_word_of_an_indicator() -> None:
    for syntax, fires in (("ubl-invoice", True), ("cii", False)):
        invoice = rich_invoice(syntax)
        invoice.allowance_charges[0].indicator, invoice.allowance_charges[0].reasons = "0", []
        assert ("BR-33" in fired(invoice)) is fires


def test_cii_leaves_breakdowns_l_m_o_to_their_families() -> None:
    for syntax, fires in (("ubl-invoice", True), ("cii", False)):
        invoice = rich_invoice(syntax)
        entry = invoice.vat_breakdowns[0]
        entry.category, entry.taxable_amount = VatCategory("O", None, "VAT"), None
        assert ("BR-45" in fired(invoice)) is fires


def test_cii_speaks_of_a_missing_account_only_when_its_group_is_there() -> None:
    for syntax, fires in (("ubl-invoice", True), ("cii", False)):
        invoice = rich_invoice(syntax)
        invoice.payment_means = [PaymentMeans("58")]
        assert ("BR-61" in fired(invoice)) is fires


def test_the_payee_must_be_another_than_the_seller() -> None:
    invoice = rich_invoice("cii")
    assert invoice.payee is not None
    invoice.payee.name = "Ateliers Démo SARL"
    assert "BR-17" in fired(invoice)


def test_vat_prefixes_are_looked_up_as_each_syntax_does() -> None:
    for syntax, fires in (("ubl-invoice", False), ("cii", True)):
        invoice = rich_invoice(syntax)
        assert invoice.seller is not None
        invoice.seller.tax_registrations[0].identifier = "A"
        assert ("BR-CO-09" in fired(invoice)) is fires


def test_sums_of_both_arithmetics() -> None:
    assert str(decimal_sum(["0.1", None, "0.2", "NaN"])) == "0.3"
    assert double_sum(["0.1", None, "0.2"]) == 0.1 + 0.2
    assert double("1E5") is None
    assert double_cents(-2.5) == -2.5
    assert double_cents(100.005) == 100.01
    assert double_cents(-0.005) == 0.0


def test_less_than_zero_as_the_official_processor_compares() -> None:
    kept = [text for text in ("0", "0.00", "-0", "2.5", "-0.00", "-1", "-0.01", "", "x", None) if is_not_negative(text)]
    assert kept == ["0", "0.00", "-0", "2.5"]


@pytest.mark.parametrize("number", [None, *CHANGES])
@pytest.mark.parametrize("syntax", ["ubl-invoice", "cii"])
def test_of_a_line_called_ordinary_no_rule_of_lines_fires(syntax: Syntax, number: str | None) -> None:
    invoice = rich_invoice(syntax)
    for line in invoice.lines:
        assert line.price is not None
        assert line.item is not None
        line.price.gross = None
        if number != "BR-64":
            line.item.standard_identifier = None
    if number is not None:
        CHANGES[number](invoice)
    rules = [rule for rule in EN16931.rules if rule.over is ODD_LINES and rule.syntax in {None, syntax[:3]}]
    assert len(rules) > 8
    odd = list(ODD_LINES.select(invoice))
    ordinary = [line for line in invoice.lines if not any(line is one for one in odd)]
    assert all(rule.holds(line) is True for rule in rules for line in ordinary)
    assert ordinary or number is not None, "the line of the sample is an ordinary one"
