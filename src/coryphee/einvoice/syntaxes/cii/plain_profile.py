"""What a plain CII file may still break of the rows of the Factur-X profile EN 16931, asked of the model.

The plain schema keeps all rows about elements that stand in every invoice (scripts/plain-schemas). What it leaves open
are elements with variants, code lists, and what must be there: an invoice that is ordinary in all its parts has none of
the first, and keeps the others as far as the lists of the profile know its codes. This may be wrong on the careful side
only; the row about empty elements is asked of the head alone (`profile_rules.judge_empty`).
"""

from coryphee.einvoice.model import Identifier, Invoice, Party
from coryphee.einvoice.rules.en16931 import ordinary
from coryphee.einvoice.rules.factur_x.tables import codes
from coryphee.einvoice.rules.ordinary_amounts import ordinary_amounts
from coryphee.einvoice.rules.ordinary_lines import apart, ordinary_lines

PROFILE = "en16931"
_TAX_SCHEMES = ("VA", "FC")


def keeps_all_rows(invoice: Invoice) -> bool:
    """Whether an invoice from a plain file breaks no row but that about empty elements for certain."""
    seller, buyer = invoice.seller, invoice.buyer
    return (
        seller is not None
        and buyer is not None
        and not invoice.repetitions
        and not apart(invoice)
        and ordinary.has_ordinary_head(invoice)
        and ordinary.has_ordinary_parties(invoice)
        and ordinary.has_ordinary_payment(invoice)
        and ordinary.has_ordinary_codes(invoice)
        and ordinary.has_no_more(invoice)
        and ordinary_amounts(invoice).add_up
        and _knows_its_codes(invoice)
        and _is_ordinary_seller(seller)
        and _is_ordinary_buyer(buyer)
    )


def _knows_its_codes(invoice: Invoice) -> bool:
    """Whether the lists of the profile have the codes of head, lines, notes, payment and delivery."""
    lines = ordinary_lines(invoice)
    return (
        invoice.profile in codes("21")
        and invoice.type_code in codes("2")
        and invoice.currency in codes("6")
        and lines.units <= codes("20")
        and not lines.gross
        and all(note.subject_code is None or note.subject_code in codes("8") for note in invoice.notes)
        and all(means.code in codes("12") and len(means.credit_transfers) <= 1 for means in invoice.payment_means)
        and not any(delivery.locations for delivery in invoice.deliveries)
        and all(delivery.address is None or delivery.address.country in codes("5") for delivery in invoice.deliveries)
    )


def _is_ordinary_seller(seller: Party) -> bool:
    """At most one number for VAT and one for other taxes."""
    schemes = [entry.scheme for entry in seller.tax_registrations if entry.identifier is not None]
    return (
        _is_ordinary(seller)
        and len(schemes) == len(seller.tax_registrations)
        and all(scheme in _TAX_SCHEMES and schemes.count(scheme) == 1 for scheme in schemes)
    )


def _is_ordinary_buyer(buyer: Party) -> bool:
    """At most one identifier and one tax number."""
    numbers = buyer.tax_registrations
    return (
        _is_ordinary(buyer)
        and len(buyer.identifiers) <= 1
        and len(numbers) <= 1
        and all(entry.identifier is not None and entry.scheme in codes("11") for entry in numbers)
    )


def _is_ordinary(party: Party) -> bool:
    address, registration = party.address, party.legal_registration
    return (
        address is not None
        and address.country in codes("5")
        and (registration is None or registration.scheme is None or registration.scheme in codes("4"))
        and all(map(_is_known, party.identifiers))
        and all(entry.scheme in codes("10") for entry in party.electronic_addresses)
    )


def _is_known(identifier: Identifier) -> bool:
    """A global identifier has a known scheme, another none."""
    if identifier.is_global:
        return identifier.scheme in codes("9")
    return identifier.scheme is None
