"""What an operator can do to an account: each verb has a page that says what will happen, and acts when confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from coryphee.hub.accounts.actions import administration
from coryphee.hub.accounts.people_search import person_by_id
from coryphee.hub.portal.access import operators_only
from coryphee.hub.portal.confirm_identity import recently_proved
from coryphee.hub.toolbox.clock import now

if TYPE_CHECKING:
    from coryphee.hub.accounts.models import User

CLOSING_WORDS = (
    ("asked", gettext_lazy("The person asked for it")),
    ("left", gettext_lazy("The person has left the structure")),
    ("misuse", gettext_lazy("Suspected misuse")),
)


@dataclass(frozen=True, slots=True)
class Verb:
    """One act: its `label` on the button, what it means, what is said when it is done."""

    name: str
    label: str | Promise
    explanation: str | Promise
    done: str | Promise
    act: Callable[..., None]
    is_grave: bool = False


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "unlock",
            gettext_lazy("Unlock"),
            gettext_lazy("The account can sign in again from everywhere. Its second factor is asked as before."),
            gettext_lazy("The account is unlocked."),
            administration.unlock_account,
        ),
        Verb(
            "recovery",
            gettext_lazy("Send a recovery link"),
            gettext_lazy("The owner gets a link by e-mail to choose a new password. The second factor stays."),
            gettext_lazy("The link is on its way to the owner."),
            administration.send_recovery,
        ),
        Verb(
            "end-sessions",
            gettext_lazy("End all sessions"),
            gettext_lazy("The person is signed out everywhere, at the next click."),
            gettext_lazy("All sessions are ended."),
            administration.end_all_sessions,
        ),
        Verb(
            "close",
            gettext_lazy("Close the account"),
            gettext_lazy(
                "The account signs in no more and its sessions end. What it sent stays, and it can be opened again."
            ),
            gettext_lazy("The account is closed."),
            administration.close_account,
            is_grave=True,
        ),
        Verb(
            "reopen",
            gettext_lazy("Open the account again"),
            gettext_lazy("The account signs in again with its password and its second factor."),
            gettext_lazy("The account is open again."),
            administration.reopen_account,
        ),
    )
}


class ClosingForm(forms.Form):
    """Why an account is closed; free text would stand in the journal for ever."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=CLOSING_WORDS, widget=forms.RadioSelect)


def verbs_for(person: "User", operator: "User", *, is_locked: bool) -> list[Verb]:
    """Return the verbs that make sense for the account as it stands."""
    if not person.is_active:
        return [] if person.is_erased else [VERBS["reopen"]]
    names = [*(["unlock"] if is_locked else []), "recovery", "end-sessions", "close"]
    return [VERBS[name] for name in names if not (person.pk == operator.pk and name != "close")]


@operators_only
@require_http_methods(["GET", "HEAD", "POST"])
@recently_proved
def act(request: HttpRequest, operator: "User", person_id: UUID, verb: str) -> HttpResponse:
    """Say what the verb will do; do it when the form is sent."""
    person, chosen = person_by_id(person_id), VERBS.get(verb)
    if chosen is None or chosen not in verbs_for(person, operator, is_locked=True):
        raise Http404
    form = (ClosingForm if verb == "close" else forms.Form)(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "operators/act.html", {"shown": person, "verb": chosen, "form": form})
    return _done(request, person, chosen, operator, form.cleaned_data)


def _done(request: HttpRequest, person: "User", verb: Verb, operator: "User", given: dict[str, str]) -> HttpResponse:
    try:
        verb.act(person, by=operator, now=now(), **given)
    except administration.LastOperator:
        messages.warning(request, _("Nothing was done: this is the last operator. Invite another one first."))
    else:
        messages.success(request, str(verb.done))
    return HttpResponseRedirect(reverse("operator-person", args=[person.public_id]))
