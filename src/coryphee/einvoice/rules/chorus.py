"""Rules of the direct channel: what a Chorus-like portal asks of a file before it looks into its directory.

Chorus Pro publishes no schematron. Each rule names its source: the specification annexes of AIFE (rules G1.02, G1.05,
S2.05), the limits and enumerations of its services, and the 60 example files of April 2018 (36 FSO1116A, 24 FSO1117A),
which pass. Files accepted there have no BT-24, party schemes 1 to 5, prices with VAT: none of that is judged here.
What needs the directory (recipient, service, engagement, duplicate) is the platform's; its words are in
words/*/routing.toml.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from coryphee.einvoice.codes.chorus import ATTACHMENT_EXTENSIONS, PAYMENT_MEANS_CODES
from coryphee.einvoice.model import (
    Attachment,
    CreditTransfer,
    Identifier,
    Invoice,
    Party,
    PaymentMeans,
    ReferencedDocument,
    Totals,
    VatBreakdown,
)
from coryphee.einvoice.money import amount, round_half_up, written
from coryphee.einvoice.rulekit import Kind, Outcome, RuleSet, filled
from coryphee.einvoice.rules.channels import is_chorus_frame
from coryphee.einvoice.rules.ordinary_amounts import ODD_SUMS
from coryphee.einvoice.rules.subjects import BREAKDOWNS, BUYER, INVOICE, PAYMENT_MEANS

CHORUS = RuleSet("chorus", "1")

NUMBER_LENGTH = 20
SIRET_LENGTH = 14
SERVICE_LENGTH = 100
REFERENCE_LENGTH = 50
ATTACHMENT_NAME_LENGTH = 50
ATTACHMENT_BYTES = 10 * 1024 * 1024
ATTACHMENTS_BYTES = 118 * 1024 * 1024
CREDIT_NOTES = frozenset({"381", "261", "262", "296", "308", "396", "420", "458", "502", "503", "532"})
_NUMBER = re.compile(r"[A-Za-z0-9+_/-](?:[A-Za-z0-9 +_/-]*[A-Za-z0-9+_/-])?")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_FRENCH_REGISTERS = frozenset({"0009", "0002"})
_BASE64_BLANKS = re.compile(r"[ \t\r\n]+")


def _embedded(invoice: Invoice) -> Iterator[tuple[ReferencedDocument, Attachment]]:
    for document in invoice.additional_documents:
        for attachment in document.attachments:
            yield document, attachment


def _attachment_name(document: ReferencedDocument, attachment: Attachment) -> str:
    """At Chorus Pro the reference of the document (BT-122) is the name of the file."""
    reference = document.identifier.text if document.identifier is not None else None
    return (attachment.file_name or reference or "").strip()


def _describe_attachment(invoice: Invoice, attachment: Attachment) -> Mapping[str, str]:
    owner = next((document for document, entry in _embedded(invoice) if entry is attachment), ReferencedDocument())
    return {"name": _attachment_name(owner, attachment)}


def _attachments(invoice: Invoice) -> Iterable[Attachment]:
    return [attachment for _, attachment in _embedded(invoice)]


def _accounts(invoice: Invoice) -> Iterable[CreditTransfer]:
    return [account for means in invoice.payment_means for account in means.credit_transfers]


def has_ordinary_head(invoice: Invoice) -> bool:
    """An invoice with number, type, date and short references, nothing attached, to be paid to IBANs if by transfer."""
    number, date = invoice.number or "", invoice.issue_date
    return (
        len(number) <= NUMBER_LENGTH
        and _NUMBER.fullmatch(number) is not None
        and filled(invoice.type_code)
        and not _is_credit_note(invoice)
        and date is not None
        and filled(date.text)
        and "A2" not in (invoice.business_process or "")
        and len(invoice.buyer_reference or "") <= SERVICE_LENGTH
        and len(invoice.purchase_order or "") <= REFERENCE_LENGTH
        and len(invoice.contract_reference or "") <= REFERENCE_LENGTH
        and not invoice.additional_documents
        and bool(invoice.payment_means)
        and all(
            means.code in PAYMENT_MEANS_CODES
            and all(_IBAN.fullmatch(account.account or "") for account in means.credit_transfers)
            for means in invoice.payment_means
        )
    )


ODD_HEAD = Kind("invoice", unless=has_ordinary_head)
MEANS = replace(PAYMENT_MEANS, within=ODD_HEAD)
ATTACHMENTS = Kind("attachments", _attachments, _describe_attachment, within=ODD_HEAD)
ALL_ACCOUNTS = Kind("accounts", _accounts, within=ODD_HEAD)
VAT_BREAKDOWNS = replace(BREAKDOWNS, within=ODD_SUMS)


@CHORUS.rule("CHORUS-NUMBER-MISSING", over=ODD_HEAD, term="BT-1")
def has_number(invoice: Invoice) -> Outcome:
    """An invoice has a number. Source: present in all 60 example files."""
    return filled(invoice.number)


@CHORUS.rule("CHORUS-NUMBER-LENGTH", over=ODD_HEAD, term="BT-1")
def number_is_short(invoice: Invoice) -> Outcome:
    """The number has at most 20 characters. Source: rule G1.05, annex of the external specifications."""
    number = invoice.number or ""
    return len(number) <= NUMBER_LENGTH or {"number": number}


@CHORUS.rule("CHORUS-NUMBER-CHARACTERS", over=ODD_HEAD, term="BT-1")
def number_is_plain(invoice: Invoice) -> Outcome:
    """The number holds letters, digits, spaces inside, and - + _ / only. Source: rule G1.05."""
    number = invoice.number
    return not filled(number) or number is None or _NUMBER.fullmatch(number) is not None or {"number": number}


@CHORUS.rule("CHORUS-TYPE-MISSING", over=ODD_HEAD, term="BT-3")
def has_type(invoice: Invoice) -> Outcome:
    """An invoice has a type. Source: present in all 60 example files."""
    return filled(invoice.type_code)


@CHORUS.rule("CHORUS-DATE-MISSING", over=ODD_HEAD, term="BT-2")
def has_issue_date(invoice: Invoice) -> Outcome:
    """An invoice has an issue date. Source: present in all 60 example files."""
    return invoice.issue_date is not None and filled(invoice.issue_date.text)


@CHORUS.rule("CHORUS-FRAME-UNKNOWN", over=INVOICE, term="BT-23")
def frame_is_known(invoice: Invoice) -> Outcome:
    """The billing framework is A1 to A25; without one, A1 is assumed. Source: rule G1.02."""
    frame = (invoice.business_process or "").strip()
    return not frame or is_chorus_frame(frame) or {"frame": frame}


@CHORUS.rule("CHORUS-PAID-IN-FULL", over=ODD_HEAD, term="BT-115", severity="warning")
def paid_invoice_leaves_nothing_due(invoice: Invoice) -> Outcome:
    """An invoice already paid (A2) leaves nothing due. Source: clients of the service check it, the portal warns."""
    due = amount(invoice.totals.payable) if invoice.totals is not None else None
    if (invoice.business_process or "").strip() != "A2" or not due:
        return True
    return {"amount": written(due)}


@CHORUS.rule("CHORUS-SELLER-IDENTIFIER", over=INVOICE, term="BT-29")
def seller_is_identified(invoice: Invoice) -> Outcome:
    """The supplier has an identifier: a SIRET, or that of its country. Source: present in all 60 example files."""
    return bool(_identifiers(invoice.seller)) or _foreign_vat_number(invoice.seller) is not None


@CHORUS.rule("CHORUS-SELLER-SIRET", over=INVOICE, term="BT-29")
def seller_has_whole_siret(invoice: Invoice) -> Outcome:
    """A French supplier is identified by the 14 digits of its SIRET (BT-29, BT-30). Source: schema type 1, pivot."""
    return _foreign_vat_number(invoice.seller) is not None or _has_siret(invoice.seller, abroad=True)


@CHORUS.rule("CHORUS-BUYER-IDENTIFIER", over=INVOICE, term="BT-46")
def buyer_is_identified(invoice: Invoice) -> Outcome:
    """The recipient has an identifier. Source: present in all 60 example files."""
    return bool(_identifiers(invoice.buyer))


@CHORUS.rule("CHORUS-BUYER-SIRET", over=BUYER, term="BT-46")
def buyer_has_whole_siret(buyer: Party) -> Outcome:
    """The recipient is identified by the 14 digits of its SIRET (BT-46, BT-47): public bodies have no other number."""
    return _has_siret(buyer, abroad=False)


@CHORUS.rule("CHORUS-SERVICE-LENGTH", over=ODD_HEAD, term="BT-10")
def service_is_short(invoice: Invoice) -> Outcome:
    """The service code has at most 100 characters. Source: limit of the service."""
    return len(invoice.buyer_reference or "") <= SERVICE_LENGTH


@CHORUS.rule("CHORUS-ENGAGEMENT-LENGTH", over=ODD_HEAD, term="BT-13")
def engagement_is_short(invoice: Invoice) -> Outcome:
    """The engagement number has at most 50 characters. Source: limit of the service."""
    return len(invoice.purchase_order or "") <= REFERENCE_LENGTH


@CHORUS.rule("CHORUS-MARKET-LENGTH", over=ODD_HEAD, term="BT-12")
def market_is_short(invoice: Invoice) -> Outcome:
    """The number of the contract or market has at most 50 characters. Source: limit of the service."""
    return len(invoice.contract_reference or "") <= REFERENCE_LENGTH


@CHORUS.rule("CHORUS-PAYMENT-MEANS-MISSING", over=ODD_HEAD, term="BT-81")
def has_payment_means(invoice: Invoice) -> Outcome:
    """An invoice says how it is to be paid; a credit note need not. Source: BT-81 is mandatory, refunds carry none."""
    return _is_credit_note(invoice) or any(filled(means.code) for means in invoice.payment_means)


@CHORUS.rule("CHORUS-PAYMENT-MEANS-CODE", over=MEANS, term="BT-81")
def payment_means_is_accepted(means: PaymentMeans) -> Outcome:
    """The means of payment is 01 10 20 30 31 42 48 49 58 59 or 97. Source: rule S2.05."""
    code = (means.code or "").strip()
    return not code or code in PAYMENT_MEANS_CODES or {"code": code}


@CHORUS.rule("CHORUS-IBAN", over=ALL_ACCOUNTS, term="BT-84", severity="warning")
def account_is_an_iban(account: CreditTransfer) -> Outcome:
    """The account to be paid is an IBAN. Source: the portal keeps no other account."""
    number = "".join((account.account or account.proprietary_account or "").split()).upper()
    return not number or _IBAN.fullmatch(number) is not None


@CHORUS.rule("CHORUS-TOTAL-MISSING", over=ODD_SUMS, term="BG-22")
def has_the_three_totals(invoice: Invoice) -> Outcome:
    """Total without VAT, total with VAT and amount due are given. Source: present in all 60 example files."""
    totals = invoice.totals or Totals()
    given = {"BT-109": totals.without_vat, "BT-112": totals.with_vat, "BT-115": totals.payable}
    missing = [term for term, text in given.items() if not filled(text)]
    return not missing or {"term": ", ".join(missing)}


@CHORUS.rule("CHORUS-TOTAL-WITH-VAT", over=ODD_SUMS, term="BT-112")
def total_with_vat_adds_up(invoice: Invoice) -> Outcome:
    """Total without VAT + VAT = total with VAT. Source: business check of the portal; 7 examples leave BT-110 out."""
    totals = invoice.totals or Totals()
    without_vat, with_vat, vat = amount(totals.without_vat), amount(totals.with_vat), _vat(invoice)
    if without_vat is None or with_vat is None or vat is None:
        return True
    if with_vat == without_vat + vat:
        return True
    expected = round_half_up(without_vat + vat)
    return round_half_up(with_vat) == expected or {"found": totals.with_vat or "", "expected": written(expected)}


@CHORUS.rule("CHORUS-AMOUNT-DUE", over=ODD_SUMS, term="BT-115")
def amount_due_adds_up(invoice: Invoice) -> Outcome:
    """Amount due = total with VAT - paid + rounding. Source: business check of the portal."""
    totals = invoice.totals or Totals()
    with_vat, due = amount(totals.with_vat), amount(totals.payable)
    if with_vat is None or due is None:
        return True
    exact = with_vat - (amount(totals.paid) or Decimal(0)) + (amount(totals.rounding) or Decimal(0))
    if due == exact:
        return True
    expected = round_half_up(exact)
    return round_half_up(due) == expected or {"found": totals.payable or "", "expected": written(expected)}


@CHORUS.rule("CHORUS-VAT-CATEGORY", over=VAT_BREAKDOWNS, term="BT-118")
def breakdown_has_category(breakdown: VatBreakdown) -> Outcome:
    """Every VAT breakdown has a category. Source: the qualification platform refuses a file without it."""
    return breakdown.category is not None and filled(breakdown.category.code)


@CHORUS.rule("CHORUS-EXEMPTION-REASON", over=VAT_BREAKDOWNS, term="BT-120")
def exemption_has_reason(breakdown: VatBreakdown) -> Outcome:
    """A VAT exemption (category E) says why. Source: business check of the portal (EXONERATION needs its motive)."""
    category = breakdown.category
    if category is None or (category.code or "").strip() != "E":
        return True
    return filled(category.exemption_reason) or filled(category.exemption_code)


@CHORUS.rule("CHORUS-CREDIT-NOTE-REFERENCE", over=ODD_HEAD, term="BT-25", severity="warning")
def credit_note_names_its_invoice(invoice: Invoice) -> Outcome:
    """A credit note names the invoice it corrects. Source: the portal asks for it; some of the 8 examples have none."""
    return not _is_credit_note(invoice) or any(filled(entry.number) for entry in invoice.preceding_invoices)


@CHORUS.rule("CHORUS-ATTACHMENT-NAME", over=ATTACHMENTS, term="BT-125")
def attachment_name_is_short(attachment: Attachment, invoice: Invoice) -> Outcome:
    """The name of an attachment has at most 50 characters, extension included. Source: limit of the service."""
    return len(_describe_attachment(invoice, attachment)["name"]) <= ATTACHMENT_NAME_LENGTH


@CHORUS.rule("CHORUS-ATTACHMENT-EXTENSION", over=ATTACHMENTS, term="BT-125")
def attachment_is_of_an_accepted_kind(attachment: Attachment, invoice: Invoice) -> Outcome:
    """The extension of an attachment is one of those accepted. Source: list of the service's help page."""
    _, point, extension = _describe_attachment(invoice, attachment)["name"].rpartition(".")
    return bool(point) and extension.lower() in ATTACHMENT_EXTENSIONS


@CHORUS.rule("CHORUS-ATTACHMENT-EMPTY", over=ATTACHMENTS, term="BT-125")
def attachment_holds_something(attachment: Attachment) -> Outcome:
    """An attachment is not empty. Source: limit of the service."""
    return filled(attachment.base64)


@CHORUS.rule("CHORUS-ATTACHMENT-SIZE", over=ATTACHMENTS, term="BT-125")
def attachment_is_below_10_megabytes(attachment: Attachment) -> Outcome:
    """An attachment stays below 10 MB. Source: limit of the service (10 x 1024 x 1024 bytes)."""
    return _size(attachment) < ATTACHMENT_BYTES


@CHORUS.rule("CHORUS-ATTACHMENTS-TOTAL", over=ODD_HEAD, term="BG-24")
def attachments_stay_below_the_limit_together(invoice: Invoice) -> Outcome:
    """The attachments stay below 118 MB together. Source: an invoice with attachments has at most 120 MB."""
    return sum(_size(attachment) for _, attachment in _embedded(invoice)) < ATTACHMENTS_BYTES


def _identifiers(party: Party | None) -> list[Identifier]:
    """Identifiers that say which register they come from, or that are 14 digits long."""
    if party is None:
        return []
    written_ones = [*party.identifiers, *([party.legal_registration] if party.legal_registration else [])]
    return [
        entry for entry in written_ones if filled(entry.text) and (filled(entry.scheme) or _is_siret(entry.text or ""))
    ]


def _has_siret(party: Party | None, *, abroad: bool) -> Outcome:
    """Whether a party has a whole SIRET; `abroad` lets a party without French number be known by another register."""
    identifiers = _identifiers(party)
    if not identifiers or any(_is_siret(entry.text or "") for entry in identifiers):
        return True
    french = [entry for entry in identifiers if entry.known_scheme in _FRENCH_REGISTERS]
    return (abroad and not french) or {"identifier": (french or identifiers)[0].text or ""}


def _is_siret(text: str) -> bool:
    number = text.strip()
    return len(number) == SIRET_LENGTH and number.isascii() and number.isdigit()


def _foreign_vat_number(party: Party | None) -> str | None:
    number = party.vat_number if party is not None else None
    return number if number and not number.upper().startswith("FR") else None


def _is_credit_note(invoice: Invoice) -> bool:
    return invoice.syntax == "ubl-creditnote" or (invoice.type_code or "").strip() in CREDIT_NOTES


def _vat(invoice: Invoice) -> Decimal | None:
    """The total of VAT (BT-110), or the sum of the breakdown where it is left out."""
    total = invoice.vat_total or (invoice.vat_totals[0] if len(invoice.vat_totals) == 1 else None)
    if total is not None:
        return amount(total.amount)
    amounts = [amount(entry.tax_amount) for entry in invoice.vat_breakdowns]
    known = [value for value in amounts if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def _size(attachment: Attachment) -> int:
    """Bytes of the file: 3 for every 4 characters of base 64, without those that only fill up."""
    text = _BASE64_BLANKS.sub("", attachment.base64 or "")
    return len(text) * 3 // 4 - text[-2:].count("=")
