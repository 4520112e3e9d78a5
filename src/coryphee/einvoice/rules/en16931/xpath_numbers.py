"""Sums as the official stylesheets make them.

UBL adds xs:decimal values. CII adds up untyped nodes as xs:double, so a sum there has binary errors: one line of
100.005 makes 100.00. Both are copied, because verdicts depend on them; nothing else here uses floats.
"""

import math
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import reduce
from operator import add

from coryphee.einvoice.money import LONGEST, amount, is_plain

_NOTHING = Decimal(0)


def decimal_sum(texts: Iterable[str | None]) -> Decimal:
    """sum() of xs:decimal values, leaving out what is absent."""
    written = [text for text in texts if text is not None]
    if _are_digits(written):
        try:
            return sum(map(Decimal, written), _NOTHING)
        except InvalidOperation:
            pass
    return sum((value for text in written if (value := amount(text)) is not None), _NOTHING)


def double(text: str | None) -> float | None:
    """The xs:double that a text writes as a decimal; None when it is absent or writes none."""
    if text is not None and is_plain(text):
        return float(text)
    value = amount(text)
    return None if value is None else float(value)


def double_sum(texts: Iterable[str | None]) -> float:
    """sum() of untyped nodes: doubles, added from the left."""
    written = [text for text in texts if text is not None]
    # Not the built-in sum: from Python 3.12 on it corrects the very errors that are to be copied.
    if _are_digits(written):
        try:
            return reduce(add, map(float, written), 0.0)
        except ValueError:
            pass
    return reduce(add, (value for text in written if (value := double(text)) is not None), 0.0)


def double_cents(value: float) -> float:
    """round(x * 10 * 10) div 100, in doubles."""
    product = value * 10 * 10
    return math.floor(product + 0.5) / 100 if math.isfinite(product) else product


def same_double(text: str | None, value: float) -> bool:
    """Whether a text writes this xs:double.

    The processor of the official judge tells -0.00 from 0, against XPath; it takes -0 for an integer, which has no
    sign.
    """
    found = double(text)
    if found is None or found != value:
        return False
    return value != 0 or "." not in (text or "") or math.copysign(1, found) == math.copysign(1, value)


def is_not_negative(text: str | None) -> bool:
    """Whether an untyped node is 0 or greater; -0.00 is less than 0 for the processor, as in `same_double`."""
    value = amount(text)
    return value is not None and (value > 0 or (value == 0 and not (value.is_signed() and "." in (text or ""))))


def _are_digits(texts: list[str]) -> bool:
    """Whether all texts together are digits, points and signs, and none is long: what Decimal takes then, XML takes."""
    together = "".join(texts)
    bare = together.replace(".", "").replace("-", "")
    return bare.isascii() and bare.isdigit() and len(max(texts, key=len)) <= LONGEST
