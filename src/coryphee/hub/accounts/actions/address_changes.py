"""Change the address somebody signs in with, or the one that notifications go to: asked here, confirmed there.

The new address counts once a link in its mailbox was confirmed. Whoever asks sees the same whether the address has an
account or not; its owner is told.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from coryphee.hub.accounts.actions.emailed_codes import end_codes
from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.actions.sessions import end_sessions
from coryphee.hub.accounts.actions.trusted_devices import forget_devices
from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import AddressChange, User
from coryphee.hub.accounts.sources import Source
from coryphee.hub.toolbox.refusals import PlatformRefusal

LINK_LIFETIME = timedelta(minutes=60)

Purpose = Literal["login", "contact"]


class LinkOver(PlatformRefusal):
    """The link is too old, was used, was replaced by a later one, or never was."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a link would do: give the account `name` the address as its login, or for its notifications."""

    purpose: Purpose
    address: str
    name: str


@transaction.atomic
def ask_address(person: User, purpose: Purpose, address: str, *, source: Source, by: str, now: datetime) -> None:
    """E-mail a link to the new address; `address` as addresses.plain_address writes it. An earlier link dies."""
    token = secrets.token_urlsafe(32)
    AddressChange.objects.update_or_create(
        person=person,
        purpose=purpose,
        defaults={
            "address": address,
            "token_sha256": _hash(token),
            "asked_at": now,
            "expires_at": now + LINK_LIFETIME,
        },
    )
    record_security_event(f"person.{purpose}_change_asked", person, source=source, by=by, now=now)
    owner = User.objects.filter(email=address).first() if purpose == "login" else None
    if owner is not None:
        # The link is never sent: nobody can confirm this change, and only the address's owner hears why.
        send_mail_to(address, language=owner.language, template="address_taken")
        return
    link = settings.PUBLIC_URL + reverse("confirm-address", args=[token])
    minutes = int(LINK_LIFETIME.total_seconds() // 60)
    send_mail_to(
        address,
        language=person.language,
        template="confirm_address",
        link=link,
        minutes=minutes,
        name=str(person),
        is_login=purpose == "login",
    )


def awaited_by(token: str, *, now: datetime) -> Awaited:
    """Look at a link without using it. Raises LinkOver."""
    change = AddressChange.objects.select_related("person").filter(token_sha256=_hash(token)).first()
    return _open(change, now)[1]


@transaction.atomic
def confirm_address(token: str, *, source: Source, now: datetime, but: str = "") -> Awaited:
    """Use a link: the address counts from now on, and the old one is told. Raises LinkOver.

    With another login, whose mailbox is a factor, all sessions end but the one named `but` (accounts/sessions.py).
    """
    locked = AddressChange.objects.select_for_update(of=("self",)).select_related("person")
    change, awaited = _open(locked.filter(token_sha256=_hash(token)).first(), now)
    person = User.objects.select_for_update().get(pk=change.person_id)
    before = person.email
    change.delete()
    if awaited.purpose == "contact":
        person.contact_email = "" if awaited.address == person.email else awaited.address
    else:
        EmailAddress.objects.filter(user=person).delete()  # allauth's own note of the login
        end_codes(person, now=now)
        end_sessions(person, but=but, source=source, by=person.actor, now=now)
        forget_devices(person, source=source, by=person.actor, now=now)
        person.email = awaited.address
        person.contact_email = "" if person.contact_email == awaited.address else person.contact_email
    try:
        with transaction.atomic():
            person.save(update_fields=["email", "contact_email"])
    except IntegrityError:  # somebody opened an account with it meanwhile
        raise LinkOver from None
    kind = f"person.{awaited.purpose}_changed"
    record_security_event(kind, person, source=source, by=person.actor, now=now)
    send_mail_to(
        before,
        language=person.language,
        template="address_changed",
        at=now,
        new_address=awaited.address,
        is_login=awaited.purpose == "login",
    )
    return awaited


@transaction.atomic
def drop_contact(person: User, *, source: Source, by: str, now: datetime) -> None:
    """Let notifications go to the login address again."""
    drop_change(person, "contact", source=source, by=by, now=now)
    if User.objects.filter(pk=person.pk).exclude(contact_email="").update(contact_email=""):
        person.contact_email = ""
        record_security_event("person.contact_removed", person, source=source, by=by, now=now)


@transaction.atomic
def drop_change(person: User, purpose: str, *, source: Source, by: str, now: datetime) -> None:
    """Forget an address that waits; its link dies."""
    dropped, _ = AddressChange.objects.filter(person=person, purpose=purpose).delete()
    if dropped:
        record_security_event(f"person.{purpose}_change_dropped", person, source=source, by=by, now=now)


def _open(change: AddressChange | None, now: datetime) -> tuple[AddressChange, Awaited]:
    if change is None or change.expires_at <= now or not change.person.is_active:
        raise LinkOver
    purpose: Purpose = "login" if change.purpose == AddressChange.Purpose.LOGIN else "contact"
    return change, Awaited(purpose, change.address, str(change.person))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
