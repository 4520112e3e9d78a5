"""Amounts, rates and dates as French, English and Italian readers write them.

A value that is not what it should be (an amount with a comma, the 31 February) is shown as it stands in the file.
"""

import re
from typing import Literal

from coryphee.einvoice.model import WrittenDate
from coryphee.einvoice.money import amount as decimal_of
from coryphee.einvoice.money import written

Language = Literal["en", "fr", "it"]

_LANGUAGES: dict[str, Language] = {"en": "en", "fr": "fr", "it": "it"}
_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_THOUSANDS = {"en": ",", "fr": _NARROW, "it": "."}
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")  # ISO 13616
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}


def language_of(tag: str) -> Language:
    """The language that a tag ("fr", "fr-fr") asks for; English for those that are not spoken here."""
    return _LANGUAGES.get(tag[:2].lower(), "en")


def number(text: str | None, language: Language, decimals: int = 0) -> str:
    """A quantity with at least `decimals` decimals and all that were written: 1234.5 is 1 234,5 in French."""
    value = decimal_of(text)
    if value is None:
        return (text or "").strip()
    whole, _, fraction = written(value.copy_abs(), decimals).partition(".")
    grouped = f"{int(whole):,}".replace(",", _THOUSANDS[language])
    point = "." if language == "en" else ","
    sign = "\u2212" if value < 0 else ""
    return sign + grouped + (point + fraction if fraction else "")


def money(text: str | None, currency: str | None, language: Language) -> str:
    """An amount with its currency: 1 234,50 € in French, 1.234,50 € in Italian, €1,234.50 in English."""
    shown = number(text, language, 2)
    if not shown or not currency or decimal_of(text) is None:
        return shown
    symbol = _SYMBOLS.get(currency.strip())
    if language != "en":
        return f"{shown}{_NO_BREAK}{symbol or currency.strip()}"
    if symbol is None:
        return f"{currency.strip()}{_NO_BREAK}{shown}"
    return shown.replace("\u2212", f"\u2212{symbol}", 1) if shown.startswith("\u2212") else symbol + shown


def percent(text: str | None, language: Language) -> str:
    """A rate: 5,5 % in French and Italian, 5.5% in English. Zeros at the end of the decimals are left out."""
    value = decimal_of(text)
    if value is None:
        return (text or "").strip()
    shown = number(f"{value.normalize():f}", language)
    return shown + {"en": "%", "fr": f"{_NARROW}%", "it": f"{_NO_BREAK}%"}[language]


def day(date: WrittenDate | None, language: Language) -> str:
    """A day with its month in letters: 16 août 2026."""
    if date is None:
        return ""
    if date.day is None:
        return (date.text or "").strip()
    first = "1er" if language == "fr" and date.day.day == 1 else str(date.day.day)
    return f"{first}{_NO_BREAK}{_MONTHS[language].split()[date.day.month - 1]}{_NO_BREAK}{date.day.year}"


def iban(text: str | None) -> str:
    """An IBAN in groups of four, as on a bank statement; what has not its form is shown as written."""
    packed = "".join((text or "").split())
    if _IBAN.fullmatch(packed) is None:
        return (text or "").strip()
    return _NO_BREAK.join(packed[start : start + 4] for start in range(0, len(packed), 4))


def is_iban(text: str | None) -> bool:
    """Whether a text has the form of an IBAN and right check digits (ISO 13616, ISO 7064 MOD 97-10)."""
    packed = "".join((text or "").split())
    if _IBAN.fullmatch(packed) is None:
        return False
    digits = "".join(str(int(letter, 36)) for letter in packed[4:] + packed[:4])
    return int(digits) % 97 == 1
