"""The French rules against the official judge: real invoices and mutants of both syntaxes."""

from collections.abc import Callable

import pytest

from coryphee import einvoice
from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.rules.fr import FR
from tests.conformance.agreement import Judge, agree, difference_of
from tests.conformance.corpus import TABLES, Expected, expected, needs_corpus, read

pytestmark = [pytest.mark.conformance, needs_corpus]

Record = Callable[[str, object], None]

BR_FR = Judge("fr", "fr")

# Files on which we differ on purpose, each explained in docs/deviations.md.
DEVIATIONS: set[str] = {
    "invoices/zugferd-corpus/ZUGFeRDv2/fail/MustangRE-20171118_506_ZUGFeRD1and2.pdf",
}


@pytest.mark.parametrize("table", TABLES)
def test_equal_sets_of_fatal_rules(table: str, record_property: Record) -> None:
    """XSD-valid files that the official judge could judge: the same fatal ids, and the same number of firings."""
    agreement = agree(BR_FR, table)
    record_property("agreement", agreement.line)
    assert agreement.unexpected(DEVIATIONS) == {}
    assert agreement.counts == []


@pytest.mark.parametrize("table", TABLES)
def test_what_the_official_judge_could_not_judge_is_refused(table: str, record_property: Record) -> None:
    """Where the stylesheet stopped without a report, a French rule fires: a rejection, never a pass."""
    odd = [file for file in expected(table) if file.status("fr") == "aborted" and file.schema_valid]
    passed = [file.name for file in odd if not check_invoice(read(file.path), ("fr",))]
    record_property("agreement", f"fr, {table}: {len(odd) - len(passed)} of {len(odd)} unjudgeable files refused")
    assert passed == []


def test_mutants_reach_nearly_every_rule() -> None:
    """What they do not reach has mutants of its own in tests/einvoice/rules/fr."""
    reached = {
        rule for table in TABLES for file in expected(table) if file.status("fr") == "ok" for rule in BR_FR.theirs(file)
    }
    assert len(set(FR.numbers()) & reached) > 170


def test_the_comparison_says_no() -> None:
    file = next(file for file in expected("mutants/expected.json") if file.status("fr") == "ok" and BR_FR.theirs(file))
    lied = Expected(
        file.name, file.path, {**file.entry, "verdicts": {"fr": {"status": "ok", "fatal": {"BR-FR-99": 1}}}}
    )
    assert difference_of(file, BR_FR) == ""
    assert "BR-FR-99" in difference_of(lied, BR_FR)
    assert einvoice.check(einvoice.open_document(file.path.read_bytes(), file.name)).channels["platform"] is False
