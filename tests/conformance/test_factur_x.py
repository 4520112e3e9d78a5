"""The profiles of Factur-X against their official judges: real invoices and mutants."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from coryphee.einvoice.rules.catalogue import ruleset
from coryphee.einvoice.rules.factur_x.profiles import PROFILES
from coryphee.einvoice.rules.factur_x.tables import NOT_USED
from tests.conformance.agreement import Judge, agree, difference_of
from tests.conformance.corpus import TABLES, Expected, expected, needs_corpus

pytestmark = [pytest.mark.conformance, needs_corpus]

Record = Callable[[str, object], None]

NAMELESS = "?"
"""How the corpus calls an official report without id."""


@dataclass(frozen=True)
class ProfileJudge(Judge):
    """The judge of a profile; what has no official id has our name."""

    def ours(self, file: Expected) -> Counter[str]:
        found = super().ours(file)
        return Counter({NAMELESS if rule == NOT_USED else rule: count for rule, count in found.items()})


def judge_of(profile: str) -> ProfileJudge:
    """The judge of all rules that are written; what is left out is named by the rule set."""
    rules = ruleset(f"factur-x-{profile}")
    assert rules is not None
    written = {*rules.numbers(), *(row.number for row in rules.tabled), NAMELESS}
    return ProfileJudge(f"fx-{profile}", rules.name, frozenset(written), routed=True)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("profile", PROFILES)
def test_equal_sets_of_fatal_rules(profile: str, table: str, record_property: Record) -> None:
    agreement = agree(judge_of(profile), table)
    record_property("agreement", agreement.line)
    assert agreement.different == {}
    assert agreement.counts == []


def test_the_comparison_says_no() -> None:
    judge = judge_of("en16931")
    file = next(file for file in expected("mutants/expected.json") if "fx-en16931" in file.route and judge.theirs(file))
    lied = Expected(file.name, file.path, {**file.entry, "verdicts": {judge.name: {"status": "ok", "fatal": {}}}})
    assert difference_of(file, judge) == ""
    assert "only ours" in difference_of(lied, judge)
