"""The rules of EN 16931 against the official judges: unit tests of CEN, real invoices, mutants."""

from collections import Counter
from collections.abc import Callable

import pytest
from lxml import etree

from coryphee import einvoice
from coryphee.einvoice.rules.en16931 import EN16931
from tests.conformance.agreement import Judge, agree, difference_of
from tests.conformance.corpus import CORPUS, TABLES, Expected, check_fragment, expected, needs_corpus

pytestmark = [pytest.mark.conformance, needs_corpus]

Record = Callable[[str, object], None]

NUMBERS = frozenset(EN16931.numbers()) | {row.number for row in EN16931.tabled}
EN = Judge("en", "en16931", NUMBERS)
WARNINGS = Judge("en", "en16931", NUMBERS, severity="warning")
TEST = "{http://difi.no/xsd/vefa/validator/1.0}"

# Files on which we differ on purpose, each explained in docs/deviations.md.
DEVIATIONS = {
    "invoices/zugferd-corpus/ZUGFeRDv2/fail/MustangRE-20171118_506_ZUGFeRD1and2.pdf",
}


# Expectations of the unit tests that we do not meet on purpose: file and id of the test.
UNIT_DEVIATIONS = {("BR-CL-11.xml", "2")}


def test_unit_tests_of_cen(record_property: Record) -> None:
    """Every expectation about a rule that is written: fires, does not fire, fires that many times."""
    wrong: dict[tuple[str, str | None], str] = {}
    count = 0
    for file in sorted((CORPUS / "cen-unit").rglob("*.xml")):
        for test in etree.parse(file).getroot().iterchildren(f"{TEST}test"):
            fragment = next(child for child in test if isinstance(child.tag, str) and not child.tag.startswith(TEST))
            fired = Counter(check_fragment(etree.tostring(fragment, with_tail=False)))
            for line in test.iterfind(f"{TEST}assert/*"):
                number = (line.text or "").strip()
                kind = etree.QName(line).localname
                if number not in NUMBERS or kind not in {"success", "error", "warning"}:
                    continue
                count += 1
                asked = line.get("number")
                good = fired[number] == int(asked) if asked else bool(fired[number]) is (kind != "success")
                if not good:
                    wrong[file.name, test.get("id")] = f"{kind} {number}, fired {fired[number]} times"
    record_property(
        "agreement", f"CEN unit tests: {count - len(wrong)} of {count} expectations about {len(NUMBERS)} rules"
    )
    assert set(wrong) == UNIT_DEVIATIONS, wrong
    assert count > 0


@pytest.mark.parametrize("table", TABLES)
def test_equal_sets_of_fatal_rules(table: str, record_property: Record) -> None:
    """XSD-valid files that the official judge could judge: the same fatal ids, and the same number of firings."""
    agreement = agree(EN, table)
    record_property("agreement", agreement.line)
    assert agreement.unexpected(DEVIATIONS) == {}
    assert agreement.counts == []


@pytest.mark.parametrize("table", TABLES)
def test_equal_sets_of_warnings(table: str, record_property: Record) -> None:
    agreement = agree(WARNINGS, table)
    record_property("agreement", agreement.line)
    assert agreement.unexpected(DEVIATIONS) == {}
    assert agreement.counts == []


@pytest.mark.parametrize("table", TABLES)
def test_what_the_official_judge_could_not_judge_is_never_valid(table: str, record_property: Record) -> None:
    """A dynamic error leaves no official report: a rejection, never a pass. So is a broken schema."""
    odd = [
        file
        for file in expected(table)
        if file.status("en") == "aborted" or (file.status("en") == "ok" and not file.schema_valid)
    ]
    passed = []
    for file in odd:
        try:
            report = einvoice.check(einvoice.open_document(file.path.read_bytes(), file.name))
        except einvoice.Refused:
            continue
        if report.channels["platform"] is not False:
            passed.append(file.name)
    record_property("agreement", f"{table}: {len(odd) - len(passed)} of {len(odd)} unjudgeable files refused")
    assert passed == []


@pytest.mark.parametrize("table", TABLES)
def test_what_no_official_rule_set_judges_is_never_valid_on_a_platform(table: str) -> None:
    passed = []
    for file in expected(table):
        if file.route:
            continue
        try:
            report = einvoice.check(einvoice.open_document(file.path.read_bytes(), file.name))
        except einvoice.Refused:
            continue
        if report.channels["platform"] is not False or not report.findings:
            passed.append(file.name)
    assert passed == []


def test_no_deviation_is_listed_in_vain() -> None:
    known = {file.name: file for table in TABLES for file in expected(table)}
    assert [name for name in DEVIATIONS if not difference_of(known[name], EN)] == []


def test_the_comparison_says_no() -> None:
    file = next(file for file in expected("mutants/expected.json") if file.status("en") == "ok" and EN.theirs(file))
    lied = Expected(file.name, file.path, {**file.entry, "verdicts": {"en": {"status": "ok", "fatal": {"BR-02": 1}}}})
    assert difference_of(file, EN) == ""
    assert "BR-02" in difference_of(lied, EN)
