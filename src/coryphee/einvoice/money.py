"""Amounts: from the characters of the file to exact decimals, and the rounding of the norm.

A decimal is read by a strict pattern (xs:decimal), never by `Decimal` alone, which also takes NaN, 1E5, 1_000 and
digits of other alphabets. Floats are refused: 0.1 + 0.2 is not 0.3.
"""

import re
from decimal import ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

CENT = Decimal("0.01")
_HALF = Decimal("0.5")
_CENTS = 2

# XML Schema part 2, 3.2.3: an optional sign, digits and at most one point; white space around is collapsed.
_DECIMAL = re.compile(r"[ \t\r\n]*([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*")

# Up to twenty digits and a point: nearly every amount, and read without the pattern.
_PLAIN_LENGTH = 21

# Longer numbers are no amounts; the bound keeps the arithmetic of a hostile file cheap and exact.
LONGEST = 60


def amount(text: str | None) -> Decimal | None:
    """The exact value of a written amount, quantity or rate; None when it is absent, empty or not a decimal."""
    if text is None:
        return None
    if is_plain(text):
        return Decimal(text)
    if len(text) > LONGEST:
        return None
    match = _DECIMAL.fullmatch(text)
    return Decimal(match[1]) if match else None


def is_plain(text: str) -> bool:
    """Whether a text is digits with at most one point: a decimal, not negative, as nearly all amounts are written."""
    return len(text) <= _PLAIN_LENGTH and text.isascii() and text.replace(".", "", 1).isdigit()


def round_half_up(value: Decimal, decimals: int = 2) -> Decimal:
    """Round to the nearest, halves towards positive infinity, as round() of XPath does: -2.5 becomes -2.

    This is not `decimal.ROUND_HALF_UP`, which sends -2.5 to -3: it matters for credit notes and negative lines.
    """
    if not isinstance(value, Decimal):
        raise TypeError(f"amounts are decimals, not {type(value).__name__}")
    if decimals == _CENTS:
        try:
            # Nearly every amount; more than 28 digits do not fit.
            return value.quantize(CENT, ROUND_HALF_UP if value >= 0 else ROUND_HALF_DOWN)
        except InvalidOperation:
            pass
    with localcontext(prec=2 * LONGEST + decimals):
        scaled = value.scaleb(decimals) + _HALF
        return scaled.to_integral_value(rounding=ROUND_FLOOR).scaleb(-decimals)


def written(value: Decimal, decimals: int = 2) -> str:
    """The amount as files hold it: a point, at least `decimals` decimals, no exponent, no minus before zero."""
    if not isinstance(value, Decimal):
        raise TypeError(f"amounts are decimals, not {type(value).__name__}")
    with localcontext(prec=2 * LONGEST + decimals):
        shown = value.quantize(Decimal(1).scaleb(-decimals))
        # Decimals beyond those asked for are kept: writing is not the place to round.
        shown = shown if shown == value else value
        return f"{abs(shown) if shown == 0 else shown:f}"
