"""Send and accept the codes that an e-mail brings at sign-in."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import EmailedCode, User
from coryphee.hub.accounts.sealing import fingerprint
from coryphee.hub.accounts.sources import Source

PURPOSE = "e-mailed code"
DIGITS = 6
LIFETIME = timedelta(minutes=10)
TRIES = 5  # for each code
# How many are sent and not used: asked for from one source, so that nobody else's sign-in is held up, and in all.
SOURCE_LIMIT, SOURCE_TIME = 5, timedelta(minutes=10)
PERSON_LIMIT, PERSON_TIME = 20, timedelta(hours=1)
KEPT = timedelta(days=1)  # longer than any of these times counts


@transaction.atomic
def send_code(person: User, *, replaces: int | None, source: Source, now: datetime) -> int | None:
    """E-mail a new code and return its number; the code numbered `replaces` is dead. None: too many were sent."""
    User.objects.select_for_update().get(pk=person.pk)
    mine = EmailedCode.objects.filter(person=person)
    unused = mine.filter(used_at__isnull=True)
    here = unused.filter(source=source.address or None, sent_at__gt=now - SOURCE_TIME).count()
    if here >= SOURCE_LIMIT or unused.filter(sent_at__gt=now - PERSON_TIME).count() >= PERSON_LIMIT:
        return None
    if replaces is not None:
        unused.filter(pk=replaces).update(replaced_at=now)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    row = EmailedCode.objects.create(
        person=person, fingerprint=_fingerprint(code, person), sent_at=now, source=source.address or None
    )
    record_security_event("person.code_sent", person, source=source, by=person.actor, now=now)
    send_mail_to(
        person.email, language=person.language, template="sign_in_code", code=code, person=person, source=source
    )
    return row.pk


@transaction.atomic
def accept_emailed_code(person: User, number: int, code: str, *, now: datetime) -> bool:
    """Spend the code with that number when it is the typed one. Each call takes one of its tries, whoever is first."""
    unused = EmailedCode.objects.filter(pk=number, person=person, used_at__isnull=True, replaced_at__isnull=True)
    alive = unused.filter(sent_at__gt=now - LIFETIME)
    if alive.filter(tries__lt=TRIES).update(tries=F("tries") + 1) != 1:
        return False
    typed = "".join(code.split())
    return alive.filter(fingerprint=_fingerprint(typed, person)).update(used_at=now) == 1


def end_codes(person: User, *, now: datetime) -> None:
    """Let no code open anything that was sent so far: it went to a mailbox that is no longer the person's login."""
    EmailedCode.objects.filter(person=person, used_at__isnull=True, replaced_at__isnull=True).update(replaced_at=now)


def _fingerprint(code: str, person: User) -> str:
    return fingerprint(code, purpose=PURPOSE, owner=str(person.public_id))
