"""The rules of the Factur-X profiles, version 1.09; importing this package registers them all."""

from coryphee.einvoice.rules.factur_x import document, extended, payment, totals, vat, vat_in_cents
from coryphee.einvoice.rules.factur_x.profiles import RULESETS
from coryphee.einvoice.rules.factur_x.ruleset import FACTUR_X

__all__ = ["FACTUR_X", "RULESETS", "document", "extended", "payment", "totals", "vat", "vat_in_cents"]
