"""`coryphee check`: judge files and say what is wrong and how to mend it.

Exit status: 0 all valid, 1 something invalid, 3 a check could not run, 2 unreadable or wrong usage; over several files
2 wins over 3 over 1 over 0.
"""

import argparse
import contextlib
import hashlib
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coryphee import einvoice
from coryphee.cli.inputs import STANDARD_INPUT, Input, inputs_of, listed
from coryphee.cli.labels import safe
from coryphee.cli.text import told_as_text, words_of
from coryphee.einvoice.checking import UnknownRuleSetError, known_rulesets
from coryphee.einvoice.findings import Finding, Report
from coryphee.einvoice.words import Language

VALID, INVALID, UNREADABLE, UNDECIDED = 0, 1, 2, 3
_GRAVITY = (VALID, INVALID, UNDECIDED, UNREADABLE)
_VERDICTS = {VALID: "valid", INVALID: "invalid", UNREADABLE: "refused", UNDECIDED: "undecided"}
MANY = 16
"""From so many files on, several processes share the work."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is printed of one file that was named, and its exit status (of an archive, the gravest of its members)."""

    output: str
    errors: str
    status: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="XML, PDF, ZIP, a folder, or - for standard input")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="json: one object on each line")
    parser.add_argument(
        "--rules", default="auto", metavar="NAMES", help="rule sets that run alone, NAME or NAME@VERSION, with commas"
    )
    parser.add_argument("--rules-only", action="store_true", help="leave the XML Schema out, to judge fragments")
    parser.add_argument(
        "--channel", choices=["auto", "direct", "platform"], default="auto", help="whose verdict counts"
    )
    parser.add_argument("--lang", choices=["en", "fr", "it"], default="en", help="language of the words")
    parser.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="processes that share many files; 0: one a core"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check every file; prints as it goes."""
    rulesets = _rulesets(arguments)
    if rulesets == ():
        print("coryphee check: --rules names no rule set", file=sys.stderr)
        return UNREADABLE
    try:
        known_rulesets(rulesets or ())
    except UnknownRuleSetError as unknown:
        print(f"coryphee check: no rule set is called {unknown}", file=sys.stderr)
        return UNREADABLE
    names = list(listed(arguments.files))
    statuses = []
    for told in _told(names, arguments):
        sys.stdout.write(told.output)
        sys.stdout.flush()
        sys.stderr.write(told.errors)
        statuses.append(told.status)
    return max(statuses, key=_GRAVITY.index)


def _told(names: list[str], arguments: argparse.Namespace) -> Iterator[Told]:
    if len(names) < MANY or arguments.jobs == 1 or STANDARD_INPUT in names:
        return (tell(name, arguments) for name in names)
    # Imported late: an ordinary check needs no processes.
    from coryphee.cli.sharing import shared

    return shared(names, arguments, tell, tell_lost)


def tell(name: str, arguments: argparse.Namespace) -> Told:
    """Judge one file, or the members of an archive, and put it into words."""
    rulesets = _rulesets(arguments)
    output, errors = io.StringIO(), io.StringIO()
    statuses = []
    with contextlib.redirect_stdout(output):
        for file in inputs_of(name):
            if file.unreadable:
                print(f"coryphee check: {safe(file.name)}: {file.unreadable}", file=errors)
                statuses.append(UNREADABLE)
                continue
            try:
                facts, report, status = _judge(file, rulesets, arguments)
            except einvoice.Refused as refused:
                facts, report, status = _refusal(file, refused, arguments.channel)
            _put(facts, report, status, arguments)
            statuses.append(status)
    return Told(output.getvalue(), errors.getvalue(), max(statuses, key=_GRAVITY.index))


def tell_lost(name: str, arguments: argparse.Namespace) -> Told:
    """What is said of a file that took the process down which read it."""
    output = io.StringIO()
    facts, report, status = _refusal(
        Input(name), einvoice.Refused("file.unprocessable", reason="the process that read it died"), arguments.channel
    )
    with contextlib.redirect_stdout(output):
        _put(facts, report, status, arguments)
    return Told(output.getvalue(), "", status)


def _put(facts: dict[str, object], report: Report, status: int, arguments: argparse.Namespace) -> None:
    if arguments.format == "json":
        print(json.dumps(facts | _json(report, arguments.lang)))
    else:
        named = _rulesets(arguments) is not None
        for line in told_as_text(str(facts["file"]), report, _VERDICTS[status], arguments.lang, named=named):
            print(line)


def _rulesets(arguments: argparse.Namespace) -> tuple[str, ...] | None:
    return None if arguments.rules == "auto" else tuple(filter(None, arguments.rules.split(",")))


def _judge(
    file: Input, rulesets: tuple[str, ...] | None, arguments: argparse.Namespace
) -> tuple[dict[str, object], Report, int]:
    if file.refused is not None:
        raise file.refused
    document = _open(file, arguments.rules_only)
    report = einvoice.check(
        document,
        rulesets=rulesets,
        channel=arguments.channel,
        rules_only=arguments.rules_only,
        page_text=_page_text(document, rulesets),
    )
    facts: dict[str, object] = {
        "file": file.name,
        "sha256": document.sha256,
        "carrier": document.carrier,
        "syntax": document.syntax,
        "profile": document.profile,
    }
    return facts, report, {True: VALID, False: INVALID, None: UNDECIDED}[report.valid]


def _page_text(document: einvoice.Document, rulesets: tuple[str, ...] | None) -> str | None:
    """The text on the pages of a PDF; None where there are no pages, nobody asked, or they cannot be read."""
    if document.carrier != "pdf" or (rulesets is not None and "advice" not in rulesets):
        return None
    # Imported late: an XML file has no pages.
    from coryphee.einvoice.screening_process import text_apart

    with contextlib.suppress(einvoice.Refused, OSError):
        return text_apart(document.content)
    return None


def _open(file: Input, rules_only: bool) -> einvoice.Document:  # noqa: FBT001 - the option as it was given
    return einvoice.open_document(file.content, file.name, schema=not rules_only)


def _refusal(
    file: Input, refused: einvoice.Refused, channel: Literal["auto", "direct", "platform"]
) -> tuple[dict[str, object], Report, int]:
    """What is said of a file that was not taken: one finding with the stable code."""
    facts: dict[str, object] = {
        "file": file.name,
        "sha256": hashlib.sha256(file.content).hexdigest(),
        "carrier": "pdf" if file.content.startswith(b"%PDF") else "xml",
        "syntax": "other",
        "profile": "",
    }
    finding = Finding(refused.code, "", "fatal", "", tuple(refused.parameters.items()))
    chosen = "direct" if channel == "auto" else channel
    return facts, Report((finding,), (), chosen, {"direct": False, "platform": False}, valid=False), UNREADABLE


def _json(report: Report, language: Language) -> dict[str, object]:
    return {
        "rulesets": list(report.rulesets),
        "channel": report.channel,
        "channels": dict(report.channels),
        "valid": report.valid,
        "findings": [_json_finding(finding, language) for finding in report.findings],
    }


def _json_finding(finding: Finding, language: Language) -> dict[str, object]:
    words = words_of(finding, language)
    return {
        "rule": finding.rule,
        "ruleset": finding.ruleset,
        "severity": finding.severity,
        "term": finding.term,
        "message": words.message,
        "fix": words.fix,
        "where": finding.where,
        "line": finding.line,
    }
