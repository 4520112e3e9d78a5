"""The page behind an operator's invitation: name and password; signing in, with the second factor, comes after."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from coryphee.hub.accounts.actions.operators import InvitationDead, accept_invitation, invitation_of
from coryphee.hub.accounts.password_rule import MINIMUM_FOR_OPERATORS
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.fields import TextField
from coryphee.hub.toolbox.clock import now


class JoinForm(forms.Form):
    """Who the operator is; the address came with the invitation."""

    name = TextField(label=gettext_lazy("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["password"].help_text = _(
            "At least %(minimum)d characters, with an upper-case letter, a lower-case letter, a digit and a special "
            "character; neither common nor leaked."
        ) % {"minimum": MINIMUM_FOR_OPERATORS}


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link is for; the form makes the account, and the sign-in page follows."""
    invitation = invitation_of(token, now=now())
    if invitation.state != "open":
        return _dead(request, invitation.state)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(token, **form.cleaned_data, source=source_of(request), now=now())
        except InvitationDead as dead:
            return _dead(request, dead.state)
        except ValidationError as weak:
            form.add_error("password", weak)
        else:
            messages.success(request, _("Your account is ready. Sign in with your address and your password."))
            return HttpResponseRedirect(reverse("account_login"))
    return render(request, "operators/join.html", {"form": form, "email": invitation.email})


def _dead(request: HttpRequest, state: str) -> HttpResponse:
    return render(request, "operators/join_dead.html", {"state": state}, status=410 if state != "unknown" else 404)
