"""The binding rules of CII (CII-SR, CII-DT of EN 16931) that are no count; the others are rows of a table.

Each function gets all elements of its context and answers one element at fault for each of them that breaks the rule.
Conditions are those of the official asserts: what is compared, and whether white space counts.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from lxml import etree

from coryphee.einvoice.codes.en16931_cii_bindings import CONTEXTS
from coryphee.einvoice.findings import Finding
from coryphee.einvoice.rules.en16931.bindings import binding_rules
from coryphee.einvoice.syntaxes.bindings import Bindings
from coryphee.einvoice.syntaxes.paths import Element, Own, Paths, first, second

PREFIXES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
_RAM = f"{{{PREFIXES['ram']}}}"
_ADDITIONAL = f"{_RAM}AdditionalReferencedDocument"
_DAY = re.compile(r"[ \t\r\n]*\d{4}(1[0-2]|0[1-9])(3[01]|[12][0-9]|0[1-9])[ \t\r\n]*")
_SPACE = re.compile(r"[ \t\r\n]+")

_quantities_with_unit = etree.XPath(
    "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem"
    "/ram:SpecifiedLineTradeDelivery/ram:BilledQuantity[@unitCode]",
    namespaces=PREFIXES,
)

_find = Paths(PREFIXES).find


def judge(root: Element, ruleset: str) -> list[Finding]:
    """One finding for each firing of a binding rule. Comments are taken out of the tree."""
    return bindings().judge(root, ruleset)


@cache
def bindings() -> Bindings:
    """All binding rules of CII, built when they are first used."""
    return Bindings(CONTEXTS, PREFIXES, OWN, binding_rules("cii"))


def _text(element: Element) -> str:
    return element.text or ""


def _normal(element: Element) -> str:
    """XPath's normalize-space."""
    return _SPACE.sub(" ", _text(element)).strip(" ")


_Found = Callable[[Element], list[Element]]


def _either(one: str, other: str) -> _Found:
    """Of two elements only one may be given."""
    return lambda context: _find(context, other) if _find(context, one) else []


def _documents(code: str, path: str = "") -> _Found:
    """Additional documents of one kind, or what they hold on a path."""

    def found(context: Element) -> list[Element]:
        documents = [
            document
            for document in _find(context, "ram:AdditionalReferencedDocument")
            if any(_normal(kind) == code for kind in _find(document, "ram:TypeCode"))
        ]
        return [inside for document in documents for inside in _find(document, path)] if path else documents

    return found


def _written_documents(code: str) -> _Found:
    """The same with the code exactly as written."""
    return lambda context: [entry for entry in _documents(code)(context) if _says(entry, "ram:TypeCode", code)]


def _says(element: Element, path: str, *values: str) -> bool:
    return any(_text(found) in values for found in _find(element, path))


def _without_scheme(product: Element) -> list[Element]:
    numbers = _find(product, "ram:GlobalID")
    return [] if any(number.get("schemeID") is not None for number in numbers) else numbers


def _unclear_origin(product: Element) -> list[Element]:
    return [] if len(_find(product, "ram:OriginTradeCountry/ram:ID")) == 1 else _find(product, "ram:OriginTradeCountry")


def _unclear_discount(agreement: Element) -> list[Element]:
    discount = "ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge"
    amounts = _find(agreement, f"{discount}/ram:ActualAmount")
    indicators = _find(agreement, f"{discount}/ram:ChargeIndicator")
    if not amounts and not indicators:
        return []
    allowed = any(
        _text(found).strip() in {"false", "0"} for entry in indicators for found in _find(entry, "udt:Indicator")
    )
    return [] if amounts and allowed else _find(agreement, discount)


def _different_days(settlement: Element) -> Iterator[Element]:
    known: set[str] = set()
    for tax in settlement.getroottree().iter(f"{_RAM}ApplicableTradeTax"):
        for code in _find(tax, "ram:DueDateTypeCode"):
            if _text(code) not in known:
                known.add(_text(code))
                yield code


def _other_means(name: str) -> _Found:
    """What payment means say that the first of them does not."""

    def found(root: Element) -> list[Element]:
        means = root.iter(f"{_RAM}SpecifiedTradeSettlementPaymentMeans")
        written = [element for entry in means for element in _find(entry, f"ram:{name}")]
        return [element for element in written if _normal(element) != _normal(written[0])]

    return found


def _without_account(settlement: Element) -> list[Element]:
    account = "ram:PayeePartyCreditorFinancialAccount"
    return [
        means
        for means in _find(settlement, "ram:SpecifiedTradeSettlementPaymentMeans")
        if any(_normal(code) in {"30", "58"} for code in _find(means, "ram:TypeCode"))
        and not _find(means, f"{account}/ram:IBANID")
        and not _find(means, f"{account}/ram:ProprietaryID")
    ]


def _only_in(path: str, *codes: str) -> _Found:
    """Of referenced documents only additional ones of some kinds may hold this."""

    def found(document: Element) -> list[Element]:
        allowed = document.tag == _ADDITIONAL and _says(document, "ram:TypeCode", *codes)
        return [] if allowed else _find(document, path)

    return found


def _only_as(name: str, path: str) -> _Found:
    return lambda context: [] if context.tag == _RAM + name else _find(context, path)


def _only_at_header(path: str) -> _Found:
    def found(tax: Element) -> list[Element]:
        at_header = next(tax.iterancestors(f"{_RAM}ApplicableHeaderTradeSettlement"), None) is not None
        return [] if at_header else _find(tax, path)

    return found


def _other_tax(tax: Element) -> list[Element]:
    return [] if _says(tax, "ram:TypeCode", "VAT") else _find(tax, "ram:TypeCode")


def _units(quantities: list[Element]) -> list[Element]:
    """A quantity has a unit only where some quantity of a line has one."""
    with_unit = [quantity for quantity in quantities if quantity.get("unitCode") is not None]
    return [] if not with_unit or _quantities_with_unit(with_unit[0]) else with_unit


def _no_day(written: Element) -> list[Element]:
    wrong = written.get("format") == "102" and not _DAY.fullmatch(_text(written))
    return [written] if wrong else []


def _both(party: str) -> _Found:
    contact = f"ram:{party}/ram:DefinedTradeContact"
    return _either(f"{contact}/ram:PersonName", f"{contact}/ram:DepartmentName")


OWN: dict[str, Own] = {
    "CII-DT-015": first(_only_in("ram:URIID", "916")),
    "CII-DT-018": first(_only_in("ram:TypeCode", "50", "130", "916")),
    "CII-DT-021": first(_only_in("ram:Name", "916")),
    "CII-DT-022": first(_only_in("ram:AttachmentBinaryObject", "916")),
    "CII-DT-024": first(_only_in("ram:ReferenceTypeCode", "130")),
    "CII-DT-027": first(_only_as("InvoiceReferencedDocument", "ram:FormattedIssueDateTime")),
    "CII-DT-033": _units,
    "CII-DT-037": first(_other_tax),
    "CII-DT-041": first(_only_at_header("ram:BasisAmount")),
    "CII-DT-052": first(_only_as("ApplicableTradeTax", "ram:ExemptionReasonCode")),
    "CII-DT-054": first(_only_at_header("ram:TaxPointDate")),
    "CII-DT-058": first(_only_at_header("ram:DueDateTypeCode")),
    "CII-DT-097": first(_no_day),
    "CII-DT-098": first(_only_as("ApplicableTradeTax", "ram:ExemptionReason")),
    "CII-SR-046": first(_without_scheme),
    "CII-SR-090": first(_unclear_origin),
    "CII-SR-119": first(_unclear_discount),
    "CII-SR-449": first(_either("ram:ShipToTradeParty/ram:ID", "ram:ShipToTradeParty/ram:GlobalID")),
    "CII-SR-450": first(_either("ram:BuyerTradeParty/ram:ID", "ram:BuyerTradeParty/ram:GlobalID")),
    "CII-SR-451": first(_either("ram:PayeeTradeParty/ram:ID", "ram:PayeeTradeParty/ram:GlobalID")),
    "CII-SR-457": second(_written_documents("50")),
    "CII-SR-458": second(_written_documents("130")),
    "CII-SR-462": second(_different_days),
    "CII-SR-465": first(_both("SellerTradeParty")),
    "CII-SR-466": first(_both("BuyerTradeParty")),
    "CII-SR-467": first(_other_means("TypeCode")),
    "CII-SR-468": first(_other_means("Information")),
    "CII-SR-470": first(_without_account),
    "CII-SR-474": second(_documents("130")),
    "CII-SR-475": second(_documents("916", "ram:Name")),
    "CII-SR-476": second(_documents("916", "ram:AttachmentBinaryObject")),
}
