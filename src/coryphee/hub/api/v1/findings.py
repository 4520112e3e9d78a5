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


def findings_out(stored: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Word stored findings for the caller."""
    worded = []
    for finding in stored:
        words = einvoice.explain(finding["rule"], dict(finding["parameters"]), language())
        facts = {key: finding.get(key) for key in ("rule", "ruleset", "severity", "term", "where", "line")}
        worded.append({**facts, "message": words.message, "fix": words.fix})
    return worded
