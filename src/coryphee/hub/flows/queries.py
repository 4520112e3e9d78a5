"""Where deposits stand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from coryphee.hub.flows.access import deposit_for
from coryphee.hub.flows.models import Deposit, Flow, Stage
from coryphee.hub.structures.access import ISSUED, Acting
from coryphee.hub.toolbox.refusals import NotForYou

PAGE_SIZE = 25
KINDS = {Stage.CLOSED: "accepted", Stage.REFUSED: "refused", Stage.DRAFT: "drafts", Stage.PARKED: "parked"}


@dataclass(frozen=True, slots=True)
class DepositReport:
    """A deposit, its flows in their order, and how many of them are accepted, refused, drafts, running, parked."""

    deposit: Deposit
    state: Literal["processing", "done"]
    counts: dict[str, int]
    flows: list[Flow]


@dataclass(frozen=True, slots=True)
class DepositPage:
    """One page of deposits, newest first; `pages` is at least 1."""

    rows: list[DepositReport]
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
    return DepositPage(_reports(mine.order_by("-id")[(at - 1) * size : at * size]), total, at, pages)


def flow_of_invoice(acting: Acting, invoice_id: int) -> Flow | None:
    """Return the flow that brought an invoice in, with its deposit; None for whoever did not deposit it."""
    mine = Flow.objects.filter(invoice_id=invoice_id, structure_id=acting.structure_id)
    return mine.select_related("deposit").order_by("id").last()


def _reports(deposits: Iterable[Deposit]) -> list[DepositReport]:
    wanted = list(deposits)
    flows: dict[int, list[Flow]] = {deposit.pk: [] for deposit in wanted}
    for flow in Flow.objects.filter(deposit__in=wanted).order_by("deposit_id", "position"):
        flows[flow.deposit_id].append(flow)
    return [_report(deposit, flows[deposit.pk]) for deposit in wanted]


def _report(deposit: Deposit, flows: Sequence[Flow]) -> DepositReport:
    counted = Counter(KINDS.get(Stage(flow.stage), "running") for flow in flows)
    counts = {name: counted[name] for name in (*KINDS.values(), "running")}
    for flow in flows:
        flow.deposit = deposit
    return DepositReport(deposit, "processing" if counts["running"] else "done", counts, list(flows))
