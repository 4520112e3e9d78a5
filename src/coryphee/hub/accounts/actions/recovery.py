"""Replace a forgotten password by a link in one's mailbox.

The answer to whoever asks is the same for every address: a job looks, and writes if there is somebody to write to.
A link never signs in: the second factor is asked as always.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.urls import reverse

from coryphee.hub.accounts.actions.passwords import give_password
from coryphee.hub.accounts.actions.registration import KEPT_FOR, send_link
from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.later import later
from coryphee.hub.accounts.limits import account_counted, unlock
from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import Registration, User
from coryphee.hub.accounts.sources import Source
from coryphee.hub.journal.actions import NOBODY
from coryphee.hub.toolbox import clock


class RecoveryTokens(PasswordResetTokenGenerator):
    """Tokens of recovery links: an HMAC over what a use, a sign-in, a new password or a new address changes.

    So there is nothing to delete and nothing to forget deleting. Valid for settings.PASSWORD_RESET_TIMEOUT.
    """

    key_salt = "coryphee.hub.accounts.recovery"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        # Django drops the microseconds of the sign-in: a second one in the same second would leave the link alive.
        signed_in = user.last_login.timestamp() if user.last_login else ""
        return f"{super()._make_hash_value(user, timestamp)}{signed_in}"

    def _now(self) -> datetime:
        return clock.now().replace(tzinfo=None)


_tokens = RecoveryTokens()


@transaction.atomic
def ask_recovery(email: str, *, source: Source) -> None:
    """Leave the answer to a job; `email` as addresses.plain_address writes it."""
    later("accounts.answer_recovery", email=email, address=source.address, agent=source.agent)


@transaction.atomic
def answer_recovery(email: str, *, source: Source, now: datetime) -> None:
    """Send a recovery link to the owner of an account, a fresh activation link to one who never confirmed theirs."""
    person = User.objects.filter(email=email).first()
    if person is not None:
        if person.is_active:
            _send_recovery(person, source, now)
        return
    waiting = Registration.objects.filter(email=email, activated_at=None, at__gt=now - KEPT_FOR).order_by("pk").last()
    if waiting is not None:
        send_link(waiting, now=now, asks_password=True)


def recoverable(public_id: UUID, token: str) -> User | None:
    """Return whose password a link replaces; None when it is unknown, altered, used, too old or overtaken."""
    person = User.objects.filter(public_id=public_id, is_active=True).first()
    return person if person is not None and _tokens.check_token(person, token) else None


@transaction.atomic
def recover(public_id: UUID, token: str, password: str, *, source: Source, now: datetime) -> User | None:
    """Give the account a password that the rule allowed; None when the link is dead, also by a parallel use."""
    User.objects.select_for_update().filter(public_id=public_id).first()
    person = recoverable(public_id, token)
    if person is not None:
        give_password(person, password, kind="person.password_recovered", source=source, by=NOBODY, now=now)
        unlock(account_counted(person.pk))
    return person


def _send_recovery(person: User, source: Source, now: datetime) -> None:
    record_security_event("person.recovery_asked", person, source=source, by=NOBODY, now=now)
    path = reverse("account_recover", args=[person.public_id, _tokens.make_token(person)])
    send_mail_to(
        person.email,
        language=person.language,
        template="recovery",
        link=settings.PUBLIC_URL + path,
        minutes=settings.PASSWORD_RESET_TIMEOUT // 60,
    )
