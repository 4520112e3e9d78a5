"""Ask for the password again before an act that cannot be undone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coryphee.hub.accounts.limits import account_counted, limits_of_sign_in, reserve
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.access import PersonRequest
from coryphee.hub.toolbox.clock import now


class OwnPasswordForm(forms.Form):
    """A form that ends with the password of whoever sends it; wrong ones count like those of the sign-in page."""

    current_password = forms.CharField(
        label=_("Your present password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *given: Any, request: PersonRequest, **options: Any) -> None:
        super().__init__(*given, **options)
        self.request = request

    def clean_current_password(self) -> str:
        """Refuse another password. Raises TooMany, which the middleware answers."""
        person, typed = self.request.user, str(self.cleaned_data["current_password"])
        attempt = reserve(limits_of_sign_in(account_counted(person.pk), source_of(self.request)), now=now())
        if not person.check_password(typed):
            raise forms.ValidationError(_("This is not your password."), code="wrong")
        attempt.forget()
        return typed
