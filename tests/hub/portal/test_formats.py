"""Amounts, dates and numbers read as CLDR writes them in each language."""

import datetime as dt
from decimal import Decimal

import pytest

from coryphee.hub.portal import formats

NARROW, HARD = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", f"1{NARROW}234,50{HARD}€"), ("en", "€1,234.50"), ("it", f"1.234,50{HARD}€")],
)
def test_an_amount_in_each_language(language: str, expected: str) -> None:
    assert formats.amount(Decimal("1234.5"), "EUR", language) == expected


def test_an_amount_keeps_its_currency_even_an_unknown_one() -> None:
    assert formats.amount("10", "XTS", "fr") == f"10,00{HARD}XTS"
    assert formats.amount("1000", "JPY", "fr") == f"1{NARROW}000{HARD}JPY"


@pytest.mark.parametrize("absent", [None, "", "abc", "NaN", "Infinity"])
def test_what_is_no_number_becomes_a_dash(absent: str | None) -> None:
    assert formats.amount(absent, "EUR", "fr") == formats.NOTHING
    assert formats.number(absent, "fr") == formats.NOTHING
    assert formats.percent(absent, "fr") == formats.NOTHING


def test_numbers_keep_their_decimals() -> None:
    assert formats.number("1284", "fr") == f"1{NARROW}284"
    assert formats.number("0.12345", "fr") == "0,12345"
    assert formats.percent("5.5", "fr") == f"5,5{HARD}%"
    assert formats.percent("20", "en") == "20%"


def test_days() -> None:
    day = dt.date(2026, 9, 11)
    assert formats.day(day, "fr") == "11 sept. 2026"
    assert formats.day(day, "fr", length="long") == "11 septembre 2026"
    assert formats.day(day, "en", length="long") == "11 September 2026"
    assert formats.day(day, "it", length="long") == "11 settembre 2026"
    assert formats.day(None, "fr") == formats.NOTHING


def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    first, eleventh = dt.date(2026, 5, 1), dt.date(2026, 5, 11)
    assert formats.day(first, "fr", length="long") == "1er mai 2026"
    assert formats.day(first, "fr", length="full") == "vendredi 1er mai 2026"
    assert formats.moment(dt.datetime(2026, 5, 1, 7, 14, tzinfo=dt.UTC), "fr") == "1er mai 2026, 09:14"
    assert formats.day(eleventh, "fr", length="long") == "11 mai 2026"
    assert formats.day(first, "it", length="long") == "1 maggio 2026"


def test_a_moment_is_told_in_the_portals_time_zone() -> None:
    evening = dt.datetime(2026, 9, 11, 22, 30, tzinfo=dt.UTC)
    assert formats.moment(evening, "fr") == "12 septembre 2026, 00:30"
    assert formats.day(evening, "fr", length="long") == "12 septembre 2026"
    assert formats.moment(None, "fr") == formats.NOTHING


@pytest.mark.parametrize(
    ("size", "expected"),
    [(12, "12"), (18_432, "18"), (1_468_006, "1,4"), (94_371_840, "90")],
)
def test_file_sizes(size: int, expected: str) -> None:
    assert formats.file_size(size, "fr").split(NARROW)[0].split(HARD)[0] == expected
    assert formats.file_size(94_371_840, "en") == "90 MB"


def test_a_siret_is_grouped_and_anything_else_left_alone() -> None:
    assert formats.siret("99900001700015") == NARROW.join(("999", "000", "017", "00015"))
    assert formats.siret("FR12345678901") == "FR12345678901"
    assert formats.siret("") == formats.NOTHING


def test_an_unknown_language_is_read_as_french() -> None:
    assert formats.number("1,5".replace(",", "."), "xx") == "1,5"


@pytest.mark.parametrize("value", ["1e999999", "9" * 5000, "-1e400", "1e-999999", "NaN", "Infinity", "x"])
def test_what_is_no_sum_of_money_is_short_and_no_error(value: str) -> None:
    for shown in (formats.amount(value, "EUR", "fr"), formats.number(value, "en"), formats.percent(value, "it")):
        assert len(shown) < 30
