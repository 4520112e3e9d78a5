"""Codes of a list, where the extension has another list than EN 16931 or speaks of terms of its own."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from coryphee.einvoice.codes.en16931 import allowance_reasons, charge_reasons
from coryphee.einvoice.codes.extended_ctc_fr import (
    delivery_terms,
    identifier_schemes,
    item_attributes,
    mime_types,
    taxes,
)
from coryphee.einvoice.model import (
    AllowanceCharge,
    Attachment,
    DeliveryTerms,
    Identifier,
    Invoice,
    InvoiceLine,
    ItemAttribute,
)
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931.coded import ATTACHMENTS, ENTRIES, PARTY_IDENTIFIERS
from coryphee.einvoice.rules.extended_ctc_fr.ruleset import EXTENDED_CTC_FR
from coryphee.einvoice.rules.extended_ctc_fr.subjects import CODED_ATTRIBUTES, DELIVERY_TERMS, LINES_WITH_DISCOUNT_CODE
from coryphee.einvoice.rules.subjects import INVOICE

_SPACE = " \t\r\n"

_ALLOWANCES = frozenset(allowance_reasons.CODES.split())
_CHARGES = frozenset(charge_reasons.CODES.split())
_ATTRIBUTES = frozenset(item_attributes.CODES.split())
_DELIVERY_TERMS = frozenset(delivery_terms.CODES.split())
_MIME_TYPES = frozenset(mime_types.CODES.split())
_SCHEMES = frozenset(identifier_schemes.CODES.split())
_TAXES = frozenset(taxes.CODES.split())
_CHARGE_LISTS = frozenset({"7161", "5153"})


@EXTENDED_CTC_FR.rule("BR-FREXT-CL-10", over=PARTY_IDENTIFIERS, term="BT-29", syntax="ubl", words="BR-CL-10")
def scheme_of_party_is_known_or_sepa(identifier: Identifier, invoice: Invoice) -> Outcome:
    """The scheme of a party's identifier (BT-29, BT-46, BT-60) is a code of ISO 6523, BY or SE.

    UBL writes the bank's creditor identifier (BT-90) with the scheme SEPA among those of the seller, of who stands
    inside the seller, or of the payee.
    """
    scheme = (identifier.scheme or "").strip(_SPACE)
    if scheme in _SCHEMES:
        return True
    creditors = (invoice.seller, invoice.seller_agent, invoice.invoicer, invoice.payee)
    if scheme == "SEPA" and any(identifier is entry for party in creditors if party for entry in party.identifiers):
        return True
    return {"value": identifier.scheme or ""}


@EXTENDED_CTC_FR.rule("BR-FREXT-CL-10", over=PARTY_IDENTIFIERS, term="BT-29", syntax="cii", words="BR-CL-10")
def scheme_of_party_is_known(identifier: Identifier) -> Outcome:
    """The scheme of a party's identifier (BT-29, BT-46, BT-60) is a code of ISO 6523, BY or SE."""
    return _is_of(identifier.scheme, _SCHEMES)


@EXTENDED_CTC_FR.rule("BR-FREXT-CL-20", over=ENTRIES, term="BT-105", words="BR-CL-20")
def charge_reason_is_known(entry: AllowanceCharge) -> Outcome:
    """The reason code of a charge (BT-105, BT-145) is a code of UNTDID 7161, unless it names another list."""
    if entry.reason_code is None or not entry.is_charge or entry.reason_list not in {None, "7161"}:
        return True
    return _is_of(entry.reason_code, _CHARGES)


@EXTENDED_CTC_FR.rule("BR-FREXT-CL-20-TAX", over=ENTRIES, term="BT-105")
def tax_is_known(entry: AllowanceCharge) -> Outcome:
    """The reason code of a charge (BT-105, BT-145) that is a tax is a code of UNTDID 5153, and not VAT."""
    if entry.reason_code is None or not entry.is_charge or entry.reason_list != "5153":
        return True
    return _is_of(entry.reason_code, _TAXES)


@EXTENDED_CTC_FR.rule("BR-FREXT-CL-20-LISTID", over=ENTRIES, term="BT-105")
def list_of_charge_reason_is_known(entry: AllowanceCharge) -> Outcome:
    """The list of the reason code of a charge (BT-105, BT-145), where it is named, is 7161 or 5153."""
    if entry.reason_code is None or not entry.is_charge or not entry.reason_list:
        return True
    return _is_of(entry.reason_list, _CHARGE_LISTS)


@EXTENDED_CTC_FR.rule("BR-FREXT-CL-19-GP", over=LINES_WITH_DISCOUNT_CODE, term="BT-147", syntax="cii", words="BR-CL-19")
def discount_reason_is_known(line: InvoiceLine) -> Outcome:
    """The reason code of the discount on a gross price (BT-147) is a code of UNTDID 5189."""
    return line.price is None or _is_of(line.price.discount_reason_code, _ALLOWANCES)


@EXTENDED_CTC_FR.rule("BR-FREXT-CL-24", over=ATTACHMENTS, term="BT-125")
def attachment_is_of_a_known_type(attachment: Attachment) -> Outcome:
    """The type of an attached document (BT-125) is one of those that the extension takes: XML too."""
    return attachment.mime_type in _MIME_TYPES or {"value": attachment.mime_type or ""}


@EXTENDED_CTC_FR.rule("BR-FREXT-CL-27", over=DELIVERY_TERMS, term="BG-13")
def delivery_terms_are_known(terms: DeliveryTerms) -> Outcome:
    """The terms of delivery are one of the Incoterms, or 1 or 2. The official assert lets an empty code pass."""
    return not (terms.code or "").strip(_SPACE) or _is_of(terms.code, _DELIVERY_TERMS)


@EXTENDED_CTC_FR.rule("BR-FREXT-04", over=CODED_ATTRIBUTES, term="EXT-FR-FE-159", syntax="ubl")
@EXTENDED_CTC_FR.rule(
    "BR-FXEXT-04", over=CODED_ATTRIBUTES, term="EXT-FR-FE-159", syntax="cii", severity="warning", words="BR-FREXT-04"
)
def attribute_code_is_known(attribute: ItemAttribute) -> Outcome:
    """The code of an item attribute (EXT-FR-FE-159) is one of UNTDID 6313 or of those that Factur-X adds.

    In CII the official assert warns, and has its number in its text alone.
    """
    return _is_of(attribute.code, _ATTRIBUTES)


@EXTENDED_CTC_FR.rule("BR-EXT-CL-07", over=INVOICE, term="EXT-FR-FE-01", syntax="cii", words="BR-CL-07")
def type_of_contract_is_not_judged(_invoice: Invoice) -> Outcome:
    """The type of a contract (EXT-FR-FE-01) is a code of UNTDID 1153. The official assert looks for the contract where
    it cannot be, and is always true.
    """
    return True


def _is_of(code: str | None, known: frozenset[str]) -> Outcome:
    return code is None or code in known or code.strip(_SPACE) in known or {"value": code}
