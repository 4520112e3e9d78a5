"""How far our rule sets agree with their official judges over the corpus.

    agreement = agree(Judge("fr", "fr", NUMBERS), "expected.json")

Files that satisfy their schema and that the judge could judge are compared; the others must be refused, which is told
elsewhere.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from coryphee import einvoice
from coryphee.einvoice.findings import Severity
from tests.conformance.corpus import Expected, expected, fired


@dataclass(frozen=True)
class Judge:
    """An official judge and the rule set of ours that says the same.

    name      as in the verdicts of the corpus: en, fr, fx-<profile>, ext-ctc-fr
    ruleset   our rule set
    numbers   ids that are compared: those written here; None for all
    severity  of the firings that are compared
    routed    compare only files whose profile asks for this judge
    """

    name: str
    ruleset: str
    numbers: frozenset[str] | None = None
    severity: Severity = "fatal"
    routed: bool = False

    def theirs(self, file: Expected) -> Counter[str]:
        """Official firings."""
        found = file.fired(self.name, self.severity)
        return Counter({rule: count for rule, count in found.items() if self._compared(rule)})

    def ours(self, file: Expected) -> Counter[str]:
        """Our firings. Raises einvoice.Refused."""
        found = fired(file.path, self.ruleset, self.severity)
        return Counter({rule: count for rule, count in found.items() if self._compared(rule)})

    def judged(self, table: str) -> list[Expected]:
        """The files of a table that can be compared."""
        return [
            file
            for file in expected(table)
            if file.status(self.name) == "ok" and file.schema_valid and (not self.routed or self.name in file.route)
        ]

    def _compared(self, rule: str) -> bool:
        return self.numbers is None or rule in self.numbers


@dataclass(frozen=True)
class Agreement:
    """What came out of one comparison: files with other sets of ids, and files with the same set and other counts."""

    line: str
    different: dict[str, str]
    counts: list[str]

    def unexpected(self, deviations: Collection[str]) -> dict[str, str]:
        """Differences in files that nobody explained (docs/deviations.md)."""
        return {name: why for name, why in self.different.items() if name not in deviations}


def agree(judge: Judge, table: str) -> Agreement:
    """Compare all files of a table."""
    judged = judge.judged(table)
    different = {file.name: difference for file in judged if (difference := difference_of(file, judge))}
    counts = [file.name for file in judged if file.name not in different and judge.ours(file) != judge.theirs(file)]
    same = len(judged) - len(different)
    line = f"{judge.name}, {table}: equal {judge.severity} sets {same} of {len(judged)}, other counts in {len(counts)}"
    return Agreement(line, different, counts)


def difference_of(file: Expected, judge: Judge) -> str:
    """What only we say, and what only the official judge says; empty when the sets are equal."""
    try:
        ours = set(judge.ours(file))
    except einvoice.Refused as refused:
        return f"refused {refused.code}"
    theirs = set(judge.theirs(file))
    return "" if ours == theirs else f"only ours {sorted(ours - theirs)}, only theirs {sorted(theirs - ours)}"
