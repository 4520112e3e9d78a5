"""How codes and amounts are written: each rule passes the rich invoice, and one change makes it fire."""

from collections.abc import Callable
from typing import Any

import pytest

from coryphee.einvoice import open_document
from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.findings import Finding
from coryphee.einvoice.model import (
    AllowanceCharge,
    AmountCurrency,
    Attachment,
    CreditTransfer,
    Identifier,
    Invoice,
    InvoiceLine,
    Item,
    Note,
    PaymentMeans,
    Price,
    ReferencedDocument,
    Repetition,
    Syntax,
    VatBreakdown,
    VatCategory,
    VatTotal,
)
from coryphee.einvoice.rules.en16931 import EN16931
from tests.einvoice import samples
from tests.einvoice.rules.rich import rich_invoice

SYNTAXES: tuple[Syntax, ...] = ("ubl-invoice", "cii")
DEAD_IN_UBL = {"BR-DEC-13", "BR-DEC-15"}

Change = Callable[[Invoice], None]


def put(path: str, value: Any) -> Change:
    """A change: `value` at a path such as lines.0.item.name; at the end of a list where the path ends with +."""

    def change(invoice: Invoice) -> None:
        *way, last = path.split(".")
        target: Any = invoice
        for step in way:
            target = target[int(step)] if step.isdigit() else getattr(target, step)
        if last == "+":
            target.append(value)
        else:
            setattr(target, last, value)

    return change


def foreign_amount(invoice: Invoice) -> None:
    invoice.amounts_in_other_currencies.append(AmountCurrency("eur"))
    invoice.vat_totals.append(VatTotal("1.00", "eur"))


def vat_point(invoice: Invoice) -> None:
    invoice.periods[0].vat_point_codes = ["4"]
    invoice.vat_breakdowns[0].vat_point_codes = ["4"]


def fine_vat_total(invoice: Invoice) -> None:
    invoice.vat_totals = [VatTotal("20.001", "EUR")]


CHANGES: dict[str, Change] = {
    "BR-CL-01": put("type_code", "999"),
    "BR-CL-03": foreign_amount,
    "BR-CL-04": put("currency", "eur"),
    "BR-CL-05": put("vat_currency", ""),
    "BR-CL-06": vat_point,
    "BR-CL-07": put("additional_documents.+", ReferencedDocument(Identifier("compteur", "0231"), "130")),
    "BR-CL-08": put("notes", [Note("texte", "ZZ1", "#ZZ1#texte")]),
    "BR-CL-10": put("seller.identifiers.0.scheme", "ZZZZ"),
    "BR-CL-11": put("buyer.legal_registration.scheme", ""),
    "BR-CL-13": put("lines.0.item.classifications.0.list_id", "ZZ9"),
    "BR-CL-14": put("buyer.address.country", "XX"),
    "BR-CL-15": put("lines.0.item.origin_country", "fr"),
    "BR-CL-16": put("payment_means.0.code", "01"),
    "BR-CL-17": put("allowance_charges.0.vat_categories.0.code", "A"),
    "BR-CL-18": put("lines.0.vat_categories.0.code", "s"),
    "BR-CL-19": put("lines.0.allowance_charges.0.reason_code", "FC"),
    "BR-CL-20": put("allowance_charges.1.reason_code", "95"),
    "BR-CL-21": put("lines.0.item.standard_identifier.scheme", "GTIN"),
    "BR-CL-22": put("vat_breakdowns.0.category.exemption_code", "VATEX-XX"),
    "BR-CL-23": put("lines.0.unit", "ZZZ"),
    "BR-CL-24": put("additional_documents.0.attachments", [Attachment("PGh0bWw+", "text/html", "a.html")]),
    "BR-CL-25": put("seller.electronic_addresses.0.scheme", "0231"),
    "BR-CL-26": put("deliveries.0.locations.+", Identifier("quai 4", "ZZZZ")),
    "BR-DEC-01": put("allowance_charges.0.amount", "10.000"),
    "BR-DEC-02": put("allowance_charges.0.base_amount", "10.001"),
    "BR-DEC-05": put("allowance_charges.1.amount", "10.000"),
    "BR-DEC-06": put("allowance_charges.1.base_amount", "10.001"),
    "BR-DEC-09": put("totals.line_total", "100.000"),
    "BR-DEC-10": put("totals.allowance_total", "10.000"),
    "BR-DEC-11": put("totals.charge_total", "10.000"),
    "BR-DEC-12": put("totals.without_vat", "100.000"),
    "BR-DEC-13": fine_vat_total,
    "BR-DEC-14": put("totals.with_vat", "120.000"),
    "BR-DEC-15": put("vat_totals.1.amount", "220.001"),
    "BR-DEC-16": put("totals.paid", "20.000"),
    "BR-DEC-17": put("totals.rounding", "0.000"),
    "BR-DEC-18": put("totals.payable", "100.00 "),
    "BR-DEC-19": put("vat_breakdowns.0.taxable_amount", "100.000"),
    "BR-DEC-20": put("vat_breakdowns.0.tax_amount", "20.000"),
    "BR-DEC-23": put("lines.0.net_amount", "100.000"),
    "BR-DEC-24": put("lines.0.allowance_charges.0.amount", "5.000"),
    "BR-DEC-25": put("lines.0.allowance_charges.0.base_amount", "5.001"),
    "BR-DEC-27": put("lines.0.allowance_charges.1.amount", "5.000"),
    "BR-DEC-28": put("lines.0.allowance_charges.1.base_amount", "5.001"),
}


def found(invoice: Invoice, number: str) -> list[Finding]:
    return [finding for finding in check_invoice(invoice, ("en16931",)) if finding.rule == number]


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("number", CHANGES)
def test_each_rule_can_say_no(number: str, syntax: Syntax) -> None:
    invoice = rich_invoice(syntax)
    assert found(invoice, number) == []
    CHANGES[number](invoice)
    assert bool(found(invoice, number)) is (syntax == "cii" or number not in DEAD_IN_UBL)


def test_every_rule_has_its_change() -> None:
    written = {number for number in EN16931.numbers() if number.startswith(("BR-CL-", "BR-DEC-"))}
    assert written == set(CHANGES)


def test_a_code_is_known_whatever_white_space_is_around_it_but_not_in_other_letters() -> None:
    invoice = rich_invoice("cii")
    invoice.currency, invoice.lines[0].unit = "\n EUR ", " C62"
    assert found(invoice, "BR-CL-04") == found(invoice, "BR-CL-23") == []
    invoice.lines[0].unit = "c62"
    assert dict(found(invoice, "BR-CL-23")[0].parameters) == {"line": "1", "value": "c62"}


def test_types_of_invoices_are_no_types_of_credit_notes_in_ubl() -> None:
    for syntax, code, fires in (("ubl-invoice", "381", True), ("ubl-creditnote", "381", False), ("cii", "381", False)):
        invoice = rich_invoice(syntax)  # type: ignore[arg-type]  # the loop forgets what its texts are
        invoice.type_code = code
        assert bool(found(invoice, "BR-CL-01")) is fires


@pytest.mark.parametrize(
    ("note", "fires"),
    [("#PMT#x", False), ("#ZZ1#x", True), ("a #PMT# b", False), ("#PMTX#x", False), ("#ZZ1 x", False), ("A #1", False)],
)
def test_ubl_judges_three_characters_between_number_signs(note: str, fires: bool) -> None:  # noqa: FBT001
    invoice = rich_invoice("ubl-invoice")
    invoice.notes = [Note(note, None, note)]
    assert bool(found(invoice, "BR-CL-08")) is fires


def test_sepa_is_a_scheme_of_seller_and_payee_in_ubl() -> None:
    for syntax, count in (("ubl-invoice", 1), ("cii", 3)):
        invoice = rich_invoice(syntax)  # type: ignore[arg-type]
        for party in (invoice.seller, invoice.payee, invoice.buyer):
            assert party is not None
            party.identifiers = [Identifier("FR00ZZZ123456", "SEPA")]
        assert len(found(invoice, "BR-CL-10")) == count


def test_vatex_codes_may_be_in_small_letters() -> None:
    invoice = rich_invoice("cii")
    invoice.lines[0].vat_categories[0].exemption_code = "vatex-eu-ae"
    assert found(invoice, "BR-CL-22") == []
    invoice.lines[0].vat_categories[0].exemption_code = ""
    assert len(found(invoice, "BR-CL-22")) == 1


def test_breakdowns_are_judged_with_entries_in_ubl_and_with_lines_in_cii() -> None:
    for syntax, number in (("ubl-invoice", "BR-CL-17"), ("cii", "BR-CL-18")):
        invoice = rich_invoice(syntax)  # type: ignore[arg-type]
        invoice.vat_breakdowns.append(VatBreakdown("1", "1", VatCategory("X", "1", "VAT")))
        assert [finding.rule for finding in check_invoice(invoice, ("en16931",)) if "-CL-" in finding.rule] == [number]


def test_a_category_is_judged_where_nobody_says_whether_it_is_an_allowance() -> None:
    invoice = rich_invoice("ubl-invoice")
    invoice.allowance_charges.append(AllowanceCharge(None, "1", vat_categories=[VatCategory("X", "1", "VAT")]))
    assert len(found(invoice, "BR-CL-17")) == 1


def test_each_line_and_each_price_in_an_unknown_unit_fires() -> None:
    invoice = rich_invoice("ubl-invoice")
    invoice.lines = [InvoiceLine(str(number), unit="ZZZ", price=Price(base_unit="ZZZ")) for number in range(3)]
    invoice.lines[0].sub_lines = [InvoiceLine(unit="YYY")]
    values = [dict(finding.parameters) for finding in found(invoice, "BR-CL-23")]
    assert [value["value"] for value in values].count("ZZZ") == 6
    assert [value["value"] for value in values].count("YYY") == 1
    assert values[0]["line"] == "0"


def test_what_is_repeated_counts_as_the_official_rules_count() -> None:
    invoice = rich_invoice("ubl-invoice")
    item = Item(standard_identifier=Identifier("1", "GTIN"))
    invoice.repetitions += [
        Repetition("item", value=item),
        Repetition("legal_registration", value=Identifier("1", "X")),
    ]
    assert len(found(invoice, "BR-CL-21")) == 1
    assert len(found(invoice, "BR-CL-11")) == 1


def test_a_second_subject_of_a_note_is_judged_too() -> None:
    invoice = rich_invoice("cii")
    invoice.notes = [Note("x", "REG"), Note("x", "ZZ1")]
    invoice.repetitions.append(Repetition("subject_code", value="ZZ2"))
    assert [dict(finding.parameters)["value"] for finding in found(invoice, "BR-CL-08")] == ["ZZ1", "ZZ2"]


def test_attachments_of_lines_are_looked_at() -> None:
    invoice = rich_invoice("ubl-invoice")
    invoice.lines[0].documents = [ReferencedDocument(attachments=[Attachment("", " application/pdf")])]
    assert dict(found(invoice, "BR-CL-24")[0].parameters)["line"] == "1"


def test_zeros_at_the_end_are_decimals_but_not_of_vat_totals_in_cii() -> None:
    invoice = rich_invoice("cii")
    invoice.vat_totals[0].amount = "20.000"
    assert found(invoice, "BR-DEC-13") == []
    invoice.vat_totals = [VatTotal("20.001", "EUR"), VatTotal("20.001", None)]
    assert found(invoice, "BR-DEC-13") == []


def test_a_vat_currency_without_its_total_is_not_in_cents() -> None:
    invoice = rich_invoice("cii")
    invoice.vat_totals = invoice.vat_totals[:1]
    assert len(found(invoice, "BR-DEC-15")) == 1
    invoice.vat_currency = None
    assert found(invoice, "BR-DEC-15") == []
    invoice.vat_totals = []
    assert found(invoice, "BR-DEC-13") == found(invoice, "BR-DEC-15") == []


@pytest.mark.parametrize(
    ("written", "wanted", "count"),
    [
        (b'PriceAmount currencyID="EUR"', b'PriceAmount currencyID="eur"', 2),
        (b'TaxInclusiveAmount currencyID="EUR"', b'TaxInclusiveAmount currencyID="SEK"', 0),
        (b"EUR</cbc:DocumentCurrencyCode>", b"XTS</cbc:DocumentCurrencyCode>", 0),
        (b"EUR", b"E", 11),
    ],
)
def test_the_currency_of_each_amount_is_judged_in_ubl(written: bytes, wanted: bytes, count: int) -> None:
    content = samples.ubl_invoice(2)
    assert written in content
    assert len(found(open_document(content.replace(written, wanted)).invoice, "BR-CL-03")) == count


def test_a_means_of_payment_has_a_known_code() -> None:
    invoice = rich_invoice("ubl-invoice")
    invoice.payment_means = [PaymentMeans("30", credit_transfers=[CreditTransfer("FR76")]), PaymentMeans(None)]
    assert found(invoice, "BR-CL-16") == []
