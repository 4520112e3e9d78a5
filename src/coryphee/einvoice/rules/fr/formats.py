"""How the French rules want values written, as the functions of their stylesheets test it."""

import re

_LONGEST_NUMBER = 19

_IDENTIFIER = re.compile(r"[A-Za-z0-9+\-_/]+")
_ADDRESS = re.compile(r"[A-Za-z0-9+\-_.]+")
_SIREN = re.compile(r"[0-9]{9}")
_SIRET = re.compile(r"[0-9]{14}")
_DAY = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_PACKED_DAY = re.compile(r"20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_DAYS_OF_MONTH = {"02": 29, "04": 30, "06": 30, "09": 30, "11": 30}
_PERCENT = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,2})?")
_NUMBERS = {decimals: re.compile(rf"[-]?[0-9]{{1,19}}(?:\.[0-9]{{1,{decimals}}})?") for decimals in (2, 4, 6)}

# Numbers that are surely short enough, one on each line: a look at thirty of them costs as much as at four by one.
_PLAIN = {decimals: re.compile(rf"(?:[0-9]{{1,12}}+(?:\.[0-9]{{1,{decimals}}}+)?+\n)*+") for decimals in (2, 4, 6)}
_SPACE = re.compile(r"[ \t\r\n]+")


def normalized(text: str | None) -> str:
    """XPath's normalize-space: white space of XML at the ends removed, inside one space; "" for what is absent."""
    return _SPACE.sub(" ", text).strip(" ") if text else ""


def is_identifier(text: str) -> bool:
    """Letters, digits and + - _ / without any space (BR-FR-01, BR-FR-02)."""
    return _IDENTIFIER.fullmatch(text) is not None or (
        " " not in text and _IDENTIFIER.fullmatch(normalized(text)) is not None
    )


def is_address(text: str) -> bool:
    """Letters, digits and + - _ . (BR-FR-23, BR-FR-24)."""
    return _ADDRESS.fullmatch(text) is not None


def is_siren(text: str | None) -> bool:
    """Nine digits, white space around them allowed."""
    return text is not None and _SIREN.fullmatch(normalized(text)) is not None


def is_bare_siren(text: str | None) -> bool:
    """Nine digits and nothing else."""
    return text is not None and _SIREN.fullmatch(text) is not None


def is_siret(text: str | None) -> bool:
    """Fourteen digits and nothing else."""
    return text is not None and _SIRET.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """A day of the years 2000 to 2099 as UBL writes it: 2026-08-16."""
    match = _DAY.fullmatch(text)
    return match is not None and _exists(text[:4], match)


def is_packed_day(text: str) -> bool:
    """A day of the years 2000 to 2099 as CII writes it: 20260816; the rest is not looked at."""
    match = _PACKED_DAY.fullmatch(text[:8])
    return match is not None and _exists(text[:4], match)


def _exists(year: str, match: re.Match[str]) -> bool:
    month, day = match.groups()
    if month == "02" and day == "29":
        number = int(year)
        return number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)
    return int(day) <= _DAYS_OF_MONTH.get(month, 31)


def is_number(text: str | None, decimals: int, *, positive: bool = False) -> bool:
    """At most 19 characters without the point, and at most so many decimals (BR-FR-DEC-01, -02, -03)."""
    written = normalized(text)
    return (
        _NUMBERS[decimals].fullmatch(written) is not None
        and len(written) - written.count(".") <= _LONGEST_NUMBER
        and not (positive and written.startswith("-"))
    )


def is_percent(text: str | None) -> bool:
    """At most four digits, two of them after the point, not negative (BR-FR-DEC-04)."""
    written = normalized(text)
    return _PERCENT.fullmatch(written) is not None and len(written) - written.count(".") <= 4  # noqa: PLR2004 - the 4 of 4,2


def all_plain(texts: list[str], decimals: int) -> bool:
    """Whether numbers are not negative, and short with few decimals: then no rule about them can fire."""
    return not texts or _PLAIN[decimals].fullmatch("\n".join(texts) + "\n") is not None
