#!/usr/bin/env python3
"""Tell which suites of tests ran, with their counts, from pytest's junit file.

usage: suites.py RESULTS [--all]

With `--all` (as in .ci/run) a suite that ran nothing is a failure: kernel, hub, journeys, browser, conventions, and
conformance where the corpus of official verdicts stands beside the repository. The last line is
`N passed, N failed, N skipped`.
"""

import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET  # the file is pytest's own

REPOSITORY = Path(__file__).resolve().parents[1]
SUITES = ("kernel", "conformance", "hub", "journeys", "browser", "conventions")


@dataclass
class Suite:
    """How the tests of one suite ended, and why some were left out."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def ran(self) -> int:
        """Number of tests that passed or failed."""
        return self.outcomes["passed"] + self.outcomes["failed"]


def suite_of(case: ET.Element) -> str:
    """Return the suite of a junit test case: by its marker, else by its folder."""
    marked = {entry.get("value") for entry in case.iter("property") if entry.get("name") == "suite"}
    for name in ("conformance", "browser"):
        if name in marked:
            return name
    folder = (case.get("classname") or case.get("name", "")).split(".")[1:2]  # a file that does not load has no class
    return folder[0] if folder and folder[0] in SUITES else "kernel"


def outcome_of(case: ET.Element) -> tuple[str, str]:
    """Return ("passed" | "failed" | "skipped", reason)."""
    for tag, outcome in (("failure", "failed"), ("error", "failed"), ("skipped", "skipped")):
        found = case.find(tag)
        if found is not None:
            return outcome, found.get("message", "")
    return "passed", ""


def read(results: Path) -> dict[str, Suite]:
    """Return every suite with its counts."""
    suites = {name: Suite() for name in SUITES}
    for case in ET.parse(results).getroot().iter("testcase"):  # noqa: S314  pytest's own file
        outcome, reason = outcome_of(case)
        suite = suites[suite_of(case)]
        suite.outcomes[outcome] += 1
        if outcome == "skipped":
            suite.reasons[reason.splitlines()[0] if reason else "no reason given"] += 1
    return suites


def missing(suites: dict[str, Suite]) -> list[str]:
    """Name the suites that ought to have run and did not."""
    corpus = Path(os.environ.get("CORYPHEE_CORPUS") or REPOSITORY.parent / "shared" / "corpus")
    return [name for name in SUITES if not suites[name].ran and (name != "conformance" or corpus.is_dir())]


def main(arguments: list[str]) -> int:
    """Print a line per suite and the closing line; answer 1 if a test failed or, with `--all`, a suite ran nothing."""
    results = Path(arguments[0])
    if not results.is_file():
        print("no test ran")
        return 1
    suites = read(results)
    absent = missing(suites) if "--all" in arguments else []
    print()
    for name, suite in suites.items():
        counts = ", ".join(f"{suite.outcomes[outcome]} {outcome}" for outcome in ("passed", "failed", "skipped"))
        print(f"{name:<12} {counts}{'   NOTHING RAN' if name in absent else ''}")
        for reason, number in suite.reasons.most_common():
            print(f"{'':<12} left out: {number} because: {reason}")
    total = sum((suite.outcomes for suite in suites.values()), Counter())
    print(f"{total['passed']} passed, {total['failed'] + len(absent)} failed, {total['skipped']} skipped")
    return 1 if total["failed"] or absent else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
