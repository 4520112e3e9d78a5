"""Findings as rows keep them: ids and parameters, never sentences (einvoice.explain makes the words at display)."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from coryphee.einvoice import Finding

ROUTING = "routing@1"  # what the directory and the tables say: judged here, not by the kernel
# Rule sets that speak of no channel: the file itself (""), whom it is for, and our advice.
OF_BOTH_CHANNELS = frozenset({"", "routing", "advice"})
SHOWN_OF_A_RULE = 10
MOST_OF_A_RULE = 500  # kept of one rule: a file of 90 MB may break one on each of its lines

StoredFinding = dict[str, Any]


def stored(finding: Finding) -> StoredFinding:
    """Return a finding of the kernel as it is kept."""
    return {
        "rule": finding.rule,
        "ruleset": finding.ruleset,
        "severity": finding.severity,
        "term": finding.term,
        "parameters": dict(finding.parameters),
        "where": finding.where,
        "line": finding.line,
    }


def stored_all(findings: Iterable[Finding]) -> list[StoredFinding]:
    """Return findings as they are kept; of a rule that fired too often the last says under "left_out" how many more."""
    kept: list[StoredFinding] = []
    last: dict[str, StoredFinding] = {}
    fired: Counter[str] = Counter()
    for finding in findings:
        fired[finding.rule] += 1
        if fired[finding.rule] > MOST_OF_A_RULE:
            last[finding.rule]["left_out"] = fired[finding.rule] - MOST_OF_A_RULE
        else:
            last[finding.rule] = stored(finding)
            kept.append(last[finding.rule])
    return kept


def own(
    rule: str, *, term: str = "", severity: str = "fatal", ruleset: str = ROUTING, **parameters: str
) -> StoredFinding:
    """Return a finding of the platform itself as it is kept."""
    return {
        "rule": rule,
        "ruleset": ruleset,
        "severity": severity,
        "term": term,
        "parameters": parameters,
        "where": "",
        "line": None,
    }


def concerns(finding: StoredFinding) -> str:
    """Return the channel that a finding speaks of, "" when it concerns both (contract, section 2)."""
    family = str(finding.get("ruleset", "")).partition("@")[0]
    if family in OF_BOTH_CHANNELS:
        return ""
    return "direct" if family == "chorus" else "platform"


def blocks(finding: StoredFinding, channel: str) -> bool:
    """Tell whether a finding holds an invoice back on a channel."""
    return finding.get("severity") == "fatal" and concerns(finding) in {"", channel}


def is_warning(finding: StoredFinding) -> bool:
    """Tell whether a finding is our advice that something is wrong, of use to both parties before payment."""
    return finding.get("severity") == "warning" and str(finding.get("ruleset", "")).startswith("advice@")


def by_rule(findings: Iterable[StoredFinding]) -> list[StoredFinding]:
    """Return the first finding of each rule, in the order given.

    Each says under "count" how often the rule fired, and holds under "more" the next ones, few enough for a page.
    """
    groups: dict[str, StoredFinding] = {}
    for finding in findings:
        first = groups.setdefault(finding["rule"], {**finding, "count": 0, "more": []})
        first["count"] += 1 + finding.get("left_out", 0)
        if 1 < first["count"] <= SHOWN_OF_A_RULE:
            first["more"].append(finding)
    return list(groups.values())
