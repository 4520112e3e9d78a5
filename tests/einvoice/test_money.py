from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coryphee.einvoice.money import amount, round_half_up, written


@pytest.mark.parametrize(
    ("text", "value"),
    [("12.34", "12.34"), (" 12.34\n", "12.34"), ("+1", "1"), ("-.5", "-0.5"), ("7.", "7"), ("0020.00", "20.00")],
)
def test_reads_what_xml_schema_calls_a_decimal(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " ",
        ".",
        "-",
        "NaN",
        "Infinity",
        "-INF",
        "1E5",
        "1e5",
        "1_000",
        "1,00",
        "1 000",
        "١٢",
        "１２",
        "0x1",
        "1.2.3",
        "--1",
        "9" * 61,
    ],
)
def test_refuses_everything_else(text: str | None) -> None:
    assert amount(text) is None


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("2.5", "3"), ("-2.5", "-2"), ("-2.51", "-3"), ("0.5", "1"), ("-0.5", "0"), ("1.4999", "1")],
)
def test_halves_go_towards_positive_infinity(value: str, rounded: str) -> None:
    assert round_half_up(Decimal(value), 0) == Decimal(rounded)


def test_a_negative_half_cent_is_rounded_up() -> None:
    assert round_half_up(Decimal("-10.005")) == Decimal("-10.00")
    assert round_half_up(Decimal("10.005")) == Decimal("10.01")


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError):
        round_half_up(1.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        written(1.5)  # type: ignore[arg-type]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6))
def test_agrees_with_the_definition_of_xpath(value: Decimal) -> None:
    exact = Fraction(value) * 100
    assert Fraction(round_half_up(value)) * 100 == (exact + Fraction(1, 2)).__floor__()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=4))
def test_what_is_written_is_read_again(value: Decimal) -> None:
    assert amount(written(value)) == value


@pytest.mark.parametrize(("value", "text"), [("5", "5.00"), ("1E+3", "1000.00"), ("-0.00", "0.00"), ("0.125", "0.125")])
def test_writes_a_point_and_two_decimals(value: str, text: str) -> None:
    assert written(Decimal(value)) == text
