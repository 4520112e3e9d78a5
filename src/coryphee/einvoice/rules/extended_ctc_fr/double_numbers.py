"""Doubles as the stylesheets of EXTENDED-CTC-FR round them: the one for UBL adds untyped nodes, which are doubles."""

import math


def cents(value: float) -> float:
    """round(x * 100) div 100, in doubles; halves go towards positive infinity."""
    product = value * 100
    return math.floor(product + 0.5) / 100 if math.isfinite(product) else product
