"""The binding rules of UBL (UBL-SR, UBL-DT, UBL-CR of EN 16931) that are no count; the others are rows of a table.

Each function gets all elements of its context and answers one element at fault for each of them that breaks the rule.
Conditions are those of the official asserts: what is compared, and whether white space or case counts.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import cast

from lxml import etree

from coryphee.einvoice.codes.en16931_ubl_bindings import CONTEXTS
from coryphee.einvoice.findings import Finding
from coryphee.einvoice.rules.en16931.bindings import binding_rules
from coryphee.einvoice.syntaxes.bindings import Bindings
from coryphee.einvoice.syntaxes.paths import Element, Own, Paths, first, second

_BASIC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
_AGGREGATE = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
PREFIXES = {
    "ubl": "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    "cn": "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
    "ext": "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
    "cac": _AGGREGATE,
    "cbc": _BASIC,
}
_CREDIT_NOTE = f"{{{PREFIXES['cn']}}}CreditNote"
_OBJECT = "130"  # UNTDID 1001: the document is the invoiced object (BT-18)

_elements_with_name = etree.XPath("//*[@name][not(self::cbc:PaymentMeansCode)]", namespaces={"cbc": _BASIC})

_find = Paths(PREFIXES).find


def judge(root: Element, ruleset: str) -> list[Finding]:
    """One finding for each firing of a binding rule. Comments are taken out of the tree."""
    return bindings().judge(root, ruleset)


@cache
def bindings() -> Bindings:
    """All binding rules of UBL, built when they are first used."""
    return Bindings(CONTEXTS, PREFIXES, OWN, binding_rules("ubl"))


def _text(element: Element) -> str:
    return element.text or ""


def _says(element: Element, path: str, *values: str) -> bool:
    return any(_text(found) in values for found in _find(element, path))


def _other_version(root: Element) -> list[Element]:
    versions = _find(root, "cbc:UBLVersionID")
    return [] if any(_text(version) == "2.1" for version in versions) else versions


def _due_date_of_invoice(root: Element) -> list[Element]:
    return [] if root.tag == _CREDIT_NOTE else _find(root, "cac:PaymentMeans/cbc:PaymentDueDate")


def _with_name(root: Element) -> list[Element]:
    return cast("list[Element]", _elements_with_name(root))


def _references(root: Element) -> Iterator[Element]:
    return root.iter(f"{{{_AGGREGATE}}}AdditionalDocumentReference")


def _schemes_of_other_documents(root: Element) -> Iterator[Element]:
    for reference in _references(root):
        codes = _find(reference, "cbc:DocumentTypeCode")
        if not codes or any(_text(code) != _OBJECT for code in codes):
            yield from (found for found in _find(reference, "cbc:ID") if found.get("schemeID") is not None)


def _in_objects(path: str) -> Callable[[Element], Iterator[Element]]:
    def found(root: Element) -> Iterator[Element]:
        for reference in _references(root):
            if _says(reference, "cbc:DocumentTypeCode", _OBJECT):
                yield from _find(reference, path)

    return found


def _objects(root: Element) -> Iterator[Element]:
    for reference in _find(root, "cac:AdditionalDocumentReference"):
        if _says(reference, "cbc:DocumentTypeCode", _OBJECT):
            yield from _find(reference, "cbc:ID")


def _tax_numbers(party: str, *, vat: bool) -> Callable[[Element], Iterator[Element]]:
    """Numbers of a party for VAT, or for other taxes; white space counts, case does not."""

    def found(root: Element) -> Iterator[Element]:
        for scheme in _find(root, f"cac:{party}/cac:Party/cac:PartyTaxScheme"):
            taxes = ["".join(map(_text, _find(tax, "cbc:ID"))).upper() for tax in _find(scheme, "cac:TaxScheme")]
            if any((tax == "VAT") is vat for tax in taxes):
                yield from _find(scheme, "cbc:CompanyID")

    return found


def _creditors(root: Element) -> Iterator[Element]:
    for identification in root.iter(f"{{{_AGGREGATE}}}PartyIdentification"):
        yield from (found for found in _find(identification, "cbc:ID") if found.get("schemeID", "").upper() == "SEPA")


def _different(name: str) -> Callable[[Element], Iterator[Element]]:
    """One element for each value that was not written before it."""

    def found(root: Element) -> Iterator[Element]:
        known: set[str] = set()
        for element in root.iter(f"{{{_BASIC}}}{name}"):
            if _text(element) not in known:
                known.add(_text(element))
                yield element

    return found


def _reasons(*, charge: bool) -> Callable[[Element], list[Element]]:
    def found(entry: Element) -> list[Element]:
        indicators = [_text(indicator).strip() in {"true", "1"} for indicator in _find(entry, "cbc:ChargeIndicator")]
        return _find(entry, "cbc:AllowanceChargeReason") if charge in indicators else []

    return found


def _too_fine(amount: Element) -> list[Element]:
    """Amounts have two decimals as they are written; prices and what is beside the discount of one may have more."""
    if len(_text(amount).partition(".")[2]) <= 2 or amount.tag.endswith("PriceAmount"):  # noqa: PLR2004 - cents
        return []
    prices = amount.iterancestors(f"{{{_AGGREGATE}}}Price")
    return [] if any(_find(price, "cac:AllowanceCharge") for price in prices) else [amount]


def _without_number(scheme: Element) -> list[Element]:
    whole = _find(scheme, "cac:TaxScheme/cbc:ID") and _find(scheme, "cbc:CompanyID")
    return [] if whole else [scheme]


def _unclear_reference(reference: Element) -> list[Element]:
    root = reference.getroottree().getroot()
    of_credit_note = etree.QName(root).localname == "CreditNote"
    if _says(reference, "cbc:DocumentTypeCode", _OBJECT, *(("50",) if of_credit_note else ())):
        return []
    plain = not any(found.get("schemeID") is not None for found in _find(reference, "cbc:ID"))
    return [] if plain and not _find(reference, "cbc:DocumentTypeCode") else [reference]


def _payee(path: str, *, creditor: bool = True) -> Callable[[Element], Iterator[Element]]:
    """A payee is somebody else than the seller, and says a thing once (`creditor`: the creditor identifier counts)."""

    def found(payee: Element) -> Iterator[Element]:
        around = payee.getparent()
        seller = "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName"
        sellers = _find(around, seller) if around is not None else []
        names = _find(payee, "cac:PartyName/cbc:Name")
        if not any(_text(one) != _text(other) for one in names for other in sellers):
            yield payee
        written = [entry for entry in _find(payee, path) if creditor or entry.get("schemeID", "").upper() != "SEPA"]
        yield from written[1:]

    return found


OWN: dict[str, Own] = {
    "UBL-CR-002": first(_other_version),
    "UBL-CR-412": first(_due_date_of_invoice),
    "UBL-CR-665": first(_schemes_of_other_documents),
    "UBL-CR-666": first(_in_objects("cac:Attachment")),
    "UBL-CR-673": first(_in_objects("cbc:DocumentDescription")),
    "UBL-DT-01": first(_too_fine),
    "UBL-DT-18": first(_with_name),
    "UBL-SR-04": second(_objects),
    "UBL-SR-12": second(_tax_numbers("AccountingSupplierParty", vat=True)),
    "UBL-SR-13": second(_tax_numbers("AccountingSupplierParty", vat=False)),
    "UBL-SR-18": second(_tax_numbers("AccountingCustomerParty", vat=True)),
    "UBL-SR-19": first(_payee("cac:PartyName/cbc:Name")),
    "UBL-SR-20": first(_payee("cac:PartyIdentification/cbc:ID", creditor=False)),
    "UBL-SR-21": first(_payee("cac:PartyLegalEntity/cbc:CompanyID")),
    "UBL-SR-29": second(_creditors),
    "UBL-SR-30": second(_reasons(charge=False)),
    "UBL-SR-31": second(_reasons(charge=True)),
    "UBL-SR-43": first(_unclear_reference),
    "UBL-SR-44": second(_different("PaymentID")),
    "UBL-SR-47": second(_different("PaymentMeansCode")),
    "UBL-SR-53": first(_without_number),
}
