"""Drafts that hold or become files: from a PDF chosen for the form, to a deposit like any other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from coryphee import einvoice
from coryphee.einvoice.screening_process import screen_apart
from coryphee.hub.archive.actions import read, record_blobs, store
from coryphee.hub.flows.form_invoice import invoice_from_form
from coryphee.hub.flows.models import Deposit, Flow, Stage
from coryphee.hub.flows.receiving import Receipt, display_name, sealed, written
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
            pdf_name=display_name(name),
            replaces=replaces,
        )


def give_pdf(draft: Draft, content: bytes, name: str, *, by: Acting, now: datetime, version: int) -> Draft:
    """Put a PDF beside a draft, or another one in its place. Raises einvoice.Refused, NotForYou, DraftChanged.

    `version` is the one the person was shown. It grows: another tab, which shows the former PDF, is told so when it
    saves or sends.
    """
    sha256 = _sealed_pdf(content, name)
    with tenant(by.structure_id):
        record_blobs([(sha256, len(content))], now=now)
        held = _held(draft, by)
        if held.sent_flow is not None or held.version != version:
            raise DraftChanged
        held.pdf_sha256, held.pdf_name = sha256, display_name(name)
        held.version, held.updated_at = version + 1, now
        held.save()
        return held


def send_draft(draft: Draft, *, by: Acting, now: datetime, attachments: Sequence[AttachmentGiven] = ()) -> Receipt:
    """Deposit what was typed: the PDF with its data beside it, or the data alone when there is no PDF.

    `draft` is what the person saw. The documents deposited with the PDF go along. Sent twice (double click), it is
    deposited once; what cannot be read in it becomes findings. Raises einvoice.Refused, AttachmentRefused, NotForYou,
    DraftChanged.
    """
    with tenant(by.structure_id):
        held = _held(draft, by)
        if (sent := _sent(held, draft.version)) is not None:
            return sent
        recipient = find_recipient(by.structure.environment, held.fields.get("recipient", ""))
        deposited = Flow.objects.filter(draft=held, stage=Stage.DRAFT).order_by("id").first()
    documents = [*(_given(each) for each in (deposited.attachments if deposited else [])), *attachments]
    data = einvoice.write(
        invoice_from_form(held.fields, supplier=by.structure, recipient=recipient), "cii", profile="basicwl"
    )
    pdf = read(held.pdf_sha256) if held.pdf_sha256 else None
    arrival = sealed(
        pdf or data,
        held.pdf_name if pdf else f"{held.fields.get('number', '')}.xml",
        by=by,
        door=Deposit.Door.PORTAL,
        now=now,
        attachments=documents,
        structured=data if pdf else None,
        replaces=held.replaces,
    )
    with tenant(by.structure_id):
        # The draft is locked while its deposit is written: of two clicks the second finds it sent.
        held = _held(draft, by)
        if (sent := _sent(held, draft.version)) is not None:
            return sent
        deposit = written(arrival)
        assert deposit is not None  # noqa: S101  it has no key that could have been used
        held.sent_flow = deposit.flows.get().pk
        held.save()
        record(
            "draft.sent",
            by=by.actor,
            now=now,
            object_type="draft",
            object_id=held.pk,
            structure_id=by.structure_id,
            flow=held.sent_flow,
        )
        return Receipt(deposit, replayed=False)


def _sent(held: Draft, seen: int) -> Receipt | None:
    """Return the deposit of a draft that was sent; None for one that may be. Raises DraftChanged."""
    if held.sent_flow is not None:
        return Receipt(Deposit.objects.get(flows=held.sent_flow), replayed=True)
    if held.version != seen:
        raise DraftChanged
    return None


def _given(kept: dict[str, Any]) -> AttachmentGiven:
    """Return a document that was deposited together with the PDF."""
    return AttachmentGiven(read(kept["sha256"]), kept["name"], kept["type_code"], kept["designation"])


def _held(draft: Draft, by: Acting) -> Draft:
    """Lock the draft in the running transaction: two tabs come one after the other."""
    mine = Draft.objects.select_related("replaces").select_for_update(of=("self",))
    held = mine.filter(pk=draft.pk, structure_id=by.structure_id).first()
    if held is None or not by.may_change("issued"):
        raise NotForYou
    return held


def _sealed_pdf(content: bytes, name: str) -> str:
    screened = screen_apart(content, name)
    if screened.kind != "pdf":
        raise einvoice.Refused("file.type", found=screened.kind)
    return store([content])[0]
