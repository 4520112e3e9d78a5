"""Drafts that hold or become files: from a PDF chosen for the form, to a deposit like any other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from coryphee import einvoice
from coryphee.einvoice.screening_process import screen_apart
from coryphee.hub.archive.actions import read, record_blobs, store
from coryphee.hub.flows.form_invoice import invoice_from_form
from coryphee.hub.flows.models import Deposit, Flow, Stage
from coryphee.hub.flows.receiving import Receipt, receive, safe_name
from coryphee.hub.invoices.attachments import AttachmentGiven
from coryphee.hub.invoices.drafts import DraftChanged, create_draft
from coryphee.hub.invoices.models import Draft, Invoice
from coryphee.hub.journal.actions import record
from coryphee.hub.structures.access import Acting
from coryphee.hub.structures.queries import find_recipient
from coryphee.hub.toolbox.refusals import NotForYou
from coryphee.hub.toolbox.tenant import tenant


def new_draft_from_pdf(
    content: bytes, name: str, *, by: Acting, now: datetime, replaces: Invoice | None = None
) -> Draft:
    """Screen and seal a PDF and open the form beside it. Raises einvoice.Refused (file.type for anything but a PDF)."""
    sha256 = _sealed_pdf(content, name)
    with tenant(by.structure_id):
        record_blobs([(sha256, len(content))], now=now)
        return create_draft(
            by.structure,
            by=by.actor,
            now=now,
            person_id=by.person.pk if by.person else None,
            pdf_sha256=sha256,
            pdf_name=safe_name(name),
            replaces=replaces,
        )


def give_pdf(draft: Draft, content: bytes, name: str, *, by: Acting, now: datetime) -> Draft:
    """Put a PDF beside a draft, or another one in its place. Raises einvoice.Refused, NotForYou, DraftChanged.

    The version grows: another tab, which shows the former PDF, is told so when it saves or sends.
    """
    sha256 = _sealed_pdf(content, name)
    with tenant(by.structure_id):
        record_blobs([(sha256, len(content))], now=now)
        held = _unsent(draft, by)
        changed = Draft.objects.filter(pk=held.pk, version=held.version, sent_flow__isnull=True).update(
            pdf_sha256=sha256, pdf_name=safe_name(name), updated_at=now, version=F("version") + 1
        )
        if not changed:
            raise DraftChanged
        held.refresh_from_db()
        return held


def send_draft(draft: Draft, *, by: Acting, now: datetime, attachments: Sequence[AttachmentGiven] = ()) -> Receipt:
    """Deposit what was typed: the PDF with its data beside it, or the data alone when there is no PDF.

    The documents deposited with the PDF go along. Sent twice (double click), it is deposited once;
    what cannot be read in it becomes findings. Raises einvoice.Refused, AttachmentRefused, NotForYou.
    """
    with tenant(by.structure_id):
        held = _unsent(draft, by)
        recipient = find_recipient(by.structure.environment, held.fields.get("recipient", ""))
        deposited = Flow.objects.filter(draft=held, stage=Stage.DRAFT).order_by("id").first()
    documents = [*(_given(each) for each in (deposited.attachments if deposited else [])), *attachments]
    data = einvoice.write_cii_basic_wl(invoice_from_form(held.fields, supplier=by.structure, recipient=recipient))
    pdf = read(held.pdf_sha256) if held.pdf_sha256 else None
    receipt = receive(
        pdf or data,
        held.pdf_name if pdf else f"{held.fields.get('number', '')}.xml",
        by=by,
        door=Deposit.Door.PORTAL,
        now=now,
        idempotency_key=f"draft:{held.pk}:{held.version}",
        attachments=documents,
        structured=data if pdf else None,
        replaces=held.replaces,
    )
    with tenant(by.structure_id):
        flow = receipt.deposit.flows.get()
        sent = Draft.objects.filter(pk=held.pk, version=held.version, sent_flow__isnull=True).update(sent_flow=flow.pk)
        if sent:
            record(
                "draft.sent",
                by=by.actor,
                now=now,
                object_type="draft",
                object_id=held.pk,
                structure_id=by.structure_id,
                flow=flow.pk,
            )
    return receipt


def _given(kept: dict[str, Any]) -> AttachmentGiven:
    """Return a document that was deposited together with the PDF."""
    return AttachmentGiven(read(kept["sha256"]), kept["name"], kept["type_code"], kept["designation"])


def _unsent(draft: Draft, by: Acting) -> Draft:
    held = Draft.objects.select_related("replaces").filter(pk=draft.pk, structure_id=by.structure_id).first()
    if held is None or not by.may_change("issued"):
        raise NotForYou
    return held


def _sealed_pdf(content: bytes, name: str) -> str:
    screened = screen_apart(content, name)
    if screened.kind != "pdf":
        raise einvoice.Refused("file.type", found=screened.kind)
    return store([content])[0]
