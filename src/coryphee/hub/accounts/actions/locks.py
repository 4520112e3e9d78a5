"""What becomes of an account that was tried too often: its owner is told, and may open it again.

The link of that e-mail needs no row of its own: it names the lock, and is worth nothing once that is gone.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.alerts import alert
from coryphee.hub.accounts.limits import DAY, SIGN_IN_ACCOUNT, Counted, Limit, TooMany, account_counted, reserve, unlock
from coryphee.hub.accounts.models import AttemptCount, User
from coryphee.hub.accounts.sources import Source
from coryphee.hub.journal.actions import NOBODY

LINK_LIVES = timedelta(days=1)
SALT = "coryphee.unlock"
LOCK_MAIL = Limit("lock e-mail", 3, within=DAY, tried="e-mail")  # whoever guesses from many places floods no mailbox


def answer_lock(person_id: int | None, key: str, *, source: Source, now: datetime) -> None:
    """Write down that a person's sign-in is locked for `source`, and send the link that opens it. None: nobody's."""
    person = User.objects.filter(pk=person_id, is_active=True).first() if person_id is not None else None
    if person is None:
        return
    try:
        reserve([Counted(LOCK_MAIL, account=account_counted(person.pk))], now=now)
        is_told = True
    except TooMany:
        is_told = False
    with transaction.atomic():
        record_security_event("person.sign_in_locked", person, source=source, by=NOBODY, now=now)
        if is_told:
            everywhere = AttemptCount.objects.filter(key=key, limit_name=SIGN_IN_ACCOUNT.name).exists()
            alert("locked", person, source=source, now=now, link=_link(person, key, now), everywhere=everywhere)


def unlockable(token: str, *, now: datetime) -> User | None:
    """Return whose lock a link opens; None when it is altered, too old or used, or the lock has gone by itself."""
    try:
        person_id, key, until, made = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    if now - datetime.fromisoformat(made) >= LINK_LIVES:
        return None
    stands = AttemptCount.objects.filter(key=key, blocked_until=datetime.fromisoformat(until), blocked_until__gt=now)
    return User.objects.filter(pk=person_id, is_active=True).first() if stands.exists() else None


@transaction.atomic
def unlock_by_link(token: str, *, source: Source, now: datetime) -> User | None:
    """Open the account again for sign-ins from everywhere; None when the link is dead."""
    person = unlockable(token, now=now)
    if person is not None:
        unlock(account_counted(person.pk))
        record_security_event("person.unlocked", person, source=source, by=NOBODY, now=now)
    return person


def _link(person: User, key: str, now: datetime) -> str:
    until = AttemptCount.objects.filter(key=key).values_list("blocked_until", flat=True).first()
    token = signing.dumps([person.pk, key, (until or now).isoformat(), now.isoformat()], salt=SALT)
    return settings.PUBLIC_URL + reverse("account_unlock", args=[token])
