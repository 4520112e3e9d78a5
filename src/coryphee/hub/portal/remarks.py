"""A flow's findings as pages show them: what held it back, and what a reader may want to know, each rule once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coryphee.hub.invoices.stored_findings import StoredFinding, blocks, by_rule, concerns, is_warning

if TYPE_CHECKING:
    from coryphee.hub.flows.models import Flow
    from coryphee.hub.structures.models import Structure


@dataclass(frozen=True, slots=True)
class Remarks:
    """What held nothing back, one entry a rule: our warnings, further remarks, and what the other channel would need.

    `other` is the channel that was not taken, `count` that of all firings.
    """

    warnings: list[StoredFinding]
    further: list[StoredFinding]
    elsewhere: list[StoredFinding]
    other: str
    count: int


def blocking(flow: Flow) -> list[StoredFinding]:
    """Return the findings that hold the flow back on its channel, each rule once."""
    return by_rule(finding for finding in flow.findings if blocks(finding, flow.channel))


def remarks(flow: Flow, recipient: Structure | None) -> Remarks:
    """Return the others. The direct channel leads to public bodies alone: what it asks is of no use for a company."""
    to_public = recipient is not None and recipient.kind == "public"
    left_out = "" if flow.channel == "direct" or to_public else "direct"
    others = [
        finding
        for finding in flow.findings
        if not blocks(finding, flow.channel) and not (left_out and concerns(finding) == left_out)
    ]
    warnings = [finding for finding in others if is_warning(finding)]
    further = [finding for finding in others if finding["severity"] != "fatal" and not is_warning(finding)]
    elsewhere = [finding for finding in others if finding["severity"] == "fatal"]
    firings = sum(1 + finding.get("left_out", 0) for finding in others)
    other = "platform" if flow.channel == "direct" else "direct"
    return Remarks(by_rule(warnings), by_rule(further), by_rule(elsewhere), other, firings)
