"""Amounts, dates and numbers as the reader's language writes them (CLDR, through Babel).

Every function takes the language ("fr", "en", "it") and answers the dash NOTHING for an absent value, never an error:
a page must show what is there.
"""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit
from django.utils import timezone

NOTHING = "—"
MOST_DIGITS = 20  # before the decimal mark; what is longer, no sum of money, is written as 1.235E+40
LOCALES = {"fr": "fr_FR", "en": "en_GB", "it": "it_IT"}
NARROW_SPACE = "\u202f"
KILOBYTE, MEGABYTE = 1024, 1024 * 1024

Number = Decimal | int | str | None


def locale_of(language: str) -> Locale:
    """The CLDR locale of one of our languages ("fr-fr" counts as "fr"; an unknown one is read as French)."""
    return Locale.parse(LOCALES.get(language[:2], LOCALES["fr"]))


def amount(value: Number, currency: str, language: str) -> str:
    """1234.5 and "EUR" give "1 234,50 €" in French, with the spaces of CLDR. An unknown currency stays a code."""
    figure = _decimal(value)
    if figure is None:
        return NOTHING
    if figure.adjusted() >= MOST_DIGITS:
        return f"{figure:.3E} {currency}"
    return format_currency(figure, currency or "EUR", locale=locale_of(language))


def number(value: Number, language: str) -> str:
    """A count or a quantity, with the decimals it has."""
    figure = _decimal(value)
    if figure is None:
        return NOTHING
    if abs(figure.adjusted()) >= MOST_DIGITS:
        return f"{figure:.3E}"
    return format_decimal(figure, locale=locale_of(language), decimal_quantization=False)


def percent(value: Number, language: str) -> str:
    """A rate as invoices write it: 5.5 gives "5,5 %"."""
    figure = _decimal(value)
    if figure is None:
        return NOTHING
    if abs(figure.adjusted()) >= MOST_DIGITS:
        return f"{figure:.3E} %"
    return format_percent(figure / 100, locale=locale_of(language), decimal_quantization=False)


def day(value: dt.date | None, language: str, *, length: str = "medium") -> str:
    """A date: "11 sept. 2026" (medium), "11 septembre 2026" (long), "vendredi 11 septembre 2026" (full)."""
    if value is None:
        return NOTHING
    return _date(_local_day(value), length, locale_of(language))


def moment(value: dt.datetime | None, language: str) -> str:
    """A date with its time in the portal's time zone: "11 septembre 2026, 09:14"."""
    if value is None:
        return NOTHING
    locale = locale_of(language)
    local = timezone.localtime(value)
    date = _date(local.date(), "long", locale)
    return f"{date}, {format_time(local.time(), format='short', locale=locale)}"


def file_size(value: int | None, language: str) -> str:
    """Bytes as "18 ko" or "1,4 Mo"."""
    if value is None:
        return NOTHING
    locale = locale_of(language)
    if value >= MEGABYTE:
        return format_unit(round(value / MEGABYTE, 1), "megabyte", length="short", locale=locale)
    if value >= KILOBYTE:
        return format_unit(round(value / KILOBYTE), "kilobyte", length="short", locale=locale)
    return format_unit(value, "byte", length="short", locale=locale)


def siret(value: str | None) -> str:
    """14 digits grouped as people read them, "999 000 017 00015"; any other identifier as it is."""
    if not value:
        return NOTHING
    if len(value) == 14 and value.isascii() and value.isdigit():  # noqa: PLR2004  a SIRET is SIREN (9) and NIC (5)
        return NARROW_SPACE.join((value[:3], value[3:6], value[6:9], value[9:]))
    return value


def _decimal(value: Number) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        figure = Decimal(value)
    except InvalidOperation:
        return None
    return figure if figure.is_finite() else None


def _local_day(value: dt.date) -> dt.date:
    return timezone.localtime(value).date() if isinstance(value, dt.datetime) else value


def _date(day: dt.date, length: str, locale: Locale) -> str:
    written = format_date(day, format=length, locale=locale)
    # French counts the first of a month as an ordinal; CLDR writes it as a plain number.
    return re.sub(r"\b1 ", "1er ", written, count=1) if locale.language == "fr" and day.day == 1 else written
