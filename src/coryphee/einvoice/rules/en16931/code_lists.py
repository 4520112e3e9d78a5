"""Codes that must be those of a list: BR-CL-01 to BR-CL-26. The lists stand in `codes.en16931`, one in each file."""

from collections.abc import Callable
from operator import attrgetter
from types import ModuleType
from typing import Any

from coryphee.einvoice.codes.en16931 import (
    allowance_reasons,
    charge_reasons,
    countries,
    currencies,
    document_types,
    electronic_address_schemes,
    exemption_reasons,
    identifier_schemes,
    item_classes,
    mime_types,
    note_subjects,
    payment_means,
    reference_types,
    units,
    vat_categories,
    vat_point_codes,
)
from coryphee.einvoice.model import AllowanceCharge, Attachment, Identifier, Invoice, Note, VatCategory
from coryphee.einvoice.rulekit import Kind, Outcome, Syntax
from coryphee.einvoice.rules.en16931.coded import (
    ADDRESSES,
    AMOUNTS,
    ATTACHMENTS,
    ELECTRONIC_ADDRESSES,
    ENTRIES,
    ENTRY_CATEGORIES,
    EXEMPTIONS,
    ITEMS,
    LINE_CATEGORIES,
    LOCATIONS,
    NOTES,
    OBJECTS,
    PARTY_IDENTIFIERS,
    REGISTRATIONS,
    STANDARD_IDENTIFIERS,
    UNITS,
    VAT_POINT_CODES,
)
from coryphee.einvoice.rules.en16931.ordinary import ODD_HEAD, PAYMENT_MEANS
from coryphee.einvoice.rules.en16931.ruleset import EN16931
from coryphee.einvoice.rules.subjects import CLASSIFICATIONS

_SPACE = " \t\r\n"
_SUBJECT_LENGTH = 3

CodeOf = Callable[[Any], str | None]
_code, _scheme, _list = attrgetter("code"), attrgetter("scheme"), attrgetter("list_id")
_currency, _vat_currency = attrgetter("currency"), attrgetter("vat_currency")
_country, _origin = attrgetter("country"), attrgetter("origin_country")


def _is_code(  # noqa: PLR0917 - a row of a table
    number: str, over: Kind, term: str, code_of: CodeOf, codes: ModuleType, sentence: str
) -> None:
    """Each code that is there, white space around it aside, is one of the list; of the list of its syntax, if any."""
    lists: dict[Syntax | None, str]
    lists = {None: codes.CODES} if hasattr(codes, "CODES") else {"ubl": codes.UBL, "cii": codes.CII}
    for syntax, written in lists.items():
        holds = _holds(code_of, frozenset(written.split()))
        EN16931.rule(number, over=over, term=term, syntax=syntax, sentence=sentence)(holds)


def _holds(code_of: CodeOf, known: frozenset[str]) -> Callable[[object], Outcome]:
    def holds(subject: object) -> Outcome:
        code = code_of(subject)
        return code is None or code in known or code.strip(_SPACE) in known or {"value": code}

    return holds


def _reason_of_allowance(entry: AllowanceCharge) -> str | None:
    return entry.reason_code if entry.is_allowance else None


def _reason_of_charge(entry: AllowanceCharge) -> str | None:
    return entry.reason_code if entry.is_charge else None


def _exemption(category: VatCategory) -> str | None:
    return None if category.exemption_code is None else category.exemption_code.upper()


def _itself(code: str) -> str:
    return code


_INVOICE_TYPES = frozenset(document_types.UBL_INVOICE.split())
_CREDIT_NOTE_TYPES = frozenset(document_types.UBL_CREDIT_NOTE.split())
_IDENTIFIER_SCHEMES = frozenset(identifier_schemes.CODES.split())
_MIME_TYPES = frozenset(mime_types.CODES.split())
_SUBJECTS = frozenset(note_subjects.CII.split())


@EN16931.rule("BR-CL-01", over=ODD_HEAD, term="BT-3", syntax="ubl")
def type_is_one_of_its_document(invoice: Invoice) -> Outcome:
    """The invoice type code (BT-3) is a code of UNTDID 1001, for invoices or for credit notes as the document is."""
    code = invoice.type_code
    known = _CREDIT_NOTE_TYPES if invoice.syntax == "ubl-creditnote" else _INVOICE_TYPES
    return code is None or code.strip(_SPACE) in known or {"value": code}


EN16931.rule(
    "BR-CL-01", over=ODD_HEAD, term="BT-3", syntax="cii", sentence="The type (BT-3) is a code of UNTDID 1001."
)(_holds(attrgetter("type_code"), frozenset(document_types.CII.split())))

_is_code("BR-CL-03", AMOUNTS, "BT-110", _currency, currencies, "The currency of an amount is a code of ISO 4217.")
_is_code("BR-CL-04", ODD_HEAD, "BT-5", _currency, currencies, "The invoice currency (BT-5) is a code of ISO 4217.")
_is_code("BR-CL-05", ODD_HEAD, "BT-6", _vat_currency, currencies, "The VAT currency (BT-6) is a code of ISO 4217.")
_is_code(
    "BR-CL-06",
    VAT_POINT_CODES,
    "BT-8",
    _code,
    vat_point_codes,
    "The VAT point date code (BT-8) is a code of UNTDID 2005 in UBL, of UNTDID 2475 in CII.",
)
_is_code(
    "BR-CL-07",
    OBJECTS,
    "BT-18",
    _scheme,
    reference_types,
    "The scheme of an invoiced object (BT-18, BT-128) is a code of UNTDID 1153.",
)


@EN16931.rule("BR-CL-08", over=NOTES, term="BT-21", syntax="ubl")
def subject_inside_note_is_known(note: Note) -> Outcome:
    """The subject of a note (BT-21) is a code of UNTDID 4451.

    UBL writes it in front of the text, #PMT#text. The official assert judges three characters between the first two
    number signs, and looks for them anywhere in the text of the list.
    """
    subject, closed, _ = (note.written or "").partition("#")[2].partition("#")
    return not closed or len(subject) != _SUBJECT_LENGTH or subject in note_subjects.UBL or {"value": subject}


@EN16931.rule("BR-CL-08", over=NOTES, term="BT-21", syntax="cii")
def subject_of_note_is_known(note: Note) -> Outcome:
    """The subject of a note (BT-21) is a code of UNTDID 4451."""
    code = note.subject_code
    return code is None or code.strip(_SPACE) in _SUBJECTS or {"value": code}


@EN16931.rule("BR-CL-10", over=PARTY_IDENTIFIERS, term="BT-29", syntax="ubl")
def scheme_of_party_is_known_or_sepa(identifier: Identifier, invoice: Invoice) -> Outcome:
    """The scheme of a party's identifier (BT-29, BT-46, BT-60) is a code of ISO 6523.

    UBL writes the bank's creditor identifier (BT-90) among those of the seller or the payee, with the scheme SEPA.
    """
    scheme = (identifier.scheme or "").strip(_SPACE)
    if scheme in _IDENTIFIER_SCHEMES:
        return True
    creditors = (party for party in (invoice.seller, invoice.payee) if party is not None)
    if scheme == "SEPA" and any(identifier is entry for party in creditors for entry in party.identifiers):
        return True
    return {"value": identifier.scheme or ""}


@EN16931.rule("BR-CL-10", over=PARTY_IDENTIFIERS, term="BT-29", syntax="cii")
def scheme_of_party_is_known(identifier: Identifier) -> Outcome:
    """The scheme of a party's identifier (BT-29, BT-46, BT-60) is a code of ISO 6523."""
    scheme = identifier.scheme or ""
    return scheme.strip(_SPACE) in _IDENTIFIER_SCHEMES or {"value": scheme}


_is_code(
    "BR-CL-11",
    REGISTRATIONS,
    "BT-30",
    _scheme,
    identifier_schemes,
    "The scheme of a legal registration (BT-30, BT-47, BT-61) is a code of ISO 6523.",
)
_is_code(
    "BR-CL-13",
    CLASSIFICATIONS,
    "BT-158",
    _list,
    item_classes,
    "The list of an item classification (BT-158) is a code of UNTDID 7143.",
)
_is_code(
    "BR-CL-14",
    ADDRESSES,
    "BT-40",
    _country,
    countries,
    "The country of an address (BT-40, BT-55, BT-69, BT-80) is a code of ISO 3166-1.",
)
_is_code(
    "BR-CL-15",
    ITEMS,
    "BT-159",
    _origin,
    countries,
    "The country of origin of an item (BT-159) is a code of ISO 3166-1.",
)
_is_code(
    "BR-CL-16", PAYMENT_MEANS, "BT-81", _code, payment_means, "The payment means (BT-81) is a code of UNTDID 4461."
)
_is_code(
    "BR-CL-17",
    ENTRY_CATEGORIES,
    "BT-95",
    _code,
    vat_categories,
    "The VAT category of an allowance or charge (BT-95, BT-102), in UBL of a breakdown (BT-118), is a "
    "code of UNTDID 5305.",
)
_is_code(
    "BR-CL-18",
    LINE_CATEGORIES,
    "BT-151",
    _code,
    vat_categories,
    "The VAT category of a line (BT-151), in CII of a breakdown (BT-118), is a code of UNTDID 5305.",
)
_is_code(
    "BR-CL-19",
    ENTRIES,
    "BT-98",
    _reason_of_allowance,
    allowance_reasons,
    "The reason code of an allowance (BT-98, BT-140) is a code of UNTDID 5189.",
)
_is_code(
    "BR-CL-20",
    ENTRIES,
    "BT-105",
    _reason_of_charge,
    charge_reasons,
    "The reason code of a charge (BT-105, BT-145) is a code of UNTDID 7161.",
)
_is_code(
    "BR-CL-21",
    STANDARD_IDENTIFIERS,
    "BT-157",
    _scheme,
    identifier_schemes,
    "The scheme of an item's standard identifier (BT-157) is a code of ISO 6523.",
)
_is_code(
    "BR-CL-22",
    EXEMPTIONS,
    "BT-121",
    _exemption,
    exemption_reasons,
    "The code of an exemption reason (BT-121) is one of the VATEX list, in small letters or capitals.",
)
_is_code(
    "BR-CL-23",
    UNITS,
    "BT-130",
    _itself,
    units,
    "The unit of a quantity (BT-130, BT-150) is a code of UN/ECE recommendation 20 or 21.",
)


@EN16931.rule("BR-CL-24", over=ATTACHMENTS, term="BT-125")
def attachment_is_of_a_known_type(attachment: Attachment) -> Outcome:
    """The type of an attached document (BT-125) is one of those that the norm takes."""
    return attachment.mime_type in _MIME_TYPES or {"value": attachment.mime_type or ""}


_is_code(
    "BR-CL-25",
    ELECTRONIC_ADDRESSES,
    "BT-34",
    _scheme,
    electronic_address_schemes,
    "The scheme of an electronic address (BT-34, BT-49) is a code of the EAS list.",
)
_is_code(
    "BR-CL-26",
    LOCATIONS,
    "BT-71",
    _scheme,
    identifier_schemes,
    "The scheme of a delivery location (BT-71) is a code of ISO 6523.",
)
