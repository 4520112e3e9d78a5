"""The rules of EN 16931, one module for each part of the invoice; importing this package registers them all."""

from coryphee.einvoice.rules.en16931 import allowances, document, lines, parties, payment, totals, vat
from coryphee.einvoice.rules.en16931.ruleset import EN16931

__all__ = ["EN16931", "allowances", "document", "lines", "parties", "payment", "totals", "vat"]
