"""Findings as rows keep them: ids and parameters, never sentences (einvoice.explain makes the words at display)."""

from typing import Any

from coryphee.einvoice import Finding

ROUTING = "routing@1"  # what the directory and the tables say: judged here, not by the kernel


def stored(finding: Finding) -> dict[str, Any]:
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


def own(
    rule: str, *, term: str = "", severity: str = "fatal", ruleset: str = ROUTING, **parameters: str
) -> dict[str, Any]:
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
