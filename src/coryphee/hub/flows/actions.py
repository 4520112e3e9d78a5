"""What doors may do with deposits and flows, under one name each."""

from datetime import datetime

from coryphee.hub.flows.drafts import give_pdf, new_draft_from_pdf, send_draft
from coryphee.hub.flows.models import Flow, Stage
from coryphee.hub.flows.receiving import KeyReused, Receipt, receive, refused_at_the_door
from coryphee.hub.invoices.attachments import AttachmentGiven, AttachmentRefused
from coryphee.hub.journal.actions import record
from coryphee.hub.structures.access import Acting
from coryphee.hub.toolbox.tenant import tenant

__all__ = [
    "AttachmentGiven",
    "AttachmentRefused",
    "KeyReused",
    "Receipt",
    "give_pdf",
    "new_draft_from_pdf",
    "receive",
    "refused_at_the_door",
    "replay",
    "send_draft",
]


def replay(flow: Flow, *, by: Acting, now: datetime) -> None:
    """Put a parked flow back on its way, with all its attempts before it. Anything else stays as it is."""
    with tenant(by.structure_id):
        changed = Flow.objects.filter(pk=flow.pk, structure_id=by.structure_id, stage=Stage.PARKED).update(
            stage=Stage.RECEIVED, stage_at=now, attempts=0, due_at=now, lease_token=None, failure=""
        )
        if changed:
            record(
                "flow.replayed",
                by=by.actor,
                now=now,
                object_type="flow",
                object_id=flow.pk,
                structure_id=by.structure_id,
            )
