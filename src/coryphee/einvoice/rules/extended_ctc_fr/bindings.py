"""The binding rules of EXTENDED-CTC-FR as the rule set knows them: those of EN 16931 that it keeps, and its own."""

from collections.abc import Mapping
from functools import cache

from coryphee.einvoice.codes import en16931_cii_bindings, en16931_ubl_bindings
from coryphee.einvoice.codes.extended_ctc_fr.bindings import ADDED, LEFT_OUT, OTHER_CONTEXTS
from coryphee.einvoice.rulekit import Syntax, TabledRule
from coryphee.einvoice.rules.en16931.bindings import OWN, Table, rules_of_table

_OWN: dict[str, tuple[str, str]] = {
    "UBL-FREXT-CR-410": ("element.not_used", ""),
    "CII-FREXT-CR-490": ("element.not_used", ""),
    "UBL-FREXT-CR-645": ("element.not_used", ""),
    "CII-FREXT-SR-106": ("element.not_used", ""),
    "CII-FREXT-SR-293": ("element.not_used", ""),
    "CII-FREXT-SR-366": ("element.not_used", ""),
    "CII-FREXT-DT-024": ("element.only_for", "ReferenceTypeCode = 130"),
    "CII-FREXTDT-027": ("element.not_used", "FormattedIssueDateTime"),
}
"""Shared sentences of its rules that functions judge, with what they are about ("" for the element at fault)."""


def tabled_rules() -> tuple[TabledRule, ...]:
    """All binding rules, those of UBL first."""
    return (*binding_rules("ubl").values(), *binding_rules("cii").values())


@cache
def binding_rules(syntax: Syntax) -> Mapping[str, TabledRule]:
    """The binding rules of one syntax by their numbers."""
    return rules_of_table(syntax, contexts(syntax), {**OWN, **_OWN})


@cache
def contexts(syntax: Syntax) -> Table:
    """The table of EN 16931 without what the extension leaves out and with what it adds.

    A context that has lost all its rows stays: an element is judged by the first context that fits it.
    """
    norm = en16931_cii_bindings.CONTEXTS if syntax == "cii" else en16931_ubl_bindings.CONTEXTS
    left_out, added = frozenset(LEFT_OUT[syntax].split()), ADDED[syntax]
    return [
        (
            OTHER_CONTEXTS.get(context, context),
            [*(row for row in rows if row[0] not in left_out), *added.get(context, ())],
        )
        for context, rows in norm
    ]
