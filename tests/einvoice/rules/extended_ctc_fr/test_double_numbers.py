import math

import pytest

from coryphee.einvoice.rules.extended_ctc_fr.double_numbers import cents


@pytest.mark.parametrize(
    ("value", "rounded"), [(0.0, 0.0), (1.005, 1.0), (2.675, 2.68), (-0.125, -0.12), (0.125, 0.13), (100.0, 100.0)]
)
def test_doubles_round_with_their_errors_and_halves_upwards(value: float, rounded: float) -> None:
    assert cents(value) == rounded


def test_what_is_no_number_stays_so() -> None:
    assert math.isinf(cents(math.inf))
