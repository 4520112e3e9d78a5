"""What rules speak of, where the two syntaxes differ."""

import pytest

from coryphee.einvoice import open_document
from coryphee.einvoice.model import (
    Delivery,
    Identifier,
    Invoice,
    InvoiceLine,
    Party,
    PostalAddress,
    ReferencedDocument,
    TaxRegistration,
    VatBreakdown,
    VatCategory,
    VatTotal,
)
from coryphee.einvoice.rules import subjects
from coryphee.einvoice.rules.factur_x.extended import DETAILS
from tests.einvoice import samples
from tests.einvoice.rules.rich import rich_invoice


def test_documents_of_lines_count_in_cii_only() -> None:
    for syntax, count in (("ubl-invoice", 1), ("cii", 2)):
        invoice = rich_invoice(syntax)
        invoice.lines[0].documents.append(ReferencedDocument(Identifier("compteur"), "130"))
        assert len(list(subjects.DOCUMENTS.select(invoice))) == count


def test_breakdowns_written_on_lines_are_seen() -> None:
    invoice = rich_invoice("ubl-invoice")
    invoice.lines[0].vat_totals.append(VatTotal("1", "EUR", [VatBreakdown("5", "1", VatCategory("S", "20", "VAT"))]))
    assert len(list(subjects.BREAKDOWNS.select(invoice))) == 2


def test_breakdowns_without_category_are_told_apart_from_l_m_o() -> None:
    invoice = rich_invoice("cii")
    invoice.vat_breakdowns = [
        VatBreakdown(),
        VatBreakdown(category=VatCategory("O", None, "VAT")),
        VatBreakdown(category=VatCategory("O", None, "GST")),
        VatBreakdown(category=VatCategory("L", None, "vat")),
    ]
    kept = list(subjects.BREAKDOWNS_BUT_L_M_O.select(invoice))
    assert kept == [invoice.vat_breakdowns[0], invoice.vat_breakdowns[2]]
    assert subjects.BREAKDOWNS_BUT_L_M_O.describe(invoice, VatBreakdown()) == {"category": "?", "rate": "?"}


def test_accounts_are_those_of_transfers() -> None:
    invoice = rich_invoice("cii")
    assert len(list(subjects.ACCOUNTS.select(invoice))) == 1
    invoice.payment_means[0].code = "59"
    assert list(subjects.ACCOUNTS.select(invoice)) == []


def test_a_line_is_called_by_its_number_or_its_place() -> None:
    invoice = rich_invoice("cii")
    assert subjects.line_name(invoice.lines[0], invoice) == "1"
    invoice.lines[0].identifier = "  "
    assert subjects.line_name(invoice.lines[0], invoice) == "#1"
    assert subjects.LINE_PERIODS.describe(invoice, invoice.lines[0].period) == {"line": "#1"}
    assert subjects.LINE_PERIODS.describe(invoice, object()) == {}


def test_deliveries_of_lines_count_in_ubl_only() -> None:
    for syntax, count in (("ubl-invoice", 2), ("cii", 1)):
        invoice = rich_invoice(syntax)
        invoice.lines[0].deliveries.append(Delivery(address=PostalAddress(country="IT")))
        assert len(list(subjects.DELIVERIES.select(invoice))) == count
        assert "IT" in [address.country for address in subjects.addresses(invoice)]


def test_sellers_of_lines_and_agents_are_parties_too() -> None:
    invoice = rich_invoice("cii")
    before = len(list(subjects.VAT_REGISTRATIONS.select(invoice)))
    invoice.seller_agent = Party(tax_registrations=[TaxRegistration("FR1", "VA")])
    invoice.lines[0].item_seller = Party(
        tax_registrations=[TaxRegistration("FR2", "VA"), TaxRegistration("3", "FC", vat=False)]
    )
    assert len(list(subjects.VAT_REGISTRATIONS.select(invoice))) == before + 2


@pytest.mark.parametrize(("document", "count"), [("<ram:AssociatedDocumentLineDocument/>", 1), ("", 0)])
def test_a_line_of_cii_may_lack_its_document(document: str, count: int) -> None:
    content = samples.cii_invoice(1).decode()
    start = content.index("<ram:AssociatedDocumentLineDocument>")
    end = content.index("</ram:AssociatedDocumentLineDocument>") + len("</ram:AssociatedDocumentLineDocument>")
    (line,) = open_document((content[:start] + document + content[end:]).encode()).invoice.lines
    assert subjects.has_line_document(line) is bool(count)
    assert subjects.has_line_document(InvoiceLine())
    details = Invoice(lines=[line])
    assert list(DETAILS.select(details)) == count * [line]
