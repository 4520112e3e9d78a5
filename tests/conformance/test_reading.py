"""Every whole invoice of the corpus is read, and the same invoice in two syntaxes is one invoice."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from coryphee.einvoice import Invoice, Refused, compute_totals, open_document, write
from coryphee.einvoice.model.terms import Term, terms
from coryphee.einvoice.money import amount
from tests.conformance.corpus import CORPUS, expected, needs_corpus

pytestmark = [pytest.mark.conformance, needs_corpus]

Record = Callable[[str, object], None]

PAIRS = CORPUS / "invoices" / "cii2ubl-pairs"

DATES = {"BT-2", "BT-7", "BT-9", "BT-26", "BT-72", "BT-73", "BT-74", "BT-134", "BT-135"}
NUMBERS = {92, 93, 94, 96, 99, 100, 101, 103, *range(106, 118), 119, 129, 131, *range(136, 139), *range(141, 144)}
NUMBERS |= {146, 147, 148, 149, 152}

# Where the converter that made the UBL files of the pairs chose otherwise than the norm says, or than we read:
# it turns credit notes and negative prices, fills BT-110 and BT-147 with 0 and leaves BT-114 of 0 out, takes BT-149
# from the gross price, any tax number for one of VAT, the first identifier of a party, accounts of transfers only.
CHOICES = {3, 29, 31, 32, 41, 84, 85, 86, 89, 90, 110, 114, 129, 146, 147, 149}


def comparable(invoice: Invoice) -> Counter[Term]:
    """The terms of an invoice without the differences between two ways of writing one value."""
    found: Counter[Term] = Counter()
    for number, line, value in terms(invoice):
        shown = " ".join(value.split())
        if number in DATES:
            shown = shown.replace("-", "")[:8]
        exact = amount(shown)
        if exact is not None and int(number[3:]) in NUMBERS:
            shown = str(exact.normalize())
        found[Term(number, line, shown)] += 1
    return found


def test_the_same_invoice_in_two_syntaxes_has_the_same_terms(record_property: Record) -> None:
    same = every = 0
    apart: Counter[str] = Counter()
    files = [path for path in sorted((PAIRS / "cii").rglob("*.xml")) if _partner(path).exists()]
    assert files
    for path in files:
        cii, ubl = (comparable(open_document(one.read_bytes()).invoice) for one in (path, _partner(path)))
        same, every = same + (cii & ubl).total(), every + (cii | ubl).total()
        apart.update(term.number for term in ((cii - ubl) + (ubl - cii)).elements())
    record_property(
        "agreement", f"CII and UBL of {len(files)} invoices: {same} of {every} terms equal ({same / every:.1%})"
    )
    assert {int(number[3:]) for number in apart} <= CHOICES
    assert same / every > 0.98


def test_every_file_that_satisfies_its_schema_is_read(record_property: Record) -> None:
    read = agreed = summed = 0
    refused: list[str] = []
    for entry in expected("expected.json"):
        if not entry.schema_valid:
            continue
        try:
            document = open_document(entry.path.read_bytes())
        except Refused as refusal:
            refused.append(refusal.code)
            continue
        read += 1
        assert document.schema_errors == (), entry.name
        assert document.profile == (entry.entry["bt24"] or ""), entry.name
        assert (
            open_document(write(document.invoice, "cii", profile="basicwl")).invoice.number == document.invoice.number
        )
        if document.invoice.lines and entry.status("en") == "ok" and not entry.entry["verdicts"]["en"]["fatal"]:
            summed += 1
            agreed += _sums_agree(document.invoice)
    record_property("agreement", f"{read} schema-valid invoices read, sums of {agreed} of {summed} as computed")
    # A PDF may be refused for what the official judges of the XML do not look at.
    assert [code for code in refused if not code.startswith("pdf.")] == []
    assert read > 250
    # The tolerances of the norm leave room for other roundings.
    assert agreed / summed > 0.95


def test_every_file_that_breaks_its_schema_is_told(record_property: Record) -> None:
    told = 0
    for entry in expected("mutants/expected.json"):
        if entry.entry.get("xsd") and not entry.schema_valid:
            told += 1
            assert open_document(entry.path.read_bytes()).schema_errors, entry.name
    record_property("agreement", f"{told} mutants with a broken schema told")
    assert told


def _partner(path: Path) -> Path:
    return PAIRS / "ubl" / path.relative_to(PAIRS / "cii")


def _sums_agree(invoice: Invoice) -> bool:
    try:
        computed = compute_totals(invoice).totals
    except ValueError:
        return False
    return invoice.totals is not None and all(
        amount(getattr(computed, name)) == amount(getattr(invoice.totals, name))
        for name in ("line_total", "without_vat", "with_vat", "payable")
    )
