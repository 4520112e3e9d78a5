"""Deposit the sample invoices as the demo people would, and compare what became of each with what was expected."""

import json
import sys
import time
from dataclasses import dataclass
from typing import Any

from coryphee import einvoice
from coryphee.hub.accounts.models import User
from coryphee.hub.flows.actions import receive
from coryphee.hub.flows.models import AT_REST, Flow, Stage
from coryphee.hub.invoices.stored_findings import blocks
from coryphee.hub.operations.demo_world import SAMPLES
from coryphee.hub.structures.access import person_acting
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.tenant import tenant

DELIVERED, REFUSED, AT_THE_DOOR, DRAFT = "delivered", "refused", "refused_at_door", "draft"
OUTCOME_OF_STAGE = {Stage.CLOSED: DELIVERED, Stage.REFUSED: REFUSED, Stage.DRAFT: DRAFT}


@dataclass(frozen=True)
class Deposited:
    """A sample that was sent: its deposit, or the refusal of the door."""

    file: str
    structure_id: int
    deposit_id: int | None
    refusal: einvoice.Refused | None


@dataclass(frozen=True)
class Row:
    """What became of one invoice, beside what was expected."""

    file: str
    outcome: str
    rules: tuple[str, ...]
    why: str
    expected: str
    expected_rules: tuple[str, ...]

    @property
    def as_expected(self) -> bool:
        """True when the outcome is the expected one, for the expected reasons (others may be named too)."""
        return self.outcome == self.expected and set(self.expected_rules) <= set(self.rules)


def _expectations() -> dict[str, dict[str, Any]]:
    expected: dict[str, dict[str, Any]] = json.loads((SAMPLES / "expected.json").read_text())
    return expected


def deposit_samples(told: dict[str, Any]) -> list[Deposited]:
    """Send every sample as its supplier's manager. Safe to repeat: each has an idempotency key of its own."""
    owners = {name.split("/")[0]: entry["supplier"] for name, entry in _expectations().items()}
    people = {person["siret"]: person["email"] for person in told["people"]}
    return [_deposit(file, people[siret], siret) for file, siret in sorted(owners.items())]


def _deposit(file: str, email: str, siret: str) -> Deposited:
    structure = Structure.objects.get(identifier=siret, environment="production")
    acting = person_acting(User.objects.get(email=email), structure.pk)
    content = (SAMPLES / file).read_bytes()
    try:
        receipt = receive(content, file, by=acting, door="portal", now=now(), idempotency_key=f"demo:{file}")
    except einvoice.Refused as refusal:
        return Deposited(file, structure.pk, None, refusal)
    # One after the other: the duplicate must come second.
    _flows(structure.pk, receipt.deposit.pk, patience=30)
    return Deposited(file, structure.pk, receipt.deposit.pk, None)


def outcomes(deposits: list[Deposited], *, patience: float) -> list[Row]:
    """Wait until every flow rests, and tell what became of each."""
    rows = []
    for deposited in deposits:
        if deposited.refusal is not None:
            rows.append(_row(deposited.file, AT_THE_DOOR, [deposited.refusal.code], deposited.refusal.parameters))
            continue
        flows = _flows(deposited.structure_id, deposited.deposit_id or 0, patience=patience)
        for flow in flows:
            name = deposited.file if len(flows) == 1 else f"{deposited.file}/{flow.name}"
            fatal = [finding for finding in flow.findings if blocks(finding, flow.channel)]
            parameters = dict(fatal[0]["parameters"]) if fatal else {}
            outcome = OUTCOME_OF_STAGE.get(Stage(flow.stage), flow.stage)
            rules = [finding["rule"] for finding in fatal] if outcome == REFUSED else []
            rows.append(_row(name, outcome, rules, parameters))
    return rows


def _row(name: str, outcome: str, rules: list[str], parameters: dict[str, str]) -> Row:
    entry = _expectations().get(name, {"outcome": "not expected at all", "rules": []})
    why = einvoice.explain(rules[0], parameters, "en").message if rules else ""
    return Row(name, outcome, tuple(dict.fromkeys(rules)), why, entry["outcome"], tuple(entry["rules"]))


def _flows(structure_id: int, deposit_id: int, *, patience: float) -> list[Flow]:
    deadline = time.monotonic() + patience
    while True:
        with tenant(structure_id):
            flows = list(Flow.objects.filter(deposit_id=deposit_id).order_by("position"))
        if all(flow.stage in AT_REST for flow in flows) or time.monotonic() > deadline:
            return flows
        time.sleep(0.05)


class Table:
    """The printed table; `wrong` is True when a verdict was not the expected one or a sample is missing from it."""

    def __init__(self, rows: list[Row], *, seconds: float) -> None:
        self.rows, self.seconds = rows, seconds
        self.missing = sorted(set(_expectations()) - {row.file for row in rows})

    @property
    def wrong(self) -> bool:
        """True unless everything went as expected."""
        return bool(self.missing) or not all(row.as_expected for row in self.rows)

    def text(self) -> str:
        """Return the table, one line per invoice."""
        width = max(len(row.file) for row in self.rows)
        lines = [f"{'file':{width}}  {'outcome':16}  why"]
        for row in self.rows:
            mark = " " if row.as_expected else "!"
            reasons = f"{', '.join(row.rules)}: {row.why}" if row.rules else ""
            lines.append(f"{row.file:{width}} {mark}{row.outcome:16}  {reasons}"[: self._columns()])
            if not row.as_expected:
                lines.append(f"{'':{width}}  expected {row.expected} {', '.join(row.expected_rules)}")
        lines += [f"missing from the table: {name}" for name in self.missing]
        right = sum(row.as_expected for row in self.rows)
        lines.append(f"{right} of {len(self.rows)} verdicts as expected, in {self.seconds:.1f} s")
        return "\n".join(lines)

    @staticmethod
    def _columns() -> int:
        return 200 if not sys.stdout.isatty() else 160
