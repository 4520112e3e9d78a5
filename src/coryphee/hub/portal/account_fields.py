"""Form fields of the pages about accounts: addresses in ASCII, new passwords judged by the one rule."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from coryphee.hub.accounts.addresses import LONGEST, plain_address
from coryphee.hub.accounts.password_rule import MINIMUM, Requirement, judge, refuse_weak, words_of_address

CHECK = "check"  # sent with a form when only the list of what its password fulfils is wanted


class AddressField(forms.EmailField):
    """An e-mail address, kept in ASCII (accounts/addresses.py)."""

    default_validators = []  # plain_address judges

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email"}))
        super().__init__(max_length=LONGEST, **options)

    def to_python(self, value: object) -> str:
        """Return the address in ASCII."""
        typed = str(super().to_python(value) or "")
        return plain_address(typed) if typed else ""


class NewPasswordForm(forms.Form):
    """A form with a new password; `words` and `minimum`: what the rule is asked with, beside its own words."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "aria-describedby": "password-rule"}),
    )
    own_words: tuple[str, ...] = ()  # the fields whose content must not stand in the password

    def __init__(self, *given: Any, words: Iterable[str] = (), minimum: int = MINIMUM, **options: Any) -> None:
        super().__init__(*given, **options)
        self.words, self.minimum = tuple(words), minimum

    def clean(self) -> dict[str, Any]:
        """Refuse a weak password, naming everything that is missing."""
        cleaned = super().clean() or {}
        if "password" in cleaned:
            try:
                refuse_weak(cleaned["password"], minimum=self.minimum, words=self._words(cleaned))
            except ValidationError as refusal:
                self.add_error("password", refusal)
        return cleaned

    def requirements(self) -> tuple[Requirement, ...]:
        """What the rule asks, compared with what is typed so far; nothing typed is kept."""
        return judge(self.data.get("password", ""), minimum=self.minimum, words=self._words(self.data))

    def _words(self, typed: Mapping[str, Any]) -> tuple[str, ...]:
        texts = [str(typed.get(name, "")) for name in self.own_words]
        return (*self.words, *(word for text in texts for word in (words_of_address(text) if "@" in text else (text,))))


def wants_list_only(request: HttpRequest) -> bool:
    """Whether the page asks, while somebody types, what the password fulfils: then nothing else is done."""
    return CHECK in request.POST


def password_list(request: HttpRequest, form: NewPasswordForm) -> HttpResponse:
    """The list of the rule alone, for the place under the field."""
    requirements = form.requirements()
    missing = [each.label for each in requirements if not each.met]
    shown = {"requirements": requirements, "missing": missing, "while_typing": True}
    return render(request, "pieces/password_list.html", shown)
