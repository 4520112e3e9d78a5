"""The rules of EN 16931, one module for each part of the invoice; importing this package registers them all."""

from coryphee.einvoice.rules.en16931 import (
    allowances,
    document,
    lines,
    parties,
    payment,
    totals,
    vat,
    vat_canary_islands,
    vat_ceuta_melilla,
    vat_exempt,
    vat_export,
    vat_intra_community,
    vat_not_subject,
    vat_reverse_charge,
    vat_split_payment,
    vat_standard_rate,
    vat_zero_rate,
)
from coryphee.einvoice.rules.en16931.ruleset import EN16931

__all__ = [
    "EN16931",
    "allowances",
    "document",
    "lines",
    "parties",
    "payment",
    "totals",
    "vat",
    "vat_canary_islands",
    "vat_ceuta_melilla",
    "vat_exempt",
    "vat_export",
    "vat_intra_community",
    "vat_not_subject",
    "vat_reverse_charge",
    "vat_split_payment",
    "vat_standard_rate",
    "vat_zero_rate",
]
