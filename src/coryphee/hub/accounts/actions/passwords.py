"""Give an account a new password."""

from datetime import datetime

from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.sources import Source


def give_password(person: User, password: str, *, kind: str, source: Source, by: str, now: datetime) -> None:
    """Keep a password that the rule allowed, in the running transaction, and tell the owner by e-mail.

    Sessions end with it, for Django signs each with the hash of the password. `kind` says how it came
    (journal/vocabulary.py).
    """
    person.set_password(password)
    person.save(update_fields=["password"])
    record_security_event(kind, person, source=source, by=by, now=now)
    send_mail_to(person.email, language=person.language, template="password_changed", at=now)
