"""Read an invoice's life."""

from coryphee.hub.invoices.models import Invoice
from coryphee.hub.lifecycle.models import Event
from coryphee.hub.lifecycle.statuses import Target, targets
from coryphee.hub.structures.access import Acting
from coryphee.hub.toolbox.refusals import NotForYou


def timeline(acting: Acting, invoice: Invoice) -> list[Event]:
    """Return the events, newest first, each with the structure that acted. Raises NotForYou for a stranger.

    A recipient to whom the invoice was readdressed sees its life from then on: what the former one wrote is theirs.
    """
    if acting.structure_id not in {invoice.supplier_id, invoice.recipient_id}:
        raise NotForYou
    events = list(Event.objects.filter(invoice_id=invoice.pk).select_related("structure").order_by("-id"))
    if acting.structure_id == invoice.supplier_id:
        return events
    for place, event in enumerate(events):
        if event.act == "recycled" and event.details.get("moved"):
            return events[: place + 1]
    return events


def recipient_targets(acting: Acting, invoice: Invoice) -> tuple[Target, ...]:
    """Return what the acting one may set now as, or for, the recipient; nothing for the supplier."""
    if acting.structure_id != invoice.recipient_id:
        return ()
    return targets(invoice.status, acting.kinds - {"supplier"}, acting.structure)
