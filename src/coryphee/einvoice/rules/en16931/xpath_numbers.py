"""Numbers as the official stylesheets see them: xs:decimal, xs:double, and XPath's round().

XPath rounds a half towards positive infinity (-2.5 becomes -2), unlike Decimal's ROUND_HALF_UP. The CII stylesheet
adds up untyped nodes as doubles, so a sum there has binary errors; both are copied, because a verdict depends on them.
"""

import math
import re
from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal

_WRITTEN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


def decimal(text: str | None) -> Decimal | None:
    """The xs:decimal that a text writes; None when it is absent or writes none (NaN, 1E5, 1 000, 2,50)."""
    if text is None:
        return None
    if _WRITTEN.fullmatch(text) or _WRITTEN.fullmatch(text := text.strip(" \t\r\n")):
        return Decimal(text)
    return None


def decimal_sum(texts: Iterable[str | None]) -> Decimal:
    """sum() of xs:decimal values, leaving out what is absent."""
    return sum((value for text in texts if (value := decimal(text)) is not None), Decimal(0))


def rounded(value: Decimal) -> Decimal:
    """round(): the nearest whole number, a half towards positive infinity."""
    return (value + _HALF).to_integral_value(ROUND_FLOOR)


def cents(value: Decimal) -> Decimal:
    """round(x * 100) div 100."""
    return rounded(value * _HUNDRED) / _HUNDRED


def double(text: str | None) -> float | None:
    """The xs:double that a text writes as a decimal; None when it is absent or writes none."""
    value = decimal(text)
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


def shown(value: Decimal) -> str:
    """An expected amount for people: at least two decimals, no exponent."""
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return format(value, f".{max(2, decimals)}f") if decimals <= 2 else format(value.normalize(), "f")  # noqa: PLR2004
