"""The events of an invoice's life in words, for the time line piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coryphee.hub.lifecycle.reasons import REASONS
from coryphee.hub.lifecycle.statuses import TURNED_BACK
from coryphee.hub.portal.language import reader_language
from coryphee.hub.portal.pieces import Link, TimeLineEntry
from coryphee.hub.portal.wording import sign_of

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from coryphee.hub.invoices.models import Invoice
    from coryphee.hub.lifecycle.models import Event
    from coryphee.hub.structures.access import Acting

ACTS: dict[str, str | Promise] = {
    "recycled": gettext_lazy("Sent again, under the same number"),
    "acknowledged": gettext_lazy("Rejection acknowledged by the supplier"),
}


def entries(acting: Acting, invoice: Invoice, events: list[Event]) -> list[TimeLineEntry]:
    """Return the time line, newest first; documents are links to their downloads."""
    documents = {
        document.pk: Link(document.name, reverse("attachment", args=[acting.structure_id, invoice.pk, document.pk]))
        for document in invoice.attachments.all()
    }
    return [_entry(event, documents) for event in events]


@dataclass(frozen=True, slots=True)
class TurnedBack:
    """Why an invoice was suspended, refused for recycling or rejected: the event, by whom, the reason in words."""

    event: Event
    by: str
    reason: str


def turned_back(events: list[Event]) -> TurnedBack | None:
    """Return why the recipient last turned the invoice back, from events newest first."""
    event = next((event for event in events if event.status in TURNED_BACK), None)
    return TurnedBack(event, _by(event), _reason(event)) if event else None


def _entry(event: Event, documents: dict[int, Link]) -> TimeLineEntry:
    sign = sign_of(event.status) if event.status else None
    mandate = event.details.get("mandate_number")
    attached = event.details.get("attachments", [])
    return TimeLineEntry(
        title=str(ACTS.get(event.act, sign.word if sign else event.act)),
        at=event.at,
        tone=sign.tone if sign else "note",
        by=_by(event),
        comment="\n".join(filter(None, (_reason(event), event.comment))),
        code=event.status,
        note=_("mandate %(number)s") % {"number": mandate} if mandate else "",
        files=tuple(documents[number] for number in attached if number in documents),
    )


def _by(event: Event) -> str:
    return ", ".join(filter(None, (event.actor_name, event.structure.name if event.structure else "")))


def _reason(event: Event) -> str:
    reason = REASONS.get(event.reason)
    return reason.name(reader_language()) if reason else event.reason
