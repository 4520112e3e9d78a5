import pytest

from coryphee.einvoice.model import WrittenDate
from coryphee.rendering.formats import Language, day, money, number, percent


@pytest.mark.parametrize(
    ("text", "currency", "language", "expected"),
    [
        ("1234567.5", "EUR", "fr", "1\u202f234\u202f567,50\u00a0€"),
        ("1234567.5", "EUR", "en", "€1,234,567.50"),
        ("1234567.5", "EUR", "it", "1.234.567,50\u00a0€"),
        ("-2", "EUR", "en", "\u2212€2.00"),
        ("-2", "SEK", "fr", "\u22122,00\u00a0SEK"),
        ("12.3456", "SEK", "en", "SEK\u00a012.3456"),
        ("12", None, "fr", "12,00"),
        ("NaN", "EUR", "fr", "NaN"),
        (None, "EUR", "fr", ""),
    ],
)
def test_money(text: str | None, currency: str | None, language: Language, expected: str) -> None:
    assert money(text, currency, language) == expected


def test_numbers_keep_their_decimals() -> None:
    assert number("10000", "fr") == "10\u202f000"
    assert number("1.250", "it") == "1,250"


def test_rates_lose_zeros_at_the_end() -> None:
    assert percent("20.00", "fr") == "20\u202f%"
    assert percent("5.50", "en") == "5.5%"


def test_days() -> None:
    assert day(WrittenDate("2026-09-01"), "fr") == "1er\u00a0septembre\u00a02026"
    assert day(WrittenDate("20260901", "102"), "it") == "1\u00a0settembre\u00a02026"
    assert day(None, "en") == ""
