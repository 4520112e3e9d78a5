"""Where deposits stand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from coryphee.hub.flows.access import deposit_for
from coryphee.hub.flows.models import Deposit, Flow, Stage
from coryphee.hub.invoices.models import BoxEntry, Draft
from coryphee.hub.structures.access import ISSUED, Acting
from coryphee.hub.toolbox.refusals import NotForYou

PAGE_SIZE = 25
KINDS = {Stage.CLOSED: "accepted", Stage.REFUSED: "refused", Stage.DRAFT: "drafts", Stage.PARKED: "parked"}


_SENT = Flow.objects.filter(pk=OuterRef("draft__sent_flow"))
_SENT_STAGE = Subquery(_SENT.values("stage")[:1])


@dataclass(frozen=True, slots=True)
class DepositReport:
    """A deposit, its flows in their order, and how many of them are accepted, refused, drafts, running, parked.

    A flow that became a draft which was sent carries `sent_in` and `sent_stage`: that other deposit, and where it is.
    """

    deposit: Deposit
    state: Literal["processing", "done"]
    counts: dict[str, int]
    flows: list[Flow]


@dataclass(frozen=True, slots=True)
class DepositLine:
    """A deposit in a list: how many of its flows are accepted, refused, drafts, running, parked, and all together."""

    deposit: Deposit
    counts: dict[str, int]
    flows: int


@dataclass(frozen=True, slots=True)
class DepositPage:
    """One page of deposits, newest first; `pages` is at least 1."""

    rows: list[DepositLine]
    total: int
    page: int
    pages: int


def deposit_report(acting: Acting, deposit_id: int) -> DepositReport:
    """Return what became of a deposit. Raises NotForYou. Call it behind the structure's wall."""
    return _reports([deposit_for(acting, deposit_id)])[0]


def group_report(acting: Acting, group: UUID) -> list[DepositReport]:
    """Return what became of files sent together, in the order they came; nothing for an unknown group."""
    if not acting.may_see(ISSUED):
        raise NotForYou
    return _reports(Deposit.objects.filter(structure_id=acting.structure_id, group=group).order_by("id"))


def recent_deposits(acting: Acting, page: int, size: int = PAGE_SIZE) -> DepositPage:
    """Return one page of the structure's deposits, newest first, in three queries."""
    if not acting.may_see(ISSUED):
        raise NotForYou
    mine = Deposit.objects.filter(structure_id=acting.structure_id)
    total = mine.count()
    pages = max(1, -(-total // size))
    at = min(max(page, 1), pages)
    return DepositPage(_lines(mine.order_by("-id")[(at - 1) * size : at * size]), total, at, pages)


def refused_since(acting: Acting, since: datetime) -> int:
    """Count the invoices that were refused and wait for a better file: none of their number came in meanwhile.

    What was typed in a form waits among the drafts instead. Call it behind the structure's wall.
    """
    if not acting.may_see(ISSUED):
        raise NotForYou
    mine = BoxEntry.objects.filter(structure_id=acting.structure_id, side=ISSUED, number=OuterRef("number"))
    refused = Flow.objects.filter(structure_id=acting.structure_id, stage=Stage.REFUSED, stage_at__gte=since)
    return refused.filter(structured_sha256="").exclude(Exists(mine)).count()


def flow_of_invoice(acting: Acting, invoice_id: int) -> Flow | None:
    """Return the flow that brought an invoice in, with its deposit; None for whoever did not deposit it."""
    mine = Flow.objects.filter(invoice_id=invoice_id, structure_id=acting.structure_id)
    return mine.select_related("deposit").order_by("id").last()


def deposit_of_sent_draft(acting: Acting, draft_id: int) -> int | None:
    """Return the deposit in which a draft was sent; None for one that waits, is absent or somebody else's."""
    if not acting.may_see(ISSUED):
        raise NotForYou
    sent = Draft.objects.filter(pk=draft_id, structure_id=acting.structure_id, sent_flow__isnull=False)
    return Flow.objects.filter(pk__in=sent.values("sent_flow")).values_list("deposit_id", flat=True).first()


def _lines(deposits: Iterable[Deposit]) -> list[DepositLine]:
    wanted = list(deposits)
    stages: dict[int, Counter[str]] = {deposit.pk: Counter() for deposit in wanted}
    now_at = Case(When(stage=Stage.DRAFT, then=Coalesce(_SENT_STAGE, F("stage"))), default=F("stage"))
    found = Flow.objects.filter(deposit__in=wanted).values("deposit_id", now_at=now_at).annotate(flows=Count("id"))
    for row in found.order_by():
        stages[row["deposit_id"]][row["now_at"]] += row["flows"]
    return [DepositLine(each, _counts(stages[each.pk]), stages[each.pk].total()) for each in wanted]


def _reports(deposits: Iterable[Deposit]) -> list[DepositReport]:
    wanted = list(deposits)
    flows: dict[int, list[Flow]] = {deposit.pk: [] for deposit in wanted}
    found = Flow.objects.filter(deposit__in=wanted).annotate(
        draft_deposit=Subquery(_SENT.values("deposit_id")[:1]), draft_stage=_SENT_STAGE
    )
    for flow in found.order_by("deposit_id", "position"):
        flow.sent_in, flow.sent_stage = flow.draft_deposit, flow.draft_stage
        flows[flow.deposit_id].append(flow)
    return [_report(deposit, flows[deposit.pk]) for deposit in wanted]


def _report(deposit: Deposit, flows: Sequence[Flow]) -> DepositReport:
    counts = _counts(Counter((flow.stage == Stage.DRAFT and flow.sent_stage) or flow.stage for flow in flows))
    for flow in flows:
        flow.deposit = deposit
    return DepositReport(deposit, "processing" if counts["running"] else "done", counts, list(flows))


def _counts(stages: Counter[str]) -> dict[str, int]:
    """Count flows by kind; a draft that was sent counts as what it became."""
    counts = dict.fromkeys((*KINDS.values(), "running"), 0)
    for stage, flows in stages.items():
        counts[KINDS.get(Stage(stage), "running")] += flows
    return counts
