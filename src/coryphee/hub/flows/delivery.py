"""The last two steps: the record of the invoice, its first events and the boxes; then the proof in the journal."""

from collections.abc import Sequence

from coryphee.hub.flows.models import Stage
from coryphee.hub.flows.passage import Passage
from coryphee.hub.invoices.actions import duplicate_finding, identity_key, integrate, refresh_boxes
from coryphee.hub.invoices.attachments import AttachmentKept, attach
from coryphee.hub.invoices.models import Invoice
from coryphee.hub.invoices.stored_findings import by_rule, is_warning
from coryphee.hub.journal.actions import Line, record_many
from coryphee.hub.lifecycle.models import Event


def deliver(passages: Sequence[Passage]) -> None:
    """Store the invoices of one depositor and lay them in both boxes. A number in use refuses the file."""
    holders = integrate([(_record(passage), _key(passage)) for passage in passages], now=passages[0].now)
    for passage, holder in zip(passages, holders, strict=True):
        if holder is None:
            passage.stage = Stage.DELIVERED
        else:
            passage.invoice, passage.duplicate_of = None, holder
            passage.refuse(_duplicate(passage))
    delivered = [passage for passage in passages if passage.stage == Stage.DELIVERED]
    Event.objects.bulk_create(event for passage in delivered for event in _events(passage))
    if delivered:
        refresh_boxes(_pk(passage) for passage in delivered)
    for passage in delivered:
        if passage.flow.attachments:
            documents = [(_pk(passage), AttachmentKept(**given)) for given in passage.flow.attachments]
            deposit = passage.flow.deposit
            # After the boxes: an attachment belongs to an invoice in the box of who adds it.
            attach(documents, structure=passage.depositor, by=deposit.actor, now=deposit.received_at)


def close(passages: Sequence[Passage]) -> None:
    """Leave the proof: original, structured data, verdicts and rule sets, in the journal."""
    record_many(
        Line(
            "invoice.delivered",
            "platform",
            passage.now,
            "invoice",
            str(_pk(passage)),
            passage.depositor.pk,
            {
                "flow": passage.flow.pk,
                "deposit": passage.flow.deposit_id,
                "depositor": passage.flow.deposit.actor,
                "recipient": passage.recipient.pk if passage.recipient else None,
                "original": passage.flow.sha256,
                "structured": passage.structured_sha256,
                "channel": passage.channel,
                "valid": {"direct": passage.valid_direct, "platform": passage.valid_platform},
                "rulesets": list(passage.rulesets),
                "status": "MISE_A_DISPOSITION",
            },
        )
        for passage in passages
    )
    for passage in passages:
        passage.stage = Stage.CLOSED


def _pk(passage: Passage) -> int:
    assert passage.invoice is not None  # noqa: S101  delivered
    return passage.invoice.pk


def _record(passage: Passage) -> Invoice:
    reading, recipient, flow = passage.reading, passage.recipient, passage.flow
    assert reading is not None  # noqa: S101  routed
    assert recipient is not None  # noqa: S101  routed
    passage.invoice = Invoice(
        environment=passage.depositor.environment,
        supplier=passage.depositor,
        recipient=recipient,
        service=passage.service,
        number=reading.number,
        type_code=reading.type_code,
        issue_date=reading.issue_date,
        due_date=reading.due_date,
        currency=reading.currency,
        total_without_vat=reading.total_without_vat,
        total_vat=reading.total_vat,
        total_with_vat=reading.total_with_vat,
        amount_due=reading.amount_due,
        engagement=reading.engagement[:100],
        contract=reading.contract[:100],
        billing_framework=reading.billing_framework,
        profile=passage.profile,
        syntax=passage.syntax,
        carrier=passage.carrier,
        channel=passage.channel,
        original_sha256=flow.sha256,
        structured_sha256=passage.structured_sha256,
        warnings=by_rule(filter(is_warning, passage.findings)),
        status="MISE_A_DISPOSITION",
        status_at=passage.now,
        deposited_at=flow.deposit.received_at,
        made_available_at=passage.now,
        replaces_id=flow.replaces_id,
    )
    return passage.invoice


def _key(passage: Passage) -> str:
    assert passage.reading is not None  # noqa: S101  routed
    assert passage.recipient is not None  # noqa: S101  routed
    return identity_key(passage.recipient, passage.reading.issue_date)


def _duplicate(passage: Passage) -> dict[str, object]:
    assert passage.reading is not None  # noqa: S101  routed
    assert passage.recipient is not None  # noqa: S101  routed
    return duplicate_finding(passage.recipient, passage.reading.number, passage.reading.issue_date)


def _events(passage: Passage) -> list[Event]:
    deposit = passage.flow.deposit
    return [
        Event(
            invoice_id=_pk(passage),
            at=deposit.received_at,
            status="DEPOSEE",
            actor_kind=Event.Actor.SUPPLIER,
            actor=deposit.actor,
            actor_name=deposit.actor_name,
            structure=passage.depositor,
        ),
        Event(
            invoice_id=_pk(passage),
            at=passage.now,
            status="MISE_A_DISPOSITION",
            actor_kind=Event.Actor.PLATFORM,
            actor="platform",
        ),
    ]
