"""The small values that invoices are made of, kept as they were written.

Throughout the model a text is `str | None`: None when the element is absent, "" when it is there and empty.
Official rules tell the two apart. Each field names its business term of EN 16931 in its annotation; a class that
serves several roles (a party is seller, buyer, payee...) names one term per role.

`source` is the element that a value was read from (None when the invoice was not read from XML). The model never
looks into it; `place.place_of` asks it for a line and a path when a finding needs them.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Annotated

# The codes of the Chorus Pro pivot for kinds of identifiers, and the identifier scheme (ICD) each one stands for.
CHORUS_SCHEMES = {
    "1": "0009",  # SIRET
    "2": "0223",  # VAT number inside the European Union
    "3": "0227",  # outside the European Union
    "ETR": "0227",
    "4": "0228",  # RIDET, New Caledonia
    "RIDET": "0228",
    "5": "0229",  # TAHITI, French Polynesia
    "TAHITI": "0229",
    "7": "0226",  # private person
}

_WRITTEN_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")


@dataclass(slots=True)
class Identifier:
    """An identifier and the scheme that gives it a meaning."""

    text: str | None = None
    """The identifier as written."""
    scheme: str | None = None
    """The scheme as written (attribute schemeID): an ICD code such as 0009, or a Chorus Pro code such as 1."""
    scheme_version: str | None = None
    """The version of the scheme, where the norm asks for one."""
    source: object = field(default=None, repr=False, compare=False)
    is_global: bool | None = field(default=None, compare=False)
    """CII: whether it is written as a global identifier (GlobalID), as French rules want; None when not read there."""

    @property
    def known_scheme(self) -> str | None:
        """The scheme as an ICD code: Chorus Pro codes are translated, other schemes stay as written."""
        return self.scheme if self.scheme is None else CHORUS_SCHEMES.get(self.scheme.strip().upper(), self.scheme)


@dataclass(slots=True)
class WrittenDate:
    """A date as written: 2026-08-16 in UBL, 20260816 with format 102 in CII."""

    text: str | None = None
    """The characters of the date; None when the element that should hold them is missing."""
    format: str | None = None
    """The code of the format in CII (attribute format, 102 expected); None in UBL."""
    source: object = field(default=None, repr=False, compare=False)

    @property
    def day(self) -> dt.date | None:
        """The day meant, or None when the text is not the date of a real day."""
        match = _WRITTEN_DAY.fullmatch(self.text.strip()[:10]) if self.text else None
        if match is None or self.format not in {None, "102"}:
            return None
        year, month, day = map(int, match.groups())
        try:
            return dt.date(year, month, day)
        except ValueError:
            return None


@dataclass(slots=True)
class Period:
    """The time that an invoice or a line speaks of (BG-14, BG-26)."""

    start: Annotated[WrittenDate | None, "BT-73 BT-134"] = None
    """The first day of the period (BT-73, BT-134)."""
    end: Annotated[WrittenDate | None, "BT-74 BT-135"] = None
    """The last day of the period (BT-74, BT-135)."""
    vat_point_codes: list[str] = field(default_factory=list)
    """UBL writes the code of the day on which VAT falls due (BT-8) in the period of the invoice."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class AmountCurrency:
    """The currency that UBL writes with each amount; the norm has one for all of them but BT-111."""

    currency: str = ""
    """The code as written (attribute currencyID)."""
    source: object = field(default=None, repr=False, compare=False)
