"""The French rules, one module for each subject; importing this package registers them all."""

from coryphee.einvoice.rules.fr import (
    amounts,
    credit,
    dates,
    documents,
    electronic,
    gathered,
    gathered_totals,
    header,
    identifiers,
    items,
    notes,
    vat,
)
from coryphee.einvoice.rules.fr.ruleset import FR

__all__ = [
    "FR",
    "amounts",
    "credit",
    "dates",
    "documents",
    "electronic",
    "gathered",
    "gathered_totals",
    "header",
    "identifiers",
    "items",
    "notes",
    "vat",
]
