"""When a session last proved both factors: what may be changed of an account depends on it.

A session on a trusted device skipped the second factor, so it must prove it before a sensitive act.
"""

from datetime import datetime, timedelta

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from coryphee.hub.accounts.models import User

FRESH = timedelta(seconds=300)
PROVED_AT = "proved_at"
SKIPPED = "trusted device"  # the factor of a session that its browser let in


def note_sign_in(request: HttpRequest, person: User, now: datetime) -> None:
    """Note that both factors were proved at the sign-in, unless the second was skipped."""
    shown = get_authentication_records(request, person)
    if not any(record.get("factor") == SKIPPED for record in shown):
        request.session[PROVED_AT] = now.isoformat()


def note_proof(session: SessionBase, now: datetime) -> None:
    """Note that both factors were proved anew; the session goes on under another number."""
    session.cycle_key()
    session[PROVED_AT] = now.isoformat()


def is_fresh(session: SessionBase, now: datetime) -> bool:
    """Whether both factors were proved less than five minutes ago."""
    written = session.get(PROVED_AT)
    return written is not None and now - datetime.fromisoformat(written) < FRESH
