"""Give an account a new password."""

from datetime import datetime

from django.db import transaction

from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import Session, User
from coryphee.hub.accounts.sources import Source


def give_password(
    person: User, password: str, *, kind: str, source: Source, by: str, now: datetime, but: str = ""
) -> None:
    """Keep a password that the rule allowed, in the running transaction, and tell the owner by e-mail.

    All sessions end with it, but the one named `but` (accounts/sessions.py), which must be given the new hash; trusted
    devices know the old password only. `kind` says how the password came (journal/vocabulary.py).
    """
    person.set_password(password)
    person.save(update_fields=["password"])
    Session.objects.filter(person=person).exclude(pk=but).delete()
    record_security_event(kind, person, source=source, by=by, now=now)
    send_mail_to(person.email, language=person.language, template="password_changed", at=now)


@transaction.atomic
def change_password(person: User, password: str, *, but: str, source: Source, by: str, now: datetime) -> None:
    """Give a person another password at their own wish; the session `but` goes on."""
    give_password(person, password, kind="person.password_changed", source=source, by=by, now=now, but=but)
