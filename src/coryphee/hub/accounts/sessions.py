"""The sessions of a person, as the page about them shows them, and what a sign-in writes into its session."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from coryphee.hub.accounts.models import Session, User
from coryphee.hub.accounts.recent_proof import note_sign_in
from coryphee.hub.accounts.session_store import ABSOLUTE, AGENT, IDLE, SIGNED_IN_AT, SOURCE, hashed
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.toolbox import clock

AGENT_LENGTH = 300


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that lives: `number` names it to `end_session`."""

    number: str
    signed_in_at: datetime | None
    seen_at: datetime
    source: str
    agent: str
    is_this_one: bool


def begin_session(sender: type, request: HttpRequest, user: User, **_given: Any) -> None:
    """Note in the session when and from where the person signed in (Django's `user_logged_in`)."""
    source = source_of(request)
    note_sign_in(request, user, clock.now())
    request.session[SIGNED_IN_AT] = clock.now().isoformat()
    request.session[SOURCE] = source.address
    request.session[AGENT] = source.agent[:AGENT_LENGTH]


def open_sessions(person: User, *, now: datetime, this: SessionBase | None = None) -> list[OpenSession]:
    """Return the sessions of a person that live, the latest used first; `this` is the one that asks."""
    own = number_of(this)
    rows = Session.objects.filter(person=person, seen_at__gt=now - IDLE, signed_in_at__gt=now - ABSOLUTE)
    return [
        OpenSession(row.pk, row.signed_in_at, row.seen_at, row.source or "", row.agent, row.pk == own)
        for row in rows.order_by("-seen_at")
    ]


def number_of(session: SessionBase | None) -> str:
    """Return how the table names a request's session."""
    return hashed(session.session_key) if session is not None and session.session_key else ""
