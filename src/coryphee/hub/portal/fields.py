"""Form fields that read what people write: amounts with a comma and spaces, a SIRET in groups."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

YEARS = range(1900, 2200)
SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'’"))


# What XML 1.0 cannot carry (production 2, Char): most control characters, and halves of characters.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TextField(forms.CharField):
    """Words that may end in an invoice's XML: characters that no XML can carry are refused where they were typed."""

    default_validators = [
        RegexValidator(
            UNWRITABLE,
            _("An invisible character stands in this text, perhaps from copying. Delete the text and type it."),
            code="unwritable",
            inverse_match=True,
        )
    ]


# Ends of lines and other controls, and the marks that turn the direction of writing: with them a name forges the head
# of an e-mail, or reads backwards.
NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class LineField(forms.CharField):
    """Words on one line, as a name or a town."""

    default_validators = [
        RegexValidator(
            NOT_IN_A_LINE,
            _("An invisible character stands in this text, perhaps from copying. Delete the text and type it."),
            code="unwritable",
            inverse_match=True,
        )
    ]

    def to_python(self, value: object) -> str:
        """Write spaces once."""
        return re.sub(" +", " ", str(super().to_python(value) or ""))


class AmountField(forms.DecimalField):
    """An amount or a rate as written in French, English or Italian: "1 234,50", "1,234.50", "1.234,50"."""

    default_error_messages = {"invalid": _("Write an amount with figures only, for example 1234.50.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_digits", 19)
        options.setdefault("decimal_places", 2)
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]  # the stubs say int
        """Read the text; a mark that stands last and once is the decimal mark."""
        return super().to_python(plain_number(value) if isinstance(value, str) else value)


def plain_number(written: str) -> str:
    """Return a number as the norm writes it ("1234.50"); what is none comes back as it is, for the field to refuse."""
    text = written.strip().translate(SPACES).replace("−", "-").removesuffix("€")
    comma, point = text.rfind(","), text.rfind(".")
    if comma > point:
        return text.replace(".", "").replace(",", ".") if text.count(",") == 1 else text
    return text.replace(",", "")


class IdentifierField(TextField):
    """A SIRET or another identifier of a structure, written with or without spaces."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 80)
        super().__init__(**options)

    def to_python(self, value: object) -> str:
        """Drop the spaces between digits; words keep theirs, to be looked up."""
        written = str(super().to_python(value) or "")
        together = "".join(written.split())
        return together if together.isdigit() else written


class DayField(forms.DateField):
    """A day of this century or its neighbours: what lies further is a slip, and beyond what sums of days can hold."""

    default_error_messages = {"far": _("Check the year.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", DateInput())
        super().__init__(**options)

    def to_python(self, value: object) -> date | None:
        """Refuse years before 1900 and after 2199."""
        day = super().to_python(value)  # type: ignore[arg-type]  # the stubs are narrower than what a form hands in
        if day is not None and day.year not in YEARS:
            raise forms.ValidationError(self.error_messages["far"], code="far")
        return day


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)
