"""The form of a person's own profile."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from coryphee.einvoice.codes.en16931.countries import UBL as COUNTRIES
from coryphee.hub.accounts.profiles import ProfileFields
from coryphee.hub.portal.fields import LineField, TextField
from coryphee.hub.portal.formats import locale_of
from coryphee.hub.portal.language import reader_language

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_BIOGRAPHY = 500  # characters
TELEPHONE = RegexValidator(
    r"^\+?[0-9][0-9 ().\-/]{4,}$", _("Write the number with digits, for example +33 1 23 45 67 89.")
)


def country_choices() -> list[tuple[str, str]]:
    """Return the countries of ISO 3166-1 by their name in the reader's language."""
    names = locale_of(reader_language()).territories
    known = [(code, names[code]) for code in COUNTRIES.split() if code in names]
    return [("", "—"), *sorted(known, key=lambda choice: _without_accents(choice[1]))]


def _without_accents(name: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(letter)
    )


def _line(label: _StrPromise, length: int, autocomplete: str, **more: Any) -> LineField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return LineField(label=label, max_length=length, **{"required": False, "widget": widget, **more})


class ProfileForm(forms.Form):
    """Name, language, and what one may add; `version` is that of the profile shown."""

    name = _line(_("First name and last name"), 150, "name", required=True)
    phone = _line(
        _("Telephone"),
        30,
        "tel",
        validators=[TELEPHONE],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Of the pages and of the e-mails that you receive."),
    )
    street = _line(_("Number and street"), 200, "street-address")
    postal_code = _line(_("Postal code"), 20, "postal-code")
    town = _line(_("Town"), 100, "address-level2")
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        choices=country_choices,
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    biography = TextField(
        label=_("A few words about you"),
        required=False,
        max_length=LONGEST_BIOGRAPHY,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Your function, for example. Plain text, 500 characters at most."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def clean_biography(self) -> str:
        """Write ends of lines in one way, whichever the browser's."""
        return str(self.cleaned_data["biography"]).replace("\r\n", "\n").replace("\r", "\n")

    def fields_given(self) -> ProfileFields:
        """Return what was typed, once the form is valid."""
        return ProfileFields(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


def form_of(profile: ProfileFields, version: int) -> ProfileForm:
    """Return the form filled with a profile."""
    return ProfileForm(initial={**asdict(profile), "version": version})
