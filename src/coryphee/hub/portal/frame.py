"""The frame of a signed-in page, filled: the person's structures, the modules they may use, what waits there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from coryphee.hub.invoices.queries import waiting_counts
from coryphee.hub.notifications.queries import unread_count
from coryphee.hub.portal.context import Frame, FrameStructure, NavigationGroup, NavigationItem, person_of
from coryphee.hub.structures.access import ISSUED, RECEIVED, Acting
from coryphee.hub.structures.queries import structures_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from coryphee.hub.structures.models import Structure


def frame_for(request: HttpRequest, acting: Acting) -> Frame:
    """Return the frame around a page of this structure. Call it behind the structure's wall."""
    memberships = structures_of(acting.person) if acting.person else []
    waiting = waiting_counts(acting)
    return Frame(
        person=person_of(request),
        structures=tuple(_structure(membership.structure) for membership in memberships),
        structure=_structure(acting.structure),
        navigation=_navigation(request, acting, waiting),
        waiting=waiting,
        search_url=reverse("search", args=[acting.structure_id]),
        unread=unread_count(acting.person.pk) if acting.person else 0,
        is_demo=settings.DEMO,
    )


def _structure(structure: Structure) -> FrameStructure:
    return FrameStructure(structure.name, structure.identifier, reverse("dashboard", args=[structure.pk]))


def _navigation(request: HttpRequest, acting: Acting, waiting: dict[str, int]) -> tuple[NavigationGroup, ...]:
    here = request.path

    def item(label: str, page: str, count: int | None = None) -> NavigationItem:
        url = reverse(page, args=[acting.structure_id])
        current = here == url or (page not in {"dashboard", "deposit"} and here.startswith(f"{url}/"))
        return NavigationItem(label, url, count, current)

    first = [item(_("Dashboard"), "dashboard")]
    invoices = []
    if acting.may_change(ISSUED):
        first.append(item(_("Deposit"), "deposit"))
    if acting.may_see(ISSUED):
        invoices.append(item(_("Issued invoices"), "issued", waiting.get("issued")))
    if acting.may_see(RECEIVED):
        invoices.append(item(_("Received invoices"), "received", waiting.get("received")))
    if acting.may_see(ISSUED):
        invoices.append(item(_("Drafts"), "drafts", waiting.get("drafts")))
        invoices.append(item(_("Deposits"), "deposits"))
    return tuple(
        NavigationGroup(title, tuple(items)) for title, items in (("", first), (_("Invoices"), invoices)) if items
    )
