import pytest
from lxml import etree

from coryphee.einvoice import Invoice, open_document
from coryphee.einvoice.syntaxes.ubl.read import read
from tests.einvoice import samples

NAMESPACES = (
    'xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)


def fragment(body: str, root: str = "Invoice") -> Invoice:
    namespaces = NAMESPACES.replace("Invoice-2", f"{root}-2")
    return read(etree.fromstring(f"<{root} {namespaces}>{body}</{root}>"))


def test_reads_an_ordinary_invoice() -> None:
    invoice = open_document(samples.ubl_invoice(lines=2)).invoice
    assert invoice.syntax == "ubl-invoice"
    assert (invoice.number, invoice.type_code, invoice.currency) == ("FA-2026-0042", "380", "EUR")
    assert invoice.seller is not None
    assert (invoice.seller.name, invoice.seller.vat_number) == ("Ateliers Démo SARL", "FR47999000037")
    assert [line.net_amount for line in invoice.lines] == ["50.00", "50.00"]
    assert invoice.lines[1].vat is not None
    assert invoice.lines[1].vat.rate == "20"
    assert invoice.notes[0].subject_code == "PMT"
    assert invoice.notes[0].written == "#PMT#Indemnité forfaitaire de 40 euros en cas de retard"


def test_an_empty_fragment_gives_an_empty_invoice() -> None:
    assert fragment("") == Invoice()


def test_absent_and_empty_are_told_apart() -> None:
    assert fragment("<cbc:ID/>").number == ""
    assert fragment("").number is None


def test_a_comment_inside_a_number_does_not_cut_it() -> None:
    totals = fragment(
        "<cac:LegalMonetaryTotal><cbc:PayableAmount>12<!-- x -->.<?pi y?>34</cbc:PayableAmount>"
        "</cac:LegalMonetaryTotal>"
    ).totals
    assert totals is not None
    assert totals.payable == "12.34"


def test_another_tax_is_kept_apart_from_vat() -> None:
    invoice = fragment(
        "<cac:InvoiceLine><cac:Item><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID>"
        "<cac:TaxScheme><cbc:ID>GST</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item></cac:InvoiceLine>"
    )
    assert invoice.lines[0].vat is None
    assert invoice.lines[0].vat_categories[0].scheme == "GST"


def test_vat_schemes_are_compared_as_the_official_rules_do() -> None:
    invoice = fragment(
        "<cac:AccountingSupplierParty><cac:Party>"
        "<cac:PartyTaxScheme><cbc:CompanyID>A</cbc:CompanyID>"
        "<cac:TaxScheme><cbc:ID> vat </cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
        "<cac:PartyTaxScheme><cbc:CompanyID>B</cbc:CompanyID></cac:PartyTaxScheme>"
        "</cac:Party></cac:AccountingSupplierParty>"
    )
    assert invoice.seller is not None
    assert [registration.vat for registration in invoice.seller.tax_registrations] == [True, False]


def test_elements_inside_unknown_ones_are_not_taken_for_others() -> None:
    invoice = fragment("<cac:Unknown><cbc:ID>wrong</cbc:ID><cac:InvoiceLine/></cac:Unknown><cbc:ID>right</cbc:ID>")
    assert invoice.number == "right"
    assert invoice.lines == []


def test_a_value_written_again_is_noted_and_the_first_kept() -> None:
    invoice = fragment("<cbc:ID>first</cbc:ID><cbc:ID>second</cbc:ID>")
    assert invoice.number == "first"
    assert [repetition.name for repetition in invoice.repetitions] == ["number"]


def test_two_tax_totals_are_kept_and_their_breakdowns_gathered() -> None:
    invoice = open_document(samples.full_ubl()).invoice
    assert [(total.amount, total.currency) for total in invoice.vat_totals] == [("19.00", "EUR"), ("209.00", "SEK")]
    assert invoice.vat_total is invoice.vat_totals[0]
    assert invoice.vat_total_in_vat_currency is invoice.vat_totals[1]
    assert invoice.vat_totals[0].breakdowns == invoice.vat_breakdowns


def test_the_due_date_of_a_credit_note_stands_in_the_payment_means() -> None:
    document = open_document(samples.ubl_credit_note())
    assert document.syntax == "ubl-creditnote"
    assert document.schema_errors == ()
    assert document.invoice.due_date is not None
    assert document.invoice.due_date.text == "2026-09-15"


def test_the_project_of_a_credit_note_is_a_document_of_type_50() -> None:
    body = (
        "<cac:AdditionalDocumentReference><cbc:ID>P-1</cbc:ID><cbc:DocumentTypeCode>50</cbc:DocumentTypeCode>"
        "</cac:AdditionalDocumentReference>"
    )
    assert fragment(body, root="CreditNote").project_reference == "P-1"
    assert fragment(body).project_reference is None


def test_the_creditor_of_a_direct_debit_is_an_identifier_with_scheme_sepa() -> None:
    invoice = open_document(samples.full_ubl()).invoice
    assert invoice.direct_debit is not None
    assert (invoice.direct_debit.mandate, invoice.direct_debit.creditor) == ("MANDAT-89", "FR00ZZZ999999")


def test_lines_inside_lines_keep_their_own_vat() -> None:
    def item(name: str, rate: str) -> str:
        return (
            f"<cac:Item><cbc:Name>{name}</cbc:Name><cac:ClassifiedTaxCategory><cbc:Percent>{rate}</cbc:Percent>"
            "</cac:ClassifiedTaxCategory></cac:Item>"
        )

    invoice = fragment(
        f"<cac:InvoiceLine>{item('set', '20')}<cac:SubInvoiceLine>{item('part', '10')}</cac:SubInvoiceLine>"
        "</cac:InvoiceLine>"
    )
    (line,) = invoice.lines
    assert [category.rate for category in line.vat_categories] == ["20"]
    assert [category.rate for category in line.sub_lines[0].vat_categories] == ["10"]


def test_a_line_says_parent_and_subtype_by_a_reference_to_its_own_invoice() -> None:
    def reference(number: str, status: str, line: str) -> str:
        return (
            f"<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>{number}</cbc:ID>"
            f"<cbc:DocumentStatusCode>{status}</cbc:DocumentStatusCode></cac:InvoiceDocumentReference>"
            f"<cac:BillingReferenceLine><cbc:ID>{line}</cbc:ID></cac:BillingReferenceLine></cac:BillingReference>"
        )

    both = reference("EARLIER", "GROUP", "9") + reference("MINE", "DETAIL", "1")
    (line,) = fragment(f"<cbc:ID>MINE</cbc:ID><cac:InvoiceLine>{both}</cac:InvoiceLine>").lines
    assert (line.parent, line.status_reason) == ("1", "DETAIL")
    assert [entry.number for entry in line.preceding_invoices] == ["EARLIER"]
    assert [entry.number for entry in line.own_references] == ["MINE"]
    (line,) = fragment(f"<cac:InvoiceLine>{both}</cac:InvoiceLine>").lines
    assert (line.parent, line.status_reason, line.own_references) == (None, None, [])


def test_a_payer_in_the_mandate_is_no_direct_debit() -> None:
    def mandate(inner: str) -> Invoice:
        payer = "<cac:PayerParty><cbc:EndpointID>P</cbc:EndpointID></cac:PayerParty>"
        return fragment(f"<cac:PaymentMeans><cac:PaymentMandate>{inner}{payer}</cac:PaymentMandate></cac:PaymentMeans>")

    for invoice in (mandate(""), mandate("<cbc:ID>M-1</cbc:ID>")):
        assert invoice.payer is not None
        assert [entry.text for entry in invoice.payer.electronic_addresses] == ["P"]
    assert mandate("").direct_debit is None
    assert mandate("<cbc:ID>M-1</cbc:ID>").direct_debit is not None


def test_a_second_party_of_one_role_is_noted() -> None:
    agent = "<cac:AgentParty><cbc:EndpointID>{}</cbc:EndpointID></cac:AgentParty>"
    maker = "<cac:ManufacturerParty><cbc:EndpointID>{}</cbc:EndpointID></cac:ManufacturerParty>"
    invoice = fragment(
        f"<cac:AccountingSupplierParty><cac:Party>{agent.format('1')}{agent.format('2')}</cac:Party>"
        "</cac:AccountingSupplierParty>"
        f"<cac:InvoiceLine><cac:Item>{maker.format('3')}{maker.format('4')}</cac:Item></cac:InvoiceLine>"
    )
    assert [[entry.text for entry in party.electronic_addresses] for party in invoice.parties[1:]] == [["1"], ["3"]]
    assert [repetition.name for repetition in invoice.repetitions] == ["seller_agent", "item_seller"]


@pytest.mark.parametrize(("currency", "noted"), [("EUR", 1), ("O", 2), ("EUR FJD", 2), ("", 2)])
def test_all_amounts_are_noted_where_the_currency_of_the_invoice_is_unknown(currency: str, noted: int) -> None:
    invoice = fragment(
        f"<cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode><cac:LegalMonetaryTotal>"
        "<cbc:PayableAmount currencyID=''>1</cbc:PayableAmount>"
        f"<cbc:PrepaidAmount currencyID='{currency}'>1</cbc:PrepaidAmount></cac:LegalMonetaryTotal>"
    )
    assert len(invoice.amounts_in_other_currencies) == noted
