"""The profiles of Factur-X against their official judges: real invoices, mutants, and an invoice for each row."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from lxml import etree

from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.rules.catalogue import ruleset
from coryphee.einvoice.rules.factur_x.profiles import PROFILES
from coryphee.einvoice.rules.factur_x.tables import NOT_USED
from coryphee.einvoice.schemas import schema_findings
from coryphee.einvoice.syntaxes.cii import read as cii
from tests.conformance.agreement import Judge, agree, difference_of
from tests.conformance.corpus import CORPUS, TABLES, Expected, expected, needs_corpus
from tests.conformance.rows import SPECIFICATIONS, broken_rows
from tests.conformance.saxon import NAMELESS, Saxon, needs_saxon, stylesheet
from tests.conformance.seeds import SEED

pytestmark = [pytest.mark.conformance]

Record = Callable[[str, object], None]
Sample = Iterator[tuple[str, etree._Element]]

SECONDS = 5
"""How long Saxon judges for each profile and kind of sample; all rows take some four minutes."""


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


@needs_corpus
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("profile", PROFILES)
def test_equal_sets_of_fatal_rules(profile: str, table: str, record_property: Record) -> None:
    agreement = agree(judge_of(profile), table)
    record_property("agreement", agreement.line)
    assert agreement.different == {}
    assert agreement.counts == []


@needs_corpus
def test_the_comparison_says_no() -> None:
    judge = judge_of("en16931")
    file = next(file for file in expected("mutants/expected.json") if "fx-en16931" in file.route and judge.theirs(file))
    lied = Expected(file.name, file.path, {**file.entry, "verdicts": {judge.name: {"status": "ok", "fatal": {}}}})
    assert difference_of(file, judge) == ""
    assert "only ours" in difference_of(lied, judge)


def ours(root: etree._Element, profile: str) -> Counter[str]:
    """Our firings, spelled as Saxon's."""
    found = check_invoice(cii.read(root), (f"factur-x-{profile}",))
    return Counter(f"{entry.severity} {NAMELESS if entry.rule == NOT_USED else entry.rule}" for entry in found)


def judged_by_saxon(profile: str, sample: Sample, numbers: set[str]) -> tuple[int, dict[str, str]]:
    """How many of a sample were judged in the time there is, and those on which we differ about these numbers."""
    different = {}
    count = 0
    end = time.monotonic() + SECONDS
    with Saxon(stylesheet(profile)) as judge:
        for name, root in sample:
            if count and time.monotonic() > end:
                break
            theirs = judge.fired(etree.tostring(root, encoding="unicode"))
            if theirs is None:
                continue
            count += 1
            told = [
                Counter({key: one[key] for key in one if key.split(" ")[1] in numbers})
                for one in (ours(root, profile), theirs)
            ]
            if told[0] != told[1]:
                different[name] = f"only ours {told[0] - told[1]}, only theirs {told[1] - told[0]}"
    return count, different


def _about(numbers: set[str], found: Counter[str]) -> Counter[str]:
    return Counter({key: count for key, count in found.items() if key.partition(" ")[2] in numbers})


@needs_saxon
@pytest.mark.parametrize("profile", PROFILES)
def test_each_row_fires_as_officially(profile: str, record_property: Record) -> None:
    """Rows are compared with rows: an invoice that breaks one may be too odd for the business rules."""
    rules = ruleset(f"factur-x-{profile}")
    assert rules is not None
    sample = list(broken_rows(profile))
    random.Random(f"{SEED} {profile}").shuffle(sample)
    count, different = judged_by_saxon(profile, iter(sample), {row.number for row in rules.tabled} | {NAMELESS})
    line = f"{profile}: {count - len(different)} of {count} invoices with a broken row fire the same rows (seed {SEED})"
    record_property("agreement", line)
    assert different == {}
    assert count > 0


@needs_saxon
@needs_corpus
@pytest.mark.parametrize("profile", PROFILES)
def test_mutants_under_another_profile_fire_as_officially(profile: str, record_property: Record) -> None:
    """The mutants of the corpus as if they claimed this profile, with other categories, taxes, indicators, cents."""
    rules = ruleset(f"factur-x-{profile}")
    assert rules is not None
    written = {*rules.numbers(), *(row.number for row in rules.tabled), NAMELESS}
    count, different = judged_by_saxon(profile, changed_mutants(profile, random.Random(f"{SEED} {profile}")), written)
    line = f"{profile}: {count - len(different)} of {count} changed mutants fire the same (seed {SEED})"
    record_property("agreement", line)
    assert different == {}
    assert count > 0


def changed_mutants(profile: str, chosen: random.Random) -> Sample:
    files = sorted((CORPUS / "mutants" / "cii").glob("*.xml"))
    chosen.shuffle(files)
    for file in files:
        try:
            root = etree.parse(file).getroot()
        except etree.XMLSyntaxError:
            continue
        for identifier in root.iterfind(".//{*}GuidelineSpecifiedDocumentContextParameter/{*}ID"):
            identifier.text = SPECIFICATIONS[profile]
        change = chosen.choice((_categories, _taxes, _indicators, _cents, _nothing))
        change(root, chosen)
        if not schema_findings(root, "cii"):
            yield f"{file.name} {change.__name__}", root


def _categories(root: etree._Element, chosen: random.Random) -> None:
    category = chosen.choice(("S", "Z", "E", "AE", "K", "G", "O", "L", "M"))
    for element in root.iter("{*}CategoryCode"):
        element.text = category
    if chosen.random() < 0.5:
        for element in root.iter("{*}RateApplicablePercent"):
            element.text = "0"


def _taxes(root: etree._Element, chosen: random.Random) -> None:
    for element in root.iterfind(".//{*}ApplicableTradeTax/{*}TypeCode"):
        element.text = chosen.choice(("GST", "vat", "VAT"))


def _indicators(root: etree._Element, _chosen: random.Random) -> None:
    for element in root.iter("{*}Indicator"):
        element.text = {"true": "1", "false": "0"}.get(element.text or "", element.text)


def _cents(root: etree._Element, chosen: random.Random) -> None:
    for element in root.iter("{*}LineTotalAmount", "{*}ActualAmount", "{*}BasisAmount", "{*}GrandTotalAmount"):
        written = element.text or ""
        if chosen.random() < 0.3 and written.replace(".", "", 1).isdigit():
            element.text = f"{float(written) + chosen.choice((0.01, -0.01, 1, -1, 0.02)):.2f}"


def _nothing(_root: etree._Element, _chosen: random.Random) -> None:
    """Keep the mutant as it is."""
