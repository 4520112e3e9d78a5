"""The gate to one invoice and one draft: the same refusal whether it is absent or somebody else's."""

from coryphee.hub.invoices.models import Draft, Invoice
from coryphee.hub.structures.access import ISSUED, RECEIVED, Acting
from coryphee.hub.toolbox.refusals import NotForYou


def invoice_for(acting: Acting, invoice_id: int, side: str | None = None) -> Invoice:
    """Return an invoice that lies in a box the acting one may open (`side` issued or received, or either).

    Supplier, recipient and service come with it. Raises NotForYou. Call it behind the structure's wall.
    """
    sides = [each for each in (ISSUED, RECEIVED) if side in {None, each} and acting.may_see(each)]
    found = (
        Invoice.objects.select_related("supplier", "recipient", "service")
        .filter(pk=invoice_id, box_entries__structure_id=acting.structure_id, box_entries__side__in=sides)
        .first()
    )
    if found is None:
        raise NotForYou
    return found


def draft_for(acting: Acting, draft_id: int) -> Draft:
    """Return a draft of the structure that was not sent yet. Raises NotForYou. Call it behind the structure's wall."""
    found = (
        Draft.objects.select_related("replaces")
        .filter(pk=draft_id, structure_id=acting.structure_id, sent_flow__isnull=True)
        .first()
        if acting.may_see(ISSUED)
        else None
    )
    if found is None:
        raise NotForYou
    return found
