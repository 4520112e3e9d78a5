"""The document, its parties, lines and references, as Factur-X 1.09 asks for them."""

from coryphee.einvoice.model import Delivery, Invoice, InvoiceLine, Party, ReferencedDocument
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931.ordinary import DELIVERIES, MORE, ODD_HEAD, REPRESENTATIVE
from coryphee.einvoice.rules.factur_x.ruleset import FACTUR_X
from coryphee.einvoice.rules.subjects import BUYER, LINES_APART, SELLER


@FACTUR_X.rule("BR-01", over=ODD_HEAD, term="BT-24")
def has_specification_identifier(invoice: Invoice) -> Outcome:
    """An Invoice shall have a Specification identifier (BT-24)."""
    return bool(invoice.profile)


@FACTUR_X.rule("BR-02", over=ODD_HEAD, term="BT-1")
def has_number(invoice: Invoice) -> Outcome:
    """An Invoice shall have an Invoice number (BT-1)."""
    return bool(invoice.number)


@FACTUR_X.rule("BR-03", over=ODD_HEAD, term="BT-2")
def has_issue_date(invoice: Invoice) -> Outcome:
    """An Invoice shall have an Invoice issue date (BT-2)."""
    date = invoice.issue_date
    return date is not None and date.format == "102" and bool(date.text)


@FACTUR_X.rule("BR-04", over=ODD_HEAD, term="BT-3")
def has_type_code(invoice: Invoice) -> Outcome:
    """An Invoice shall have an Invoice type code (BT-3)."""
    return bool(invoice.type_code)


@FACTUR_X.rule("BR-05", over=ODD_HEAD, term="BT-5")
def has_currency(invoice: Invoice) -> Outcome:
    """An Invoice shall have an Invoice currency code (BT-5)."""
    return bool(invoice.currency)


@FACTUR_X.rule("BR-06", over=ODD_HEAD, term="BT-27")
def has_seller_name(invoice: Invoice) -> Outcome:
    """An Invoice shall contain the Seller name (BT-27)."""
    return invoice.seller is not None and bool(invoice.seller.name)


@FACTUR_X.rule("BR-07", over=ODD_HEAD, term="BT-44")
def has_buyer_name(invoice: Invoice) -> Outcome:
    """An Invoice shall contain the Buyer name (BT-44)."""
    return invoice.buyer is not None and bool(invoice.buyer.name)


@FACTUR_X.rule("BR-08", over=ODD_HEAD, term="BG-5")
def has_seller_address(invoice: Invoice) -> Outcome:
    """An Invoice shall contain the Seller postal address (BG-5)."""
    return invoice.seller is not None and invoice.seller.address is not None


@FACTUR_X.rule("BR-09", over=ODD_HEAD, term="BT-40")
def has_seller_country(invoice: Invoice) -> Outcome:
    """The Seller postal address (BG-5) shall contain a Seller country code (BT-40)."""
    return _has_country(invoice.seller)


@FACTUR_X.rule("BR-10", over=ODD_HEAD, term="BG-8")
def has_buyer_address(invoice: Invoice) -> Outcome:
    """An Invoice shall contain the Buyer postal address (BG-8)."""
    return invoice.buyer is not None and invoice.buyer.address is not None


@FACTUR_X.rule("BR-11", over=ODD_HEAD, term="BT-55")
def has_buyer_country(invoice: Invoice) -> Outcome:
    """The Buyer postal address (BG-8) shall contain a Buyer country code (BT-55)."""
    return _has_country(invoice.buyer)


@FACTUR_X.rule("BR-21", over=LINES_APART, term="BT-126")
def line_has_identifier(line: InvoiceLine) -> Outcome:
    """Each Invoice line (BG-25) shall have an Invoice line identifier (BT-126)."""
    return bool(line.identifier)


@FACTUR_X.rule("BR-25", over=LINES_APART, term="BT-153")
def line_has_item_name(line: InvoiceLine) -> Outcome:
    """Each Invoice line (BG-25) shall contain the Item name (BT-153)."""
    return line.item is not None and bool(line.item.name)


@FACTUR_X.rule("BR-56", over=REPRESENTATIVE, term="BT-63")
def representative_has_vat_number(representative: Party) -> Outcome:
    """Each Seller tax representative party (BG-11) shall have a Seller tax representative VAT identifier (BT-63)."""
    return any(entry.vat and entry.identifier for entry in representative.tax_registrations)


@FACTUR_X.rule("BR-57", over=DELIVERIES, term="BT-80")
def delivery_address_has_country(delivery: Delivery) -> Outcome:
    """Each Deliver to address (BG-15) shall contain a Deliver to country code (BT-80)."""
    return delivery.address is None or bool(delivery.address.country)


@FACTUR_X.rule("BR-64", over=LINES_APART, term="BT-157")
def standard_identifier_has_scheme(line: InvoiceLine) -> Outcome:
    """The Item standard identifier (BT-157) shall have a Scheme identifier."""
    identifier = None if line.item is None else line.item.standard_identifier
    return identifier is None or bool(identifier.scheme)


@FACTUR_X.rule("BR-65", over=LINES_APART, term="BT-158")
def classification_has_scheme(line: InvoiceLine) -> Outcome:
    """The Item classification identifier (BT-158) shall have a Scheme identifier. One of several is enough."""
    classifications = [] if line.item is None else line.item.classifications
    return not classifications or any(entry.list_id for entry in classifications)


@FACTUR_X.rule("BR-CO-18", over=ODD_HEAD, term="BG-23")
def has_a_vat_breakdown(invoice: Invoice) -> Outcome:
    """An Invoice shall at least have one VAT breakdown group (BG-23)."""
    return bool(invoice.vat_breakdowns)


@FACTUR_X.rule("CII-SR-465", over=SELLER, term="BT-41")
@FACTUR_X.rule("CII-SR-466", over=BUYER, term="BT-56")
def contact_is_a_person_or_a_department(party: Party) -> Outcome:
    """Only one of person and department names the contact point (BT-41, BT-56)."""
    person = any(contact.name is not None for contact in party.contacts)
    return not (person and any(contact.department is not None for contact in party.contacts))


@FACTUR_X.rule("CII-SR-474", over=LINES_APART, term="BT-128", severity="warning")
def line_has_one_object(line: InvoiceLine) -> Outcome:
    """An Invoice line (BG-25) shall have at most one Invoice line object identifier (BT-128)."""
    return sum((document.type_code or "").strip() == "130" for document in line.documents) <= 1


@FACTUR_X.rule("CII-SR-475", over=MORE, term="BT-123", severity="warning")
def supporting_documents_have_one_name(invoice: Invoice) -> Outcome:
    """At most one Supporting document description (BT-123) is expected in an invoice."""
    return sum(len(document.descriptions) for document in _supporting(invoice)) <= 1


@FACTUR_X.rule("CII-SR-476", over=MORE, term="BT-125", severity="warning")
def supporting_documents_have_one_attachment(invoice: Invoice) -> Outcome:
    """At most one Attached document (BT-125) is expected in an invoice."""
    return sum(len(document.attachments) for document in _supporting(invoice)) <= 1


def _has_country(party: Party | None) -> bool:
    return party is not None and party.address is not None and bool(party.address.country)


def _supporting(invoice: Invoice) -> list[ReferencedDocument]:
    return [document for document in invoice.additional_documents if (document.type_code or "").strip() == "916"]
