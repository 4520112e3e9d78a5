"""A flow's findings in two: those that held it back on its channel, and those that a reader may want to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coryphee.hub.flows.models import Flow


# Which rule sets decide on a channel (contract.md, "verdict and acceptance are two things"); "" is the schema.
DIRECT = frozenset({"", "chorus", "routing"})

StoredFinding = dict[str, Any]


def blocking(flow: Flow) -> list[StoredFinding]:
    """Return the fatal findings of the rule sets that decide on the flow's channel."""
    return [finding for finding in flow.findings if _blocks(finding, flow.channel)]


def remarks(flow: Flow) -> list[StoredFinding]:
    """Return the others: advice, and what another channel would ask."""
    return [finding for finding in flow.findings if not _blocks(finding, flow.channel)]


def _blocks(finding: StoredFinding, channel: str) -> bool:
    if finding.get("severity") != "fatal":
        return False
    family = str(finding.get("ruleset", "")).partition("@")[0]
    return family in DIRECT if channel == "direct" else family != "chorus"
