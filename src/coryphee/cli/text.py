"""The report of one file as text for people: what weighs most comes first, and what repeats itself is told once."""

from collections.abc import Iterator, Sequence
from itertools import islice

from coryphee.cli.labels import LABELS, Labels, safe
from coryphee.einvoice.findings import Channel, Finding, Report
from coryphee.einvoice.rules.channels import concerns
from coryphee.einvoice.words import Language, UnknownRuleError, Words, explain

_WEIGHT = ("fatal", "warning", "info")
_SIDES: tuple[Channel, ...] = ("direct", "platform")
_LINES_NAMED = 10
"""How many further places of one rule are named before an ellipsis."""


def words_of(finding: Finding, language: Language) -> Words:
    """A finding in words; the bare number of a rule that has none."""
    try:
        return explain(finding.rule, dict(finding.parameters), language)
    except UnknownRuleError:
        return Words(finding.rule, "")


def told_as_text(name: str, report: Report, verdict: str, language: Language, *, named: bool = False) -> Iterator[str]:
    """The lines to print of one file; `verdict` is the label of what became of the file ("valid", "refused"...).

    `named` says that rule sets were asked for by name: the verdict is theirs, and no channel has one to be told.
    """
    labels = LABELS[language]
    colon = labels["colon"]
    if verdict == "refused":
        yield f"{safe(name)}{colon} {labels[verdict]}"
    elif named:
        yield f"{safe(name)}{colon} {labels[verdict]} ({', '.join(report.rulesets)})"
    else:
        yield f"{safe(name)}{colon} {labels[verdict]} ({labels[report.channel]})"
        yield f"  {_side_by_side(report, labels)}"
    here = [finding for finding in report.findings if named or concerns(finding) in {None, report.channel}]
    elsewhere = [] if named else [found for found in report.findings if concerns(found) not in {None, report.channel}]
    yield from _findings(here, language)
    if elsewhere:
        yield f"  {labels['elsewhere']}"
    yield from _findings(elsewhere, language)


def _side_by_side(report: Report, labels: Labels) -> str:
    """Both verdicts in one line: what passes today on one channel may not pass on the other."""
    marks = {True: "valid", False: "invalid", None: "undecided"}
    sides = (f"{labels[side]}{labels['colon']} {labels[marks[report.channels.get(side)]]}" for side in _SIDES)
    return " · ".join(sides)


def _findings(findings: list[Finding], language: Language) -> Iterator[str]:
    labels = LABELS[language]
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.rule), []).append(finding)
    for group in sorted(groups.values(), key=lambda group: _WEIGHT.index(group[0].severity)):
        first, *others = _each_once(group)
        words = words_of(first, language)
        term = f" [{first.term}]" if first.term else ""
        yield f"  {labels[first.severity]} {first.rule}{term}{labels['colon']} {safe(words.message)}"
        if words.fix:
            yield f"    → {safe(words.fix)}"
        if first.where:
            line = f", {labels['line']} {first.line}" if first.line else ""
            yield f"    {safe(first.where)}{line}"
        if others:
            yield f"    {_told_of(others, labels)}"


def _each_once(group: list[Finding]) -> list[Finding]:
    """One finding for each place and value: two rule sets may have the very same rule."""
    return list({(found.where, found.line, found.parameters): found for found in reversed(group)}.values())[::-1]


def _told_of(others: Sequence[Finding], labels: Labels) -> str:
    """How often the rule fired besides, and in which lines of the file."""
    count = labels["once_more"] if len(others) == 1 else labels["more"].format(count=len(others))
    lines = dict.fromkeys(str(found.line) for found in others if found.line)
    if not lines:
        return count
    ellipsis = ", …" if len(lines) > _LINES_NAMED else ""
    label = labels["line"] if len(lines) == 1 else labels["lines_of_file"]
    return f"{count}{labels['colon']} {label} {', '.join(islice(lines, _LINES_NAMED))}{ellipsis}"
