"""Findings as the API shows them: stored as ids and parameters, worded in the caller's language."""

from collections.abc import Iterable
from typing import Any

from ninja import Schema

from coryphee import einvoice
from coryphee.hub.api.problems import language


class FindingOut(Schema):
    """One firing of one rule."""

    rule: str
    ruleset: str
    severity: str
    term: str
    message: str
    fix: str
    where: str
    line: int | None


class FlowFindingOut(FindingOut):
    """A finding of one of the flows of a deposit."""

    flow: int


class WarningOut(FindingOut):
    """One rule that warns, with its first firing; `count` says how often it fired."""

    count: int


def warnings_out(stored: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Word the warnings that lie with an invoice (invoices/stored_findings.py, by_rule)."""
    kept = list(stored)
    counts = [finding["count"] for finding in kept]
    return [{**worded, "count": count} for worded, count in zip(findings_out(kept), counts, strict=True)]


def findings_out(stored: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Word stored findings for the caller."""
    worded = []
    for finding in stored:
        words = einvoice.explain(finding["rule"], dict(finding["parameters"]), language())
        facts = {key: finding.get(key) for key in ("rule", "ruleset", "severity", "term", "where", "line")}
        worded.append({**facts, "message": words.message, "fix": words.fix})
    return worded
