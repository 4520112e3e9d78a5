"""What is ordinary on the document: looked at once for whole families of rules, which most invoices then need not run.

Each kind here is a subject of other modules where one look cannot say that none of its rules fires. A look may be wrong
on the careful side only: what it calls odd is judged rule by rule, what it calls ordinary keeps all of them.
"""

from dataclasses import replace

from coryphee.einvoice.codes import vat_prefixes
from coryphee.einvoice.codes.en16931 import (
    countries,
    currencies,
    document_types,
    electronic_address_schemes,
    identifier_schemes,
    payment_means,
    units,
)
from coryphee.einvoice.model import Invoice, Party
from coryphee.einvoice.rulekit import Kind
from coryphee.einvoice.rules import subjects
from coryphee.einvoice.rules.ordinary_amounts import ODD_SUMS
from coryphee.einvoice.rules.ordinary_lines import apart, ordinary_lines

_SHOWN = "!"
"""The first character of all that is no white space: what is not less begins with one that is seen."""

_TYPES = {
    "ubl-invoice": frozenset(document_types.UBL_INVOICE.split()),
    "ubl-creditnote": frozenset(document_types.UBL_CREDIT_NOTE.split()),
    "cii": frozenset(document_types.CII.split()),
}
_CURRENCIES = frozenset(currencies.CODES.split())
_COUNTRIES = frozenset(countries.UBL.split()) & frozenset(countries.CII.split())
_SCHEMES = frozenset(identifier_schemes.CODES.split())
_ADDRESS_SCHEMES = frozenset(electronic_address_schemes.CODES.split())
_PREFIXES = frozenset(vat_prefixes.UBL.split()) & frozenset(vat_prefixes.CII.split())
_UNITS = frozenset(units.CODES.split())
_MEANS = frozenset(payment_means.CODES.split())
_TRANSFERS = frozenset({"30", "58"})


def has_ordinary_head(invoice: Invoice) -> bool:
    """Number, date, type, currency, lines, VAT, and a seller and a buyer with name and address."""
    date, seller, buyer = invoice.issue_date, invoice.seller, invoice.buyer
    return (
        date is not None
        and seller is not None
        and buyer is not None
        and (invoice.profile or "") >= _SHOWN
        and (invoice.number or "") >= _SHOWN
        and (date.text or "") >= _SHOWN
        and (date.format == "102" or invoice.syntax != "cii")
        and invoice.type_code in _TYPES[invoice.syntax]
        and invoice.currency in _CURRENCIES
        and invoice.vat_currency is None
        and not invoice.vat_point_codes
        and (seller.name or "") >= _SHOWN
        and (buyer.name or "") >= _SHOWN
        and seller.address is not None
        and buyer.address is not None
        and (seller.address.country or "") >= _SHOWN
        and (buyer.address.country or "") >= _SHOWN
        and bool(invoice.lines)
        and bool(invoice.vat_breakdowns)
    )


def has_ordinary_parties(invoice: Invoice) -> bool:
    """Seller and buyer alone, known by numbers of known schemes, in known countries; deliveries to such places."""
    seller, buyer = invoice.seller, invoice.buyer
    if seller is None or buyer is None or invoice.repetitions:
        return False
    others = (
        invoice.payee,
        invoice.tax_representative,
        invoice.invoicee,
        invoice.invoicer,
        invoice.seller_agent,
        invoice.buyer_agent,
        invoice.payer,
    )
    if any(others) or not _is_known(seller):
        return False
    for delivery in invoice.deliveries:
        if delivery.address is not None and delivery.address.country not in _COUNTRIES:
            return False
        if any(entry.scheme is not None and entry.scheme not in _SCHEMES for entry in delivery.locations):
            return False
    lines = apart(invoice)
    return (
        _is_ordinary(seller)
        and _is_ordinary(buyer)
        and not any(line.item_seller is not None or line.deliveries for line in lines)
    )


def _is_known(seller: Party) -> bool:
    """Whether a register or a tax office knows the seller, as BR-CO-26 wants."""
    registration = seller.legal_registration
    return (registration is not None and registration.text is not None) or any(
        entry.vat and entry.identifier is not None for entry in seller.tax_registrations
    )


def _is_ordinary(party: Party) -> bool:
    address, registration = party.address, party.legal_registration
    if address is None or address.country not in _COUNTRIES or party.registered_address is not None:
        return False
    if registration is not None and registration.scheme is not None and registration.scheme not in _SCHEMES:
        return False
    for entry in party.identifiers:
        if entry.scheme is not None and entry.scheme not in _SCHEMES:
            return False
    for entry in party.electronic_addresses:
        if entry.scheme not in _ADDRESS_SCHEMES:
            return False
    for number in party.tax_registrations:
        if number.vat and (number.identifier or "")[:2] not in _PREFIXES:
            return False
    return True


def has_ordinary_payment(invoice: Invoice) -> bool:
    """Known means of payment, no card, and for a transfer the accounts."""
    for means in invoice.payment_means:
        code, accounts = means.code, means.credit_transfers
        if code not in _MEANS or means.card is not None:
            return False
        if code in _TRANSFERS and not (accounts and all((account.account or "") >= _SHOWN for account in accounts)):
            return False
    return True


def has_ordinary_codes(invoice: Invoice) -> bool:
    """Units of measure that are known, and nothing else in lines or on the document that bears a code of a list."""
    return (
        not apart(invoice)
        and ordinary_lines(invoice).units <= _UNITS
        and not invoice.allowance_charges
        and not invoice.additional_documents
        and not invoice.repetitions
        and not any(
            entry.category is not None and entry.category.exemption_code is not None for entry in invoice.vat_breakdowns
        )
    )


def has_no_more(invoice: Invoice) -> bool:
    """Whether an invoice has no more than head, parties, payment, VAT, totals and ordinary lines."""
    return not (
        invoice.allowance_charges
        or invoice.periods
        or invoice.additional_documents
        or invoice.preceding_invoices
        or apart(invoice)
    )


ODD_HEAD = Kind("invoice", unless=has_ordinary_head)
ODD_PARTIES = Kind("invoice", unless=has_ordinary_parties)
ODD_PAYMENT = Kind("invoice", unless=has_ordinary_payment)
ODD_CODES = Kind("invoice", unless=has_ordinary_codes)
MORE = Kind("invoice", unless=has_no_more)

SELLER = replace(subjects.SELLER, within=ODD_PARTIES)
BUYER = replace(subjects.BUYER, within=ODD_PARTIES)
PAYEE = replace(subjects.PAYEE, within=ODD_PARTIES)
REPRESENTATIVE = replace(subjects.REPRESENTATIVE, within=ODD_PARTIES)
VAT_REGISTRATIONS = replace(subjects.VAT_REGISTRATIONS, within=ODD_PARTIES)
DELIVERIES = replace(subjects.DELIVERIES, within=ODD_PARTIES)
PAYMENT_MEANS = replace(subjects.PAYMENT_MEANS, within=ODD_PAYMENT)
ACCOUNTS = replace(subjects.ACCOUNTS, within=ODD_PAYMENT)
CARDS = replace(subjects.CARDS, within=ODD_PAYMENT)
TOTALS = replace(subjects.TOTALS, within=ODD_SUMS)
TOTALS_OF_ODD_HEAD = replace(subjects.TOTALS, within=ODD_HEAD)
VAT_TOTALS = replace(subjects.VAT_TOTALS, within=ODD_SUMS)
VAT_TOTALS_IN_CURRENCY = replace(subjects.VAT_TOTALS_IN_CURRENCY, within=ODD_SUMS)
BREAKDOWNS = replace(subjects.BREAKDOWNS, within=ODD_SUMS)
BREAKDOWNS_BUT_L_M_O = replace(subjects.BREAKDOWNS_BUT_L_M_O, within=ODD_SUMS)
ALLOWANCES = replace(subjects.ALLOWANCES, within=MORE)
CHARGES = replace(subjects.CHARGES, within=MORE)
PERIODS = replace(subjects.PERIODS, within=MORE)
DOCUMENTS = replace(subjects.DOCUMENTS, within=MORE)
PRECEDING_INVOICES = replace(subjects.PRECEDING_INVOICES, within=MORE)
PRECEDING_INVOICES_ANYWHERE = replace(subjects.PRECEDING_INVOICES_ANYWHERE, within=MORE)
