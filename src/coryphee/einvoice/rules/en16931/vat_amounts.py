"""How the amounts of a VAT breakdown (BG-23) are judged: BR-x-08 on what is taxed, BR-x-09 on the tax.

The two syntaxes and the nine families differ in tolerance, rounding and arithmetic; each is copied from its official
assert, and `vat_standard_rate` and its neighbours say which holds where.
"""

import math
from collections.abc import Mapping
from decimal import Decimal

from coryphee.einvoice.money import amount, round_half_up, written
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931.vat_use import Sums, UsedBreakdown
from coryphee.einvoice.rules.en16931.xpath_numbers import double, same_double

_HUNDRED = Decimal(100)


def is_never_judged(_subject: UsedBreakdown) -> Outcome:
    """Some official asserts of CII are always true."""
    return True


def equals_sum(subject: UsedBreakdown) -> Outcome:
    """UBL: BT-116 is the exact sum, and there is a line."""
    expected = _total(subject.use.sums())
    found = subject.breakdown.taxable_amount
    holds = bool(subject.use.invoice.lines) and amount(found) == expected
    return holds or _difference(found, expected)


def is_within_1_of_sum_at_rate(subject: UsedBreakdown) -> Outcome:
    """UBL: BT-116 is less than 1 off the sum at this rate, and there is a line. Without a rate nothing is judged."""
    return subject.rate is None or _is_within_1(subject, subject.rate, bool(subject.use.invoice.lines))


def is_within_1_of_what_bears_rate(subject: UsedBreakdown) -> Outcome:
    """UBL: BT-116 is less than 1 off the sum at this rate, and something bears it. Without a rate nothing is judged."""
    return subject.rate is None or _is_within_1(subject, subject.rate, subject.use.bears(subject.rate))


def _is_within_1(subject: UsedBreakdown, rate: Decimal, is_there: bool) -> Outcome:  # noqa: FBT001 - private
    expected = _total(subject.use.sums(rate))
    found = subject.breakdown.taxable_amount
    base = double(found)
    # The official assert subtracts and adds 1 as doubles, and compares decimals.
    holds = is_there and base is not None and Decimal(base - 1) < expected < Decimal(base + 1)
    return holds or _difference(found, expected)


def is_within_1_of_cents(subject: UsedBreakdown) -> Outcome:
    """CII: BT-116 is less than 1 off the sum of lines, charges and allowances, each rounded to cents."""
    expected = total_of_cents(subject.use.sums())
    base = double(subject.breakdown.taxable_amount)
    holds = base is not None and base - 1 < float(expected) < base + 1
    return holds or _difference(subject.breakdown.taxable_amount, expected)


def equals_cents(subject: UsedBreakdown) -> Outcome:
    """CII: BT-116 is the sum of lines, charges and allowances, each rounded to cents."""
    return _equals_cents(subject, None)


def equals_cents_at_rate(subject: UsedBreakdown) -> Outcome:
    """CII: BT-116 is the sum at this rate, lines, charges and allowances each rounded. Without a rate: not judged."""
    return subject.rate is None or _equals_cents(subject, subject.rate)


def _equals_cents(subject: UsedBreakdown, rate: Decimal | None) -> Outcome:
    expected = total_of_cents(subject.use.sums(rate))
    found = subject.breakdown.taxable_amount
    return same_double(found, float(expected)) or _difference(found, expected)


def _total(sums: Sums) -> Decimal:
    return sums.lines + sums.charges - sums.allowances


def total_of_cents(sums: Sums) -> Decimal:
    """Lines and charges without allowances, each of the three rounded to cents."""
    return round_half_up(sums.lines) + round_half_up(sums.charges) - round_half_up(sums.allowances)


def tax_is_zero(subject: UsedBreakdown) -> Outcome:
    """UBL: BT-117 is 0."""
    found = subject.breakdown.tax_amount
    return amount(found) == 0 or {"found": found or "–"}


def tax_is_double_zero(subject: UsedBreakdown) -> Outcome:
    """CII: BT-117 is 0, which -0 is not."""
    found = subject.breakdown.tax_amount
    return same_double(found, 0.0) or {"found": found or "–"}


def tax_follows_rate(subject: UsedBreakdown) -> Outcome:
    """UBL: without signs, BT-117 is less than 1 off BT-116 times BT-119."""
    base, tax, rate = amount(subject.breakdown.taxable_amount), amount(subject.breakdown.tax_amount), subject.rate
    if base is None or tax is None or rate is None:
        return _difference(subject.breakdown.tax_amount, None)
    expected = round_half_up(abs(base) * (rate / _HUNDRED))
    return abs(tax) - 1 < expected < abs(tax) + 1 or _difference(subject.breakdown.tax_amount, expected)


def tax_follows_rate_in_doubles(subject: UsedBreakdown) -> Outcome:
    """CII: as in UBL, multiplied and rounded as doubles."""
    base, tax, rate = amount(subject.breakdown.taxable_amount), amount(subject.breakdown.tax_amount), subject.rate
    if base is None or tax is None or rate is None:
        return _difference(subject.breakdown.tax_amount, None)
    expected = math.floor(float(abs(base)) * float(rate) + 0.5) / 100
    holds = float(abs(tax) - 1) < expected < float(abs(tax) + 1)
    return holds or _difference(subject.breakdown.tax_amount, round_half_up(abs(base) * (rate / _HUNDRED)))


def _difference(found: str | None, expected: Decimal | None) -> Mapping[str, str]:
    return {"found": found or "–", "expected": "–" if expected is None else written(expected)}
