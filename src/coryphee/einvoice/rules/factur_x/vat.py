"""The nine VAT families as Factur-X 1.09 judges them: the tests of EN 16931, on more subjects.

EN 16931 looks at taxes called VAT, Factur-X at whatever bears the code of the category. An allowance is one that says
`false`, a charge one that says `true`: 0 and 1 are seen by no rule of a family.
"""

from collections.abc import Iterable

from coryphee.einvoice.model import VatCategory
from coryphee.einvoice.money import written
from coryphee.einvoice.rulekit import Kind, Outcome
from coryphee.einvoice.rules.en16931 import (
    EN16931,
    vat_canary_islands,
    vat_ceuta_melilla,
    vat_exempt,
    vat_export,
    vat_intra_community,
    vat_not_subject,
    vat_reverse_charge,
    vat_standard_rate,
    vat_zero_rate,
)
from coryphee.einvoice.rules.en16931.vat_amounts import total_of_cents
from coryphee.einvoice.rules.en16931.vat_family import Family
from coryphee.einvoice.rules.en16931.vat_use import CategoryUse, UsedBreakdown
from coryphee.einvoice.rules.en16931.xpath_numbers import double
from coryphee.einvoice.rules.factur_x.ruleset import FACTUR_X

FAMILIES: tuple[Family, ...] = (
    vat_reverse_charge.AE,
    vat_exempt.E,
    vat_export.G,
    vat_intra_community.K,
    vat_canary_islands.L,
    vat_ceuta_melilla.M,
    vat_not_subject.O,
    vat_standard_rate.S,
    vat_zero_rate.Z,
)
_WITHIN_1 = ("BR-AE-08", "BR-E-08", "BR-G-08", "BR-IC-08", "BR-Z-08")


def _lines(use: CategoryUse) -> list[tuple[VatCategory, list[VatCategory]]]:
    return [(group.category, group.categories) for group in use.line_groups]


def _breakdowns(use: CategoryUse) -> list[UsedBreakdown]:
    return [UsedBreakdown(entry, use) for entry in use.breakdowns]


def _allowances(use: CategoryUse) -> Iterable[VatCategory]:
    return _borne(use, "false") if use.allowances else ()


def _charges(use: CategoryUse) -> Iterable[VatCategory]:
    return _borne(use, "true") if use.charges else ()


def _borne(use: CategoryUse, word: str) -> list[VatCategory]:
    """The VAT of entries with this indicator, on the document and on lines."""
    invoice = use.invoice
    entries = [*invoice.allowance_charges, *(entry for line in invoice.lines for entry in line.allowance_charges)]
    return [
        category
        for entry in entries
        if entry.indicator == word
        for category in entry.vat_categories
        if category.code == use.code
    ]


def is_less_than_1_above_or_1_below(subject: UsedBreakdown) -> Outcome:
    """BT-116 is less than 1 below the sum of lines, charges and allowances, each rounded, and at most 1 above it."""
    expected = total_of_cents(subject.use.sums())
    base = double(subject.breakdown.taxable_amount)
    if base is not None and base - 1 <= float(expected) < base + 1:
        return True
    return {"found": subject.breakdown.taxable_amount or "–", "expected": written(expected)}


def _kinds(family: Family) -> dict[int, Kind]:
    """From the kinds of a family in EN 16931 to those of Factur-X, by identity."""
    lines, breakdowns = family.lines, family.breakdowns
    return {
        id(family.lines): Kind(lines.name, _lines, lines.describe, within=family.use, alike=True),
        id(family.allowances): Kind("VAT of allowances", _allowances, lines.describe, within=family.use),
        id(family.charges): Kind("VAT of charges", _charges, lines.describe, within=family.use),
        id(family.breakdowns): Kind(breakdowns.name, _breakdowns, breakdowns.describe, within=family.use),
    }


def _register() -> None:
    kinds = {identity: kind for family in FAMILIES for identity, kind in _kinds(family).items()}
    for rule in EN16931.rules:
        over = kinds.get(id(rule.over))
        if over is None or rule.syntax == "ubl":
            continue
        holds = is_less_than_1_above_or_1_below if rule.number in _WITHIN_1 else rule.holds
        FACTUR_X.rule(rule.number, over=over, term=rule.term, sentence=rule.sentence)(holds)


_register()
