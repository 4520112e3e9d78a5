"""The SQL of a deposit: one statement for deposit, flows, contents and journal; a hundred a second fit on two cores."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from coryphee.hub.flows.models import Deposit, Stage
from coryphee.hub.journal.actions import FORMAT, Line
from coryphee.hub.structures.access import Acting

# Nothing is inserted, and nothing returned, when the actor used the key before. The journal's line needs the number of
# the deposit before anybody knows it: DEPOSIT_ID stands for it in the canonical bytes.
DEPOSIT_ID = "{deposit}"
INSERT = """
WITH made AS (
    INSERT INTO flows_deposit (structure_id, door, actor, actor_name, name, kind, sha256, size, "group", received_at,
        idempotency_key)
    VALUES (%(structure)s, %(door)s, %(actor)s, %(actor_name)s, %(name)s, %(kind)s, %(sha256)s, %(size)s, %(group)s,
        %(now)s, %(key)s)
    ON CONFLICT (actor, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING RETURNING id
), flows AS (
    INSERT INTO flows_flow (deposit_id, structure_id, position, name, sha256, size, structured_sha256, attachments,
        replaces_id, stage, stage_at, number, syntax, carrier, profile, channel, rulesets, findings, attempts, due_at,
        failure)
    SELECT made.id, %(structure)s, f.position, f.name, f.sha256, f.size, %(structured)s, %(attachments)s::jsonb,
        %(replaces)s, f.stage, %(now)s, '', '', '', '', '', '{}', f.findings::jsonb, 0, %(now)s, ''
    FROM made CROSS JOIN unnest(%(names)s::text[], %(sha256s)s::text[], %(sizes)s::bigint[], %(stages)s::text[],
        %(findings)s::text[], %(positions)s::int[]) AS f (name, sha256, size, stage, findings, position)
), blobs AS (
    INSERT INTO archive_blob (sha256, size, sealed_at)
    SELECT b.sha256, b.size, %(now)s FROM made CROSS JOIN unnest(%(blobs)s::text[], %(blob_sizes)s::bigint[])
        AS b (sha256, size)
    ON CONFLICT (sha256) DO NOTHING
), entry AS (
    INSERT INTO journal_entry (at, kind, actor, structure_id, object_type, object_id, format, canonical)
    SELECT %(now)s, %(journal_kind)s, %(actor)s, %(structure)s, 'deposit', made.id::text, %(journal_format)s,
        convert_to(replace(%(canonical)s, %(placeholder)s, made.id::text), 'UTF8')
    FROM made
)
SELECT id FROM made
"""


@dataclass(frozen=True, slots=True)
class Member:
    """One invoice of a deposit; `refusal` is the finding for a member of an archive that the door did not let in."""

    name: str
    sha256: str
    size: int
    refusal: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """All there is to write about a deposit."""

    by: Acting
    door: str
    name: str
    kind: str
    sha256: str
    size: int
    members: Sequence[Member]
    blobs: Sequence[tuple[str, int]]  # SHA-256 and size of every content laid in the vault for it
    now: datetime
    key: str | None = None
    group: UUID | None = None
    structured_sha256: str = ""
    attachments: Sequence[dict[str, Any]] = field(default_factory=list)
    replaces_id: int | None = None


def insert(arrival: Arrival) -> Deposit | None:
    """Write deposit and flows behind the depositor's wall; None when the key was used before."""
    deposit = Deposit(
        structure_id=arrival.by.structure_id,
        door=arrival.door,
        actor=arrival.by.actor,
        actor_name=arrival.by.actor_name[:200],
        name=arrival.name,
        kind=arrival.kind,
        sha256=arrival.sha256,
        size=arrival.size,
        group=arrival.group,
        received_at=arrival.now,
        idempotency_key=arrival.key,
    )
    members = arrival.members
    blobs, blob_sizes = zip(*sorted(set(arrival.blobs)), strict=True)
    line = Line(
        "deposit.received",
        arrival.by.actor,
        arrival.now,
        "deposit",
        DEPOSIT_ID,
        arrival.by.structure_id,
        {"door": arrival.door, "flows": len(members), "sha256": arrival.sha256, "size": arrival.size},
    )
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            {
                "structure": deposit.structure_id,
                "door": deposit.door,
                "actor": deposit.actor,
                "actor_name": deposit.actor_name,
                "name": deposit.name,
                "kind": deposit.kind,
                "sha256": deposit.sha256,
                "size": deposit.size,
                "group": deposit.group,
                "now": deposit.received_at,
                "key": deposit.idempotency_key,
                "structured": arrival.structured_sha256,
                "attachments": json.dumps(list(arrival.attachments)),
                "replaces": arrival.replaces_id,
                "names": [member.name for member in members],
                "sha256s": [member.sha256 for member in members],
                "sizes": [member.size for member in members],
                "stages": [str(Stage.REFUSED if member.refusal else Stage.RECEIVED) for member in members],
                "findings": [json.dumps([member.refusal] if member.refusal else []) for member in members],
                "positions": list(range(len(members))),
                "blobs": list(blobs),
                "blob_sizes": list(blob_sizes),
                "journal_kind": line.kind,
                "journal_format": FORMAT,
                "canonical": line.canonical().decode(),
                "placeholder": DEPOSIT_ID,
            },
        )
        row = cursor.fetchone()
    if row is None:
        return None
    deposit.pk = row[0]
    deposit._state.adding = False  # noqa: SLF001  the row is there, though Django did not write it
    return deposit
