"""The door of the platform: screen a file, seal its bytes, write its deposit and one flow per invoice."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import PurePosixPath
from uuid import UUID

from django.db import transaction

from coryphee import einvoice
from coryphee.einvoice.screening_process import screen_apart
from coryphee.hub.archive.actions import store
from coryphee.hub.flows.deposit_rows import Arrival, Member, insert
from coryphee.hub.flows.models import Deposit
from coryphee.hub.invoices.attachments import AttachmentGiven, AttachmentRefused, check_attachments, kept
from coryphee.hub.invoices.models import Invoice
from coryphee.hub.invoices.stored_findings import own
from coryphee.hub.journal.actions import Line, record, record_many
from coryphee.hub.structures.access import Acting
from coryphee.hub.toolbox.refusals import NotForYou, PlatformRefusal
from coryphee.hub.toolbox.tenant import tenant

LONGEST_NAME = 200


class KeyReused(PlatformRefusal):
    """The idempotency key was used for other bytes; the first deposit is untouched."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The deposit, and whether this was a repetition that found it already made."""

    deposit: Deposit
    replayed: bool


def receive(
    content: bytes,
    name: str,
    *,
    by: Acting,
    door: str,
    now: datetime,
    idempotency_key: str | None = None,
    group: UUID | None = None,
    attachments: Sequence[AttachmentGiven] = (),
    structured: bytes | None = None,
    replaces: Invoice | None = None,
) -> Receipt:
    """Screen a file, seal its bytes, then write its deposit and one flow per invoice in one transaction.

    `structured` are the data (CII) typed for a PDF without any. When this returns, everything is durable. Raises
    einvoice.Refused (nothing kept but one security event), AttachmentRefused, KeyReused, NotForYou.
    """
    arrival = sealed(
        content,
        name,
        by=by,
        door=door,
        now=now,
        idempotency_key=idempotency_key,
        group=group,
        attachments=attachments,
        structured=structured,
        replaces=replaces,
    )
    with tenant(by.structure_id):
        deposit = written(arrival)
        return Receipt(deposit, replayed=False) if deposit else Receipt(_first(arrival), replayed=True)


def sealed(
    content: bytes,
    name: str,
    *,
    by: Acting,
    door: str,
    now: datetime,
    idempotency_key: str | None = None,
    group: UUID | None = None,
    attachments: Sequence[AttachmentGiven] = (),
    structured: bytes | None = None,
    replaces: Invoice | None = None,
) -> Arrival:
    """Screen a file and lay its bytes in the vault, outside transactions; no row is written yet. Raises as receive."""
    if not by.may_change("issued"):
        raise NotForYou
    try:
        screened = screen_apart(content, name)
    except einvoice.Refused as refusal:
        refused_at_the_door(refusal, by=by, door=door, now=now, size=len(content))
        raise
    shown = display_name(name) or f"deposit.{screened.kind}"
    check_attachments(attachments)
    if attachments and len(screened.members) > 1:
        raise AttachmentRefused("CHORUS-ATTACHMENT-ARCHIVE")  # nobody knows which of its invoices they belong to
    contents = [content, *(member.content for member in screened.members if member.content is not None)]
    extra = [*([structured] if structured else []), *(document.content for document in attachments)]
    stored = store([*contents, *extra])
    hashes = dict(zip(map(id, [*contents, *extra]), stored, strict=True))
    documents = kept(attachments, stored[len(stored) - len(attachments) :])
    return Arrival(
        by=by,
        door=door,
        name=shown,
        kind=screened.kind,
        sha256=stored[0],
        size=len(content),
        members=[_member(member, hashes) for member in screened.members] or [Member(shown, stored[0], len(content))],
        blobs=list(zip(stored, map(len, [*contents, *extra]), strict=True)),
        now=now,
        key=idempotency_key,
        group=group,
        structured_sha256=hashes[id(structured)] if structured else "",
        attachments=[asdict(document) for document in documents],
        replaces_id=replaces.pk if replaces else None,
    )


def written(arrival: Arrival) -> Deposit | None:
    """Write deposit, flows and journal in the running transaction; None when the key was used before."""
    deposit = insert(arrival)
    if deposit:
        record_many(_refused_members(deposit, arrival))
    return deposit


def display_name(name: str) -> str:
    """Return the last part of a file name, without what could not be shown, at most 200 characters."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[:LONGEST_NAME]


def _refused_members(deposit: Deposit, arrival: Arrival) -> Iterator[Line]:
    """Yield the security events of an archive's members that were not let in; the others go their way."""
    for position, member in enumerate(arrival.members):
        if member.refusal:
            facts = {"code": member.refusal["rule"], "position": position, "sha256": member.sha256, "size": member.size}
            by = arrival.by
            yield Line("member.refused", by.actor, arrival.now, "deposit", str(deposit.pk), by.structure_id, facts)


def _first(arrival: Arrival) -> Deposit:
    """Return the deposit that the key was first used for, when it held the same bytes."""
    first = Deposit.objects.filter(actor=arrival.by.actor, idempotency_key=arrival.key).first()
    if first is None or first.sha256 != arrival.sha256:
        raise KeyReused
    given = first.flows.order_by("position").values_list("structured_sha256", "attachments")[0]
    if given != (arrival.structured_sha256, list(arrival.attachments)):
        raise KeyReused
    return first


def _member(member: einvoice.Member, hashes: dict[int, str]) -> Member:
    name = display_name(member.name)
    if member.refused is not None:
        finding = own(member.refused.code, ruleset="", **member.refused.parameters)
        content = member.content
        return Member(name, hashes[id(content)] if content else "", len(content or b""), finding)
    assert member.content is not None  # noqa: S101  a member was let in, or was refused
    return Member(name, hashes[id(member.content)], len(member.content))


@transaction.atomic
def refused_at_the_door(refusal: einvoice.Refused, *, by: Acting, door: str, now: datetime, size: int) -> None:
    """Leave the one trace of a file that was not let in: who, where, why, how many bytes (declared, when not read)."""
    record(
        "door.refused",
        by=by.actor,
        now=now,
        object_type="structure",
        object_id=by.structure_id,
        structure_id=by.structure_id,
        code=refusal.code,
        door=door,
        size=size,
    )
