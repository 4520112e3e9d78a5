"""Add, use and remove the authenticator app of a person."""

from datetime import datetime
from enum import Enum

from django.db import transaction

from coryphee.hub.accounts import totp
from coryphee.hub.accounts.actions.factor_news import factor_changed
from coryphee.hub.accounts.actions.recovery_codes import end_recovery_codes_without_factor
from coryphee.hub.accounts.actions.trusted_devices import end_trust_before_first_factor
from coryphee.hub.accounts.models import AuthenticatorApp, User
from coryphee.hub.accounts.sealing import seal, unseal
from coryphee.hub.accounts.sources import Source

PURPOSE = "authenticator app"


class Verdict(Enum):
    """What a typed code turned out to be."""

    ACCEPTED = "accepted"
    WRONG = "wrong"  # or used before: who guesses learns no difference
    CLOCK = "clock"  # right for a moment up to five minutes away: the phone's clock is wrong


def seal_app_secret(secret: bytes, person: User) -> str:
    """Encrypt a seed for its person: in the table, and in the session while the app is being set up."""
    return seal(secret, purpose=PURPOSE, owner=str(person.public_id))


def open_app_secret(sealed: str, person: User) -> bytes:
    """Return the seed. Raises sealing.Unreadable."""
    return unseal(sealed, purpose=PURPOSE, owner=str(person.public_id))


@transaction.atomic
def add_app(person: User, sealed_secret: str, code: str, *, source: Source, now: datetime) -> Verdict:
    """Keep the app when the code proves that it has the seed; it takes the place of the one before.

    The code that proves it is spent by that: it does not sign in.
    """
    User.objects.select_for_update().get(pk=person.pk)
    verdict, counter = _judge(open_app_secret(sealed_secret, person), code, now)
    if verdict is not Verdict.ACCEPTED:
        return verdict
    end_trust_before_first_factor(person, source=source, now=now)
    kept = {"sealed_secret": sealed_secret, "last_counter": counter, "added_at": now}
    _, is_first = AuthenticatorApp.objects.update_or_create(person=person, defaults=kept)
    kind = "person.app_added" if is_first else "person.app_replaced"
    factor_changed(kind, person, source=source, by=person.actor, now=now)
    return verdict


@transaction.atomic
def accept_app_code(person: User, code: str, *, now: datetime) -> Verdict:
    """Judge a code typed at sign-in and spend it: neither it nor an older one is accepted again, in any process."""
    app = AuthenticatorApp.objects.filter(person=person).first()
    if app is None:
        return Verdict.WRONG
    verdict, counter = _judge(open_app_secret(app.sealed_secret, person), code, now, spent=app.last_counter)
    if verdict is not Verdict.ACCEPTED:
        return verdict
    same = AuthenticatorApp.objects.filter(pk=app.pk, sealed_secret=app.sealed_secret)
    is_newer = same.filter(last_counter__lt=counter).update(last_counter=counter) == 1
    return Verdict.ACCEPTED if is_newer else Verdict.WRONG


@transaction.atomic
def remove_app(person: User, *, source: Source, by: str, now: datetime) -> bool:
    """Forget the app; the recovery codes end with the last factor they stand for. Returns whether there was one."""
    deleted, _ = AuthenticatorApp.objects.filter(person=person).delete()
    if not deleted:
        return False
    end_recovery_codes_without_factor(person)
    factor_changed("person.app_removed", person, source=source, by=by, now=now)
    return True


def _judge(secret: bytes, code: str, now: datetime, *, spent: int = 0) -> tuple[Verdict, int]:
    """Return the verdict and the step of an accepted code. `spent`: the step of the last one, by a right clock."""
    typed = "".join(code.split())
    if counters := totp.counters_of(secret, typed, now, within=totp.TOLERATED):
        # The latest, should two steps have the same code: the other must not be left over.
        return Verdict.ACCEPTED, max(counters)
    far = totp.counters_of(secret, typed, now, within=totp.RECOGNISED)
    return (Verdict.CLOCK if any(step > spent for step in far) else Verdict.WRONG), 0
