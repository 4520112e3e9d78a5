"""Sums as the official stylesheets make them.

UBL adds xs:decimal values. CII adds up untyped nodes as xs:double, so a sum there has binary errors: one line of
100.005 makes 100.00. Both are copied, because verdicts depend on them; nothing else here uses floats.
"""

import math
from collections.abc import Iterable
from decimal import Decimal

from coryphee.einvoice.money import amount, is_plain


def decimal_sum(texts: Iterable[str | None]) -> Decimal:
    """sum() of xs:decimal values, leaving out what is absent."""
    total = Decimal(0)
    for text in texts:
        value = amount(text)
        if value is not None:
            total += value
    return total


def double(text: str | None) -> float | None:
    """The xs:double that a text writes as a decimal; None when it is absent or writes none."""
    if text is not None and is_plain(text):
        return float(text)
    value = amount(text)
    return None if value is None else float(value)


def double_sum(texts: Iterable[str | None]) -> float:
    """sum() of untyped nodes: doubles, added from the left."""
    total = 0.0
    for text in texts:
        value = double(text)
        if value is not None:
            total += value
    return total


def double_cents(value: float) -> float:
    """round(x * 10 * 10) div 100, in doubles."""
    product = value * 10 * 10
    return math.floor(product + 0.5) / 100 if math.isfinite(product) else product
