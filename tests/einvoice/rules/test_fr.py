"""Each French rule says no to one change of a good invoice, in each syntax that has it, and only dead rules never do.

Long because it is a table of 190 numbers.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from coryphee.einvoice import open_document
from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.model import (
    Identifier,
    Invoice,
    ItemAttribute,
    Note,
    Party,
    PostalAddress,
    PrecedingInvoice,
    ReferencedDocument,
    Repetition,
    Syntax,
    WrittenDate,
)
from coryphee.einvoice.rules.fr import FR
from coryphee.einvoice.rules.fr.parties import ROLES
from coryphee.einvoice.rules.fr.scope import french_law_applies
from coryphee.einvoice.words import LANGUAGES, explain
from tests.einvoice import samples
from tests.einvoice.rules.french import BUYER, OTHER, SELLER, day, french_invoice, gathered_invoice, party
from tests.einvoice.rules.test_en16931 import put

Change = Callable[[Invoice], None]
Make = Callable[[Syntax], Invoice]

SYNTAXES: tuple[Syntax, ...] = ("ubl-invoice", "ubl-creditnote", "cii")
LONG_NUMBER = "N" * 36
BAD_DAY = WrittenDate("20260230", "102")

# Rules that the artefacts have and that cannot fire: (number, syntax).
DEAD = {
    ("BR-FR-DEC-01_BT-111", "ubl"),
    ("BR-FR-DEC-01_BT-111", "cii"),
    ("BR-FR-16_BT-103", "ubl"),
    ("BR-FR-27_BG-32", "ubl"),
    ("BR-FR-27_BT-160", "ubl"),
    ("BR-FR-27_EXT-FR-FE-159", "ubl"),
    ("BR-FR-29_BT-18", "ubl"),
    ("BR-FR-30_BT-128", "ubl"),
    ("BR-FR-30_BT-128", "cii"),
    ("BR-FR-30_AFL", "cii"),
    ("BR-FR-30_AVV", "cii"),
    ("BR-FR-09_EXT-FR-FE-146", "ubl"),
    ("BR-FR-MV-10_EXT-FR-FE-184", "ubl"),
}


def every(*changes: Change) -> Change:
    def change(invoice: Invoice) -> None:
        for one in changes:
            one(invoice)

    return change


def note(text: str | None, subject: str) -> Change:
    """Put a note in the place of the one with this subject, or beside the others."""

    def change(invoice: Invoice) -> None:
        invoice.notes = [entry for entry in invoice.notes if entry.subject_code != subject]
        if text is not None:
            invoice.notes.append(Note(text, subject))

    return change


def twice(subject: str) -> Change:
    return lambda invoice: invoice.notes.extend([Note("B2B", subject), Note("B2B", subject)])


def credit_note_of(code: str) -> Change:
    return put("type_code", code)


def no_references(invoice: Invoice) -> None:
    invoice.preceding_invoices = []
    for line in invoice.lines:
        line.preceding_invoices = []


def second_object(invoice: Invoice) -> None:
    invoice.additional_documents.append(ReferencedDocument(Identifier("X", "AFL"), "130"))


def second_readable(invoice: Invoice) -> None:
    invoice.additional_documents.append(ReferencedDocument(Identifier("x.pdf"), "916", ["LISIBLE"]))


def member(invoice: Invoice) -> None:
    assert invoice.seller is not None
    invoice.seller.identifiers.append(Identifier(SELLER, "0231"))


def euro_missing(invoice: Invoice) -> None:
    invoice.currency = invoice.vat_totals[0].currency = "SEK"


def self_billed(invoice: Invoice) -> None:
    invoice.type_code = "261" if invoice.syntax == "ubl-creditnote" else "389"


def bad_day(path: str) -> Change:
    """Put the thirtieth of February at a path."""

    def change(invoice: Invoice) -> None:
        put(path, BAD_DAY if invoice.syntax == "cii" else WrittenDate("2026-02-30"))(invoice)

    return change


def role(name: str, path: str, value: Any) -> Change:
    return put(f"{name}.{path}", value)


PARTIES: dict[str, Change] = {}
for _role in ROLES:
    PARTIES[f"BR-FR-09_{_role.identifiers}"] = role(_role.name, "identifiers.0.text", f"{OTHER[:-1]}700018"[:13])
    PARTIES[f"BR-FR-CO-10_{_role.identifiers}-1"] = role(_role.name, "identifiers.1", Identifier("X", is_global=True))
    PARTIES[f"BR-FR-CO-10_{_role.identifiers}-2"] = role(
        _role.name, "identifiers.1", Identifier(f"{OTHER}00018", "0009")
    )
    PARTIES[f"BR-FR-23_{_role.address}"] = role(_role.name, "electronic_addresses.0.text", "999000011 1")
    PARTIES[f"BR-FR-25_{_role.address}"] = role(_role.name, "electronic_addresses.0.text", f"{SELLER}_" + "1" * 120)

SIMPLE: dict[str, Change] = {
    "BR-FR-01_BT-1-1": put("number", LONG_NUMBER),
    "BR-FR-01_BT-1-2": put("number", "DEMO 1"),
    "BR-FR-01_BT-1": put("number", LONG_NUMBER),
    "BR-FR-02_BT-1": put("number", "DEMO.1"),
    "BR-FR-01_BT-25-1": put("preceding_invoices.0.number", LONG_NUMBER),
    "BR-FR-01_BT-25-2": put("preceding_invoices.0.number", ""),
    "BR-FR-01_BT-25": put("preceding_invoices.0.number", LONG_NUMBER),
    "BR-FR-02_BT-25": put("preceding_invoices.0.number", "É1"),
    "BR-FR-01_EXT-FR-FE-136-1": put("lines.0.preceding_invoices.0.number", LONG_NUMBER),
    "BR-FR-01_EXT-FR-FE-136-2": put("lines.0.preceding_invoices.0.number", "a b"),
    "BR-FR-01_EXT-FR-FE-136": put("lines.0.preceding_invoices.0.number", LONG_NUMBER),
    "BR-FR-02_EXT-FR-FE-136": put("lines.0.preceding_invoices.0.number", "a b"),
    "BR-FR-03_BT-2": bad_day("issue_date"),
    "BR-FR-03_BT-7": lambda invoice: bad_day(
        "vat_breakdowns.0.tax_point_dates.0" if invoice.syntax == "cii" else "vat_point_dates.0"
    )(invoice),
    "BR-FR-03_BT-9": bad_day("due_dates.0"),
    "BR-FR-03_BT-26": bad_day("preceding_invoices.0.issue_date"),
    "BR-FR-03_BT-72": bad_day("deliveries.0.date"),
    "BR-FR-03_BT-73": bad_day("periods.0.start"),
    "BR-FR-03_BT-74": bad_day("periods.0.end"),
    "BR-FR-03_EXT-FR-FE-138": bad_day("lines.0.preceding_invoices.0.issue_date"),
    "BR-FR-03_EXT-FR-FE-158": bad_day("lines.0.deliveries.0.date"),
    "BR-FR-03_BT-134": bad_day("lines.0.period.start"),
    "BR-FR-03_BT-135": bad_day("lines.0.period.end"),
    "BR-FR-03_EXT-FR-FE-134": bad_day("lines.0.period.start"),
    "BR-FR-03_EXT-FR-FE-135": bad_day("lines.0.period.end"),
    "BR-FR-04_BT-3": put("type_code", "326"),
    "BR-FR-04_EXT-FR-FE-02": put("preceding_invoices.0.type_code", "326"),
    "BR-FR-04_EXT-FR-FE-137": put("lines.0.preceding_invoices.0.type_code", " 380"),
    **{
        f"BR-FR-05_BT-22{end}": note(None, subject)
        for subject, ends in (("PMT", "-1 _PMT"), ("PMD", "-2 _PMD"), ("AAB", "-3 _AAB"))
        for end in ends.split()
    },
    **{
        f"BR-FR-06_BT-21{end}": twice(subject)
        for subject, ends in (("PMT", "-1 _PMT"), ("PMD", "-2 _PMD"), ("AAB", "-3 _AAB"), ("TXD", "-4 _TXD"))
        for end in ends.split()
    },
    "BR-FR-08_BT-23": put("business_process", "M7"),
    "BR-FR-09_BT-71": put("deliveries.0.locations.0.text", f"{SELLER}00018"),
    "BR-FR-09_EXT-FR-FE-146": put("lines.0.deliveries.0.locations.0.text", "12"),
    "BR-FR-10_BT-30": put("seller.legal_registration", Identifier("99900001100018", "0009")),
    "BR-FR-11_BT-47": put("buyer.legal_registration", None),
    "BR-FR-12_BT-49": put("buyer.electronic_addresses", []),
    "BR-FR-13_BT-34": put("seller.electronic_addresses", [Identifier(""), Identifier("x")]),
    "BR-FR-15_BT-95_BT-102-1": put("allowance_charges.0.vat_categories.0.code", "L"),
    "BR-FR-15_BT-95_BT-102-2": put("allowance_charges.0.vat_categories.0.code", "M"),
    "BR-FR-15_BT-95_BT-102": put("allowance_charges.0.vat_categories.0.code", None),
    "BR-FR-15_BT-95_BT-102_LM": put("allowance_charges.0.vat_categories.0.code", "L"),
    "BR-FR-15_BT-118-1": put("vat_breakdowns.0.category.code", "B"),
    "BR-FR-15_BT-118-2": put("vat_breakdowns.0.category.code", "L"),
    "BR-FR-15_BT-95_BT-118": put("vat_breakdowns.0.category.code", "B"),
    "BR-FR-15_BT-95_BT-118_LM": put("vat_breakdowns.0.category.code", "M"),
    "BR-FR-15_BT-151-1": put("lines.0.vat_categories.0.code", "B"),
    "BR-FR-08_BT-151-2": put("lines.0.vat_categories.0.code", "L"),
    "BR-FR-15_BT-95_BT-151": put("lines.0.vat_categories.0.code", None),
    "BR-FR-15_BT-95_BT-151_LM": put("lines.0.vat_categories.0.code", "M"),
    "BR-FR-16_BT-96": put("allowance_charges.0.vat_categories.0.rate", "19"),
    "BR-FR-16_BT-96_BT-103": put("allowance_charges.0.vat_categories.0.rate", "20.000"),
    "BR-FR-16_BT-119": put("vat_breakdowns.0.category.rate", "19"),
    "BR-FR-16_BT-152": put("lines.0.vat_categories.0.rate", "020"),
    "BR-FR-17_BT-123": put("additional_documents.0.descriptions", ["Plan"]),
    "BR-FR-18_BT-123": second_readable,
    "BR-FR-20_BT-21": note("B2G", "BAR"),
    "BR-FR-21_BT-49": put("buyer.electronic_addresses.0.text", SELLER),
    "BR-FR-22_BT-34": every(self_billed, put("seller.electronic_addresses.0.scheme", "0002")),
    "BR-FR-24_BT-29": put("seller.identifiers.1.text", "A B"),
    "BR-FR-24_BT-46": put("buyer.identifiers.1.text", "É"),
    "BR-FR-26_BT-29": put("seller.identifiers.1.text", "A" * 101),
    "BR-FR-26_BT-46": put("buyer.identifiers.1.text", "A" * 101),
    "BR-FR-27_BG-32": put("lines.0.item.attributes.0.name", None),
    "BR-FR-27_BT-160": put("lines.0.item.attributes.0.name", " "),
    "BR-FR-27_EXT-FR-FE-159": put("lines.0.item.attributes.0.code", ""),
    "BR-FR-28-Value": put("lines.0.item.attributes", [ItemAttribute("poids", None, quantity="3", unit="")]),
    "BR-FR-29_BT-18": second_object,
    "BR-FR-29_AFL": put("additional_documents.1.identifier.text", " "),
    "BR-FR-29_AVV": put("additional_documents.2.identifier.text", ""),
    "BR-FR-30_AFL": put("lines.0.documents.0.identifier.text", ""),
    "BR-FR-30_AVV": put("lines.0.documents.0.identifier", Identifier("", "AVV")),
    "BR-FR-30_BT-21": twice("BAR"),
    "BR-FR-31_BT-21": twice("BAR"),
    "BR-FR-32-LEGALID": put("payee.legal_registration.text", "99900002900018"),
    "BR-FR-32-ID": put("buyer.identifiers.0", Identifier("12", "0231")),
    "BR-FR-32-GLOBALID": put("buyer.identifiers.0", Identifier("12", "0002")),
    "BR-FR-CO-03_BT-3": every(credit_note_of("262"), put("periods", [])),
    "BR-FR-CO-04_BT-3": every(put("type_code", "384"), put("preceding_invoices", [])),
    "BR-FR-CO-04_BT-4": every(
        put("type_code", "471"), put("preceding_invoices", [PrecedingInvoice("1"), PrecedingInvoice("2")])
    ),
    "BR-FR-CO-05_BT-3": every(credit_note_of("381"), no_references),
    "BR-FR-CO-07_BT-9": lambda invoice: put("due_dates", [day(invoice.syntax, "20260301")])(invoice),
    "BR-FR-CO-08_BT-23": every(put("type_code", "386"), put("business_process", "S4")),
    "BR-FR-CO-09_BT-23-1": put("business_process", "B2"),
    "BR-FR-CO-09_BT-23-2": put("business_process", "S2"),
    "BR-FR-CO-09_BT-23-3": every(put("business_process", "M2"), put("due_dates", [])),
    "BR-FR-CO-10_BT-71-1": put("deliveries.0.locations", [Identifier("X")]),
    "BR-FR-CO-10_BT-71-2": put("deliveries.0.locations", [Identifier("1", "0088"), Identifier("2", "0088")]),
    "BR-FR-CO-10_EXT-FR-FE-146-1": put("lines.0.deliveries.0.locations", [Identifier("X")]),
    "BR-FR-CO-10_EXT-FR-FE-146-2": put(
        "lines.0.deliveries.0.locations", [Identifier("1", "0088"), Identifier("2", "0088")]
    ),
    "BR-FR-CO-12_BT-5": euro_missing,
    "BR-FR-CO-14_BT-29-1": member,
    "BR-FR-CO-15_BT-29-1": member,
    "BR-FR-DEC-01_BT-92_BT-99": put("allowance_charges.0.amount", "10.000"),
    "BR-FR-DEC-01_BT-93_BT-100": put("allowance_charges.0.base_amount", "1.000"),
    **{
        f"BR-FR-DEC-01_BT-{number}": put(f"totals.{name}", "1.000")
        for number, name in (
            (106, "line_total"),
            (107, "allowance_total"),
            (108, "charge_total"),
            (109, "without_vat"),
            (112, "with_vat"),
            (113, "paid"),
            (114, "rounding"),
            (115, "payable"),
        )
    },
    "BR-FR-DEC-01_BT-110": put("vat_totals.0.amount", "+1"),
    "BR-FR-DEC-01_BT-116": put("vat_breakdowns.0.taxable_amount", ".5"),
    "BR-FR-DEC-01_BT-117": put("vat_breakdowns.0.tax_amount", "1."),
    "BR-FR-DEC-01_BT-131": put("lines.0.net_amount", "12345678901234567890"),
    "BR-FR-DEC-01_BT-136_BT-141": put("lines.0.allowance_charges.0.amount", "5.000"),
    "BR-FR-DEC-01_BT-137_BT-142": put("lines.0.allowance_charges.0.base_amount", "5.000"),
    "BR-FR-DEC-02_BT-129": put("lines.0.quantity", "1.00000"),
    "BR-FR-DEC-02_BT-149": put("lines.0.price.base_quantity", "1.00000"),
    "BR-FR-DEC-03_BT-146": put("lines.0.price.net", "-1.00"),
    "BR-FR-DEC-03_BT-147": put("lines.0.price.discount", "1.0000000"),
    "BR-FR-DEC-03_BT-148": put("lines.0.price.gross", "-1"),
    "BR-FR-DEC-04_BT-96_BT-103": put("allowance_charges.0.vat_categories.0.rate", "20.000"),
    "BR-FR-DEC-04_BT-119": put("vat_breakdowns.0.category.rate", "-20"),
    "BR-FR-DEC-04_BT-152": put("lines.0.vat_categories.0.rate", "020.00"),
}


def corrected(code: str, invoice_code: str, *, numbered: bool) -> Change:
    def change(invoice: Invoice) -> None:
        invoice.type_code = code if invoice.syntax == "ubl-creditnote" else invoice_code
        invoice.lines[0].preceding_invoices = [PrecedingInvoice("DEMO-FR-0")] if numbered else []

    return change


SELLERS: dict[str, Change] = {
    "BR-FR-MV-01_EXT-FR-FE-163": put("lines.1.status_reason", " "),
    "BR-FR-MV-02_EXT-FR-FE-163": every(put("lines.0.status_reason", "DETAIL"), put("lines.2.status_reason", "DETAIL")),
    "BR-FR-MV-03_EXT-FR-FE-164": put("lines.0.item_seller.name", ""),
    "BR-FR-MV-03_EXT-FR-FE-167": put("lines.2.item_seller.legal_registration", None),
    "BR-FR-MV-03_EXT-FR-FE-177": put("lines.0.item_seller.address", None),
    "BR-FR-MV-03_EXT-FR-FE-181": put("lines.0.vat_totals", []),
    "BR-FR-MV-03_EXT-FR-FE-182": put("vat_currency", "SEK"),
    "BR-FR-MV-03_BT-128_AFL": put("lines.0.documents.0.identifier.text", " "),
    "BR-FR-MV-03_BT-128_AVV": put("lines.0.documents.1.identifier.text", "M8"),
    "BR-FR-MV-05_EXT-FR-FE-BG-12": put("lines.1.net_amount", "99.98"),
    "BR-FR-MV-06_EXT-FR-FE-167": put("lines.1.item_seller.legal_registration.text", BUYER),
    "BR-FR-MV-07_BT-128": put("lines.1.documents.0.identifier.text", "DEMO-FR-9"),
    "BR-FR-MV-08_BT-128": put("lines.1.vat_categories.0.exemption_reason", "DEMO-FR-1"),
    "BR-FR-MV-09_EXT-FR-FE-181": put("vat_breakdowns.0.tax_amount", "20.02"),
    "BR-FR-MV-10_EXT-FR-FE-184": put("lines.0.with_vat", "120.02"),
    "BR-FR-MV-11_BT-128": put("number", "DEMO-FR-7"),
    "BR-FR-MV-12_BT-128": put("lines.2.documents.0.identifier.text", "DEMO-FR-1"),
    "BR-FR-MV-13_BT-3": self_billed,
    "BR-FR-MV-14-EXT-FR-FE-136": corrected("381", "384", numbered=False),
    "BR-FR-MV-14-EXT-FR-FE-138": corrected("381", "384", numbered=True),
}
DEBTORS: dict[str, Change] = {
    "BR-FR-BD-02_EXT-FR-FE-163": put("lines.2.status_reason", "DETAIL"),
    "BR-FR-BD-02_BT-30": put("lines.0.item_seller.legal_registration.text", OTHER),
    "BR-FR-BD-02_BT-31": put("lines.0.item_seller.legal_registration.text", OTHER),
    "BR-FR-BD-02_BT-47": put("lines.2.item_seller.legal_registration.text", OTHER),
    "BR-FR-MV-BD_BT-3": put("type_code", "380"),
    "BR-FR-BD-13_BT-3": put("type_code", "380"),
    "BR-FR-BD-14-EXT-FR-FE-136": corrected("261", "471", numbered=False),
    "BR-FR-BD-14-EXT-FR-FE-138": corrected("261", "471", numbered=True),
}
CHANGES: dict[str, tuple[Make, Change]] = {
    **{number: (french_invoice, change) for number, change in (PARTIES | SIMPLE).items()},
    **{number: (lambda syntax: gathered_invoice(syntax, "M8"), change) for number, change in SELLERS.items()},
    **{number: (lambda syntax: gathered_invoice(syntax, "S9"), change) for number, change in DEBTORS.items()},
}
ALIVE = [
    (rule.number, syntax)
    for rule in FR.rules
    for syntax in ("ubl", "cii")
    if rule.syntax in {None, syntax} and (rule.number, syntax) not in DEAD
]


def changed(number: str, syntax: Syntax) -> Invoice:
    make, change = CHANGES[number]
    invoice = make(syntax)
    change(invoice)
    return invoice


def judged(invoice: Invoice) -> Counter[str]:
    return Counter(finding.rule for finding in check_invoice(invoice, ("fr",)))


@pytest.mark.parametrize(("position", "count"), [(0, 1), (1, 0)])
def test_only_numbers_of_groups_must_be_new(position: int, count: int) -> None:
    """Its framework (AVV) may say what the number of the same group (AFL) says."""
    invoice = gathered_invoice("cii", "M8")
    first, last = invoice.lines[0].documents, invoice.lines[2].documents
    assert first[0].identifier is not None
    assert last[position].identifier is not None
    said = first[0].identifier.text if position == 0 else "DEMO-FR-2"
    last[0].identifier.text = "DEMO-FR-2"
    last[position].identifier.text = said
    assert judged(invoice)["BR-FR-MV-12_BT-128"] == count


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_good_invoices_are_silent(syntax: Syntax) -> None:
    assert judged(french_invoice(syntax)) == Counter()
    assert judged(gathered_invoice(syntax, "M8")) == Counter()
    assert judged(gathered_invoice(syntax, "S9")) == Counter()


@pytest.mark.parametrize(("number", "syntax"), ALIVE)
def test_one_change_makes_the_rule_say_no(number: str, syntax: str) -> None:
    documents: tuple[Syntax, ...] = ("cii",) if syntax == "cii" else ("ubl-invoice", "ubl-creditnote")
    assert max(judged(changed(number, document))[number] for document in documents) >= 1


@pytest.mark.parametrize(("number", "syntax"), sorted(DEAD))
def test_dead_rules_stay_silent(number: str, syntax: str) -> None:
    assert any(rule.number == number and rule.syntax in {None, syntax} for rule in FR.rules)
    if number in CHANGES:
        assert judged(changed(number, "cii" if syntax == "cii" else "ubl-invoice"))[number] == 0


@pytest.mark.parametrize("number", CHANGES)
def test_findings_bring_what_their_words_need(number: str) -> None:
    for syntax in SYNTAXES:
        for finding in check_invoice(changed(number, syntax), ("fr",)):
            for language in LANGUAGES:
                words = explain(finding.rule, dict(finding.parameters), language)
                assert "…" not in words.message + words.fix


@pytest.mark.parametrize(
    ("scheme", "country", "french"),
    [
        ("0002", "DE", True),
        ("0009", "FR", True),
        ("0223", "FR", False),
        ("0226", "FR", False),
        ("5", "FR", False),
        (None, "FR", True),
        (None, "RE", True),
        (None, None, True),
        (None, "DE", False),
    ],
)
def test_the_rules_are_for_parties_established_in_france(scheme: str, country: str, french: bool) -> None:  # noqa: FBT001 - a column
    other = Party(legal_registration=Identifier("X", scheme), address=PostalAddress(country=country))
    assert french_law_applies(Invoice(seller=party(SELLER), buyer=other)) is french
    assert french_law_applies(Invoice(seller=other)) is french


def test_findings_point_at_the_value() -> None:
    content = samples.ubl_invoice(2).replace(b'unitCode="C62">2<', b'unitCode="C62">2.00001<', 1)
    (finding,) = check_invoice(open_document(content).invoice, ("fr",))
    assert (finding.rule, finding.where) == ("BR-FR-DEC-02_BT-129", "/Invoice/InvoiceLine[1]/InvoicedQuantity")
    assert dict(finding.parameters)["line"] == "1"


def test_a_value_written_twice_is_told_where_the_official_judge_gives_no_answer() -> None:
    invoice = french_invoice("cii")
    invoice.repetitions = [Repetition("business_process")]
    assert judged(invoice) == Counter({"BR-FR-08_BT-23": 1})
