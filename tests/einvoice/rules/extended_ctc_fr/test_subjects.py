"""Which lines count, which stand under others, and what a group holds."""

from coryphee.einvoice import Invoice, open_document
from coryphee.einvoice.model import InvoiceLine, PrecedingInvoice
from coryphee.einvoice.rules.extended_ctc_fr.subjects import GROUPS, SUB_LINES, counted_lines, counts, parents, statuses
from tests.einvoice import samples


def test_lines_without_subtype_and_details_count() -> None:
    for content in (samples.extended_ubl(), samples.extended_cii()):
        counted = counted_lines(open_document(content).invoice)
        assert [line.identifier for line in counted] == ["1.1", "1.2", "3"]


def test_a_line_that_was_never_a_file_counts_by_what_it_says() -> None:
    assert counts(InvoiceLine())
    assert counts(InvoiceLine(status_reason="DETAIL"))
    assert not counts(InvoiceLine(status_reason="GROUP", parent="1"))


def test_references_of_ubl_come_first() -> None:
    line = InvoiceLine(
        parent="1",
        status_reason="GROUP",
        own_references=[PrecedingInvoice("A", status_code="GROUP", line="1"), PrecedingInvoice("A", line="2")],
    )
    assert statuses(line) == ["GROUP"]
    assert parents(line) == ["1", "2"]
    assert not counts(line)


def test_a_group_holds_details_and_groups_under_it() -> None:
    invoice = Invoice(
        lines=[
            InvoiceLine("1", status_reason="GROUP", net_amount="1"),
            InvoiceLine("2", status_reason="DETAIL", parent="1"),
            InvoiceLine("3", status_reason="INFORMATION", parent="1"),
            InvoiceLine("4", status_reason="GROUP", parent="1"),
            InvoiceLine(None, status_reason="GROUP", net_amount="1"),
        ]
    )
    held = [[line.identifier for line in group.members] for group in GROUPS.select(invoice)]
    assert held == [["2", "4"], []]


def test_in_cii_white_space_around_a_parent_does_not_count() -> None:
    for syntax, named in (("cii", [["1"]]), ("ubl-invoice", [[" 1 "], [" "]])):
        lines = [InvoiceLine("1"), InvoiceLine("2", parent=" 1 "), InvoiceLine("3", parent=" ")]
        found = list(SUB_LINES.select(Invoice(syntax=syntax, lines=lines)))  # type: ignore[arg-type]
        assert [sub_line.parents for sub_line in found] == named
