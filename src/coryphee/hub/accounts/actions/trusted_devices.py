"""Browsers that skip the second factor for a while, where the operator allows it; never the password."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from coryphee.hub.accounts.actions.factor_news import factor_changed
from coryphee.hub.accounts.models import AuthenticatorApp, SecurityKey, TrustedDevice, User
from coryphee.hub.accounts.sealing import fingerprint
from coryphee.hub.accounts.sources import Source

PURPOSE = "trusted device"
AGENT_LENGTH = 300


@transaction.atomic
def trust_device(person: User, *, source: Source, now: datetime) -> str:
    """Trust the browser for the time that the operator allows; returns what its cookie must carry."""
    token = secrets.token_urlsafe(32)
    days = settings.TRUSTED_DEVICE_DAYS
    TrustedDevice.objects.create(
        person=person,
        fingerprint=_fingerprint(token, person),
        password=person.get_session_auth_hash(),
        agent=source.agent[:AGENT_LENGTH],
        source=source.address or None,
        trusted_at=now,
        expires_at=now + timedelta(days=days),
    )
    factor_changed("person.device_trusted", person, source=source, by=person.actor, now=now, days=days)
    return token


def is_trusted(person: User, token: str, *, now: datetime) -> bool:
    """Whether the browser with this token is trusted by this person: not by another, not since another password."""
    if not token or not settings.TRUSTED_DEVICE_DAYS:
        return False
    known = TrustedDevice.objects.filter(
        person=person,
        fingerprint=_fingerprint(token, person),
        password=person.get_session_auth_hash(),
        expires_at__gt=now,
    )
    return known.update(used_at=now) == 1


@transaction.atomic
def forget_devices(person: User, number: int | None = None, *, source: Source, by: str, now: datetime) -> int:
    """End the trust of one device, or of all; returns of how many."""
    devices = TrustedDevice.objects.filter(person=person)
    if number is not None:
        devices = devices.filter(pk=number)
    deleted, _ = devices.delete()
    if deleted:
        factor_changed("person.device_forgotten", person, source=source, by=by, now=now, devices=deleted)
    return deleted


def end_trust_before_first_factor(person: User, *, source: Source, now: datetime) -> None:
    """End the trust that an e-mailed code gave. Call it before the first app or key is kept, in its transaction.

    Else whoever once held the mailbox and the password would pass by the new factor for a month.
    """
    has_app = AuthenticatorApp.objects.filter(person=person).exists()
    if not has_app and not SecurityKey.objects.filter(person=person).exists():
        forget_devices(person, source=source, by=person.actor, now=now)


def _fingerprint(token: str, person: User) -> str:
    return fingerprint(token, purpose=PURPOSE, owner=str(person.public_id))
