"""The inbox of a person: over all their structures, each looked into with the right they have there now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from coryphee.hub.accounts.models import User
from coryphee.hub.flows.models import Deposit
from coryphee.hub.invoices.models import BoxEntry
from coryphee.hub.notifications.events import FILES
from coryphee.hub.notifications.families import FAMILIES, SWITCHES
from coryphee.hub.notifications.links import target
from coryphee.hub.notifications.models import Notification, Preference
from coryphee.hub.notifications.words import named, title
from coryphee.hub.structures.access import ISSUED, RECEIVED
from coryphee.hub.structures.models import Membership
from coryphee.hub.toolbox.tenant import tenant

MOST_COUNTED = 100  # beyond 99 the bell says "99+"


@dataclass(frozen=True, slots=True)
class Notice:
    """One notification as it is shown: `names` of invoices or files, `path` where it leads, `read` or not."""

    number: int
    title: str
    names: str
    structure: str
    waits: bool
    at: datetime
    read: bool
    path: str


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page, newest first; `pages` is at least 1, `newest` the highest notification number there is."""

    rows: list[Notice]
    total: int
    page: int
    pages: int
    unread: int
    newest: int


def unread_count(person_id: int) -> int:
    """Count the unread notifications, up to MOST_COUNTED: one query from a partial index, it stands in every frame."""
    return readable(Notification.objects.filter(person_id=person_id, in_portal=True, read_at=None))[
        :MOST_COUNTED
    ].count()


def inbox(person: User, *, page: int, size: int, unread_only: bool = False) -> InboxPage:
    """Return one page of what a person was told in the portal; a page beyond the last one gives the last one."""
    mine = readable(Notification.objects.filter(person=person, in_portal=True))
    unread = mine.filter(read_at=None)
    shown = unread if unread_only else mine
    total = shown.count()
    pages = max(1, -(-total // size))
    at = min(max(page, 1), pages)
    rows = list(shown.select_related("structure", "partner").order_by("-at", "-id")[(at - 1) * size : at * size])
    newest = mine.order_by("-id").values_list("id", flat=True).first() or 0
    return InboxPage(notices(rows), total, at, pages, total if unread_only else unread.count(), newest)


def readable(told: QuerySet[Notification]) -> QuerySet[Notification]:
    """Keep what the person may still see: structures they left, and sides closed to them since, fall away."""
    of_person = Membership.objects.filter(person_id=OuterRef("person_id"), structure_id=OuterRef("structure_id"))
    none = Membership.Profile.NONE
    return told.filter(
        Q(Exists(of_person.exclude(issued_invoices=none)), side=ISSUED)
        | Q(Exists(of_person.exclude(received_invoices=none)), side=RECEIVED)
    )


def notices(told: Sequence[Notification]) -> list[Notice]:
    """Put notifications into words; structure and partner are selected with them.

    The numbers of their invoices are read behind the wall of each structure: one that was readdressed meanwhile has
    no name here any more.
    """
    names = _names(told)
    return [
        Notice(
            number=each.pk,
            title=title(each.event, each.number, each.partner.name if each.partner else ""),
            names=named(names[each.pk], each.number),
            structure=each.structure.name,
            waits=each.family == "waiting",
            at=each.at,
            read=each.read_at is not None,
            path=target(each),
        )
        for each in told
    ]


def preferences_of(person: User) -> dict[tuple[str, str], bool]:
    """Return what holds for every switch (family, channel): the person's choice, or the default."""
    chosen = dict.fromkeys(SWITCHES, False) | {
        (family, channel): FAMILIES[family].defaults[channel] for family, channel in SWITCHES
    }
    for each in Preference.objects.filter(person=person):
        if (each.family, each.channel) in chosen:
            chosen[each.family, each.channel] = each.wanted
    return chosen


def _names(told: Iterable[Notification]) -> dict[int, tuple[str, ...]]:
    by_structure: dict[int, list[Notification]] = {}
    for each in told:
        by_structure.setdefault(each.structure_id, []).append(each)
    names: dict[int, tuple[str, ...]] = {}
    for structure_id, mine in by_structure.items():
        with tenant(structure_id):
            numbers = _numbers(structure_id, mine)
            files = dict(
                Deposit.objects.filter(
                    structure_id=structure_id, pk__in=[each.deposit_id for each in mine if each.event in FILES]
                ).values_list("pk", "name")
            )
        for each in mine:
            found = (
                [files.get(each.deposit_id or 0)]
                if each.event in FILES
                else [numbers.get((each.side, invoice)) for invoice in each.invoice_ids]
            )
            names[each.pk] = tuple(name for name in found if name)
    return names


def _numbers(structure_id: int, told: Iterable[Notification]) -> dict[tuple[str, int], str]:
    wanted = {invoice for each in told for invoice in each.invoice_ids}
    entries = BoxEntry.objects.filter(structure_id=structure_id, invoice_id__in=wanted)
    return {(side, invoice): number for side, invoice, number in entries.values_list("side", "invoice_id", "number")}
