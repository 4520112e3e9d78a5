"""What the parties of an invoice may do with it. Each verb: one transaction, one journal line, both boxes refreshed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from coryphee.hub.archive.actions import record_blobs, store
from coryphee.hub.invoices.actions import duplicate_finding, refresh_boxes, take_number_anew
from coryphee.hub.invoices.addressing import judge_address
from coryphee.hub.invoices.attachments import AttachmentGiven, attach, check_attachments, kept
from coryphee.hub.invoices.drafts import create_draft
from coryphee.hub.invoices.models import BoxEntry, Draft, Invoice
from coryphee.hub.invoices.stored_findings import own
from coryphee.hub.journal.actions import record
from coryphee.hub.lifecycle.models import Event
from coryphee.hub.lifecycle.reasons import OTHER, REASONS
from coryphee.hub.lifecycle.refusals import (
    ReasonMissing,
    ReasonUnknown,
    RoutingRefused,
    SomeChanged,
    StatusChanged,
    TransitionRefused,
)
from coryphee.hub.lifecycle.statuses import STATUSES, may_set
from coryphee.hub.structures.access import Acting
from coryphee.hub.structures.models import Structure
from coryphee.hub.structures.queries import find_recipient
from coryphee.hub.toolbox.clock import day_in_france
from coryphee.hub.toolbox.refusals import NotForYou
from coryphee.hub.toolbox.tenant import tenant

LONGEST_COMMENT = 2000
SUPPLIER = Event.Actor.SUPPLIER


def set_status(
    invoice: Invoice,
    *,
    by: Acting,
    status: str,
    now: datetime,
    reason: str = "",
    comment: str = "",
    mandate_number: str = "",
    expected_status: str | None = None,
) -> Invoice:
    """Set a status as the recipient and return the invoice as it now stands.

    `expected_status` is the one the person was shown. Raises NotForYou, StatusChanged, TransitionRefused,
    ReasonMissing, ReasonUnknown.
    """
    with _held(invoice, by, expected_status) as held:
        kind = _recipient_kind(held, by, status)
        _check_reason(status, reason, comment)
        former, held.status, held.status_at = held.status, status, now
        if status == "SERVICE_FAIT":
            held.service_done_at = now
        elif status == "SUSPENDUE":
            held.suspended_at, held.resumed_at = now, None
        elif status == "MISE_EN_PAIEMENT":
            held.paid_at = now
        elif former == "SUSPENDUE" and status == "MISE_A_DISPOSITION":
            held.resumed_at = now
        if mandate_number.strip():
            held.mandate_number = mandate_number.strip()[:50]
        details = {"mandate_number": held.mandate_number} if status == "MANDATEE" and held.mandate_number else {}
        _settle(
            held,
            by,
            now,
            kind,
            "invoice.status",
            facts={"former": former},
            reason=reason,
            comment=comment,
            shown=details,
        )
        return held


def set_status_many(
    seen: Mapping[int, str],
    *,
    by: Acting,
    status: str,
    now: datetime,
    reason: str = "",
    comment: str = "",
    mandate_number: str = "",
) -> None:
    """Set one status on many received invoices: on all of them or on none.

    `seen` gives each invoice the status that the person was shown. Raises NotForYou, SomeChanged, ReasonMissing,
    ReasonUnknown.
    """
    given = {"status": status, "reason": reason, "comment": comment, "mandate_number": mandate_number}
    changed = []
    with tenant(by.structure_id):
        mine = BoxEntry.objects.filter(structure_id=by.structure_id, side="received", invoice_id__in=list(seen))
        if mine.count() != len(seen):
            raise NotForYou
        for invoice_id in sorted(seen):  # one order for all, lest two people wait for one another
            try:
                set_status(Invoice(pk=invoice_id), by=by, now=now, expected_status=seen[invoice_id], **given)
            except (StatusChanged, TransitionRefused):
                changed.append(invoice_id)
        if changed:
            raise SomeChanged(changed)


def complete(
    invoice: Invoice, *, by: Acting, now: datetime, attachments: Sequence[AttachmentGiven] = (), comment: str = ""
) -> Invoice:
    """Answer a suspension with what was missing. Raises AttachmentRefused, TransitionRefused, NotForYou."""
    check_attachments(attachments)
    documents = kept(attachments, store([document.content for document in attachments]))
    with _held(invoice, by) as held:
        _supplier_only(held, by, "COMPLETEE", of="SUSPENDUE")
        record_blobs([(document.sha256, document.size) for document in documents], now=now)
        given = [(held.pk, document) for document in documents]
        attached = attach(given, structure=held.supplier, by=by.actor, now=now)
        held.status, held.status_at, held.resumed_at = "COMPLETEE", now, now
        hashes = [document.sha256 for document in documents]
        _settle(
            held,
            by,
            now,
            SUPPLIER,
            "invoice.completed",
            facts={"sha256": hashes},
            comment=comment,
            shown={"attachments": [document.pk for document in attached]},
        )
        return held


def recycle(
    invoice: Invoice,
    *,
    by: Acting,
    now: datetime,
    recipient_identifier: str,
    service_code: str = "",
    engagement: str = "",
    comment: str = "",
) -> Invoice:
    """Send an invoice that was addressed wrongly to where it belongs: same number, other SIRET, service or engagement.

    The former recipient loses it. Raises RoutingRefused with findings, TransitionRefused, NotForYou.
    """
    with _held(invoice, by) as held:
        _supplier_only(held, by, "MISE_A_DISPOSITION", of="A_RECYCLER")
        service_code, engagement = service_code.strip(), engagement.strip()
        recipient = find_recipient(held.environment, recipient_identifier)
        if recipient is None:
            raise RoutingRefused([own("CHORUS-RECIPIENT-UNKNOWN", term="BT-47", siret=recipient_identifier.strip())])
        if held.channel == "direct" and recipient.kind == Structure.Kind.PRIVATE:
            # No platform's rules let it in, and the direct channel leads to no company.
            raise RoutingRefused(
                [own("CORYPHEE-COMPANY-BY-PLATFORM", term="BT-47", number=held.number, name=recipient.name)]
            )
        services = list(recipient.services.filter(code=service_code))
        service, findings = judge_address(
            recipient, services, service_code=service_code, engagement=engagement, on=day_in_france(now)
        )
        if findings:
            raise RoutingRefused(findings)
        if take_number_anew(held, recipient, now=now) is not None:
            raise RoutingRefused([duplicate_finding(recipient, held.number, held.issue_date)])
        moved = held.recipient_id != recipient.pk
        former = {"recipient": held.recipient.identifier, "service": held.service.code if held.service else ""}
        held.recipient, held.service, held.engagement = recipient, service, engagement[:100]
        held.status, held.status_at, held.made_available_at = "MISE_A_DISPOSITION", now, now
        # What the former recipient did is theirs: neither its mandate nor its dates hold for the new one.
        held.mandate_number, held.service_done_at, held.suspended_at, held.resumed_at = "", None, None, None
        to = {"recipient": recipient.identifier, "service": service.code if service else "", "engagement": engagement}
        _settle(
            held, by, now, SUPPLIER, "invoice.recycled", facts={"former": former, "to": to}, comment=comment,
            act="recycled",
            shown={"recipient": recipient.name, "moved": moved, **to},
        )  # fmt: skip
        return held


def acknowledge_rejection(invoice: Invoice, *, by: Acting, now: datetime) -> Invoice:
    """Take note of a rejection: it waits no longer. Raises TransitionRefused, NotForYou."""
    with _held(invoice, by) as held:
        _supplier_only(held, by, "REJETEE", of="REJETEE")
        if held.rejection_acknowledged_at is None:
            held.rejection_acknowledged_at = now
            _settle(held, by, now, SUPPLIER, "invoice.rejection_acknowledged", act="acknowledged", sets_status=False)
        return held


def start_replacement(invoice: Invoice, *, by: Acting, now: datetime) -> Draft:
    """Open a draft with the content of a rejected invoice but its number, or return the one opened before."""
    with _held(invoice, by) as held:
        _supplier_only(held, by, "BROUILLON", of="REJETEE")
        opened = Draft.objects.filter(structure_id=by.structure_id, replaces=held, sent_flow__isnull=True).first()
        return opened or create_draft(
            held.supplier,
            by=by.actor,
            now=now,
            person_id=by.person.pk if by.person else None,
            fields=_as_typed(held),
            replaces=held,
        )


def _as_typed(invoice: Invoice) -> dict[str, Any]:
    return {
        "recipient": invoice.recipient.identifier,
        "service_code": invoice.service.code if invoice.service else "",
        "engagement": invoice.engagement,
        "contract": invoice.contract,
        "type_code": invoice.type_code,
        "due_date": invoice.due_date.isoformat() if invoice.due_date else "",
        "currency": invoice.currency,
        "total_without_vat": f"{invoice.total_without_vat:.2f}",
        "total_vat": f"{invoice.total_vat:.2f}" if invoice.total_vat is not None else "",
        "total_with_vat": f"{invoice.total_with_vat:.2f}",
    }


@contextmanager
def _held(invoice: Invoice, by: Acting, expected_status: str | None = None) -> Iterator[Invoice]:
    """Lock the invoice behind the wall of the one who acts: two tabs and two people come one after the other."""
    with tenant(by.structure_id):
        held = (
            Invoice.objects.select_for_update(of=("self",))
            .select_related("supplier", "recipient", "service")
            .filter(pk=invoice.pk, box_entries__structure_id=by.structure_id)
            .first()
        )
        if held is None:
            raise NotForYou
        if expected_status is not None and held.status != expected_status:
            raise StatusChanged(held.status)
        yield held


def _recipient_kind(invoice: Invoice, by: Acting, status: str) -> str:
    """Return as whom the acting one sets the status: clerk, accountant or accounting system."""
    for kind in ("clerk", "accountant", "accounting_system"):
        mine = by.structure_id == invoice.recipient_id and kind in by.kinds
        if mine and may_set(invoice.status, status, kind, invoice.recipient):
            return kind
    raise TransitionRefused(invoice.status, status)


def _supplier_only(invoice: Invoice, by: Acting, target: str, *, of: str) -> None:
    mine = by.structure_id == invoice.supplier_id and SUPPLIER in by.kinds
    if not mine or invoice.status != of:
        raise TransitionRefused(invoice.status, target)


def _check_reason(status: str, reason: str, comment: str) -> None:
    if not reason:
        if STATUSES[status].reason_required:
            raise ReasonMissing
        return
    if reason not in REASONS or status not in REASONS[reason].statuses:
        raise ReasonUnknown
    if reason == OTHER and not comment.strip():
        raise ReasonMissing


def _settle(
    invoice: Invoice,
    by: Acting,
    now: datetime,
    kind: str,
    word: str,
    *,
    facts: dict[str, Any] | None = None,
    reason: str = "",
    comment: str = "",
    act: str = "",
    shown: dict[str, Any] | None = None,
    sets_status: bool = True,
) -> None:
    """Write the invoice, its event and the journal line, and refresh both boxes."""
    invoice.save()
    Event.objects.create(
        invoice=invoice,
        at=now,
        status=invoice.status if sets_status else "",
        act=act,
        actor_kind=kind,
        actor=by.actor,
        actor_name=by.actor_name,
        structure_id=by.structure_id,
        reason=reason,
        comment=comment.strip()[:LONGEST_COMMENT],
        details=shown or {},
    )
    parties = {"supplier": invoice.supplier_id, "recipient": invoice.recipient_id}
    facts = {**parties, **(facts or {}), "status": invoice.status, **({"reason": reason} if reason else {})}
    record(
        word, by=by.actor, now=now, object_type="invoice", object_id=invoice.pk, structure_id=by.structure_id, **facts
    )
    refresh_boxes([invoice.pk])
