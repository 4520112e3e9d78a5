"""The page behind an operator's invitation: name and password; signing in, with the second factor, comes after."""

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
from coryphee.hub.accounts.password_rule import MINIMUM_FOR_OPERATORS, words_of_address
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.account_fields import NewPasswordForm, password_list, wants_list_only
from coryphee.hub.portal.fields import LineField
from coryphee.hub.toolbox.clock import now


class JoinForm(NewPasswordForm):
    """Who the operator is; the address came with the invitation."""

    name = LineField(
        label=gettext_lazy("First name and last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    own_words = ("name",)
    field_order = ("name", "password")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link is for; the form makes the account, and the sign-in page follows."""
    invitation = invitation_of(token, now=now())
    if invitation.state != "open":
        return _dead(request, invitation.state)
    words = words_of_address(invitation.email)
    form = JoinForm(request.POST or None, words=words, minimum=MINIMUM_FOR_OPERATORS)
    if wants_list_only(request):
        return password_list(request, form)
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
