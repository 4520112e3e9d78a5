"""Free an account from a second factor that its owner lost: one operator checks, another one decides, the owner acts.

Approved, the account keeps its factors until the owner opens the e-mailed link and gives the password. One operator
alone changes nothing, and an approval alone neither (matrix A28); nobody chooses a password for somebody else.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from coryphee.hub.accounts.actions.lost_factors import forget_all_factors
from coryphee.hub.accounts.actions.operator_news import tell_owner
from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.actions.sessions import end_sessions
from coryphee.hub.accounts.actions.trusted_devices import forget_devices
from coryphee.hub.accounts.models import FactorRecovery, User
from coryphee.hub.accounts.operator_origins import is_decidable, may_decide
from coryphee.hub.accounts.password_attempts import is_password_of
from coryphee.hub.accounts.sources import NOWHERE, Source, source_of
from coryphee.hub.toolbox.refusals import PlatformRefusal

DECIDED_WITHIN = timedelta(hours=24)
LINK_LIFETIME = timedelta(hours=24)

Decision = FactorRecovery.Decision
LinkState = Literal["open", "expired", "used", "overtaken", "unknown"]


class NotAskable(PlatformRefusal):
    """A request is open already, or it would be about the operator's own account, or about a closed one."""


class NobodyDecides(PlatformRefusal):
    """There is no operator of another origin (operator_origins.py) who could decide the request."""


class NotDecidable(PlatformRefusal):
    """The request was decided or has expired, or this operator is not the second one for it (operator_origins.py)."""


@dataclass(frozen=True, slots=True)
class FreeingLink:
    """What the owner's link opens: `state`, and the address of the account."""

    state: LinkState
    email: str = ""


@transaction.atomic
def ask_factor_recovery(person: User, *, check_made: str, seen: str, by: User, now: datetime) -> FactorRecovery:
    """Write down how the identity was checked and wait for a second operator. Raises NotAskable, NobodyDecides."""
    held = User.objects.select_for_update().get(pk=person.pk)
    waiting = FactorRecovery.objects.filter(person=held, decision=Decision.OPEN, expires_at__gt=now)
    if held.pk == by.pk or not held.is_active or waiting.exists():
        raise NotAskable
    if not is_decidable(held, by):
        raise NobodyDecides
    asked = FactorRecovery.objects.create(
        person=held, check_made=check_made, seen=seen, asked_by=by, asked_at=now, expires_at=now + DECIDED_WITHIN
    )
    record_security_event("person.factor_recovery_asked", held, source=NOWHERE, by=by.actor, now=now, **_facts(asked))
    tell_owner(held, "factor_asked")
    return asked


@transaction.atomic
def refuse_factor_recovery(public_id: UUID, *, by: User, now: datetime) -> None:
    """Turn a request down. Raises NotDecidable."""
    asked = _decided(public_id, Decision.REFUSED, by, now)
    asked.save()
    _record("person.factor_recovery_refused", asked, by, now)
    tell_owner(asked.person, "factor_refused")


@transaction.atomic
def approve_factor_recovery(public_id: UUID, *, by: User, now: datetime) -> None:
    """End the sessions of the person and e-mail them the link that frees the account. Raises NotDecidable."""
    asked = _decided(public_id, Decision.APPROVED, by, now)
    token = secrets.token_urlsafe(32)
    asked.token_sha256, asked.link_expires_at = _hash(token), now + LINK_LIFETIME
    asked.save()
    _record("person.factor_recovery_approved", asked, by, now)
    end_sessions(asked.person, source=NOWHERE, by=by.actor, now=now)
    forget_devices(asked.person, source=NOWHERE, by=by.actor, now=now)
    tell_owner(asked.person, "factor_approved", link=settings.PUBLIC_URL + reverse("lost-factor", args=[token]))


def freeing_link(token: str, *, now: datetime) -> FreeingLink:
    """Look at a link without using it."""
    found = FactorRecovery.objects.select_related("person").filter(token_sha256=_hash(token)).first()
    return FreeingLink(_state(found, now), found.person.email) if found else FreeingLink("unknown")


def free_from_lost_factor(token: str, password: str, *, request: HttpRequest, now: datetime) -> LinkState | None:
    """Forget all factors of the link's account when the password is right; None then.

    A wrong password leaves the link "open"; any other state says why nothing happens. Each try is one of a password
    (accounts/password_attempts.py): raises TooMany and TooBusyToHash. Call it outside any transaction.
    """
    found = FactorRecovery.objects.select_related("person").filter(token_sha256=_hash(token)).first()
    if found is None or _state(found, now) != "open":
        return _state(found, now) if found else "unknown"
    if not is_password_of(found.person, password, request=request, now=now):
        return "open"
    return _free(found.pk, source_of(request), now)


@transaction.atomic
def _free(pk: int, source: Source, now: datetime) -> LinkState | None:
    found = FactorRecovery.objects.select_for_update(of=("self",)).select_related("person").get(pk=pk)
    state = _state(found, now)
    if state != "open":
        return state
    found.used_at = now
    found.save(update_fields=["used_at"])
    person = found.person
    record_security_event("person.factor_recovery_used", person, source=source, by=person.actor, now=now)
    forget_all_factors(person, source=source, by=person.actor, now=now)
    end_sessions(person, source=source, by=person.actor, now=now)
    return None


def _decided(public_id: UUID, decision: Decision, by: User, now: datetime) -> FactorRecovery:
    requests = FactorRecovery.objects.select_for_update(of=("self",)).select_related("person")
    asked = requests.filter(public_id=public_id).first()
    if asked is None or asked.decision != Decision.OPEN or asked.expires_at <= now:
        raise NotDecidable
    if not asked.person.is_active or not may_decide(by, asked):
        raise NotDecidable
    asked.decision, asked.decided_by, asked.decided_at = decision, by, now
    return asked


def _state(asked: FactorRecovery, now: datetime) -> LinkState:
    if asked.used_at:
        return "used"
    # The approval ended all trust, so whoever signed in since showed a factor: it is not lost.
    signed_in, approved = asked.person.last_login, asked.decided_at
    if signed_in and approved and signed_in > approved:
        return "overtaken"
    if asked.link_expires_at is None or not asked.person.is_active:
        return "unknown"
    return "open" if now < asked.link_expires_at else "expired"


def _record(kind: str, asked: FactorRecovery, by: User, now: datetime) -> None:
    record_security_event(kind, asked.person, source=NOWHERE, by=by.actor, now=now, request=str(asked.public_id))


def _facts(asked: FactorRecovery) -> dict[str, str]:
    return {"request": str(asked.public_id), "check": asked.check_made}


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
