"""Who operates the platform, and invitations of further operators."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from coryphee.hub.accounts.actions.operators import AddressTaken, invite_operator_by_mail
from coryphee.hub.accounts.people_search import open_invitations, operators
from coryphee.hub.portal.access import operators_only
from coryphee.hub.portal.account_fields import AddressField
from coryphee.hub.portal.confirm_identity import recently_proved
from coryphee.hub.portal.language import reader_language
from coryphee.hub.toolbox.clock import now

if TYPE_CHECKING:
    from coryphee.hub.accounts.models import User


class InvitationForm(forms.Form):
    """Whom to invite."""

    email = AddressField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("An address without an account: an operator's account works for no structure."),
    )


@operators_only
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, operator: "User") -> HttpResponse:
    """List the operators and the open invitations; the form invites one more."""
    return _invite(request, operator) if request.method == "POST" else _page(request, InvitationForm())


@recently_proved
def _invite(request: HttpRequest, operator: "User") -> HttpResponse:
    form = InvitationForm(request.POST)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            invite_operator_by_mail(email, language=reader_language(), by=operator, now=now())
        except AddressTaken:
            form.add_error(
                "email", _("This address has an account already: invite another address of the same person.")
            )
        else:
            messages.success(request, _("The invitation is on its way. It is good for 60 minutes."))
            return HttpResponseRedirect(reverse("operator-team"))
    return _page(request, form)


def _page(request: HttpRequest, form: InvitationForm) -> HttpResponse:
    told = {"form": form, "operators": operators(), "invitations": open_invitations(now())}
    return render(request, "operators/team.html", told)
