"""Register, and become an account: what is typed waits until the owner of the mailbox confirms it.

Whoever registers sees the same answer whether the address has an account or not: a job looks, and writes to the
address what applies. Links work once, for an hour, and are confirmed by a form: scanners of mailboxes open links.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.urls import reverse

from coryphee.hub.accounts.actions.address_changes import ask_address
from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.later import later
from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import ActivationLink, Registration, User
from coryphee.hub.accounts.password_rule import refuse_weak, words_of_address
from coryphee.hub.accounts.sources import Source
from coryphee.hub.journal.actions import NOBODY, record
from coryphee.hub.toolbox.refusals import PlatformRefusal

LINK_LIFETIME = timedelta(minutes=60)  # product.md A2
KEPT_FOR = timedelta(days=30)  # until then an old link still leads to a new one

LinkState = Literal["open", "expired", "used", "unknown"]


@dataclass(frozen=True, slots=True)
class Activation:
    """What a link opens: `state`; the address and the name it belongs to; whether it asks for a new password.

    `contact_email`: the address for notifications that was typed with it; empty for one that asks for a password.
    Whoever forgot it proved the mailbox alone: somebody else may have typed this registration.
    """

    state: LinkState
    email: str = ""
    name: str = ""
    asks_password: bool = False
    contact_email: str = ""


class LinkDead(PlatformRefusal):
    """The link cannot be used: `state` says why."""

    def __init__(self, state: LinkState) -> None:
        super().__init__(state)
        self.state = state


def register(*, email: str, name: str, contact_email: str, language: str, password: str, now: datetime) -> None:
    """Keep a registration and leave the answer to a job; `email` as addresses.plain_address writes it."""
    hashed = make_password(password)  # takes its time, so no transaction waits for it
    with transaction.atomic():
        registration = Registration.objects.create(
            email=email,
            name=name,
            contact_email="" if contact_email == email else contact_email,
            language=language,
            password=hashed,
            at=now,
        )
        _record("registration.received", registration, now)
        later("accounts.answer_registration", registration_id=registration.pk)


@transaction.atomic
def answer_registration(registration_id: int, now: datetime) -> None:
    """Write to the address of a registration: the activation link, or that it has an account already."""
    registration = Registration.objects.filter(pk=registration_id, activated_at=None).first()
    if registration is None:
        return
    person = User.objects.filter(email=registration.email).first()
    if person is None:
        send_link(registration, now=now)
        return
    registration.delete()
    send_mail_to(
        person.email,
        language=person.language,
        template="already_registered",
        login_url=settings.PUBLIC_URL + reverse("account_login"),
    )


def send_link(registration: Registration, *, now: datetime, asks_password: bool = False) -> None:
    """E-mail a fresh activation link in the running transaction; those sent before stay as they are."""
    token = secrets.token_urlsafe(32)
    ActivationLink.objects.create(
        token_sha256=_hash(token),
        registration=registration,
        expires_at=now + LINK_LIFETIME,
        asks_password=asks_password,
    )
    _record("registration.link_sent", registration, now)
    send_mail_to(
        registration.email,
        language=registration.language,
        template="activation",
        link=settings.PUBLIC_URL + reverse("account_activate", args=[token]),
        minutes=int(LINK_LIFETIME.total_seconds() // 60),
        asks_password=asks_password,
    )


def activation_of(token: str, *, now: datetime) -> Activation:
    """Look at a link without using it."""
    link = ActivationLink.objects.select_related("registration").filter(token_sha256=_hash(token)).first()
    if link is None:
        return Activation("unknown")
    registration = link.registration
    contact = "" if link.asks_password else registration.contact_email
    return Activation(_state(link, now), registration.email, registration.name, link.asks_password, contact)


@transaction.atomic
def renew_link(token: str, *, now: datetime) -> None:
    """E-mail a fresh link to the owner of an expired one; raises LinkDead when the link is used or unknown."""
    link = _locked(token)
    state = _state(link, now) if link else "unknown"
    if link is None or state in {"used", "unknown"}:
        raise LinkDead(state)
    send_link(link.registration, now=now, asks_password=link.asks_password)


@transaction.atomic
def activate(
    token: str, *, source: Source, now: datetime, password: str | None = None, contact_email: str = ""
) -> User:
    """Make the account of a registration; nobody is signed in by it. Raises LinkDead when the link is not open.

    `contact_email`: the address for notifications that its owner saw and kept; it is asked for its own confirmation.
    `password`: what a link that asks for one was answered with; raises ValidationError when it is weak or missing.
    """
    link = _locked(token)
    state = _state(link, now) if link else "unknown"
    if link is None or state != "open":
        raise LinkDead(state)
    registration = link.registration
    kept = registration.password
    if link.asks_password:
        refuse_weak(password or "", words=(registration.name, *words_of_address(registration.email)))
        kept = make_password(password)
    try:
        with transaction.atomic():
            person = User.objects.create(
                email=registration.email, name=registration.name, language=registration.language, password=kept
            )
    except IntegrityError:  # the platform entered the same person meanwhile
        raise LinkDead("used") from None
    _finish(registration, now)
    record_security_event(
        "person.created", person, source=source, by=NOBODY, now=now, registration=str(registration.public_id)
    )
    if contact_email:
        ask_address(person, "contact", contact_email, source=source, by=person.actor, now=now)
    return person


def _locked(token: str) -> ActivationLink | None:
    """Hold every registration of the link's address until the transaction ends: one of them becomes the account."""
    link = ActivationLink.objects.select_related("registration").filter(token_sha256=_hash(token)).first()
    if link is None:
        return None
    held = Registration.objects.select_for_update().filter(email=link.registration.email).order_by("pk")
    for registration in held:
        if registration.pk == link.registration_id:
            link.registration = registration
            return link
    return None


def _state(link: ActivationLink, now: datetime) -> LinkState:
    registration = link.registration
    if registration.activated_at or User.objects.filter(email=registration.email).exists():
        return "used"
    return "open" if now < link.expires_at else "expired"


def _finish(registration: Registration, now: datetime) -> None:
    """Keep of the registrations of an address that they are used: their passwords go."""
    Registration.objects.filter(email=registration.email).update(password="", activated_at=now)


def _record(kind: str, registration: Registration, now: datetime) -> None:
    record(kind, by=NOBODY, now=now, object_type="registration", object_id=registration.public_id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
