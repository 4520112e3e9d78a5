"""What rules speak of: the invoice, each line, each VAT breakdown, each party...

The selections are those of the official stylesheets. These run one template for one node, so in CII a breakdown of
category L, M or O is seen by the rules of its own family only, and by none of the rules for breakdowns in general.
"""

from collections.abc import Iterable, Mapping

from coryphee.einvoice.model import (
    AllowanceCharge,
    Classification,
    CreditTransfer,
    Delivery,
    Invoice,
    InvoiceLine,
    ItemAttribute,
    Party,
    PaymentCard,
    PaymentMeans,
    Period,
    PostalAddress,
    PrecedingInvoice,
    ReferencedDocument,
    TaxRegistration,
    Totals,
    VatBreakdown,
    VatTotal,
    place_of,
)
from coryphee.einvoice.rulekit import Kind, once_in_run
from coryphee.einvoice.rules.ordinary_lines import APART, apart

_LINE_DOCUMENT = "AssociatedDocumentLineDocument"


def line_name(line: InvoiceLine, invoice: Invoice) -> str:
    """The identifier of a line (BT-126), or its position (#2) when it has none."""
    if line.identifier and line.identifier.strip():
        return line.identifier
    return f"#{once_in_run(_positions, invoice).get(id(line), 0)}"


def has_line_document(line: InvoiceLine) -> bool:
    """Whether a line of CII has the element that holds its number and its subtype; not read from a file, it has."""
    if line.identifier is not None:
        return True
    where, _ = place_of(line.source, _LINE_DOCUMENT)
    return not where or where.endswith(f"/{_LINE_DOCUMENT}")


def _positions(invoice: Invoice) -> dict[int, int]:
    return {id(line): position for position, line in enumerate(invoice.lines, 1)}


def _describe_line(invoice: Invoice, line: InvoiceLine) -> Mapping[str, str]:
    return {"line": line_name(line, invoice)}


def describe_in_line(invoice: Invoice, part: object) -> Mapping[str, str]:
    """The line that something stands in; nothing for what stands in none."""
    line = once_in_run(_lines_of_parts, invoice).get(id(part))
    return {} if line is None else {"line": line_name(line, invoice)}


def _lines_of_parts(invoice: Invoice) -> dict[int, InvoiceLine]:
    """The line of each part, by the identity of the part."""
    return {id(part): line for line in invoice.lines for part in _parts(line) if part is not None}


def _parts(line: InvoiceLine) -> Iterable[object]:
    item = line.item
    yield from (line, line.period, line.price, *line.vat_categories, *line.documents)
    for document in line.documents:
        yield from (document.identifier, *document.attachments)
    for entry in line.allowance_charges:
        yield from (entry, *entry.vat_categories)
    if item is not None:
        yield from (item, item.standard_identifier, *item.attributes, *item.classifications)


def describe_breakdown(_invoice: Invoice, breakdown: VatBreakdown) -> Mapping[str, str]:
    """Category and rate of a breakdown."""
    category = breakdown.category
    return {
        "category": category.code if category and category.code else "?",
        "rate": category.rate if category and category.rate else "?",
    }


def addresses(invoice: Invoice) -> list[PostalAddress]:
    """Every postal address of parties and deliveries, those of lines too."""
    found = [address for party in invoice.parties for address in (party.address, party.registered_address)]
    found += [delivery.address for delivery in invoice.deliveries]
    found += [delivery.address for line in apart(invoice) for delivery in line.deliveries]
    return [address for address in found if address is not None]


def _payees(invoice: Invoice) -> Iterable[Party]:
    return () if invoice.payee is None else (invoice.payee,)


def _sellers(invoice: Invoice) -> Iterable[Party]:
    return () if invoice.seller is None else (invoice.seller,)


def _buyers(invoice: Invoice) -> Iterable[Party]:
    return () if invoice.buyer is None else (invoice.buyer,)


def _representatives(invoice: Invoice) -> Iterable[Party]:
    return () if invoice.tax_representative is None else (invoice.tax_representative,)


def _totals(invoice: Invoice) -> Iterable[Totals]:
    return () if invoice.totals is None else (invoice.totals,)


def _vat_registrations(invoice: Invoice) -> Iterable[TaxRegistration]:
    return [entry for party in invoice.parties for entry in party.tax_registrations if entry.vat]


def _breakdowns(invoice: Invoice) -> list[VatBreakdown]:
    on_lines = [entry for line in apart(invoice) for total in line.vat_totals for entry in total.breakdowns]
    return [*invoice.vat_breakdowns, *on_lines] if on_lines else invoice.vat_breakdowns


def _breakdowns_but_l_m_o(invoice: Invoice) -> list[VatBreakdown]:
    return [
        entry
        for entry in invoice.vat_breakdowns
        if not (
            entry.category is not None
            and entry.category.code in {"L", "M", "O"}
            and entry.category.scheme is not None
            and entry.category.scheme.upper() == "VAT"
        )
    ]


def _preceding_invoices_anywhere(invoice: Invoice) -> list[PrecedingInvoice]:
    on_lines = [entry for line in apart(invoice) for entry in (*line.preceding_invoices, *line.own_references)]
    return [*invoice.preceding_invoices, *on_lines] if on_lines else invoice.preceding_invoices


def _deliveries(invoice: Invoice) -> list[Delivery]:
    """UBL has deliveries on lines too, an extension; there the rules of EN 16931 look at them as well."""
    if invoice.syntax == "cii":
        return invoice.deliveries
    on_lines = [delivery for line in apart(invoice) for delivery in line.deliveries]
    return [*invoice.deliveries, *on_lines] if on_lines else invoice.deliveries


def _documents(invoice: Invoice) -> list[ReferencedDocument]:
    if invoice.syntax != "cii":
        return invoice.additional_documents
    on_lines = [document for line in apart(invoice) for document in line.documents]
    return [*invoice.additional_documents, *on_lines] if on_lines else invoice.additional_documents


def _accounts(invoice: Invoice) -> Iterable[CreditTransfer]:
    return [
        account for means in invoice.payment_means if means.code in {"30", "58"} for account in means.credit_transfers
    ]


def _cards(invoice: Invoice) -> Iterable[PaymentCard]:
    return [means.card for means in invoice.payment_means if means.card is not None]


def _vat_totals_in_currency(invoice: Invoice) -> Iterable[VatTotal]:
    return [total for total in invoice.vat_totals if total.currency == invoice.currency]


def _line_periods(invoice: Invoice) -> Iterable[Period]:
    return [line.period for line in apart(invoice) if line.period is not None]


def _attributes(invoice: Invoice) -> Iterable[ItemAttribute]:
    return [attribute for line in apart(invoice) if line.item is not None for attribute in line.item.attributes]


def _classifications(invoice: Invoice) -> Iterable[Classification]:
    return [entry for line in apart(invoice) if line.item is not None for entry in line.item.classifications]


def _allowances(invoice: Invoice) -> Iterable[AllowanceCharge]:
    return [entry for entry in invoice.allowance_charges if _written_as(entry, invoice, "false")]


def _charges(invoice: Invoice) -> Iterable[AllowanceCharge]:
    return [entry for entry in invoice.allowance_charges if _written_as(entry, invoice, "true")]


def _line_allowances(invoice: Invoice) -> Iterable[AllowanceCharge]:
    entries = (entry for line in apart(invoice) for entry in line.allowance_charges)
    return [entry for entry in entries if _written_as(entry, invoice, "false")]


def _line_charges(invoice: Invoice) -> Iterable[AllowanceCharge]:
    entries = (entry for line in apart(invoice) for entry in line.allowance_charges)
    return [entry for entry in entries if _written_as(entry, invoice, "true")]


def _written_as(entry: AllowanceCharge, invoice: Invoice, word: str) -> bool:
    """UBL compares the indicator as a boolean, CII compares the word: there 0 and 1 are seen by no such rule."""
    if invoice.syntax == "cii":
        return entry.indicator == word
    return entry.is_allowance if word == "false" else entry.is_charge


def _means(invoice: Invoice) -> Iterable[PaymentMeans]:
    return invoice.payment_means


INVOICE = Kind("invoice", lambda invoice: (invoice,))
SELLER = Kind("seller", _sellers)
BUYER = Kind("buyer", _buyers)
PAYEE = Kind("payee", _payees)
REPRESENTATIVE = Kind("tax representative", _representatives)
VAT_REGISTRATIONS = Kind("VAT registrations", _vat_registrations)
TOTALS = Kind("totals", _totals)
VAT_TOTALS = Kind("VAT totals", lambda invoice: invoice.vat_totals)
VAT_TOTALS_IN_CURRENCY = Kind("VAT totals in the invoice currency", _vat_totals_in_currency)
BREAKDOWNS = Kind("VAT breakdowns", _breakdowns, describe_breakdown)
BREAKDOWNS_BUT_L_M_O = Kind("VAT breakdowns other than L, M, O", _breakdowns_but_l_m_o, describe_breakdown)
ALLOWANCES = Kind("document allowances", _allowances)
CHARGES = Kind("document charges", _charges)
PERIODS = Kind("invoicing periods", lambda invoice: invoice.periods)
PRECEDING_INVOICES = Kind("preceding invoices", lambda invoice: invoice.preceding_invoices)
PRECEDING_INVOICES_ANYWHERE = Kind("preceding invoices", _preceding_invoices_anywhere)
DOCUMENTS = Kind("additional documents", _documents)
DELIVERIES = Kind("deliveries", _deliveries)
PAYMENT_MEANS = Kind("payment means", _means)
ACCOUNTS = Kind("accounts of a transfer", _accounts)
CARDS = Kind("payment cards", _cards)
LINES = Kind("lines", lambda invoice: invoice.lines, _describe_line)
LINES_APART = Kind(LINES.name, apart, _describe_line, within=APART)
LINE_ALLOWANCES = Kind("line allowances", _line_allowances, describe_in_line, within=APART)
LINE_CHARGES = Kind("line charges", _line_charges, describe_in_line, within=APART)
LINE_PERIODS = Kind("line periods", _line_periods, describe_in_line, within=APART)
ATTRIBUTES = Kind("item attributes", _attributes, describe_in_line, within=APART)
CLASSIFICATIONS = Kind("item classifications", _classifications, describe_in_line, within=APART)
