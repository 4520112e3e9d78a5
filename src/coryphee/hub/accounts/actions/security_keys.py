"""Add, use and remove the security keys of a person."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from coryphee.hub.accounts.actions.factor_news import factor_changed
from coryphee.hub.accounts.actions.recovery_codes import end_recovery_codes_without_factor
from coryphee.hub.accounts.actions.trusted_devices import end_trust_before_first_factor
from coryphee.hub.accounts.models import SecurityKey, User
from coryphee.hub.accounts.security_key_server import AnswerRefused, SecurityKeyServer
from coryphee.hub.accounts.sources import Source

MOST_KEYS = 10


@transaction.atomic
def add_key(
    person: User,
    server: SecurityKeyServer,
    state: dict[str, Any],
    answer: str,
    *,
    name: str,
    source: Source,
    now: datetime,
) -> None:
    """Keep the key that gave this answer. Raises AnswerRefused, also for a key that somebody has already."""
    User.objects.select_for_update().get(pk=person.pk)
    credential, signed = server.judge_new(state, answer)
    mine = SecurityKey.objects.filter(person=person)
    if mine.count() >= MOST_KEYS or SecurityKey.objects.filter(credential_id=signed.credential_id).exists():
        raise AnswerRefused
    end_trust_before_first_factor(person, source=source, now=now)
    try:
        with transaction.atomic():
            SecurityKey.objects.create(
                person=person,
                name=name,
                domain=server.domain,
                credential_id=signed.credential_id,
                credential=credential,
                counter=signed.counter,
                last_challenge=_challenge(state),
                added_at=now,
            )
    except IntegrityError:  # somebody else's request was first
        raise AnswerRefused from None
    factor_changed("person.security_key_added", person, source=source, by=person.actor, now=now, name=name)


@transaction.atomic
def accept_key(person: User, server: SecurityKeyServer, state: dict[str, Any], answer: str, *, now: datetime) -> bool:
    """Judge a key's answer at sign-in. Each question is answered once, and a count that goes back is a copied key."""
    keys = SecurityKey.objects.filter(person=person, domain=server.domain)
    try:
        signed = server.judge(state, [bytes(key.credential) for key in keys], answer)
    except AnswerRefused:
        return False
    challenge = _challenge(state)
    grown = Q(counter__lt=signed.counter) if signed.counter else Q(counter=0)
    fresh = keys.filter(grown, credential_id=signed.credential_id).exclude(last_challenge=challenge)
    return fresh.update(counter=signed.counter, last_challenge=challenge, used_at=now) == 1


@transaction.atomic
def remove_key(person: User, number: int, *, source: Source, by: str, now: datetime) -> bool:
    """Forget one key; returns whether the person had it."""
    key = SecurityKey.objects.filter(person=person, pk=number).first()
    if key is None:
        return False
    key.delete()
    end_recovery_codes_without_factor(person)
    factor_changed("person.security_key_removed", person, source=source, by=by, now=now, name=key.name)
    return True


def _challenge(state: dict[str, Any]) -> str:
    return sha256(str(state.get("challenge", "")).encode()).hexdigest()
