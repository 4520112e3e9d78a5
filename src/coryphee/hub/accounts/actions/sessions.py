"""End sessions: one's own, or as an operator somebody's."""

from datetime import datetime

from django.db import transaction

from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.models import Session, User
from coryphee.hub.accounts.sources import Source


@transaction.atomic
def end_session(person: User, number: str, *, source: Source, by: str, now: datetime) -> bool:
    """End one session of a person (`OpenSession.number`); False when they have no such session any more."""
    ended, _ = Session.objects.filter(person=person, pk=number).delete()
    if ended:
        record_security_event("person.session_ended", person, source=source, by=by, now=now, sessions=1)
    return bool(ended)


@transaction.atomic
def end_sessions(person: User, *, but: str = "", source: Source, by: str, now: datetime) -> int:
    """End all sessions of a person but one; returns how many."""
    ended, _ = Session.objects.filter(person=person).exclude(pk=but).delete()
    if ended:
        record_security_event("person.session_ended", person, source=source, by=by, now=now, sessions=ended)
    return ended


def signed_out(person: User, *, source: Source, now: datetime) -> None:
    """Write down that a person signs out; ending the session is the caller's."""
    record_security_event("person.signed_out", person, source=source, by=person.actor, now=now)
