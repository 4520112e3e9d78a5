"""Find people, as operators look for them; and what an operator may know of an account."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from django.db.models import F, Func, Q, QuerySet, TextField, Value

from coryphee.hub.accounts.models import FactorRecovery, OperatorInvitation, Registration, SecurityEvent, User
from coryphee.hub.toolbox.refusals import NotForYou

PAGE_SIZE = 25
LATEST = 20
SHOWN_RECOVERIES = 50
STATES = {
    "open": Q(is_active=True),
    "closed": Q(is_active=False),
    "operators": Q(is_operator=True),
}


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of people by name; `total` on all pages."""

    rows: list[User]
    page: int
    pages: int
    total: int


def search_people(text: str, state: str, page: int) -> PeoplePage:
    """Return people whose name or address holds every word of the text, whatever case and accents."""
    found = User.objects.annotate(folded=_folded(F("name")))
    for word in _words(text):
        found = found.filter(Q(folded__contains=_folded(Value(word))) | Q(email__contains=word.lower()))
    found = found.filter(STATES.get(state, Q()))
    total = found.count()
    pages = max(1, ceil(total / PAGE_SIZE))
    page = min(page, pages)
    rows = found.order_by("folded", "pk")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return PeoplePage(list(rows), page, pages, total)


def waiting_registrations(text: str) -> list[Registration]:
    """Return registrations never confirmed whose address holds the text: no account is behind them yet."""
    written = _plain(text).lower()
    if not written:
        return []
    waiting = Registration.objects.filter(email__contains=written, activated_at=None)
    return list(waiting.order_by("-at")[:PAGE_SIZE])


def registration_by_id(public_id: UUID) -> Registration:
    """Return a registration that was never confirmed. Raises NotForYou when there is none."""
    registration = Registration.objects.filter(public_id=public_id, activated_at=None).first()
    if registration is None:
        raise NotForYou
    return registration


def person_by_id(public_id: UUID) -> User:
    """Return the person of an address. Raises NotForYou when there is none."""
    person = User.objects.filter(public_id=public_id).first()
    if person is None:
        raise NotForYou
    return person


def latest_security_events(person: User) -> list[SecurityEvent]:
    """Return what happened to the account last, newest first."""
    return list(SecurityEvent.objects.filter(person=person).order_by("-at", "-pk")[:LATEST])


def factor_recoveries(person: User | None = None) -> list[FactorRecovery]:
    """Return the latest requests about lost factors, of one person or of all, newest first."""
    requests = FactorRecovery.objects.select_related("person", "asked_by", "decided_by")
    if person is not None:
        requests = requests.filter(person=person)
    return list(requests.order_by("-asked_at", "-pk")[:SHOWN_RECOVERIES])


def factor_recovery_by_id(public_id: UUID) -> FactorRecovery:
    """Return one request about a lost factor. Raises NotForYou when there is none."""
    requests = FactorRecovery.objects.select_related("person", "asked_by", "decided_by")
    found = requests.filter(public_id=public_id).first()
    if found is None:
        raise NotForYou
    return found


def open_recoveries(now: datetime) -> QuerySet[FactorRecovery]:
    """Return the requests that wait for a second operator."""
    requests = FactorRecovery.objects.select_related("asked_by")
    return requests.filter(decision=FactorRecovery.Decision.OPEN, expires_at__gt=now)


def operators() -> list[User]:
    """Return everybody who operates the platform, by name."""
    return list(User.objects.filter(is_operator=True).select_related("invited_by").order_by("name", "pk"))


def open_invitations(now: datetime) -> list[OperatorInvitation]:
    """Return invitations of operators that can still be used."""
    usable = OperatorInvitation.objects.filter(used_at=None, expires_at__gt=now)
    return list(usable.select_related("invited_by").order_by("-at"))


def _words(text: str) -> list[str]:
    return _plain(text).split()[:6]


def _plain(text: str) -> str:
    return text.replace("\x00", "").strip()[:200]


def _folded(written: F | Value) -> Func:
    return Func(written, function="search_text", output_field=TextField())
