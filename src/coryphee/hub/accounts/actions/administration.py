"""What an operator does to somebody's account: each act is journalled with who did it, and told to the owner.

No act sets a password or shows one, and none signs anybody in.
"""

from datetime import datetime

from django.db import transaction

from coryphee.hub.accounts.actions.operator_news import tell_owner
from coryphee.hub.accounts.actions.recovery import answer_recovery
from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.actions.sessions import end_sessions
from coryphee.hub.accounts.limits import account_counted, unlock
from coryphee.hub.accounts.models import Registration, User
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.journal.actions import record
from coryphee.hub.toolbox.refusals import PlatformRefusal

CLOSING_REASONS = ("asked", "left", "misuse")


class LastOperator(PlatformRefusal):
    """The platform would have no operator left: first invite another one."""


@transaction.atomic
def close_account(person: User, *, reason: str, by: User, now: datetime) -> None:
    """Close an account: its sessions end, it signs in no more, and what it did stays. Raises LastOperator."""
    if reason not in CLOSING_REASONS:
        message = f"no reason to close an account: {reason!r}"
        raise ValueError(message)
    refuse_last_operator(person)
    if not User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        return
    end_sessions(person, source=NOWHERE, by=by.actor, now=now)
    record_security_event("person.closed", person, source=NOWHERE, by=by.actor, now=now, reason=reason)
    tell_owner(person, "closed")


@transaction.atomic
def reopen_account(person: User, *, by: User, now: datetime) -> None:
    """Open a closed account again: its password and its factors are what they were. An erased one stays closed."""
    if not person.is_erased and User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        record_security_event("person.reopened", person, source=NOWHERE, by=by.actor, now=now)
        tell_owner(person, "reopened")


@transaction.atomic
def unlock_account(person: User, *, by: User, now: datetime) -> None:
    """Let an account that was locked after failures try its password again, from everywhere."""
    unlock(account_counted(person.pk))
    record_security_event("person.unlocked", person, source=NOWHERE, by=by.actor, now=now)
    tell_owner(person, "unlocked")


@transaction.atomic
def end_all_sessions(person: User, *, by: User, now: datetime) -> None:
    """Sign a person out everywhere."""
    if end_sessions(person, source=NOWHERE, by=by.actor, now=now):
        tell_owner(person, "sessions_ended")


@transaction.atomic
def send_recovery(person: User, *, by: User, now: datetime) -> None:
    """E-mail the owner the link for a new password, as if they had asked for it on the sign-in page."""
    record_security_event("person.recovery_sent", person, source=NOWHERE, by=by.actor, now=now)
    answer_recovery(person.email, source=NOWHERE, now=now)


@transaction.atomic
def send_activation(registration: Registration, *, by: User, now: datetime) -> None:
    """E-mail a fresh activation link to an address that never confirmed its registration."""
    record(
        "registration.link_sent_again",
        by=by.actor,
        now=now,
        object_type="registration",
        object_id=registration.public_id,
    )
    answer_recovery(registration.email, source=NOWHERE, now=now)


def refuse_last_operator(person: User) -> None:
    """Raise LastOperator when closing this account would leave none. Call it in the transaction that closes.

    All operators are held until then, so that two who close each other at once do not both succeed.
    """
    active = User.objects.select_for_update().filter(is_operator=True, is_active=True).order_by("pk")
    if list(active.values_list("pk", flat=True)) == [person.pk]:
        raise LastOperator
