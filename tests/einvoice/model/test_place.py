from coryphee.einvoice import Invoice, open_document
from coryphee.einvoice.model import Places, place_of
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


def test_places_of_many_lines_are_numbered_once() -> None:
    invoice = open_document(samples.ubl_invoice(lines=50)).invoice
    places = Places()
    assert [places.of(line.source)[0] for line in invoice.lines] == [place_of(line.source)[0] for line in invoice.lines]
    assert places.of(invoice.lines[49].source, "ID")[0] == "/Invoice/InvoiceLine[50]/ID"
