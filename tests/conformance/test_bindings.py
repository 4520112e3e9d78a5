"""The binding rules of EN 16931 (UBL-SR, UBL-DT, UBL-CR, CII-SR, CII-DT) against the official judges."""

from collections.abc import Callable

import pytest

from coryphee.einvoice.findings import Severity
from coryphee.einvoice.rules.en16931 import EN16931
from tests.conformance.agreement import Judge, agree, difference_of
from tests.conformance.corpus import TABLES, Expected, expected, needs_corpus

pytestmark = [pytest.mark.conformance, needs_corpus]

Record = Callable[[str, object], None]

NUMBERS = frozenset(rule.number for rule in EN16931.tabled)
OFFICIAL = {"UBL-SR": 54, "UBL-DT": 24, "UBL-CR": 678, "CII-SR": 482, "CII-DT": 101}

# Files on which we differ on purpose, explained in docs/deviations.md.
DEVIATIONS = {"invoices/zugferd-corpus/ZUGFeRDv2/fail/MustangRE-20171118_506_ZUGFeRD1and2.pdf"}


def test_every_official_rule_is_there() -> None:
    assert {family: sum(number.startswith(family) for number in NUMBERS) for family in OFFICIAL} == OFFICIAL


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("severity", ["fatal", "warning"])
def test_equal_firings(table: str, severity: Severity, record_property: Record) -> None:
    """The same ids, and the same number of firings, in all files that the official judge could judge."""
    agreement = agree(Judge("en", "en16931", NUMBERS, severity), table)
    record_property("agreement", f"binding rules: {agreement.line}")
    assert agreement.unexpected(DEVIATIONS) == {}
    assert agreement.counts == []


def test_the_comparison_says_no() -> None:
    judge = Judge("en", "en16931", NUMBERS, "warning")
    file = next(file for file in expected("mutants/expected.json") if file.status("en") == "ok" and judge.theirs(file))
    lied = Expected(file.name, file.path, {**file.entry, "verdicts": {"en": {"warning": {"UBL-CR-001": 1}}}})
    assert difference_of(file, judge) == ""
    assert "UBL-CR-001" in difference_of(lied, judge)
