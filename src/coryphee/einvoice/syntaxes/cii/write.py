"""The model as CII in the profile Factur-X BASIC WL: the document without its lines (Factur-X 1.09).

It serves invoices that were typed by hand beside a PDF. What the invoice lacks, the file lacks: check what was written.
"""

import re
from typing import TYPE_CHECKING, Literal

from lxml import etree

from coryphee.einvoice.model import (
    AllowanceCharge,
    CreditTransfer,
    Invoice,
    Party,
    PostalAddress,
    VatBreakdown,
    WrittenDate,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_Role = Literal["seller", "payee", "other"]

PROFILE = "urn:factur-x.eu:1p0:basicwl"

_NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}
# BT-8: the code list of UBL (UNTDID 2005) in that of CII (UNTDID 2475).
_VAT_POINT_CODES = {"3": "5", "35": "29", "432": "72"}
# Characters that no XML document may hold (XML 1.0, production 2).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_cii_basic_wl(invoice: Invoice) -> bytes:
    """Write the document terms of an invoice as CII D22B, UTF-8, profile BASIC WL whatever BT-24 says.

    Terms that BASIC WL has no place for are left out: lines, attachments, contacts, BT-11, BT-14, BT-15, BT-114...
    Texts are written without the characters that XML forbids; empty values are not written.
    """
    root = etree.Element(f"{{{_NAMESPACES['rsm']}}}CrossIndustryInvoice", nsmap=_NAMESPACES)
    context = _add(root, "rsm:ExchangedDocumentContext")
    if invoice.business_process:
        _add(_add(context, "ram:BusinessProcessSpecifiedDocumentContextParameter"), "ram:ID", invoice.business_process)
    _add(_add(context, "ram:GuidelineSpecifiedDocumentContextParameter"), "ram:ID", PROFILE)
    _write_document(_add(root, "rsm:ExchangedDocument"), invoice)
    transaction = _add(root, "rsm:SupplyChainTradeTransaction")
    _write_agreement(_add(transaction, "ram:ApplicableHeaderTradeAgreement"), invoice)
    _write_delivery(_add(transaction, "ram:ApplicableHeaderTradeDelivery"), invoice)
    _write_settlement(_add(transaction, "ram:ApplicableHeaderTradeSettlement"), invoice)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _write_document(parent: etree._Element, invoice: Invoice) -> None:
    _text(parent, "ram:ID", invoice.number)
    _text(parent, "ram:TypeCode", invoice.type_code)
    _date(parent, "ram:IssueDateTime", invoice.issue_date)
    for note in invoice.notes:
        if note.text:
            entry = _add(parent, "ram:IncludedNote")
            _text(entry, "ram:Content", note.text)
            _text(entry, "ram:SubjectCode", note.subject_code)


def _write_agreement(parent: etree._Element, invoice: Invoice) -> None:
    _text(parent, "ram:BuyerReference", invoice.buyer_reference)
    _party(parent, "ram:SellerTradeParty", invoice.seller, role="seller")
    _party(parent, "ram:BuyerTradeParty", invoice.buyer)
    _party(parent, "ram:SellerTaxRepresentativeTradeParty", invoice.tax_representative)
    _reference(parent, "ram:BuyerOrderReferencedDocument", invoice.purchase_order)
    _reference(parent, "ram:ContractReferencedDocument", invoice.contract_reference)


def _write_delivery(parent: etree._Element, invoice: Invoice) -> None:
    delivery = invoice.delivery
    if delivery is not None and (delivery.recipient or delivery.locations or delivery.address):
        place = Party(name=delivery.recipient, identifiers=delivery.locations, address=delivery.address)
        _party(parent, "ram:ShipToTradeParty", place)
    if delivery is not None and delivery.date is not None and delivery.date.text:
        _date(_add(parent, "ram:ActualDeliverySupplyChainEvent"), "ram:OccurrenceDateTime", delivery.date)
    _reference(parent, "ram:DespatchAdviceReferencedDocument", invoice.despatch_advice)


def _write_settlement(parent: etree._Element, invoice: Invoice) -> None:
    debit = invoice.direct_debit
    _text(parent, "ram:CreditorReferenceID", debit.creditor if debit else None)
    _text(parent, "ram:PaymentReference", next(iter(invoice.remittance_information), None))
    _text(parent, "ram:TaxCurrencyCode", invoice.vat_currency)
    _text(parent, "ram:InvoiceCurrencyCode", invoice.currency)
    _party(parent, "ram:PayeeTradeParty", invoice.payee, role="payee")
    _write_payment_means(parent, invoice)
    for breakdown in invoice.vat_breakdowns:
        _write_breakdown(parent, breakdown, invoice)
    if (period := invoice.period) is not None:
        entry = _add(parent, "ram:BillingSpecifiedPeriod")
        _date(entry, "ram:StartDateTime", period.start)
        _date(entry, "ram:EndDateTime", period.end)
    for allowance_charge in invoice.allowance_charges:
        _write_allowance_charge(parent, allowance_charge)
    _write_payment_terms(parent, invoice)
    _write_totals(parent, invoice)
    for preceding in invoice.preceding_invoices:
        if preceding.number:
            entry = _reference(parent, "ram:InvoiceReferencedDocument", preceding.number)
            _date(entry, "ram:FormattedIssueDateTime", preceding.issue_date, prefix="qdt")
    if invoice.accounting_reference:
        account = _add(parent, "ram:ReceivableSpecifiedTradeAccountingAccount")
        _text(account, "ram:ID", invoice.accounting_reference)


def _write_payment_means(parent: etree._Element, invoice: Invoice) -> None:
    debited = invoice.direct_debit.debited_account if invoice.direct_debit else None
    for means in invoice.payment_means:
        # One account fits in one element of CII: further ones need the code again.
        transfers: Sequence[CreditTransfer | None] = means.credit_transfers or [None]
        for transfer in transfers:
            entry = _add(parent, "ram:SpecifiedTradeSettlementPaymentMeans")
            _text(entry, "ram:TypeCode", means.code)
            if debited:
                _text(_add(entry, "ram:PayerPartyDebtorFinancialAccount"), "ram:IBANID", debited)
            if transfer is not None and (transfer.account or transfer.proprietary_account):
                account = _add(entry, "ram:PayeePartyCreditorFinancialAccount")
                _text(account, "ram:IBANID", transfer.account)
                _text(account, "ram:ProprietaryID", transfer.proprietary_account)


def _write_breakdown(parent: etree._Element, breakdown: VatBreakdown, invoice: Invoice) -> None:
    category = breakdown.category
    entry = _add(parent, "ram:ApplicableTradeTax")
    _text(entry, "ram:CalculatedAmount", breakdown.tax_amount)
    _text(entry, "ram:TypeCode", "VAT")
    _text(entry, "ram:ExemptionReason", category.exemption_reason if category else None)
    _text(entry, "ram:BasisAmount", breakdown.taxable_amount)
    _text(entry, "ram:CategoryCode", category.code if category else None)
    _text(entry, "ram:ExemptionReasonCode", category.exemption_code if category else None)
    code = next(iter(breakdown.vat_point_codes or invoice.vat_point_codes), None)
    _text(entry, "ram:DueDateTypeCode", _VAT_POINT_CODES.get(code, code) if code else None)
    _text(entry, "ram:RateApplicablePercent", category.rate if category else None)


def _write_allowance_charge(parent: etree._Element, allowance_charge: AllowanceCharge) -> None:
    entry = _add(parent, "ram:SpecifiedTradeAllowanceCharge")
    indicator = _add(entry, "ram:ChargeIndicator")
    _text(indicator, "udt:Indicator", "true" if allowance_charge.is_charge else "false")
    _text(entry, "ram:CalculationPercent", allowance_charge.percentage)
    _text(entry, "ram:BasisAmount", allowance_charge.base_amount)
    _text(entry, "ram:ActualAmount", allowance_charge.amount)
    _text(entry, "ram:ReasonCode", allowance_charge.reason_code)
    _text(entry, "ram:Reason", next(iter(allowance_charge.reasons), None))
    for category in allowance_charge.vat_categories[:1]:
        tax = _add(entry, "ram:CategoryTradeTax")
        _text(tax, "ram:TypeCode", "VAT")
        _text(tax, "ram:CategoryCode", category.code)
        _text(tax, "ram:RateApplicablePercent", category.rate)


def _write_payment_terms(parent: etree._Element, invoice: Invoice) -> None:
    texts = [line for terms in invoice.payment_terms for line in terms.texts if line]
    mandate = invoice.direct_debit.mandate if invoice.direct_debit else None
    if not (texts or mandate or (invoice.due_date and invoice.due_date.text)):
        return
    entry = _add(parent, "ram:SpecifiedTradePaymentTerms")
    _text(entry, "ram:Description", "\n".join(texts))
    _date(entry, "ram:DueDateDateTime", invoice.due_date)
    _text(entry, "ram:DirectDebitMandateID", mandate)


def _write_totals(parent: etree._Element, invoice: Invoice) -> None:
    totals = invoice.totals
    if totals is None:
        return
    entry = _add(parent, "ram:SpecifiedTradeSettlementHeaderMonetarySummation")
    _text(entry, "ram:LineTotalAmount", totals.line_total)
    _text(entry, "ram:ChargeTotalAmount", totals.charge_total)
    _text(entry, "ram:AllowanceTotalAmount", totals.allowance_total)
    _text(entry, "ram:TaxBasisTotalAmount", totals.without_vat)
    for vat in (invoice.vat_total, invoice.vat_total_in_vat_currency):
        if vat is not None and vat.amount and vat.currency:
            _add(entry, "ram:TaxTotalAmount", vat.amount).set("currencyID", _clean(vat.currency))
    _text(entry, "ram:GrandTotalAmount", totals.with_vat)
    _text(entry, "ram:TotalPrepaidAmount", totals.paid)
    _text(entry, "ram:DuePayableAmount", totals.payable)


def _party(parent: etree._Element, name: str, party: Party | None, role: _Role = "other") -> None:
    """Write a party: of the seller all, of a payee neither address nor tax numbers, of others one identifier."""
    if party is None:
        return
    entry = _add(parent, name)
    # All identifiers without a scheme come first: the schema of CII wants it so. SEPA is BT-90, written elsewhere.
    written = sorted((one for one in party.identifiers if one.scheme != "SEPA"), key=lambda one: bool(one.known_scheme))
    for identifier in written if role == "seller" else written[:1]:
        scheme = identifier.known_scheme
        _text(entry, "ram:GlobalID" if scheme else "ram:ID", identifier.text, scheme)
    _text(entry, "ram:Name", party.name)
    trade_name = party.trade_name if role == "seller" else None
    if party.legal_registration is not None or trade_name:
        organisation = _add(entry, "ram:SpecifiedLegalOrganization")
        if (registration := party.legal_registration) is not None:
            _text(organisation, "ram:ID", registration.text, registration.known_scheme)
        _text(organisation, "ram:TradingBusinessName", trade_name)
    if role != "payee":
        _whereabouts(entry, party, role)


def _whereabouts(entry: etree._Element, party: Party, role: _Role) -> None:
    if party.address is not None:
        _address(entry, party.address)
    if party.electronic_address is not None and party.electronic_address.text:
        address = _add(entry, "ram:URIUniversalCommunication")
        _text(address, "ram:URIID", party.electronic_address.text, party.electronic_address.scheme)
    if party.vat_number:
        _text(_add(entry, "ram:SpecifiedTaxRegistration"), "ram:ID", party.vat_number, "VA")
    if party.tax_number and role == "seller":
        _text(_add(entry, "ram:SpecifiedTaxRegistration"), "ram:ID", party.tax_number, "FC")


def _address(parent: etree._Element, address: PostalAddress) -> None:
    entry = _add(parent, "ram:PostalTradeAddress")
    _text(entry, "ram:PostcodeCode", address.post_code)
    _text(entry, "ram:LineOne", address.line_one)
    _text(entry, "ram:LineTwo", address.line_two)
    _text(entry, "ram:LineThree", address.line_three)
    _text(entry, "ram:CityName", address.city)
    _text(entry, "ram:CountryID", address.country)
    _text(entry, "ram:CountrySubDivisionName", address.subdivision)


def _reference(parent: etree._Element, name: str, number: str | None) -> etree._Element:
    """Write a referenced document; nothing is added when it has no number."""
    if not number:
        return parent
    entry = _add(parent, name)
    _text(entry, "ram:IssuerAssignedID", number)
    return entry


def _date(parent: etree._Element, name: str, written: WrittenDate | None, prefix: str = "udt") -> None:
    if written is None or not written.text:
        return
    day = written.day
    # What is no real day is written as it stands: hiding it would hide the mistake from the checks.
    text = written.text if day is None else day.strftime("%Y%m%d")
    _add(_add(parent, name), f"{prefix}:DateTimeString", text).set("format", "102")


def _text(parent: etree._Element, name: str, text: str | None, scheme: str | None = None) -> None:
    if not text:
        return
    entry = _add(parent, name, text)
    if scheme:
        entry.set("schemeID", _clean(scheme))


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    prefix, _, local = name.partition(":")
    entry = etree.SubElement(parent, f"{{{_NAMESPACES[prefix]}}}{local}")
    if text is not None:
        entry.text = _clean(text)
    return entry


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
