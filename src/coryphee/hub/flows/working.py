"""The worker's loop: claim due flows, think, settle each depositor's group in one transaction, or try again later.

Exactly once holds by three things. A flow's rest and everything that comes of it are written in one transaction. That
transaction begins by locking the flows whose lease is still ours: a worker that was frozen or too slow finds its lease
given away and its result is dropped (fencing). A flow that failed, or whose worker died, is worked alone and counts the
attempt before it begins, so that one that kills its worker is parked after MOST_ATTEMPTS and stops nobody.
"""

import json
import logging
import random
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import InterfaceError, OperationalError, connection

from coryphee.hub.accounts.models import User
from coryphee.hub.archive.actions import record_blobs, store
from coryphee.hub.flows.journey import settle, think
from coryphee.hub.flows.leasing import LEASE, renewed
from coryphee.hub.flows.models import Flow, Stage
from coryphee.hub.flows.passage import Passage
from coryphee.hub.invoices.drafts import create_draft, give_back_drafts
from coryphee.hub.journal.actions import Line, record, record_many
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox import clock
from coryphee.hub.toolbox.tenant import tenant

THINKING_TIME = 20  # seconds; what is not begun by then goes back to the queue
MOST_ATTEMPTS = 5
FIRST_WAIT = 10  # seconds before the second attempt; each further one waits four times as long, give or take a fifth
DATABASE_GONE = (OperationalError, InterfaceError)

_log = logging.getLogger(__name__)

CLAIM = "SELECT flow_id, owner_id, tried_before FROM claim_flows(%s, %s, make_interval(secs => %s), %s)"
SETTLE = """
UPDATE flows_flow f SET stage = t.stage, stage_at = %s, number = t.number, syntax = t.syntax, carrier = t.carrier,
    profile = t.profile, channel = t.channel, valid_direct = t.valid_direct, valid_platform = t.valid_platform,
    rulesets = ARRAY(SELECT jsonb_array_elements_text(t.rulesets::jsonb)), findings = t.findings::jsonb,
    invoice_id = t.invoice_id, draft_id = t.draft_id, duplicate_of_id = t.duplicate_of_id,
    lease_token = NULL, lease_until = NULL, failure = ''
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
    %s::bool[], %s::bool[], %s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[])
    AS t (id, stage, number, syntax, carrier, profile, channel, valid_direct, valid_platform, rulesets, findings,
        invoice_id, draft_id, duplicate_of_id)
WHERE f.id = t.id
"""
GIVE_BACK = (
    "UPDATE flows_flow SET lease_token = NULL, lease_until = NULL, due_at = %s WHERE id = ANY(%s) AND lease_token = %s"
)


def drain(
    limit: int = 50, *, now: Callable[[], datetime] = clock.now, hurry: Callable[[], bool] = lambda: False
) -> int:
    """Claim up to `limit` due flows and take each to rest, or to its next attempt. Returns how many were claimed.

    Once `hurry` says so, nothing more is begun and the rest goes back to the queue. Raises what says that the
    database is gone; the leases then run out and the flows are taken up again.
    """
    token = uuid4()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [token, limit, LEASE.total_seconds(), now()])
        claimed = cursor.fetchall()
    together: dict[int, list[int]] = {}
    for flow, owner, tried_before in claimed:
        if not tried_before:
            together.setdefault(owner, []).append(flow)
    if not claimed:
        return 0
    until = time.monotonic() + THINKING_TIME
    with renewed(token, {owner for _, owner, _ in claimed}, now):
        for owner, flows in together.items():
            _work_together(owner, sorted(flows), token, now, lambda: hurry() or time.monotonic() > until)
        for flow, owner, tried_before in claimed:
            if tried_before and not hurry():
                _work_alone(owner, flow, token, now)
    return len(claimed)


def _work_together(
    owner: int, flows: list[int], token: UUID, now: Callable[[], datetime], enough: Callable[[], bool]
) -> None:
    passages = _load(owner, flows, token, now())
    thought: list[Passage] = []
    failed: list[Passage] = []
    for passage in passages:
        if enough():
            break
        try:
            _think(passage)
            thought.append(passage)
        except DATABASE_GONE:
            raise
        except Exception:  # noqa: BLE001  whatever it was, this flow is redone alone and the others go on
            _log.exception("flow %s failed in a batch and is redone alone", passage.flow.pk)
            failed.append(passage)
    later = passages[len(thought) + len(failed) :]
    try:
        _settle(owner, thought, token, give_back=[passage.flow.pk for passage in later], now=now())
    except DATABASE_GONE:
        raise
    except Exception:  # noqa: BLE001  the same
        _log.exception("a batch of %s flows failed; each is redone alone", len(thought))
        failed.extend(thought)
    for passage in failed:
        _work_alone(owner, passage.flow.pk, token, now)


def _work_alone(owner: int, flow: int, token: UUID, now: Callable[[], datetime]) -> None:
    """Redo one flow. The attempt is counted first, in a transaction of its own: this one may kill the worker."""
    moment = now()
    with tenant(owner):
        mine = Flow.objects.select_for_update().filter(pk=flow, lease_token=token).first()
        if mine is None:
            return
        mine.attempts += 1
        if mine.attempts > MOST_ATTEMPTS:
            _park(mine, moment, mine.failure or "the worker died each time")
            return
        mine.lease_until = mine.due_at = moment + LEASE
        mine.save(update_fields=["attempts", "lease_until", "due_at"])
    try:
        passages = _load(owner, [flow], token, moment)
        for passage in passages:
            _think(passage)
        _settle(owner, passages, token, give_back=[], now=moment)
    except DATABASE_GONE:
        raise
    except Exception as problem:  # noqa: BLE001  kept as the failure of the flow, which is tried again later
        _log.exception("flow %s failed, attempt %s", flow, mine.attempts)
        _failed(owner, flow, token, f"{type(problem).__name__}: {problem}", now())


def _failed(owner: int, flow: int, token: UUID, reason: str, now: datetime) -> None:
    with tenant(owner):
        mine = Flow.objects.select_for_update().filter(pk=flow, lease_token=token).first()
        if mine is None:
            return
        if mine.attempts >= MOST_ATTEMPTS:
            _park(mine, now, reason)
            return
        wait = FIRST_WAIT * 4 ** (mine.attempts - 1) * random.uniform(0.8, 1.2)  # noqa: S311  jitter, no secret
        mine.due_at, mine.lease_token, mine.lease_until = now + timedelta(seconds=wait), None, None
        mine.failure = reason[:500].replace("\x00", "")
        mine.save(update_fields=["due_at", "lease_token", "lease_until", "failure"])


def _park(flow: Flow, now: datetime, reason: str) -> None:
    flow.stage, flow.stage_at, flow.lease_token, flow.lease_until = Stage.PARKED, now, None, None
    flow.attempts, flow.failure = min(flow.attempts, MOST_ATTEMPTS), reason[:500].replace("\x00", "")
    flow.save(update_fields=["stage", "stage_at", "lease_token", "lease_until", "attempts", "failure"])
    record(
        "flow.parked", by="platform", now=now, object_type="flow", object_id=flow.pk, structure_id=flow.structure_id,
        attempts=flow.attempts, deposit=flow.deposit_id, depositor=flow.deposit.actor,
    )  # fmt: skip


def _load(owner: int, flows: list[int], token: UUID, now: datetime) -> list[Passage]:
    with tenant(owner):
        depositor = Structure.objects.get(pk=owner)
        mine = Flow.objects.select_related("deposit").filter(pk__in=flows, lease_token=token).order_by("pk")
        return [Passage(flow=flow, depositor=depositor, now=now) for flow in mine]


def _think(passage: Passage) -> None:
    think(passage)
    if passage.structured is not None:
        passage.structured_sha256 = store([passage.structured])[0]


def _settle(owner: int, passages: list[Passage], token: UUID, *, give_back: list[int], now: datetime) -> None:
    """Write everything that comes of the group in one transaction; nothing for flows whose lease was given away."""
    if not passages and not give_back:
        return
    with tenant(owner), connection.cursor() as cursor:
        if give_back:
            cursor.execute(GIVE_BACK, [now, give_back, token])
        cursor.execute(
            "SELECT id FROM flows_flow WHERE id = ANY(%s) AND lease_token = %s ORDER BY id FOR UPDATE",
            [[passage.flow.pk for passage in passages], token],
        )
        held = {row[0] for row in cursor.fetchall()}
        mine = [passage for passage in passages if passage.flow.pk in held]
        if not mine:
            return
        for passage in mine:
            passage.now = now
        record_blobs([(p.structured_sha256, len(p.structured)) for p in mine if p.structured is not None], now=now)
        settle(mine)
        drafts = {passage.flow.pk: _draft(passage) for passage in mine if passage.stage == Stage.DRAFT}
        _tell_refusals([passage for passage in mine if passage.stage == Stage.REFUSED])
        cursor.execute(SETTLE, [now, *_columns(mine, drafts)])


def _draft(passage: Passage) -> int:
    flow, deposit = passage.flow, passage.flow.deposit
    kind, _, name = deposit.actor.partition(":")
    person = User.objects.filter(public_id=name).values_list("pk", flat=True).first() if kind == "person" else None
    draft = create_draft(
        passage.depositor,
        by=deposit.actor,
        now=passage.now,
        person_id=person,
        pdf_sha256=flow.sha256,
        pdf_name=flow.name,
        replaces=flow.replaces,
    )
    return int(draft.pk)


def _tell_refusals(refused: Sequence[Passage]) -> None:
    record_many(
        Line(
            "flow.refused",
            "platform",
            passage.now,
            "flow",
            str(passage.flow.pk),
            passage.depositor.pk,
            {
                "deposit": passage.flow.deposit_id,
                "depositor": passage.flow.deposit.actor,
                "sha256": passage.flow.sha256,
                "rules": sorted({each["rule"] for each in passage.findings if each["severity"] == "fatal"}),
            },
        )
        for passage in refused
    )
    typed = [passage.flow.pk for passage in refused if passage.flow.structured_sha256 or passage.flow.replaces_id]
    if typed:
        give_back_drafts(typed)


def _columns(passages: Iterable[Passage], drafts: dict[int, int]) -> list[list[object]]:
    rows = [
        (
            passage.flow.pk,
            str(passage.stage),
            passage.reading.number if passage.reading else "",
            passage.syntax,
            passage.carrier,
            passage.profile,
            passage.channel,
            passage.valid_direct,
            passage.valid_platform,
            json.dumps(passage.rulesets),
            json.dumps(passage.findings),
            passage.invoice.pk if passage.invoice else None,
            drafts.get(passage.flow.pk),
            passage.duplicate_of.pk if passage.duplicate_of else None,
        )
        for passage in passages
    ]
    return [list(column) for column in zip(*rows, strict=True)]
