"""Write down that a person's second factor changed, and tell them: a change they did not make is an attack."""

from datetime import datetime
from typing import Any

from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.sources import Source


def factor_changed(kind: str, person: User, *, source: Source, by: str, now: datetime, **details: Any) -> None:
    """Record `kind` and send the e-mail about it, in the running transaction."""
    record_security_event(kind, person, source=source, by=by, now=now, **details)
    news: dict[str, Any] = {"kind": kind, "at": now, "source": source, "details": details}
    send_mail_to(person.email, language=person.language, template="factor_changed", person=person, **news)
