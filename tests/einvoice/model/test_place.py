from coryphee.einvoice import Invoice, open_document
from coryphee.einvoice.model import place_of
from tests.einvoice import samples


def test_names_the_path_and_the_line_of_a_group() -> None:
    content = samples.ubl_invoice(lines=3)
    invoice = open_document(content).invoice
    where, line = place_of(invoice.lines[1].source, "Item", "Name")
    assert where == "/Invoice/InvoiceLine[2]/Item/Name"
    assert line is not None
    assert "n° 2" in content.decode().splitlines()[line - 1]


def test_stops_at_the_last_element_that_exists() -> None:
    invoice = open_document(samples.cii_invoice()).invoice
    assert invoice.totals is not None
    where, _ = place_of(invoice.totals.source, "RoundingAmount")
    assert where.endswith("/SpecifiedTradeSettlementHeaderMonetarySummation")


def test_an_invoice_that_was_never_a_file_has_no_place() -> None:
    assert place_of(Invoice().source, "ID") == ("", None)
