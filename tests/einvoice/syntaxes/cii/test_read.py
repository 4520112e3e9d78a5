from lxml import etree

from coryphee.einvoice import Invoice, open_document
from coryphee.einvoice.syntaxes.cii.read import read
from tests.einvoice import samples

NAMESPACES = (
    'xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" '
    'xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" '
    'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"'
)


def fragment(body: str) -> Invoice:
    return read(etree.fromstring(f"<rsm:CrossIndustryInvoice {NAMESPACES}>{body}</rsm:CrossIndustryInvoice>"))


def settlement(body: str) -> Invoice:
    return fragment(
        "<rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeSettlement>"
        f"{body}</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction>"
    )


def agreement(body: str) -> Invoice:
    return fragment(
        "<rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement>"
        f"{body}</ram:ApplicableHeaderTradeAgreement></rsm:SupplyChainTradeTransaction>"
    )


def test_reads_an_ordinary_invoice() -> None:
    invoice = open_document(samples.cii_invoice(lines=2)).invoice
    assert invoice.syntax == "cii"
    assert (invoice.number, invoice.type_code, invoice.currency) == ("FA-2026-0042", "380", "EUR")
    assert invoice.buyer is not None
    assert invoice.buyer.electronic_address is not None
    assert invoice.buyer.electronic_address.text == "999000045"
    assert [line.quantity for line in invoice.lines] == ["2", "2"]
    assert invoice.vat_breakdowns[0].category is not None
    assert invoice.vat_breakdowns[0].category.rate == "20"
    assert invoice.vat_total is not None
    assert invoice.vat_total.amount == "20.00"


def test_an_empty_fragment_gives_an_empty_invoice() -> None:
    assert fragment("") == Invoice()


def test_a_date_keeps_its_format_and_a_missing_inner_element_is_no_date() -> None:
    document = "<rsm:ExchangedDocument><ram:IssueDateTime>{}</ram:IssueDateTime></rsm:ExchangedDocument>"
    written = fragment(document.format('<udt:DateTimeString format="610">202608</udt:DateTimeString>')).issue_date
    assert written is not None
    assert (written.text, written.format, written.day) == ("202608", "610", None)
    empty = fragment(document.format("")).issue_date
    assert empty is not None
    assert empty.text is None


def test_a_comment_inside_a_number_does_not_cut_it() -> None:
    invoice = settlement(
        "<ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
        "<ram:DuePayableAmount>12<!-- x -->.34</ram:DuePayableAmount>"
        "</ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
    )
    assert invoice.totals is not None
    assert invoice.totals.payable == "12.34"


def test_dates_and_codes_of_all_breakdowns_are_gathered_once() -> None:
    tax = (
        "<ram:ApplicableTradeTax><ram:TaxPointDate><udt:DateString format='102'>20260820</udt:DateString>"
        "</ram:TaxPointDate><ram:DueDateTypeCode>{}</ram:DueDateTypeCode></ram:ApplicableTradeTax>"
    )
    invoice = settlement(tax.format("5") + tax.format("72") + tax.format("5"))
    assert invoice.vat_point_codes == ["5", "72"]
    assert [date.text for date in invoice.vat_point_dates] == ["20260820"]
    assert len(invoice.vat_breakdowns) == 3


def test_total_amounts_written_twice_are_noted() -> None:
    invoice = settlement(
        "<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>1.00</ram:LineTotalAmount>"
        "<ram:LineTotalAmount>2.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
    )
    assert invoice.totals is not None
    assert invoice.totals.line_total == "1.00"
    assert [repetition.name for repetition in invoice.repetitions] == ["line_total"]


def test_the_base_quantity_of_the_net_price_wins() -> None:
    invoice = fragment(
        "<rsm:SupplyChainTradeTransaction><ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedLineTradeAgreement>"
        "<ram:GrossPriceProductTradePrice><ram:BasisQuantity unitCode='NAR'>5</ram:BasisQuantity>"
        "</ram:GrossPriceProductTradePrice>"
        "<ram:NetPriceProductTradePrice><ram:BasisQuantity unitCode='C62'>1</ram:BasisQuantity>"
        "</ram:NetPriceProductTradePrice>"
        "</ram:SpecifiedLineTradeAgreement></ram:IncludedSupplyChainTradeLineItem></rsm:SupplyChainTradeTransaction>"
    )
    price = invoice.lines[0].price
    assert price is not None
    assert (price.base_quantity, price.base_unit) == ("1", "C62")


def test_a_file_of_the_direct_channel_keeps_what_only_chorus_pro_writes() -> None:
    invoice = agreement(
        "<ram:SellerTradeParty><ram:SpecifiedLegalOrganization><ram:ID schemeID='1'>99900003700013</ram:ID>"
        "<ram:PostalTradeAddress><ram:CityName>Démoville</ram:CityName></ram:PostalTradeAddress>"
        "</ram:SpecifiedLegalOrganization></ram:SellerTradeParty>"
        "<ram:ContractReferencedDocument><ram:IssuerAssignedID>M-1</ram:IssuerAssignedID>"
        "<ram:ReferenceTypeCode>BC</ram:ReferenceTypeCode></ram:ContractReferencedDocument>"
    )
    assert invoice.seller is not None
    assert invoice.seller.legal_registration is not None
    assert invoice.seller.legal_registration.known_scheme == "0009"
    assert invoice.seller.address is None
    assert invoice.seller.registered_address is not None
    assert (invoice.contract_reference, invoice.contract_type) == ("M-1", "BC")
    addressed = settlement(
        "<ram:InvoiceIssuerReference>SERVICE-F</ram:InvoiceIssuerReference>"
        "<ram:InvoiceeTradeParty><ram:Name>Titulaire Fictif</ram:Name></ram:InvoiceeTradeParty>"
    )
    assert addressed.issuer_reference == "SERVICE-F"
    assert addressed.invoicee is not None
    assert addressed.invoicee.name == "Titulaire Fictif"


def test_an_electronic_address_without_identifier_is_still_there() -> None:
    invoice = agreement("<ram:BuyerTradeParty><ram:URIUniversalCommunication/></ram:BuyerTradeParty>")
    assert invoice.buyer is not None
    assert invoice.buyer.electronic_address is not None
    assert invoice.buyer.electronic_address.text is None


def test_a_tax_number_is_for_vat_with_the_scheme_va_alone() -> None:
    invoice = agreement(
        "<ram:SellerTradeParty>"
        "<ram:SpecifiedTaxRegistration><ram:ID schemeID='FC'>1</ram:ID></ram:SpecifiedTaxRegistration>"
        "<ram:SpecifiedTaxRegistration><ram:ID schemeID='VA'>2</ram:ID></ram:SpecifiedTaxRegistration>"
        "</ram:SellerTradeParty>"
    )
    assert invoice.seller is not None
    assert (invoice.seller.vat_number, invoice.seller.tax_number) == ("2", "1")


def test_calls_for_tenders_stand_among_the_documents_and_apart() -> None:
    invoice = open_document(samples.full_cii()).invoice
    assert [entry.type_code for entry in invoice.additional_documents] == ["50", "130", "916"]
    assert [entry.identifier and entry.identifier.text for entry in invoice.tender_references] == ["LOT-17"]
    assert [entry.type_code for entry in invoice.supporting_documents] == ["916"]


def test_charges_for_transport_stand_apart() -> None:
    (charge,) = settlement(
        "<ram:SpecifiedLogisticsServiceCharge><ram:Description>Port</ram:Description>"
        "<ram:AppliedAmount>12.50</ram:AppliedAmount><ram:AppliedTradeTax><ram:CategoryCode>S</ram:CategoryCode>"
        "</ram:AppliedTradeTax></ram:SpecifiedLogisticsServiceCharge>"
    ).logistics_charges
    assert (charge.description, charge.amount) == ("Port", "12.50")
    assert [category.code for category in charge.vat_categories] == ["S"]


def test_a_group_of_lines_has_totals_of_its_own() -> None:
    invoice = open_document(samples.extended_cii()).invoice
    group, detail = invoice.lines[:2]
    assert (group.status_reason, group.parent, group.with_vat) == ("GROUP", None, "180.00")
    assert [(total.amount, total.currency) for total in group.vat_totals] == [("30.00", "EUR")]
    assert [[place.text for place in delivery.locations] for delivery in detail.deliveries] == [["40483304800030"]]


def test_the_scheme_of_a_document_counts_without_its_reference() -> None:
    document = "<ram:AdditionalReferencedDocument>{}</ram:AdditionalReferencedDocument>"
    scheme = "<ram:TypeCode>130</ram:TypeCode><ram:ReferenceTypeCode>AFL</ram:ReferenceTypeCode>"
    invoice = agreement(document.format(scheme))
    (found,) = invoice.additional_documents
    assert found.identifier is not None
    assert (found.identifier.text, found.identifier.scheme, invoice.repetitions) == (None, "AFL", [])
    twice = agreement(document.format(scheme + "<ram:ReferenceTypeCode>AVV</ram:ReferenceTypeCode>"))
    assert [entry.name for entry in twice.repetitions] == ["reference_type"]
