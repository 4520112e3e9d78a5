"""Read the security log of an account; each person reads their own."""

from collections.abc import Collection
from dataclasses import dataclass

from coryphee.hub.accounts.models import SecurityEvent, User


@dataclass(frozen=True, slots=True)
class SecurityLogPage:
    """Events, newest first: `page` from 1, `pages` at least 1, `total` events in all."""

    rows: list[SecurityEvent]
    page: int
    pages: int
    total: int


def security_log(person: User, *, page: int, size: int, kinds: Collection[str] | None = None) -> SecurityLogPage:
    """Return one page of what happened to the person's account; of some kinds, or of all (None)."""
    events = SecurityEvent.objects.filter(person=person)
    if kinds is not None:
        events = events.filter(kind__in=kinds)
    total = events.count()
    pages = max(1, -(-total // size))
    page = min(page, pages)
    rows = list(events.order_by("-at", "-id")[(page - 1) * size : page * size])
    return SecurityLogPage(rows, page, pages, total)
