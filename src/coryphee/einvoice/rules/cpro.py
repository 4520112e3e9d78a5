"""BR-FR-CPRO: what a public buyer asks of an invoice that comes through an approved platform.

Source: XP Z12-012 annex A, sheet BR-France-CTC-CPRO. No artefact is published, so each rule has mutants of its own, and
the numbers are those of the public readings of that sheet. Failures come back from the State's portal as REJ_CONT_B2G.

Rules 11, 12, 13 ask the directory of recipients. Not here: 16 and 22, which the sheet itself calls not verifiable; 23,
which asks who truly received; 18, 21 and 28 on the seller's agent, 29 on the length of BT-120, and 45 to 50, whose
texts are not public. `CPRO.left_out` says so in every verdict.
"""

import re
from collections.abc import Iterable

from coryphee.einvoice.check_digits import is_siret
from coryphee.einvoice.model import (
    Attachment,
    CreditTransfer,
    Delivery,
    Identifier,
    Invoice,
    InvoiceLine,
    Note,
    Party,
    PaymentTerms,
    ReferencedDocument,
)
from coryphee.einvoice.rulekit import Kind, Outcome, RuleSet, filled
from coryphee.einvoice.rules.directory import ADDRESSED, SERVICE_CODE, SIRET, AddressedInvoice, identifiers
from coryphee.einvoice.rules.subjects import (
    BUYER,
    DELIVERIES,
    DOCUMENTS,
    INVOICE,
    LINES,
    PAYEE,
    SELLER,
)

CPRO = RuleSet("cpro", "1", left_out=("BR-FR-CPRO-18", "-21", "-23", "-28", "-29", "-45 … -50"))
CPRO_DIRECTORY = RuleSet("cpro", "1")
"""The rules of the same set that need the directory; they speak of an `AddressedInvoice`."""

NUMBER_LENGTH = 20
IDENTIFIER_BELOW = 18
REFERENCE_LENGTH = 50
TEXT_LENGTH = 1024
ADDRESS_LENGTH = 400
NAME_LENGTH = 99
LOCATION_LENGTH = 20
ACCOUNT_LENGTH = 27
MOST_LINES = 999_999
CONTRACT_TYPES = frozenset({"MARCHE", "CONTRAT"})
SELLER_SCHEMES = ("0009", "0223", "0226", "0227", "0228", "0229")
_PRIVATE_PERSON = re.compile(r"[0-9]{10}.{0,70}", re.DOTALL)


def _schemes(scheme: str) -> Kind:
    return Kind(f"seller identifiers {scheme}", lambda invoice: identifiers(invoice.seller, scheme))


def _accounts(invoice: Invoice) -> Iterable[CreditTransfer]:
    return [account for means in invoice.payment_means for account in means.credit_transfers]


def _attachments(invoice: Invoice) -> Iterable[Attachment]:
    return [attachment for document in invoice.additional_documents for attachment in document.attachments]


ACCOUNTS = Kind("accounts", _accounts)
ATTACHMENTS = Kind("attachments", _attachments)
NOTES = Kind("notes", lambda invoice: invoice.notes)
PAYMENT_TERMS = Kind("payment terms", lambda invoice: invoice.payment_terms)


def _short(text: str | None, limit: int) -> Outcome:
    return text is None or len(text) <= limit or {"length": str(len(text))}


@CPRO.rule("BR-FR-CPRO-01", over=INVOICE, term="BT-12")
def contract_type_is_known(invoice: Invoice) -> Outcome:
    """The type of the contract (EXT-FR-FE-01), when it is given, is MARCHE or CONTRAT."""
    kind = invoice.contract_type
    return kind is None or kind.strip() in CONTRACT_TYPES or {"type": kind}


@CPRO.rule("BR-FR-CPRO-02", over=INVOICE, term="BT-1")
def number_is_short(invoice: Invoice) -> Outcome:
    """The number of the invoice (BT-1) and those of earlier ones (BT-25, EXT-FR-FE-136) have at most 20 characters."""
    numbers = [invoice.number, *(entry.number for entry in invoice.preceding_invoices)]
    numbers += [entry.number for line in invoice.lines for entry in line.preceding_invoices]
    long = [number for number in numbers if number is not None and len(number) > NUMBER_LENGTH]
    return not long or {"number": long[0]}


@CPRO.rule("BR-FR-CPRO-03", over=SELLER, term="BT-29")
def seller_has_private_identifier(seller: Party) -> Outcome:
    """The seller has an identifier (BT-29) of the scheme 0009, 0223, 0226, 0227, 0228 or 0229."""
    return any(entry.known_scheme in SELLER_SCHEMES for entry in seller.identifiers)


@CPRO.rule("BR-FR-CPRO-04", over=_schemes("0223"), term="BT-29")
def european_vat_number_is_short(entry: Identifier) -> Outcome:
    """A seller's VAT number of the European Union (scheme 0223) has fewer than 18 characters."""
    return len(entry.text or "") < IDENTIFIER_BELOW or {"identifier": entry.text or ""}


@CPRO.rule("BR-FR-CPRO-05", over=_schemes("0227"), term="BT-29")
def number_outside_the_union_is_short(entry: Identifier) -> Outcome:
    """A seller's identifier outside the European Union (scheme 0227) has fewer than 18 characters."""
    return len(entry.text or "") < IDENTIFIER_BELOW or {"identifier": entry.text or ""}


@CPRO.rule("BR-FR-CPRO-06", over=_schemes("0228"), term="BT-29")
def ridet_has_its_length(entry: Identifier) -> Outcome:
    """A seller's RIDET (scheme 0228, New Caledonia) has 9 or 10 characters."""
    return len(entry.text or "") in {9, 10} or {"identifier": entry.text or ""}


@CPRO.rule("BR-FR-CPRO-07", over=_schemes("0229"), term="BT-29")
def tahiti_has_its_length(entry: Identifier) -> Outcome:
    """A seller's TAHITI number (scheme 0229, French Polynesia) has 9 or 10 characters."""
    return len(entry.text or "") in {9, 10} or {"identifier": entry.text or ""}


@CPRO.rule("BR-FR-CPRO-08", over=SELLER, term="BT-29")
def other_identifiers_have_their_form(seller: Party) -> Outcome:
    """A private person (scheme 0226) begins with ten digits, 80 characters at most; a SIRET (0009) is a SIRET."""
    for entry in seller.identifiers:
        text = entry.text or ""
        if entry.known_scheme == "0226" and _PRIVATE_PERSON.fullmatch(text) is None:
            return {"identifier": text}
        if entry.known_scheme == SIRET and not is_siret(text):
            return {"identifier": text}
    return True


@CPRO.rule("BR-FR-CPRO-09", over=SELLER, term="BT-29")
def seller_gives_its_siret(seller: Party) -> Outcome:
    """A seller with a SIREN (scheme 0002) also gives its SIRET (scheme 0009)."""
    return _siren_comes_with_siret(seller)


@CPRO.rule("BR-FR-CPRO-10", over=BUYER, term="BT-46")
def buyer_gives_its_siret(buyer: Party) -> Outcome:
    """The buyer is named by its SIRET (BT-46, scheme 0009)."""
    return any(filled(entry.text) for entry in buyer.identifiers if entry.known_scheme == SIRET)


@CPRO_DIRECTORY.rule("BR-FR-CPRO-11", over=ADDRESSED, term="BT-46")
def service_code_is_given(addressed: AddressedInvoice) -> Outcome:
    """Where the directory asks for it, the buyer has the code of an active service (BT-46, scheme 0224)."""
    recipient, code = addressed.recipient, _service(addressed.invoice)
    if not recipient.service_required or code in recipient.services:
        return True
    return {"service": code or "–"}


@CPRO_DIRECTORY.rule("BR-FR-CPRO-12", over=ADDRESSED, term="BT-13")
def engagement_is_given(addressed: AddressedInvoice) -> Outcome:
    """Where the directory asks for it, the invoice has an engagement number (BT-13)."""
    return not addressed.recipient.engagement_required or filled(addressed.invoice.purchase_order)


@CPRO_DIRECTORY.rule("BR-FR-CPRO-13", over=ADDRESSED, term="BT-46")
def service_or_engagement_is_given(addressed: AddressedInvoice) -> Outcome:
    """Where the directory asks for either, the invoice has an active service (scheme 0224) or an engagement (BT-13)."""
    recipient, invoice = addressed.recipient, addressed.invoice
    if not recipient.service_or_engagement:
        return True
    return filled(invoice.purchase_order) or _service(invoice) in recipient.services


@CPRO.rule("BR-FR-CPRO-14", over=INVOICE, term="BT-12")
def contract_reference_is_short(invoice: Invoice) -> Outcome:
    """The contract reference (BT-12) has at most 50 characters."""
    return _short(invoice.contract_reference, REFERENCE_LENGTH)


@CPRO.rule("BR-FR-CPRO-15", over=INVOICE, term="BT-13")
def engagement_is_short(invoice: Invoice) -> Outcome:
    """The engagement number (BT-13) has at most 50 characters."""
    return _short(invoice.purchase_order, REFERENCE_LENGTH)


@CPRO.rule("BR-FR-CPRO-17", over=PAYEE, term="BT-60")
def payee_gives_its_siret(payee: Party) -> Outcome:
    """A payee with a SIREN (scheme 0002) also gives its SIRET (scheme 0009)."""
    return _siren_comes_with_siret(payee)


@CPRO.rule("BR-FR-CPRO-19", over=INVOICE, term="BG-25")
def lines_are_not_too_many(invoice: Invoice) -> Outcome:
    """An invoice has at most 999,999 lines."""
    return len(invoice.lines) <= MOST_LINES


@CPRO.rule("BR-FR-CPRO-20", over=INVOICE, term="BG-3")
def one_preceding_invoice(invoice: Invoice) -> Outcome:
    """An invoice names at most one preceding invoice (BG-3)."""
    return len(invoice.preceding_invoices) <= 1


@CPRO.rule("BR-FR-CPRO-24", over=INVOICE, term="BT-23")
def subcontractors_use_s3(invoice: Invoice) -> Outcome:
    """The billing framework S5 is not used: a subcontractor paid directly uses S3."""
    return (invoice.business_process or "").strip() != "S5"


@CPRO.rule("BR-FR-CPRO-25", over=INVOICE, term="BT-20")
def payment_terms_stand_once(invoice: Invoice) -> Outcome:
    """The payment terms (BT-20) stand once."""
    return sum(len(terms.texts) for terms in invoice.payment_terms) <= 1


@CPRO.rule("BR-FR-CPRO-26", over=SELLER, term="BG-6")
def one_seller_contact(seller: Party) -> Outcome:
    """The seller has at most one contact (BG-6)."""
    return len(seller.contacts) <= 1


@CPRO.rule("BR-FR-CPRO-27", over=BUYER, term="BG-9")
def one_buyer_contact(buyer: Party) -> Outcome:
    """The buyer has at most one contact (BG-9)."""
    return len(buyer.contacts) <= 1


@CPRO.rule("BR-FR-CPRO-30", over=DOCUMENTS, term="BT-122")
def document_reference_is_short(document: ReferencedDocument) -> Outcome:
    """The reference of a supporting document (BT-122) has at most 50 characters."""
    return document.identifier is None or _short(document.identifier.text, REFERENCE_LENGTH)


@CPRO.rule("BR-FR-CPRO-31", over=LINES, term="BT-154")
def item_description_is_short(line: InvoiceLine) -> Outcome:
    """The description of an item (BT-154) has at most 1,024 characters."""
    return line.item is None or all(_short(text, TEXT_LENGTH) is True for text in line.item.descriptions)


@CPRO.rule("BR-FR-CPRO-32", over=SELLER, term="BT-35")
def seller_street_is_short(seller: Party) -> Outcome:
    """The street of the seller (BT-35) has at most 400 characters."""
    return seller.address is None or _short(seller.address.line_one, ADDRESS_LENGTH)


@CPRO.rule("BR-FR-CPRO-33", over=SELLER, term="BT-37")
def seller_town_is_short(seller: Party) -> Outcome:
    """The town of the seller (BT-37) has at most 400 characters."""
    return seller.address is None or _short(seller.address.city, ADDRESS_LENGTH)


@CPRO.rule("BR-FR-CPRO-34", over=BUYER, term="BT-45")
def buyer_trade_name_is_short(buyer: Party) -> Outcome:
    """The trading name of the buyer (BT-45) has at most 99 characters."""
    return _short(buyer.trade_name, NAME_LENGTH)


@CPRO.rule("BR-FR-CPRO-35", over=PAYMENT_TERMS, term="BT-20")
def payment_terms_are_short(terms: PaymentTerms) -> Outcome:
    """The payment terms (BT-20) have at most 1,024 characters."""
    return all(_short(text, TEXT_LENGTH) is True for text in terms.texts)


@CPRO.rule("BR-FR-CPRO-36", over=SELLER, term="BT-28")
def seller_trade_name_is_short(seller: Party) -> Outcome:
    """The trading name of the seller (BT-28) has at most 99 characters."""
    return _short(seller.trade_name, NAME_LENGTH)


@CPRO.rule("BR-FR-CPRO-37", over=PAYEE, term="BT-59")
def payee_name_is_short(payee: Party) -> Outcome:
    """The name of the payee (BT-59) has at most 99 characters."""
    return _short(payee.name, NAME_LENGTH)


@CPRO.rule("BR-FR-CPRO-38", over=DELIVERIES, term="BT-71")
def location_is_short(delivery: Delivery) -> Outcome:
    """The identifier of the place of delivery (BT-71) has at most 20 characters."""
    return all(_short(entry.text, LOCATION_LENGTH) is True for entry in delivery.locations)


@CPRO.rule("BR-FR-CPRO-39", over=ACCOUNTS, term="BT-84")
def account_is_short(account: CreditTransfer) -> Outcome:
    """The number of the account to be paid (BT-84) has at most 27 characters."""
    return _short(account.account or account.proprietary_account, ACCOUNT_LENGTH)


@CPRO.rule("BR-FR-CPRO-40", over=LINES, term="EXT-FR-FE-146")
def location_of_line_is_short(line: InvoiceLine) -> Outcome:
    """The identifier of the place where a line was delivered (EXT-FR-FE-146) has at most 20 characters."""
    return not line.deliveries or all(
        _short(entry.text, LOCATION_LENGTH) is True for delivery in line.deliveries for entry in delivery.locations
    )


@CPRO.rule("BR-FR-CPRO-41", over=ATTACHMENTS, term="BT-125")
def file_name_is_short(attachment: Attachment) -> Outcome:
    """The name of an attached file has at most 50 characters."""
    return _short(attachment.file_name, REFERENCE_LENGTH)


@CPRO.rule("BR-FR-CPRO-42", over=NOTES, term="BT-22")
def note_is_short(note: Note) -> Outcome:
    """A note (BT-22) has at most 1,024 characters."""
    return _short(note.text, TEXT_LENGTH)


@CPRO.rule("BR-FR-CPRO-43", over=SELLER, term="BT-27")
def seller_name_is_short(seller: Party) -> Outcome:
    """The name of the seller (BT-27) has at most 99 characters."""
    return _short(seller.name, NAME_LENGTH)


@CPRO.rule("BR-FR-CPRO-44", over=BUYER, term="BT-44")
def buyer_name_is_short(buyer: Party) -> Outcome:
    """The name of the buyer (BT-44) has at most 99 characters."""
    return _short(buyer.name, NAME_LENGTH)


def _siren_comes_with_siret(party: Party) -> Outcome:
    return not identifiers(party, "0002") or bool(identifiers(party, SIRET))


def _service(invoice: Invoice) -> str | None:
    codes = identifiers(invoice.buyer, SERVICE_CODE)
    return (codes[0].text or "").strip() if codes else None
