"""UBL 2.1 Invoice and CreditNote into the model (binding: CEN/TS 16931-3-2).

Long because the binding is long: one table for each group of the document, in the order of the schema.
"""

import re
from collections.abc import Callable, Mapping

from lxml import etree

from coryphee.einvoice.codes.en16931 import currencies
from coryphee.einvoice.model import (
    AllowanceCharge,
    AmountCurrency,
    Attachment,
    Classification,
    Contact,
    CreditTransfer,
    Delivery,
    DeliveryTerms,
    DirectDebit,
    Invoice,
    InvoiceLine,
    Item,
    ItemAttribute,
    Note,
    Party,
    PaymentCard,
    PaymentMeans,
    PaymentTerms,
    Period,
    PostalAddress,
    PrecedingInvoice,
    Price,
    ReferencedDocument,
    Repetition,
    TaxRegistration,
    Totals,
    VatBreakdown,
    VatCategory,
    VatTotal,
    WrittenDate,
)
from coryphee.einvoice.syntaxes import compose
from coryphee.einvoice.syntaxes.entries import (
    Binding,
    Entry,
    Holds,
    Home,
    Table,
    elsewhere,
    group,
    groups,
    identifier,
    identifier_of,
    identifiers,
    inside,
    measure,
    special,
    text,
    texts,
    value,
    values,
)
from coryphee.einvoice.syntaxes.filling import maker
from coryphee.einvoice.syntaxes.ubl import elements
from coryphee.einvoice.syntaxes.walk import walk, without_comments

INVOICE = "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice"
CREDIT_NOTE = "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote"
_BASIC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_AGGREGATE = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"

# The amounts that carry a currency (BR-CL-03).
_AMOUNTS = tuple(
    f"{_BASIC}{name}Amount"
    for name in (
        *("", "Base", "Price", "Tax", "Taxable", "LineExtension", "TaxExclusive", "TaxInclusive"),
        *("AllowanceTotal", "ChargeTotal", "Prepaid", "PayableRounding", "Payable"),
    )
)
_CURRENCIES = frozenset(currencies.CODES.split())
_HAS_ANOTHER_CURRENCY = etree.XPath("descendant::*/@currencyID != $currency")

# BT-21 stands in front of the text of the note: #PMT#text.
SUBJECT = re.compile(r"#([A-Z]{3})#(.*)", re.DOTALL)


def read(root: etree._Element) -> Invoice:
    """Read an Invoice or a CreditNote; never raises on odd content. Comments are taken out of the tree."""
    credit_note = root.tag == CREDIT_NOTE
    invoice = Invoice(syntax="ubl-creditnote" if credit_note else "ubl-invoice", source=root)
    walk(without_comments(root), invoice, _DOCUMENT)
    for party in invoice.parties:
        for registration in party.tax_registrations:
            registration.vat = registration.scheme is not None and registration.scheme.strip().upper() == "VAT"
    for total in invoice.vat_totals:
        invoice.vat_breakdowns += total.breakdowns
    if credit_note:
        _settle_credit_note(invoice)
    _settle_creditor(invoice)
    _note_currencies(root, invoice)
    for line in invoice.lines:
        if line.preceding_invoices:
            _settle_own_references(line, invoice.number)
    return invoice


def _note_currencies(root: etree._Element, invoice: Invoice) -> None:
    """Note amounts in other currencies than the invoice's. Most files have none, and are asked no more than that."""
    currency = invoice.currency or ""
    unknown = currency not in _CURRENCIES
    if unknown or _HAS_ANOTHER_CURRENCY(root, currency=currency):
        invoice.amounts_in_other_currencies += [
            AmountCurrency(written, element)
            for element in root.iter(*_AMOUNTS)
            if (written := element.get("currencyID")) is not None and (unknown or written != currency)
        ]


def _settle_credit_note(invoice: Invoice) -> None:
    """UBL credit notes have no element for two terms and write them elsewhere."""
    invoice.due_dates += [means.due_date for means in invoice.payment_means if means.due_date is not None]
    for document in invoice.additional_documents:
        if document.type_code == "50" and document.identifier is not None and invoice.project_reference is None:
            invoice.project_reference = document.identifier.text


def _settle_own_references(line: InvoiceLine, number: str | None) -> None:
    """A line that refers to the very invoice it stands in says its parent and its subtype (EXT-FR-FE-162, -163)."""
    line.own_references = [entry for entry in line.preceding_invoices if entry.number == number is not None]
    line.preceding_invoices = [entry for entry in line.preceding_invoices if entry not in line.own_references]
    line.parent = next((entry.line for entry in line.own_references if entry.line is not None), None)
    line.status_reason = next((e.status_code for e in line.own_references if e.status_code is not None), None)


def _settle_creditor(invoice: Invoice) -> None:
    """BT-90 is written as an identifier of the seller or the payee, with the scheme SEPA."""
    for party in (invoice.payee, invoice.seller):
        for entry in party.identifiers if party is not None else ():
            if entry.scheme == "SEPA":
                if invoice.direct_debit is None:
                    invoice.direct_debit = DirectDebit()
                if invoice.direct_debit.creditor is None:
                    invoice.direct_debit.creditor = entry.text


def _date(element: etree._Element) -> WrittenDate:
    return WrittenDate(element.text or "", None, element)


def _note(element: etree._Element, invoice: Invoice, _: Invoice) -> None:
    written = element.text or ""
    match = SUBJECT.fullmatch(written)
    subject, words = match.groups() if match else (None, written)
    invoice.notes.append(Note(words, subject, written, element))


def _vat_point_code(element: etree._Element, period: Period, invoice: Invoice) -> None:
    period.vat_point_codes.append(element.text or "")
    invoice.vat_point_codes.append(element.text or "")


def _attachment(element: etree._Element) -> Attachment:
    return Attachment(element.text or "", element.get("mimeCode"), element.get("filename"), element)


def _remittance(element: etree._Element, _: PaymentMeans, invoice: Invoice) -> None:
    # Each payment means repeats the text; the norm has one BT-83 for the invoice.
    if (written := element.text or "") not in invoice.remittance_information:
        invoice.remittance_information.append(written)


def _mandate(element: etree._Element, _: PaymentMeans, invoice: Invoice) -> Home:
    # The extension writes who pays into the mandate, also where nothing is debited.
    if len(element) == 1 and element[0].tag in _PAYER:
        return _PAYER, invoice
    if invoice.direct_debit is None:
        invoice.direct_debit = DirectDebit(source=element)
    return _MANDATE, invoice.direct_debit


def _party(name: str) -> Callable[[etree._Element, object, Invoice], Party]:
    """A function that makes a party of the invoice where UBL writes it: inside another group."""

    def make_party(element: etree._Element, _: object, invoice: Invoice) -> Party:
        party = Party(source=element)
        if getattr(invoice, name) is None:
            setattr(invoice, name, party)
        else:
            invoice.repetitions.append(Repetition(name, element))
        return party

    return make_party


_vat_category = maker(VatCategory)
_PARTIES = {name: _party(name) for name in ("payer", "seller_agent", "buyer_agent", "invoicer", "invoicee")}


def _item_seller(element: etree._Element, _: Item, invoice: Invoice) -> Party:
    # The seller of a line stands inside its item, as its manufacturer.
    line, party = _innermost(invoice.lines[-1]), Party(source=element)
    if line.item_seller is None:
        line.item_seller = party
    else:
        invoice.repetitions.append(Repetition("item_seller", element))
    return party


def _innermost(line: InvoiceLine) -> InvoiceLine:
    while line.sub_lines:
        line = line.sub_lines[-1]
    return line


def _network(element: etree._Element, card: PaymentCard, _: Invoice) -> None:
    # The schema demands the element; files without a network leave it empty.
    card.network = element.text or None


def _price_indicator(element: etree._Element, _: Price, invoice: Invoice) -> None:
    # The schema demands it; a supplement inside a price has no place in the norm.
    if (element.text or "").strip() not in {"false", "0"}:
        invoice.repetitions.append(Repetition("indicator", element))


def _vat_of_line(element: etree._Element, _: Item, invoice: Invoice) -> VatCategory:
    # UBL writes the VAT of the line (BG-30) inside the item.
    category: VatCategory = _vat_category(element)
    line = invoice.lines[-1]
    (_innermost(line) if line.sub_lines else line).vat_categories.append(category)
    return category


def _table(basic: Mapping[str, Entry] | None = None, aggregate: Mapping[str, Entry] | None = None) -> Table:
    """Table with the names of UBL: basic components hold text, aggregate components hold others."""
    return {_BASIC + name: entry for name, entry in (basic or {}).items()} | {
        _AGGREGATE + name: entry for name, entry in (aggregate or {}).items()
    }


def _only(name: str, entry: Entry) -> Entry:
    """Of an aggregate, one basic component counts."""
    return inside(_table({name: entry}))


_ADDRESS = _table(
    {
        "StreetName": text("line_one"),
        "AdditionalStreetName": text("line_two"),
        "CityName": text("city"),
        "PostalZone": text("post_code"),
        "CountrySubentity": text("subdivision"),
    },
    {"AddressLine": _only("Line", text("line_three")), "Country": _only("IdentificationCode", text("country"))},
)
_TAX_REGISTRATION = _table({"CompanyID": text("identifier")}, {"TaxScheme": _only("ID", text("scheme"))})
_CONTACT = _table({"Name": text("name"), "Telephone": text("telephone"), "ElectronicMail": text("email")})
_REGISTRATION = _table(
    {
        "RegistrationName": text("name"),
        "CompanyID": identifier("legal_registration"),
        "CompanyLegalForm": text("legal_information"),
    },
    {"RegistrationAddress": group("registered_address", PostalAddress, _ADDRESS)},
)
_PARTY = _table(
    {"EndpointID": identifiers("electronic_addresses")},
    {
        "PartyIdentification": _only("ID", identifiers("identifiers")),
        "PartyName": _only("Name", text("trade_name")),
        "PostalAddress": group("address", PostalAddress, _ADDRESS),
        "PartyTaxScheme": groups("tax_registrations", TaxRegistration, _TAX_REGISTRATION),
        "PartyLegalEntity": inside(_REGISTRATION),
        "Contact": groups("contacts", Contact, _CONTACT),
    },
)
# The payee and the tax representative have no registered name: PartyName is their name (BT-59, BT-62).
_NAMED_PARTY = _PARTY | _table(
    aggregate={
        "PartyName": _only("Name", text("name")),
        "PartyLegalEntity": _only("CompanyID", identifier("legal_registration")),
    }
)
_PERIOD = _table(
    {
        "StartDate": value("start", _date),
        "EndDate": value("end", _date),
        "DescriptionCode": special(_vat_point_code),
    }
)
_PRECEDING = _table(
    aggregate={
        "InvoiceDocumentReference": inside(
            _table(
                {
                    "ID": text("number"),
                    "IssueDate": value("issue_date", _date),
                    "DocumentTypeCode": text("type_code"),
                    "DocumentStatusCode": text("status_code"),
                }
            )
        ),
        "BillingReferenceLine": _only("ID", text("line")),
    }
)
_DELIVERY_TERMS = _table({"ID": text("code")}, {"DeliveryLocation": _only("Name", text("location"))})
_SELLER = _PARTY | _table(
    aggregate={
        "AgentParty": elsewhere(_PARTIES["seller_agent"], _PARTY),
        "ServiceProviderParty": inside(_table(aggregate={"Party": elsewhere(_PARTIES["invoicer"], _PARTY)})),
    }
)
_BUYER = _PARTY | _table(
    aggregate={
        "AgentParty": elsewhere(_PARTIES["buyer_agent"], _PARTY),
        "ServiceProviderParty": inside(_table(aggregate={"Party": elsewhere(_PARTIES["invoicee"], _PARTY)})),
    }
)
_DOCUMENT_REFERENCE = _table(
    {
        "ID": identifier("identifier"),
        "DocumentTypeCode": text("type_code"),
        "DocumentDescription": texts("descriptions"),
    },
    {
        "Attachment": inside(
            _table(
                {"EmbeddedDocumentBinaryObject": values("attachments", _attachment)},
                {"ExternalReference": _only("URI", text("location"))},
            )
        )
    },
)
_DELIVERY = _table(
    {"ActualDeliveryDate": value("date", _date)},
    {
        "DeliveryLocation": inside(
            _table({"ID": identifiers("locations")}, {"Address": group("address", PostalAddress, _ADDRESS)})
        ),
        "DeliveryParty": inside(
            _table(
                aggregate={
                    "PartyName": _only("Name", text("recipient")),
                    "PartyLegalEntity": _only("CompanyID", identifier("recipient_registration")),
                }
            )
        ),
    },
)
_PAYER = _table(aggregate={"PayerParty": elsewhere(_PARTIES["payer"], _PARTY)})
_MANDATE = _table(
    {"ID": text("mandate")},
    {"PayerParty": elsewhere(_PARTIES["payer"], _PARTY), "PayerFinancialAccount": _only("ID", text("debited_account"))},
)
_CREDIT_TRANSFER = _table(
    {"ID": text("account"), "Name": text("account_name")},
    {"FinancialInstitutionBranch": _only("ID", text("provider"))},
)
_PAYMENT_MEANS = _table(
    {
        "PaymentMeansCode": measure("code", "name", "text"),
        "PaymentDueDate": value("due_date", _date),
        "PaymentID": special(_remittance),
    },
    {
        "CardAccount": group(
            "card",
            PaymentCard,
            _table(
                {
                    "PrimaryAccountNumberID": text("number"),
                    "NetworkID": special(_network),
                    "HolderName": text("holder"),
                }
            ),
        ),
        "PayeeFinancialAccount": groups("credit_transfers", CreditTransfer, _CREDIT_TRANSFER),
        "PaymentMandate": special(_mandate),
    },
)
_VAT_CATEGORY = _table(
    {
        "ID": text("code"),
        "Percent": text("rate"),
        "TaxExemptionReasonCode": text("exemption_code"),
        "TaxExemptionReason": text("exemption_reason"),
    },
    {"TaxScheme": _only("ID", text("scheme"))},
)
_ALLOWANCE_CHARGE = _table(
    {
        "ChargeIndicator": text("indicator"),
        "AllowanceChargeReasonCode": measure("reason_code", "listID", "reason_list"),
        "AllowanceChargeReason": texts("reasons"),
        "MultiplierFactorNumeric": text("percentage"),
        "Amount": text("amount"),
        "BaseAmount": text("base_amount"),
    },
    {"TaxCategory": groups("vat_categories", VatCategory, _VAT_CATEGORY)},
)
_VAT_TOTAL = _table(
    {"TaxAmount": measure("amount", "currencyID", "currency")},
    {
        "TaxSubtotal": groups(
            "breakdowns",
            VatBreakdown,
            _table(
                {"TaxableAmount": text("taxable_amount"), "TaxAmount": text("tax_amount")},
                {"TaxCategory": group("category", VatCategory, _VAT_CATEGORY)},
            ),
        )
    },
)
_TOTALS = _table(
    {
        "LineExtensionAmount": text("line_total"),
        "TaxExclusiveAmount": text("without_vat"),
        "TaxInclusiveAmount": text("with_vat"),
        "AllowanceTotalAmount": text("allowance_total"),
        "ChargeTotalAmount": text("charge_total"),
        "PrepaidAmount": text("paid"),
        "PayableRoundingAmount": text("rounding"),
        "PayableAmount": text("payable"),
    }
)
_PRICE = _table(
    {"PriceAmount": text("net"), "BaseQuantity": measure("base_quantity", "unitCode", "base_unit")},
    {
        "AllowanceCharge": inside(
            _table(
                {
                    "ChargeIndicator": special(_price_indicator),
                    "Amount": text("discount"),
                    "BaseAmount": text("gross"),
                }
            )
        )
    },
)


def _classification(element: etree._Element) -> Classification:
    return Classification(element.text or "", element.get("listID"), element.get("listVersionID"), element)


_ITEM = _table(
    {"Description": texts("descriptions"), "Name": text("name")},
    {
        "BuyersItemIdentification": _only("ID", text("buyer_identifier")),
        "SellersItemIdentification": _only("ID", text("seller_identifier")),
        "StandardItemIdentification": _only("ID", identifier("standard_identifier")),
        "OriginCountry": _only("IdentificationCode", text("origin_country")),
        "CommodityClassification": _only("ItemClassificationCode", values("classifications", _classification)),
        "ClassifiedTaxCategory": elsewhere(_vat_of_line, _VAT_CATEGORY),
        "AdditionalItemProperty": groups(
            "attributes",
            ItemAttribute,
            _table(
                {
                    "Name": text("name"),
                    "NameCode": text("code"),
                    "Value": text("value"),
                    "ValueQuantity": measure("quantity", "unitCode", "unit"),
                }
            ),
        ),
        "ManufacturerParty": elsewhere(_item_seller, _PARTY),
    },
)
_LINE = _table(
    {
        "ID": text("identifier"),
        "Note": texts("notes"),
        "InvoicedQuantity": measure("quantity", "unitCode", "unit"),
        "CreditedQuantity": measure("quantity", "unitCode", "unit"),
        "LineExtensionAmount": text("net_amount"),
        "AccountingCost": text("accounting_reference"),
    },
    {
        "InvoicePeriod": group(
            "period", Period, _table({"StartDate": value("start", _date), "EndDate": value("end", _date)})
        ),
        "OrderLineReference": _only("LineID", text("order_line")),
        "DocumentReference": groups("documents", ReferencedDocument, _DOCUMENT_REFERENCE),
        "BillingReference": groups("preceding_invoices", PrecedingInvoice, _PRECEDING),
        "Delivery": groups("deliveries", Delivery, _DELIVERY),
        "DeliveryTerms": group("delivery_terms", DeliveryTerms, _DELIVERY_TERMS),
        "AllowanceCharge": groups("allowance_charges", AllowanceCharge, _ALLOWANCE_CHARGE),
        "TaxTotal": groups("vat_totals", VatTotal, _VAT_TOTAL),
        "Item": group("item", Item, _ITEM),
        "Price": group("price", Price, _PRICE),
    },
)
# Lines inside lines, an extension of UBL for EN 16931: the table refers to itself.
for _name in ("SubInvoiceLine", "SubCreditNoteLine"):
    _LINE[_AGGREGATE + _name] = groups("sub_lines", InvoiceLine, _LINE)

_DOCUMENT = _table(
    {
        "CustomizationID": text("profile"),
        "ProfileID": text("business_process"),
        "ID": text("number"),
        "IssueDate": value("issue_date", _date),
        "DueDate": values("due_dates", _date),
        "InvoiceTypeCode": text("type_code"),
        "CreditNoteTypeCode": text("type_code"),
        "Note": special(_note),
        "TaxPointDate": values("vat_point_dates", _date),
        "DocumentCurrencyCode": text("currency"),
        "TaxCurrencyCode": text("vat_currency"),
        "AccountingCost": text("accounting_reference"),
        "BuyerReference": text("buyer_reference"),
    },
    {
        "InvoicePeriod": groups("periods", Period, _PERIOD),
        "OrderReference": inside(_table({"ID": text("purchase_order"), "SalesOrderID": text("sales_order")})),
        "BillingReference": groups("preceding_invoices", PrecedingInvoice, _PRECEDING),
        "DespatchDocumentReference": _only("ID", text("despatch_advice")),
        "ReceiptDocumentReference": _only("ID", text("receiving_advice")),
        "OriginatorDocumentReference": groups("tender_references", ReferencedDocument, _DOCUMENT_REFERENCE),
        "ContractDocumentReference": inside(
            _table({"ID": text("contract_reference"), "DocumentTypeCode": text("contract_type")})
        ),
        "AdditionalDocumentReference": groups("additional_documents", ReferencedDocument, _DOCUMENT_REFERENCE),
        "ProjectReference": _only("ID", text("project_reference")),
        "AccountingSupplierParty": group("seller", Party, _table(aggregate={"Party": inside(_SELLER)})),
        "AccountingCustomerParty": group("buyer", Party, _table(aggregate={"Party": inside(_BUYER)})),
        "PayeeParty": group("payee", Party, _NAMED_PARTY),
        "TaxRepresentativeParty": group("tax_representative", Party, _NAMED_PARTY),
        "Delivery": groups("deliveries", Delivery, _DELIVERY),
        "DeliveryTerms": group("delivery_terms", DeliveryTerms, _DELIVERY_TERMS),
        "PaymentMeans": groups("payment_means", PaymentMeans, _PAYMENT_MEANS),
        "PaymentTerms": groups("payment_terms", PaymentTerms, _table({"Note": texts("texts")})),
        "AllowanceCharge": groups("allowance_charges", AllowanceCharge, _ALLOWANCE_CHARGE),
        "TaxTotal": groups("vat_totals", VatTotal, _VAT_TOTAL),
        "LegalMonetaryTotal": group("totals", Totals, _TOTALS),
        "InvoiceLine": groups("lines", InvoiceLine, _LINE),
        "CreditNoteLine": groups("lines", InvoiceLine, _LINE),
    },
)

# What the functions named in the tables read of their element, and the way back.
BINDING = Binding(
    _DOCUMENT,
    {
        identifier_of: Holds(("schemeID", "schemeVersionID"), write=compose.identifier),
        _date: Holds(write=elements.day),
        _note: Holds(write=elements.note, each="notes"),
        _vat_point_code: Holds(write=compose.text, each="vat_point_codes"),
        _attachment: Holds(("mimeCode", "filename"), write=elements.attachment),
        _classification: Holds(("listID", "listVersionID"), write=elements.classification),
        _remittance: Holds(write=elements.remittance),
        _mandate: Holds(inside=_MANDATE, write=elements.mandate),
        _network: Holds(write=elements.network, fields=("network",)),
        _vat_of_line: Holds(kind=VatCategory, write=elements.vat_of_line),
        _item_seller: Holds(kind=Party, write=elements.item_seller),
        _price_indicator: Holds(write=elements.price_indicator),
    }
    | {function: Holds(kind=Party, write=elements.party(name)) for name, function in _PARTIES.items()},
)
