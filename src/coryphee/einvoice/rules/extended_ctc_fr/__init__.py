"""The rules of EXTENDED-CTC-FR: those of EN 16931 that it keeps, and its own; importing this package registers them."""

from coryphee.einvoice.rules.extended_ctc_fr import code_lists, hierarchy, lines, totals, vat
from coryphee.einvoice.rules.extended_ctc_fr.ruleset import EXTENDED_CTC_FR

__all__ = ["EXTENDED_CTC_FR", "code_lists", "hierarchy", "lines", "totals", "vat"]
