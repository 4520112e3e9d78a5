"""Each rule of the direct channel can say no, and what Chorus Pro is known to accept passes."""

from collections.abc import Callable

import pytest

from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.model import (
    Attachment,
    CreditTransfer,
    Identifier,
    Invoice,
    Party,
    PaymentMeans,
    Totals,
    VatCategory,
    VatTotal,
)
from coryphee.einvoice.rules.chorus import CHORUS
from tests.einvoice.rules.rich import rich_invoice
from tests.einvoice.rules.test_en16931 import put

MEGABYTE = "AAAA" * (1024 * 1024 // 3)


def attachment(name: str | None, content: str) -> Callable[[Invoice], None]:
    return put("additional_documents.0.attachments.0", Attachment(content, "application/pdf", name))


def credit_note_alone(invoice: Invoice) -> None:
    invoice.type_code, invoice.preceding_invoices = "381", []


CHANGES: dict[str, Callable[[Invoice], None]] = {
    "CHORUS-NUMBER-MISSING": put("number", ""),
    "CHORUS-NUMBER-LENGTH": put("number", "A" * 21),
    "CHORUS-NUMBER-CHARACTERS": put("number", "F.2026"),
    "CHORUS-TYPE-MISSING": put("type_code", None),
    "CHORUS-DATE-MISSING": put("issue_date", None),
    "CHORUS-FRAME-UNKNOWN": put("business_process", "A26"),
    "CHORUS-PAID-IN-FULL": put("business_process", "A2"),
    "CHORUS-SELLER-IDENTIFIER": put("seller", None),
    "CHORUS-SELLER-SIRET": put("seller.identifiers", []),
    "CHORUS-BUYER-IDENTIFIER": put("buyer", None),
    "CHORUS-BUYER-SIRET": put("buyer.identifiers", []),
    "CHORUS-SERVICE-LENGTH": put("buyer_reference", "S" * 101),
    "CHORUS-ENGAGEMENT-LENGTH": put("purchase_order", "E" * 51),
    "CHORUS-MARKET-LENGTH": put("contract_reference", "M" * 51),
    "CHORUS-PAYMENT-MEANS-MISSING": put("payment_means", []),
    "CHORUS-PAYMENT-MEANS-CODE": put("payment_means.0.code", "2"),
    "CHORUS-IBAN": put("payment_means.0.credit_transfers.0", CreditTransfer(proprietary_account="12345")),
    "CHORUS-TOTAL-MISSING": put("totals.payable", None),
    "CHORUS-TOTAL-WITH-VAT": put("totals.with_vat", "119.99"),
    "CHORUS-AMOUNT-DUE": put("totals.payable", "120.00"),
    "CHORUS-VAT-CATEGORY": put("vat_breakdowns.0.category.code", None),
    "CHORUS-EXEMPTION-REASON": put("vat_breakdowns.0.category", VatCategory("E", "0", "VAT")),
    "CHORUS-CREDIT-NOTE-REFERENCE": credit_note_alone,
    "CHORUS-ATTACHMENT-NAME": attachment("p" * 47 + ".pdf", "JVBERi0="),
    "CHORUS-ATTACHMENT-EXTENSION": attachment("programme.exe", "TVo="),
    "CHORUS-ATTACHMENT-EMPTY": attachment("plan.pdf", " \n"),
    "CHORUS-ATTACHMENT-SIZE": attachment("plan.pdf", MEGABYTE * 11),
    "CHORUS-ATTACHMENTS-TOTAL": attachment("plan.pdf", MEGABYTE * 119),
}


def fired(invoice: Invoice) -> list[str]:
    return [finding.rule for finding in check_invoice(invoice, ("chorus",))]


def test_the_rich_invoice_passes() -> None:
    assert fired(rich_invoice("cii")) == []
    assert fired(rich_invoice("ubl-invoice")) == []


def test_every_rule_has_its_change_and_its_source() -> None:
    assert set(CHANGES) == set(CHORUS.numbers())
    unsourced = [
        rule.number for rule in CHORUS.rules if "Source:" not in rule.sentence and "SIRET" not in rule.sentence
    ]
    assert unsourced == []


@pytest.mark.parametrize("number", CHANGES)
def test_each_rule_can_say_no(number: str) -> None:
    invoice = rich_invoice("cii")
    CHANGES[number](invoice)
    assert number in fired(invoice)


def test_an_empty_invoice_is_judged_without_an_error() -> None:
    assert "CHORUS-NUMBER-MISSING" in fired(Invoice())


@pytest.mark.parametrize("number", ["F2026-1", "2026/03 + 4_b", "A" * 20, "7"])
def test_numbers_that_public_bodies_accept(number: str) -> None:
    invoice = rich_invoice("cii")
    invoice.number = number
    assert fired(invoice) == []


@pytest.mark.parametrize("number", ["é1", " F1", "F1 ", "F\n1", "F,1"])
def test_numbers_that_they_do_not(number: str) -> None:
    invoice = rich_invoice("cii")
    invoice.number = number
    assert fired(invoice) == ["CHORUS-NUMBER-CHARACTERS"]


@pytest.mark.parametrize("frame", ["A1", "A9", "A10", "A25", None, ""])
def test_frames_of_the_direct_channel(frame: str | None) -> None:
    invoice = rich_invoice("cii")
    invoice.business_process = frame
    assert "CHORUS-FRAME-UNKNOWN" not in fired(invoice)


@pytest.mark.parametrize(
    ("identifier", "accepted"),
    [
        (Identifier("99900001100018", "1"), True),
        (Identifier("99900001100018", "0002"), True),
        (Identifier("99900001100018", None), True),
        (Identifier("999000011", "0002"), False),
        (Identifier("9990000110001", "1"), False),
        (Identifier("DE999000011", "2"), True),
        (Identifier("CH-1", "3"), True),
        (Identifier("CH-1", "ETR"), True),
        (Identifier("123456", "4"), True),
        (Identifier("1780175123456", "7"), True),
    ],
)
def test_identifiers_of_a_supplier(identifier: Identifier, accepted: bool) -> None:  # noqa: FBT001
    invoice = rich_invoice("cii")
    invoice.seller = Party(name="Démo", legal_registration=identifier)
    assert (fired(invoice) == []) is accepted


def test_a_supplier_of_the_union_may_be_known_by_its_vat_number() -> None:
    invoice = rich_invoice("ubl-invoice")
    assert invoice.seller is not None
    invoice.seller.identifiers, invoice.seller.legal_registration = [], None
    assert "CHORUS-SELLER-IDENTIFIER" in fired(invoice)
    invoice.seller.tax_registrations[0].identifier = "DE999000011"
    assert fired(invoice) == []


def test_what_the_example_files_of_2018_look_like_passes() -> None:
    invoice = rich_invoice("cii")
    invoice.profile, invoice.business_process, invoice.lines = None, None, []
    invoice.vat_totals, invoice.vat_breakdowns[0].category = [], VatCategory("S", "20.00", None)
    invoice.totals = Totals(None, None, None, "-100.00", "-120.00", None, None, "-120.00")
    invoice.vat_breakdowns[0].tax_amount = "-20.00"
    invoice.payment_means = [PaymentMeans("97", credit_transfers=[CreditTransfer("FR76 1234 5678 9012 3456 7890 123")])]
    assert fired(invoice) == []


def test_a_credit_note_needs_no_payment_means_and_warns_about_its_reference() -> None:
    invoice = rich_invoice("ubl-creditnote")
    invoice.payment_means, invoice.preceding_invoices = [], []
    findings = check_invoice(invoice, ("chorus",))
    assert [(finding.rule, finding.severity) for finding in findings] == [("CHORUS-CREDIT-NOTE-REFERENCE", "warning")]


def test_totals_name_what_is_missing() -> None:
    invoice = rich_invoice("cii")
    invoice.totals = None
    missing = next(finding for finding in check_invoice(invoice, ("chorus",)) if finding.rule == "CHORUS-TOTAL-MISSING")
    assert dict(missing.parameters) == {"term": "BT-109, BT-112, BT-115"}


def test_a_total_of_vat_in_another_currency_is_not_added() -> None:
    invoice = rich_invoice("cii")
    invoice.vat_totals = [VatTotal("20.00", "EUR"), VatTotal("220.00", "SEK")]
    assert fired(invoice) == []


def test_an_attachment_is_measured_by_its_bytes() -> None:
    invoice = rich_invoice("cii")
    attachment("plan.pdf", MEGABYTE * 9)(invoice)
    assert fired(invoice) == []


def test_the_reference_of_a_document_is_the_name_of_its_file() -> None:
    invoice = rich_invoice("cii")
    attachment(None, "JVBERi0=")(invoice)
    assert fired(invoice) == []
