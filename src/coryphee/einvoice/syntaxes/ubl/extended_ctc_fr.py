"""The binding rules of EXTENDED-CTC-FR in UBL that are no count, and the judge of all of them."""

from collections.abc import Callable, Iterator
from functools import cache

from coryphee.einvoice.findings import Finding
from coryphee.einvoice.rules.extended_ctc_fr.bindings import binding_rules, contexts
from coryphee.einvoice.syntaxes.bindings import Bindings
from coryphee.einvoice.syntaxes.paths import Element, Own, Paths, first
from coryphee.einvoice.syntaxes.ubl import binding_rules as en16931

_RATE = frozenset({"SourceCurrencyCode", "TargetCurrencyCode", "CalculationRate", "Date"})

_find = Paths(en16931.PREFIXES).find


def judge(root: Element, ruleset: str) -> list[Finding]:
    """One finding for each firing of a binding rule. Comments are taken out of the tree."""
    return _bindings().judge(root, ruleset)


@cache
def _bindings() -> Bindings:
    return Bindings(contexts("ubl"), en16931.PREFIXES, {**en16931.OWN, **OWN}, binding_rules("ubl"))


def _more_than_code_and_place(*holders: str) -> Callable[[Element], Iterator[Element]]:
    """What delivery terms hold beside their code and the name of their place."""
    basic, aggregate = (f"{{{en16931.PREFIXES[prefix]}}}" for prefix in ("cbc", "cac"))
    location = f"{aggregate}DeliveryLocation"

    def found(root: Element) -> Iterator[Element]:
        for holder in holders:
            for terms in _find(root, f"{holder}cac:DeliveryTerms"):
                yield from (child for child in terms if child.tag not in {f"{basic}ID", location})
                yield from (
                    child for place in terms.iterchildren(location) for child in place if child.tag != f"{basic}Name"
                )

    return found


def _more_than_a_rate(root: Element) -> list[Element]:
    return [
        child
        for exchange in _find(root, "cac:TaxExchangeRate")
        for child in exchange
        if child.tag.rpartition("}")[2] not in _RATE
    ]


OWN: dict[str, Own] = {
    "UBL-FREXT-CR-410": first(_more_than_code_and_place("")),
    "CII-FREXT-CR-490": first(_more_than_a_rate),
    "UBL-FREXT-CR-645": first(_more_than_code_and_place("cac:InvoiceLine/", "cac:CreditNoteLine/")),
}
"""Functions of the rules that are no count, beside those of EN 16931."""
