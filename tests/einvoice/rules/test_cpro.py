"""Each rule of public buyers on platforms can say no; no artefact exists, so these mutants are its proof."""

from collections.abc import Callable

import pytest

from coryphee.einvoice import Recipient
from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.model import (
    Contact,
    CreditTransfer,
    Delivery,
    Identifier,
    Invoice,
    Note,
    PaymentTerms,
    PostalAddress,
    PrecedingInvoice,
)
from coryphee.einvoice.rules.cpro import CPRO, CPRO_DIRECTORY
from coryphee.einvoice.rules.directory import AddressedInvoice
from tests.einvoice.rules.rich import rich_invoice
from tests.einvoice.rules.test_en16931 import put


def seller_known_by(scheme: str, text: str) -> Callable[[Invoice], None]:
    return put("seller.identifiers", [Identifier(text, scheme)])


def too_many_lines(invoice: Invoice) -> None:
    invoice.lines = invoice.lines * 1_000_000


CHANGES: dict[str, Callable[[Invoice], None]] = {
    "BR-FR-CPRO-01": put("contract_type", "BC"),
    "BR-FR-CPRO-02": put("preceding_invoices", [PrecedingInvoice("F" * 21)]),
    "BR-FR-CPRO-03": put("seller.identifiers", [Identifier("3012345678904", "0088")]),
    "BR-FR-CPRO-04": seller_known_by("0223", "IT" + "1" * 16),
    "BR-FR-CPRO-05": seller_known_by("0227", "CH" + "1" * 16),
    "BR-FR-CPRO-06": seller_known_by("0228", "12345678"),
    "BR-FR-CPRO-07": seller_known_by("0229", "12345678901"),
    "BR-FR-CPRO-08": seller_known_by("0226", "123456789 Martin"),
    "BR-FR-CPRO-09": put("seller.identifiers", []),
    "BR-FR-CPRO-10": put("buyer.identifiers", []),
    "BR-FR-CPRO-14": put("contract_reference", "M" * 51),
    "BR-FR-CPRO-15": put("purchase_order", "E" * 51),
    "BR-FR-CPRO-17": put("payee.legal_registration", Identifier("999000029", "0002")),
    "BR-FR-CPRO-19": too_many_lines,
    "BR-FR-CPRO-20": put("preceding_invoices", [PrecedingInvoice("F-1"), PrecedingInvoice("F-2")]),
    "BR-FR-CPRO-24": put("business_process", "S5"),
    "BR-FR-CPRO-25": put("payment_terms", [PaymentTerms(["30 jours"]), PaymentTerms(["fin de mois"])]),
    "BR-FR-CPRO-26": put("seller.contacts", [Contact(), Contact()]),
    "BR-FR-CPRO-27": put("buyer.contacts", [Contact(), Contact()]),
    "BR-FR-CPRO-30": put("additional_documents.0.identifier", Identifier("R" * 51)),
    "BR-FR-CPRO-31": put("lines.0.item.descriptions", ["d" * 1025]),
    "BR-FR-CPRO-32": put("seller.address", PostalAddress("r" * 401, country="FR")),
    "BR-FR-CPRO-33": put("seller.address", PostalAddress(city="v" * 401, country="FR")),
    "BR-FR-CPRO-34": put("buyer.trade_name", "N" * 100),
    "BR-FR-CPRO-35": put("payment_terms", [PaymentTerms(["t" * 1025])]),
    "BR-FR-CPRO-36": put("seller.trade_name", "N" * 100),
    "BR-FR-CPRO-37": put("payee.name", "N" * 100),
    "BR-FR-CPRO-38": put("deliveries.0.locations", [Identifier("L" * 21)]),
    "BR-FR-CPRO-39": put("payment_means.0.credit_transfers.0", CreditTransfer("FR76" + "1" * 24)),
    "BR-FR-CPRO-40": put("lines.0.deliveries", [Delivery(locations=[Identifier("L" * 21)])]),
    "BR-FR-CPRO-41": put("additional_documents.0.attachments.0.file_name", "n" * 47 + ".pdf"),
    "BR-FR-CPRO-42": put("notes", [Note("n" * 1025)]),
    "BR-FR-CPRO-43": put("seller.name", "N" * 100),
    "BR-FR-CPRO-44": put("buyer.name", "N" * 100),
}


def fired(invoice: Invoice) -> list[str]:
    return [finding.rule for finding in check_invoice(invoice, ("cpro",))]


def test_the_rich_invoice_passes_in_both_syntaxes() -> None:
    assert fired(rich_invoice("cii")) == []
    assert fired(rich_invoice("ubl-invoice")) == []


def test_every_rule_has_its_change() -> None:
    assert set(CHANGES) == set(CPRO.numbers())


@pytest.mark.parametrize("number", CHANGES)
def test_each_rule_can_say_no(number: str) -> None:
    invoice = rich_invoice("cii")
    CHANGES[number](invoice)
    assert number in fired(invoice)


def test_numbers_of_earlier_invoices_count_on_lines_too() -> None:
    invoice = rich_invoice("cii")
    invoice.lines[0].preceding_invoices = [PrecedingInvoice("F" * 21)]
    assert fired(invoice) == ["BR-FR-CPRO-02"]


@pytest.mark.parametrize(
    ("scheme", "text"), [("0223", "IT12345678901"), ("0228", "1234567890"), ("0226", "1234567890" + "x" * 70)]
)
def test_sellers_outside_france_and_persons_are_known_by_their_own_numbers(scheme: str, text: str) -> None:
    invoice = rich_invoice("cii")
    seller_known_by(scheme, text)(invoice)
    assert invoice.seller is not None
    invoice.seller.legal_registration = None
    assert fired(invoice) == []


def test_an_empty_invoice_is_judged_without_an_error() -> None:
    assert fired(Invoice()) == []


def judged_with(recipient: Recipient, *, service: str = "", engagement: str = "") -> list[str]:
    invoice = rich_invoice("cii")
    assert invoice.buyer is not None
    if service:
        invoice.buyer.identifiers.append(Identifier(service, "0224"))
    invoice.purchase_order = engagement or None
    return [
        finding.rule
        for finding in CPRO_DIRECTORY.run(AddressedInvoice(invoice, recipient), "cii", lambda *_: ("", None))
    ]


SERVICES = frozenset({"TRAVAUX"})


@pytest.mark.parametrize(
    ("recipient", "given", "expected"),
    [
        (Recipient(public=True), {}, []),
        (Recipient(public=True, service_required=True, services=SERVICES), {}, ["BR-FR-CPRO-11"]),
        (Recipient(public=True, service_required=True, services=SERVICES), {"service": "VOIRIE"}, ["BR-FR-CPRO-11"]),
        (Recipient(public=True, service_required=True, services=SERVICES), {"service": "TRAVAUX"}, []),
        (Recipient(public=True, engagement_required=True), {}, ["BR-FR-CPRO-12"]),
        (Recipient(public=True, engagement_required=True), {"engagement": "EJ-1"}, []),
        (Recipient(public=True, service_or_engagement=True, services=SERVICES), {}, ["BR-FR-CPRO-13"]),
        (Recipient(public=True, service_or_engagement=True, services=SERVICES), {"engagement": "EJ-1"}, []),
        (Recipient(public=True, service_or_engagement=True, services=SERVICES), {"service": "TRAVAUX"}, []),
    ],
)
def test_what_the_directory_asks(recipient: Recipient, given: dict[str, str], expected: list[str]) -> None:
    assert judged_with(recipient, **given) == expected
