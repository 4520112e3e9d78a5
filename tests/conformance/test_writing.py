"""Every whole invoice of the corpus is written: the same in its own syntax, and all accounted for in the other."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from coryphee import einvoice
from coryphee.einvoice.model import Invoice
from coryphee.einvoice.model.terms import Term, terms
from coryphee.einvoice.writing import unread_findings
from tests.conformance.corpus import expected, needs_corpus

pytestmark = [pytest.mark.conformance, needs_corpus]

Record = Callable[[str, object], None]

DATES = {"BT-2", "BT-7", "BT-9", "BT-26", "BT-72", "BT-73", "BT-74", "BT-134", "BT-135", "EXT-FR-FE-138"}
VAT_POINT_CODES = {"3": "5", "35": "29", "432": "72"}


def documents() -> Iterator[einvoice.Document]:
    """All files of the corpus that satisfy their schema."""
    for table in ("expected.json", "mutants/expected.json"):
        for entry in expected(table):
            if entry.schema_valid:
                try:
                    document = einvoice.open_document(entry.path.read_bytes(), entry.name)
                    # Of a PDF the data alone are written.
                    yield document if document.carrier == "xml" else einvoice.open_document(document.xml)
                except einvoice.Refused:
                    continue


def judged(document: einvoice.Document) -> Counter[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """What our rules find in the invoice, without the places and without what they say of the form of the file.

    A note with two texts comes back as two notes, an empty container not at all: other elements, the same invoice.
    """
    return Counter(
        (one.rule, one.term, one.parameters)
        for one in einvoice.check(document).findings
        if not one.rule.startswith(("CII-", "UBL-", "FX-", "PEPPOL-"))
    )


def comparable(invoice: Invoice) -> Counter[Term]:
    """The terms of an invoice in one spelling."""
    return Counter(spelled(*term) for term in terms(invoice))


def spelled(number: str, line: str, value: str) -> Term:
    """One term as both syntaxes could say it."""
    if number in DATES:
        value = value.replace("-", "")[:8]
    return Term(number, line, VAT_POINT_CODES.get(value, value) if number == "BT-8" else value)


def test_an_invoice_written_in_its_own_syntax_is_the_same_invoice(record_property: Record) -> None:
    same = judged_same = 0
    for document in documents():
        content = einvoice.write(document.invoice, document.syntax)
        written = einvoice.open_document(content)
        assert written.schema_errors == ()
        assert written.invoice == document.invoice
        assert einvoice.write(written.invoice, document.syntax) == content
        same += 1
        if not list(unread_findings(document)):
            assert judged(written) == judged(document)
            judged_same += 1
    record_property("agreement", f"{same} invoices written again and read the same, {judged_same} judged the same")
    assert same > 1600
    assert judged_same > 300


def test_an_invoice_in_the_other_syntax_has_every_term_or_tells_it(record_property: Record) -> None:
    carried = told = 0
    for document in documents():
        converted = einvoice.convert(document, "ubl" if document.syntax == "cii" else "cii")
        lost: Counter[Term] = Counter()
        for finding in converted.lost:
            if finding.rule == "convert.lost":
                lost[spelled(finding.term, "", dict(finding.parameters)["value"])] += 1
        before = comparable(document.invoice)
        after = comparable(einvoice.read(converted.content))
        gone = before - after
        # A code or a reference that is repeated is written once.
        unaccounted = {term for term in gone if term._replace(line="") not in lost and term not in after}
        assert unaccounted == set()
        carried, told = carried + (before & after).total(), told + len(converted.lost)
    record_property("agreement", f"{carried} terms carried into the other syntax, {told} differences told")
