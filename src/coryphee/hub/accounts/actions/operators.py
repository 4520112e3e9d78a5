"""Appoint operators of the platform: by an invitation link, the first one from the command line.

A fresh installation has no account at all: whoever runs its commands makes the first link. An operator's account is
one of its own and works for no structure: who administers people does not also send their invoices.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from coryphee.hub.accounts.actions.operator_team_news import tell_operators
from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import OperatorInvitation, User
from coryphee.hub.accounts.password_rule import MINIMUM_FOR_OPERATORS, refuse_weak, words_of_address
from coryphee.hub.accounts.sources import Source
from coryphee.hub.journal.actions import NOBODY, record
from coryphee.hub.toolbox.refusals import PlatformRefusal

LINK_LIFETIME = timedelta(minutes=60)

LinkState = Literal["open", "expired", "used", "unknown"]


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link opens: `state`, and the address that becomes the login."""

    state: LinkState
    email: str = ""


class AddressTaken(PlatformRefusal):
    """The address has an account already; an operator needs one of their own."""


class InvitationDead(PlatformRefusal):
    """The link cannot be used: `state` says why."""

    def __init__(self, state: LinkState) -> None:
        super().__init__(state)
        self.state = state


@transaction.atomic
def invite_operator(email: str, *, language: str, by: User | None, now: datetime) -> str:
    """Return the address of a link that makes an operator, good for an hour and once; earlier ones for `email` end.

    `by` is None on the command line. All operators are told. Raises AddressTaken. Who gets to read the link decides
    who becomes an operator: it is printed once, or e-mailed.
    """
    login = email.strip().lower()
    if User.objects.filter(email=login).exists():
        raise AddressTaken
    OperatorInvitation.objects.filter(email=login, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    invitation = OperatorInvitation.objects.create(
        token_sha256=_hash(token), email=login, language=language, invited_by=by, at=now, expires_at=now + LINK_LIFETIME
    )
    record("operator.invited", by=_actor(by), now=now, object_type="invitation", object_id=invitation.pk)
    tell_operators("operator_invited", login, by=by)
    return settings.PUBLIC_URL + reverse("operator-join", args=[token])


@transaction.atomic
def invite_operator_by_mail(email: str, *, language: str, by: User | None, now: datetime) -> None:
    """E-mail the link of `invite_operator` to the address it is for."""
    link = invite_operator(email, language=language, by=by, now=now)
    minutes = int(LINK_LIFETIME.total_seconds() // 60)
    send_mail_to(email.strip().lower(), language=language, template="operator_invitation", link=link, minutes=minutes)


def invitation_of(token: str, *, now: datetime) -> Invitation:
    """Look at a link without using it."""
    found = OperatorInvitation.objects.filter(token_sha256=_hash(token)).first()
    return Invitation(_state(found, now), found.email) if found else Invitation("unknown")


@transaction.atomic
def accept_invitation(token: str, *, name: str, password: str, source: Source, now: datetime) -> User:
    """Make the operator's account; nobody is signed in by it, and all other operators are told.

    Raises InvitationDead, and ValidationError (password).
    """
    invitations = OperatorInvitation.objects.select_for_update(of=("self",)).select_related("invited_by")
    found = invitations.filter(token_sha256=_hash(token)).first()
    state = _state(found, now) if found else "unknown"
    if found is None or state != "open":
        raise InvitationDead(state)
    refuse_weak(password, minimum=MINIMUM_FOR_OPERATORS, words=(name, *words_of_address(found.email)))
    try:
        with transaction.atomic():
            made = {"name": name, "language": found.language, "is_operator": True, "invited_by": found.invited_by}
            person = User.objects.create_user(found.email, password, **made)
    except IntegrityError:  # the address registered meanwhile
        raise InvitationDead("used") from None
    found.used_at = now
    found.save(update_fields=["used_at"])
    record_security_event("person.created", person, source=source, by=NOBODY, now=now)
    inviter = _actor(found.invited_by)
    record_security_event("operator.appointed", person, source=source, by=inviter, now=now, invitation=str(found.pk))
    tell_operators("operator_joined", person.email, by=found.invited_by)
    return person


def _state(invitation: OperatorInvitation, now: datetime) -> LinkState:
    if invitation.used_at or User.objects.filter(email=invitation.email).exists():
        return "used"
    return "open" if now < invitation.expires_at else "expired"


def _actor(inviter: User | None) -> str:
    return inviter.actor if inviter else "platform"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
