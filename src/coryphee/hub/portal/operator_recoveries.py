"""Lost factors: one operator writes down how the identity was checked, another one decides."""

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coryphee.hub.accounts.actions.factor_recoveries import (
    NobodyDecides,
    NotAskable,
    NotDecidable,
    approve_factor_recovery,
    ask_factor_recovery,
    refuse_factor_recovery,
)
from coryphee.hub.accounts.people_search import factor_recoveries, factor_recovery_by_id, person_by_id
from coryphee.hub.portal.access import operators_only
from coryphee.hub.portal.confirm_identity import recently_proved
from coryphee.hub.portal.fields import TextField
from coryphee.hub.portal.operator_words import CHECKS, recovery_rows
from coryphee.hub.toolbox.clock import now

if TYPE_CHECKING:
    from coryphee.hub.accounts.models import User

SHORTEST_ACCOUNT = 20  # characters: less tells the second operator nothing


class CheckForm(forms.Form):
    """How the identity was checked, and what was seen: never copies or numbers of papers."""

    check_made = forms.ChoiceField(
        label=gettext_lazy("How did you check the identity?"), choices=CHECKS, widget=forms.RadioSelect
    )
    seen = TextField(
        label=gettext_lazy("What did you ask and see?"),
        help_text=gettext_lazy(
            "For the second operator: who was called on which number known before, which questions, which paper. No "
            "number of a paper, no copy."
        ),
        min_length=SHORTEST_ACCOUNT,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


@operators_only
@require_safe
def recoveries(request: HttpRequest, operator: "User") -> HttpResponse:
    """List the requests, those that wait first by being the newest."""
    return render(request, "operators/recoveries.html", {"rows": recovery_rows(factor_recoveries(), operator, now())})


@operators_only
@require_http_methods(["GET", "HEAD", "POST"])
@recently_proved
def ask(request: HttpRequest, operator: "User", person_id: UUID) -> HttpResponse:
    """Take down the check of an identity and open a request for a second operator."""
    person = person_by_id(person_id)
    form = CheckForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "operators/recovery_ask.html", {"shown": person, "form": form})
    try:
        asked = ask_factor_recovery(person, **form.cleaned_data, by=operator, now=now())
    except NotAskable:
        messages.warning(
            request,
            _("Nothing was asked: a request waits already, the account is closed, or it is your own."),
        )
        return HttpResponseRedirect(reverse("operator-person", args=[person.public_id]))
    except NobodyDecides:
        messages.warning(
            request,
            _(
                "Nothing was asked: no other operator could decide it as a second person. An operator and those whom "
                "they invited count as one; “coryphee operator invite” makes another person."
            ),
        )
        return HttpResponseRedirect(reverse("operator-person", args=[person.public_id]))
    messages.success(request, _("The request waits for a second operator, for 24 hours. The owner was told by e-mail."))
    return HttpResponseRedirect(reverse("operator-recovery", args=[asked.public_id]))


@operators_only
@require_safe
def recovery(request: HttpRequest, operator: "User", recovery_id: UUID) -> HttpResponse:
    """Show one request to whoever shall decide."""
    (row,) = recovery_rows([factor_recovery_by_id(recovery_id)], operator, now())
    return render(request, "operators/recovery.html", {"row": row, "asked": row.request, "shown": row.request.person})


@operators_only
@require_POST
@recently_proved
def decide(request: HttpRequest, operator: "User", recovery_id: UUID) -> HttpResponse:
    """Approve or refuse, as the second operator."""
    asked = factor_recovery_by_id(recovery_id)
    approved = request.POST.get("decision") == "approve"
    verb = approve_factor_recovery if approved else refuse_factor_recovery
    try:
        verb(asked.public_id, by=operator, now=now())
    except NotDecidable:
        messages.warning(
            request,
            _("Nothing was decided: the request was decided or has expired, or it is not yours to decide."),
        )
    else:
        messages.success(
            request,
            _("Approved: the owner gets the link by e-mail.") if approved else _("Refused: the owner was told."),
        )
    return HttpResponseRedirect(reverse("operator-recovery", args=[asked.public_id]))
