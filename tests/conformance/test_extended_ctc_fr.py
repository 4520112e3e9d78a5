"""The rules of EXTENDED-CTC-FR against their official judge: the invoices and mutants whose profile asks for it."""

from collections.abc import Callable

import pytest

from coryphee.einvoice.rules.extended_ctc_fr import EXTENDED_CTC_FR
from tests.conformance.agreement import Judge, agree, difference_of
from tests.conformance.corpus import TABLES, Expected, needs_corpus

pytestmark = [pytest.mark.conformance, needs_corpus]

Record = Callable[[str, object], None]

# This assert has its number in its text alone: the official report calls it "?".
WITHOUT_NUMBER = "BR-FXEXT-04"
NUMBERS = frozenset(EXTENDED_CTC_FR.numbers()) - {WITHOUT_NUMBER} | {row.number for row in EXTENDED_CTC_FR.tabled}
FATAL = Judge("ext-ctc-fr", "extended-ctc-fr", NUMBERS, routed=True)
WARNINGS = Judge("ext-ctc-fr", "extended-ctc-fr", NUMBERS, severity="warning", routed=True)

# Files on which we differ on purpose, each explained in docs/deviations.md.
DEVIATIONS: set[str] = set()


@pytest.mark.parametrize("judge", [FATAL, WARNINGS], ids=["fatal", "warnings"])
@pytest.mark.parametrize("table", TABLES)
def test_equal_sets_and_counts(judge: Judge, table: str, record_property: Record) -> None:
    agreement = agree(judge, table)
    record_property("agreement", agreement.line)
    assert agreement.unexpected(DEVIATIONS) == {}
    assert agreement.counts == []
    assert judge.judged(table)


def test_the_warning_without_number_is_given_as_often() -> None:
    judge = Judge("ext-ctc-fr", "extended-ctc-fr", frozenset({WITHOUT_NUMBER, "?"}), severity="warning", routed=True)
    counts = [(judge.ours(file)[WITHOUT_NUMBER], judge.theirs(file)["?"]) for file in judge.judged(TABLES[1])]
    assert [count for count in counts if count[0] != count[1]] == []
    assert sum(ours for ours, _ in counts) > 0


def test_the_comparison_says_no() -> None:
    file = next(file for file in FATAL.judged("mutants/expected.json") if FATAL.theirs(file))
    verdict = {"ext-ctc-fr": {"status": "ok", "fatal": {"BR-FREXT-CO-10": 1}}}
    lied = Expected(file.name, file.path, {**file.entry, "verdicts": verdict})
    assert difference_of(file, FATAL) == ""
    assert difference_of(lied, FATAL) != ""
