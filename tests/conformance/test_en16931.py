"""The rules of EN 16931 against the official judges: unit tests of CEN, real invoices, mutants."""

from collections import Counter
from collections.abc import Callable

import pytest
from lxml import etree

from coryphee import einvoice
from tests.conformance.corpus import CORPUS, NUMBERS, Expected, check_fragment, expected, fatal_of, needs_corpus

pytestmark = [pytest.mark.conformance, needs_corpus]

Record = Callable[[str, object], None]

TEST = "{http://difi.no/xsd/vefa/validator/1.0}"

# Files on which we differ on purpose, each explained in docs/deviations.md.
DEVIATIONS = {
    "ubl/0515-ctc-sellers-corrected.xml",
    "invoices/zugferd-corpus/ZUGFeRDv2/fail/MustangRE-20171118_506_ZUGFeRD1and2.pdf",
}


def test_unit_tests_of_cen(record_property: Record) -> None:
    """Every expectation about a rule that is written: fires, does not fire, fires that many times."""
    wrong: list[str] = []
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
                    wrong.append(f"{file.name} {test.get('id')}: {kind} {number}, fired {fired[number]} times")
    record_property(
        "agreement", f"CEN unit tests: {count - len(wrong)} of {count} expectations about {len(NUMBERS)} rules"
    )
    assert wrong == []
    assert count > 0


@pytest.mark.parametrize("table", ["expected.json", "mutants/expected.json"])
def test_equal_sets_of_fatal_rules(table: str, record_property: Record) -> None:
    """XSD-valid files that the official judge could judge: the same fatal ids, and the same number of firings."""
    judged = [file for file in expected(table) if file.status == "ok" and file.schema_valid]
    different = {file.name: difference for file in judged if (difference := difference_of(file))}
    counts = [file.name for file in judged if file.name not in different and fatal_of_file(file) != file.fatal]
    same = len(judged) - len(different)
    record_property("agreement", f"{table}: equal fatal sets {same} of {len(judged)}, other counts in {len(counts)}")
    assert {name: why for name, why in different.items() if name not in DEVIATIONS} == {}
    assert counts == []


@pytest.mark.parametrize("table", ["expected.json", "mutants/expected.json"])
def test_what_the_official_judge_could_not_judge_is_never_valid(table: str, record_property: Record) -> None:
    """A dynamic error leaves no official report: a rejection, never a pass. So is a broken schema."""
    odd = [
        file for file in expected(table) if file.status == "aborted" or (file.status == "ok" and not file.schema_valid)
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


@pytest.mark.parametrize("table", ["expected.json", "mutants/expected.json"])
def test_what_no_official_rule_set_judges_is_never_valid_on_a_platform(table: str) -> None:
    passed = []
    for file in expected(table):
        if file.entry.get("route"):
            continue
        try:
            report = einvoice.check(einvoice.open_document(file.path.read_bytes(), file.name))
        except einvoice.Refused:
            continue
        if report.channels["platform"] is not False or not report.findings:
            passed.append(file.name)
    assert passed == []


def fatal_of_file(file: Expected) -> Counter[str]:
    return fatal_of(file.path.read_bytes())


def difference_of(file: Expected) -> str:
    """What only we say, and what only the official judge says; empty when the sets are equal."""
    try:
        ours = set(fatal_of_file(file))
    except einvoice.Refused as refused:
        return f"refused {refused.code}"
    theirs = set(file.fatal)
    return "" if ours == theirs else f"only ours {sorted(ours - theirs)}, only theirs {sorted(theirs - ours)}"


def test_no_deviation_is_listed_in_vain() -> None:
    known = {file.name: file for table in ("expected.json", "mutants/expected.json") for file in expected(table)}
    assert [name for name in DEVIATIONS if not difference_of(known[name])] == []


def test_the_comparison_says_no() -> None:
    file = next(file for file in expected("mutants/expected.json") if file.fatal and file.status == "ok")
    lied = Expected(file.name, file.path, {**file.entry, "verdicts": {"en": {"status": "ok", "fatal": {"BR-02": 1}}}})
    assert difference_of(file) == ""
    assert "BR-02" in difference_of(lied)
