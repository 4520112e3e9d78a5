"""The binding rules of EXTENDED-CTC-FR in CII that are no count, and the judge of all of them."""

from collections.abc import Callable, Iterator
from functools import cache

from coryphee.einvoice.findings import Finding
from coryphee.einvoice.rules.extended_ctc_fr.bindings import binding_rules, contexts
from coryphee.einvoice.syntaxes.bindings import Bindings
from coryphee.einvoice.syntaxes.cii import binding_rules as en16931
from coryphee.einvoice.syntaxes.paths import Element, Own, Paths, first

_RAM = f"{{{en16931.PREFIXES['ram']}}}"
_RATE = frozenset({"SourceCurrencyCode", "TargetCurrencyCode", "ConversionRate", "ConversionRateDateTime"})
_ADDITIONAL = f"{_RAM}AdditionalReferencedDocument"
_DATED = frozenset(
    f"{_RAM}{name}ReferencedDocument" for name in ("Invoice", "Contract", "BuyerOrder", "DespatchAdvice")
)

_find = Paths(en16931.PREFIXES).find


def judge(root: Element, ruleset: str) -> list[Finding]:
    """One finding for each firing of a binding rule. Comments are taken out of the tree."""
    return _bindings().judge(root, ruleset)


@cache
def _bindings() -> Bindings:
    return Bindings(contexts("cii"), en16931.PREFIXES, {**en16931.OWN, **OWN}, binding_rules("cii"))


def _more_than_code_and_place(agreement: Element) -> Iterator[Element]:
    """What delivery terms hold beside their code and the name of their place."""
    location = f"{_RAM}RelevantTradeLocation"
    for terms in _find(agreement, "ram:ApplicableTradeDeliveryTerms"):
        yield from (child for child in terms if child.tag not in {f"{_RAM}DeliveryTypeCode", location})
        yield from (child for place in terms.iterchildren(location) for child in place if child.tag != f"{_RAM}Name")


def _more_than_a_rate(settlement: Element) -> list[Element]:
    return [
        child
        for exchange in _find(settlement, "ram:TaxApplicableTradeCurrencyExchange")
        for child in exchange
        if child.tag.rpartition("}")[2] not in _RATE
    ]


def _says(document: Element, *codes: str) -> bool:
    return any((code.text or "") in codes for code in _find(document, "ram:TypeCode"))


def _unless(allowed: Callable[[Element], bool], path: str) -> Callable[[Element], list[Element]]:
    """What only some referenced documents may hold."""
    return lambda document: [] if allowed(document) else _find(document, path)


def _has_type(document: Element) -> bool:
    if document.tag == f"{_RAM}InvoiceReferencedDocument":
        return True
    return document.tag == _ADDITIONAL and _says(document, "50", "130", "916")


def _has_scheme(document: Element) -> bool:
    return document.tag == f"{_RAM}ContractReferencedDocument" or (
        document.tag == _ADDITIONAL and _says(document, "130")
    )


OWN: dict[str, Own] = {
    "CII-FREXT-SR-106": first(_more_than_code_and_place),
    "CII-FREXT-SR-293": first(_more_than_code_and_place),
    "CII-FREXT-SR-366": first(_more_than_a_rate),
    "CII-EXT-DT-018": first(_unless(_has_type, "ram:TypeCode")),
    "CII-FREXT-DT-024": first(_unless(_has_scheme, "ram:ReferenceTypeCode")),
    "CII-FREXTDT-027": first(_unless(lambda document: document.tag in _DATED, "ram:FormattedIssueDateTime")),
}
"""Functions of the rules that are no count, beside those of EN 16931."""
