"""Administration of people: the search, and one person's page. No page here reads an invoice."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from coryphee.hub.accounts.actions.administration import send_activation
from coryphee.hub.accounts.factors import factors_of
from coryphee.hub.accounts.limits import account_counted, locked_until
from coryphee.hub.accounts.people_search import (
    PAGE_SIZE,
    STATES,
    factor_recoveries,
    latest_security_events,
    person_by_id,
    registration_by_id,
    search_people,
    waiting_registrations,
)
from coryphee.hub.accounts.sessions import open_sessions
from coryphee.hub.portal.access import operators_only
from coryphee.hub.portal.lists import page_number, paging
from coryphee.hub.portal.operator_verbs import verbs_for
from coryphee.hub.portal.operator_words import recovery_rows
from coryphee.hub.portal.pieces import Chip
from coryphee.hub.portal.security_words import words_of
from coryphee.hub.portal.sessions import readable_browser
from coryphee.hub.structures.queries import structures_of
from coryphee.hub.toolbox.clock import now

if TYPE_CHECKING:
    from coryphee.hub.accounts.models import User


@operators_only
@require_safe
def start(request: HttpRequest, operator: "User") -> HttpResponse:
    """Lead to the people."""
    return HttpResponseRedirect(reverse("operator-people"))


@operators_only
@require_safe
def people(request: HttpRequest, operator: "User") -> HttpResponse:
    """List people by name or address, all of them page by page."""
    text, state = request.GET.get("q", ""), request.GET.get("state", "")
    found = search_people(text, state, page_number(request))
    told = {
        "found": found,
        "paging": paging(request, found, PAGE_SIZE),
        "chips": _chips(text, state),
        "text": text,
        "state": state if state in STATES else "",
        "registrations": waiting_registrations(text),
    }
    return render(request, "operators/people.html", told)


@operators_only
@require_safe
def person(request: HttpRequest, operator: "User", person_id: UUID) -> HttpResponse:
    """Show the state of an account and what can be done to it."""
    shown, moment = person_by_id(person_id), now()
    lock = locked_until(account_counted(shown.pk), now=moment)
    recoveries = recovery_rows(factor_recoveries(shown), operator, moment)
    told = {
        "shown": shown,
        "lock": lock,
        "factors": factors_of(shown, now=moment),
        "sessions": [(each, readable_browser(each.agent)) for each in open_sessions(shown, now=moment)],
        "memberships": structures_of(shown),
        "recoveries": recoveries,
        "recovery_waits": any(row.waits for row in recoveries),
        "events": [(event, words_of(event.kind)) for event in latest_security_events(shown)],
        "verbs": verbs_for(shown, operator, is_locked=lock is not None),
    }
    return render(request, "operators/person.html", told)


@operators_only
@require_POST
def send_link(request: HttpRequest, operator: "User", registration_id: UUID) -> HttpResponse:
    """Send a fresh activation link to somebody who registered and never confirmed it."""
    registration = registration_by_id(registration_id)
    send_activation(registration, by=operator, now=now())
    messages.success(request, _("A fresh activation link is on its way to the owner."))
    return HttpResponseRedirect(f"{reverse('operator-people')}?{urlencode({'q': registration.email})}")


def _chips(text: str, state: str) -> list[Chip]:
    base = reverse("operator-people")
    words = (
        ("open", pgettext("accounts", "Open")),
        ("closed", pgettext("accounts", "Closed")),
        ("operators", _("Operators")),
    )
    kept = [("q", text)] if text else []
    chips = [Chip(label, f"{base}?{urlencode([*kept, ('state', name)])}", on=state == name) for name, label in words]
    return [*chips, Chip(pgettext("accounts", "All"), f"{base}?{urlencode(kept)}", on=state not in STATES)]
