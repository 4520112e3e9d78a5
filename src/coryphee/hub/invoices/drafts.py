"""Drafts: what a person typed for an invoice that was not sent yet. Never overwritten in silence."""

from datetime import datetime
from typing import Any

from django.db.models import F

from coryphee.hub.invoices.models import Draft, Invoice
from coryphee.hub.journal.actions import record
from coryphee.hub.structures.access import Acting
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.refusals import PlatformRefusal

# What the form asks for; every value is text as typed, amounts with a point or a comma, dates as 2026-11-23.
FIELDS = (
    "recipient",  # SIRET of the recipient
    "service_code",  # BT-10
    "engagement",  # BT-13
    "contract",  # BT-12
    "number",  # BT-1
    "type_code",  # BT-3: 380 or 381
    "corrects",  # BT-25: number of the invoice that a credit note corrects
    "issue_date",  # BT-2
    "due_date",  # BT-9
    "currency",  # BT-5
    "total_without_vat",  # BT-109
    "total_vat",  # BT-110
    "total_with_vat",  # BT-112
    "iban",  # BT-84
    "comment",  # the supplier's words to the recipient
)
# And the VAT lines (BG-23), under "vat": a list of {"rate", "category", "base", "amount", "reason"}.
VAT_FIELDS = ("rate", "category", "base", "amount", "reason")
MOST_VAT_LINES = 20
LONGEST_VALUE = 500


class DraftChanged(PlatformRefusal):
    """Another tab or colleague saved the draft meanwhile."""


def create_draft(
    structure: Structure | int,
    *,
    by: str,
    now: datetime,
    person_id: int | None = None,
    pdf_sha256: str = "",
    pdf_name: str = "",
    fields: dict[str, Any] | None = None,
    replaces: Invoice | None = None,
) -> Draft:
    """Open a draft, in the running transaction behind the structure's wall."""
    owner = structure if isinstance(structure, int) else structure.pk
    draft = Draft.objects.create(
        structure_id=owner,
        created_by_id=person_id,
        pdf_sha256=pdf_sha256,
        pdf_name=pdf_name[:200],
        fields=clean(fields or {}),
        replaces=replaces,
        created_at=now,
        updated_at=now,
    )
    record("draft.created", by=by, now=now, object_type="draft", object_id=draft.pk, structure_id=owner)
    return draft


def save_draft(draft: Draft, *, by: Acting, now: datetime, fields: dict[str, Any], version: int) -> Draft:
    """Keep what was typed. `version` is the one the person was shown; raises DraftChanged when it is no longer that."""
    kept = clean(fields)
    changed = Draft.objects.filter(
        pk=draft.pk, structure_id=by.structure_id, version=version, sent_flow__isnull=True
    ).update(fields=kept, version=F("version") + 1, updated_at=now)
    if not changed:
        raise DraftChanged
    draft.fields, draft.version, draft.updated_at = kept, version + 1, now
    return draft


def delete_draft(draft: Draft, *, by: Acting, now: datetime) -> None:
    """Throw a draft away; its PDF stays sealed."""
    deleted, _ = Draft.objects.filter(pk=draft.pk, structure_id=by.structure_id, sent_flow__isnull=True).delete()
    if deleted:
        record(
            "draft.deleted", by=by.actor, now=now, object_type="draft", object_id=draft.pk, structure_id=by.structure_id
        )


def give_back_drafts(flow_ids: list[int]) -> None:
    """Show drafts again whose invoice was refused: what was typed is corrected there."""
    Draft.objects.filter(sent_flow__in=flow_ids).update(sent_flow=None, version=F("version") + 1)


def clean(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the known fields as text of bounded length, VAT lines included; anything else is dropped."""
    kept: dict[str, Any] = {name: _text(fields[name]) for name in FIELDS if name in fields}
    lines = fields.get("vat")
    if isinstance(lines, list):
        given = [line for line in lines if isinstance(line, dict)][:MOST_VAT_LINES]
        kept["vat"] = [{name: _text(line.get(name, "")) for name in VAT_FIELDS} for line in given]
    return kept


def _text(value: object) -> str:
    return "" if value is None else str(value).replace("\x00", "").strip()[:LONGEST_VALUE]
