"""Rules about the parties: seller, buyer, payee and the seller's tax representative."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from coryphee.einvoice.codes import vat_prefixes
from coryphee.einvoice.model import Identifier, Invoice, Party, TaxRegistration
from coryphee.einvoice.rulekit import Outcome, filled
from coryphee.einvoice.rules.en16931.ordinary import BUYER, ODD_HEAD, PAYEE, REPRESENTATIVE, SELLER, VAT_REGISTRATIONS
from coryphee.einvoice.rules.en16931.ruleset import EN16931


@EN16931.rule("BR-06", over=ODD_HEAD, term="BT-27")
def seller_has_name(invoice: Invoice) -> Outcome:
    """An Invoice shall contain the Seller name (BT-27)."""
    return invoice.seller is not None and filled(invoice.seller.name)


@EN16931.rule("BR-07", over=ODD_HEAD, term="BT-44")
def buyer_has_name(invoice: Invoice) -> Outcome:
    """An Invoice shall contain the Buyer name (BT-44)."""
    return invoice.buyer is not None and filled(invoice.buyer.name)


@EN16931.rule("BR-08", over=ODD_HEAD, term="BG-5")
def seller_has_address(invoice: Invoice) -> Outcome:
    """An Invoice shall contain the Seller postal address (BG-5)."""
    return invoice.seller is not None and invoice.seller.address is not None


@EN16931.rule("BR-09", over=SELLER, term="BT-40", syntax="ubl")
def seller_address_has_country(seller: Party) -> Outcome:
    """The Seller postal address (BG-5) shall contain a Seller country code (BT-40)."""
    return seller.address is None or filled(seller.address.country)


@EN16931.rule("BR-09", over=ODD_HEAD, term="BT-40", syntax="cii")
def seller_has_country(invoice: Invoice) -> Outcome:
    """The Seller postal address (BG-5) shall contain a Seller country code (BT-40)."""
    return _has_country(invoice.seller)


@EN16931.rule("BR-10", over=ODD_HEAD, term="BG-8")
def buyer_has_address(invoice: Invoice) -> Outcome:
    """An Invoice shall contain the Buyer postal address (BG-8)."""
    return invoice.buyer is not None and invoice.buyer.address is not None


@EN16931.rule("BR-11", over=BUYER, term="BT-55", syntax="ubl")
def buyer_address_has_country(buyer: Party) -> Outcome:
    """The Buyer postal address (BG-8) shall contain a Buyer country code (BT-55)."""
    return buyer.address is None or filled(buyer.address.country)


@EN16931.rule("BR-11", over=ODD_HEAD, term="BT-55", syntax="cii")
def buyer_has_country(invoice: Invoice) -> Outcome:
    """The Buyer postal address (BG-8) shall contain a Buyer country code (BT-55)."""
    return _has_country(invoice.buyer)


@EN16931.rule("BR-17", over=PAYEE, term="BT-59", syntax="ubl")
def payee_is_named_and_another_than_the_seller(payee: Party, invoice: Invoice) -> Outcome:
    """The Payee name (BT-59) shall be provided in the Invoice, if the Payee (BG-10) is different from the Seller
    (BG-4).

    UBL compares with the seller's trading name (BT-28), where the payee's name stands too.
    """
    seller = invoice.seller or Party()
    same_name = payee.name == seller.trade_name
    return payee.name is not None and not same_name and not _share(payee.identifiers, seller.identifiers)


@EN16931.rule("BR-17", over=PAYEE, term="BT-59", syntax="cii")
def payee_is_named_and_no_way_the_seller(payee: Party, invoice: Invoice) -> Outcome:
    """The Payee name (BT-59) shall be provided in the Invoice, if the Payee (BG-10) is different from the Seller
    (BG-4).

    CII compares names, identifiers without a scheme, and legal registrations.
    """
    seller = invoice.seller or Party()
    mine = [entry for entry in payee.identifiers if entry.scheme is None]
    theirs = [entry for entry in seller.identifiers if entry.scheme is None]
    registered = [payee.legal_registration] if payee.legal_registration else []
    registered_seller = [seller.legal_registration] if seller.legal_registration else []
    same = payee.name == seller.name or _share(mine, theirs) or _share(registered, registered_seller)
    return payee.name is not None and not same


@EN16931.rule("BR-18", over=REPRESENTATIVE, term="BT-62")
def representative_has_name(representative: Party) -> Outcome:
    """The Seller tax representative name (BT-62) shall be provided in the Invoice, if the Seller (BG-4) has a Seller
    tax representative party (BG-11).
    """
    return filled(representative.name)


@EN16931.rule("BR-19", over=REPRESENTATIVE, term="BG-12")
def representative_has_address(representative: Party) -> Outcome:
    """The Seller tax representative postal address (BG-12) shall be provided in the Invoice, if the Seller (BG-4) has a
    Seller tax representative party (BG-11).
    """
    return representative.address is not None


@EN16931.rule("BR-20", over=REPRESENTATIVE, term="BT-69", syntax="ubl")
def representative_address_has_country(representative: Party) -> Outcome:
    """The Seller tax representative postal address (BG-12) shall contain a Tax representative country code (BT-69)."""
    return representative.address is None or filled(representative.address.country)


@EN16931.rule("BR-20", over=REPRESENTATIVE, term="BT-69", syntax="cii")
def representative_has_country(representative: Party) -> Outcome:
    """The Seller tax representative postal address (BG-12) shall contain a Tax representative country code (BT-69)."""
    return _has_country(representative)


@EN16931.rule("BR-56", over=REPRESENTATIVE, term="BT-63", syntax="ubl")
def representative_has_vat_number(representative: Party) -> Outcome:
    """Each Seller tax representative party (BG-11) shall have a Seller tax representative VAT identifier (BT-63)."""
    return any(entry.vat and entry.identifier is not None for entry in representative.tax_registrations)


@EN16931.rule("BR-56", over=REPRESENTATIVE, term="BT-63", syntax="cii")
def representative_has_a_written_vat_number(representative: Party) -> Outcome:
    """Each Seller tax representative party (BG-11) shall have a Seller tax representative VAT identifier (BT-63)."""
    return any(entry.vat and filled(entry.identifier) for entry in representative.tax_registrations)


@EN16931.rule("BR-62", over=SELLER, term="BT-34", syntax="ubl")
def seller_electronic_address_has_scheme(seller: Party) -> Outcome:
    """The Seller electronic address (BT-34) shall have a Scheme identifier."""
    return all(address.scheme is not None for address in seller.electronic_addresses)


@EN16931.rule("BR-62", over=SELLER, term="BT-34", syntax="cii")
def seller_first_electronic_address_has_scheme(seller: Party) -> Outcome:
    """The Seller electronic address (BT-34) shall have a Scheme identifier."""
    return not seller.electronic_addresses or filled(seller.electronic_addresses[0].scheme)


@EN16931.rule("BR-63", over=BUYER, term="BT-49", syntax="ubl")
def buyer_electronic_address_has_scheme(buyer: Party) -> Outcome:
    """The Buyer electronic address (BT-49) shall have a Scheme identifier."""
    return all(address.scheme is not None for address in buyer.electronic_addresses)


@EN16931.rule("BR-63", over=BUYER, term="BT-49", syntax="cii")
def buyer_first_electronic_address_has_scheme(buyer: Party) -> Outcome:
    """The Buyer electronic address (BT-49) shall have a Scheme identifier."""
    return not buyer.electronic_addresses or filled(buyer.electronic_addresses[0].scheme)


@EN16931.rule("BR-CO-09", over=VAT_REGISTRATIONS, term="BT-31", syntax="ubl")
def vat_number_begins_with_country(registration: TaxRegistration) -> Outcome:
    """The Seller VAT identifier (BT-31), the Seller tax representative VAT identifier (BT-63) and the Buyer VAT
    identifier (BT-48) shall have a prefix in accordance with ISO code ISO 3166-1 alpha-2 by which the country of issue
    may be identified. Nevertheless, Greece may use the prefix EL.

    UBL looks for the first two characters anywhere in the list: "A" and "" pass.
    """
    number = registration.identifier or ""
    return number[:2] in vat_prefixes.UBL or {"identifier": number}


@EN16931.rule("BR-CO-09", over=VAT_REGISTRATIONS, term="BT-31", syntax="cii")
def vat_number_begins_with_whole_country(registration: TaxRegistration) -> Outcome:
    """The Seller VAT identifier (BT-31), the Seller tax representative VAT identifier (BT-63) and the Buyer VAT
    identifier (BT-48) shall have a prefix in accordance with ISO code ISO 3166-1 alpha-2 by which the country of issue
    may be identified. Nevertheless, Greece may use the prefix EL.
    """
    number = registration.identifier or ""
    return f" {number[:2]} " in vat_prefixes.CII or {"identifier": number}


@EN16931.rule("BR-CO-26", over=SELLER, term="BT-31", syntax="ubl")
def seller_is_identified(seller: Party) -> Outcome:
    """In order for the buyer to automatically identify a supplier, the Seller identifier (BT-29), the Seller legal
    registration identifier (BT-30) and/or the Seller VAT identifier (BT-31) shall be present.

    A bank's creditor identifier (scheme SEPA) does not count in UBL.
    """
    return (
        any(entry.vat and entry.identifier is not None for entry in seller.tax_registrations)
        or any(entry.text is not None and entry.scheme != "SEPA" for entry in seller.identifiers)
        or _exists(seller.legal_registration)
    )


@EN16931.rule("BR-CO-26", over=SELLER, term="BT-31", syntax="cii")
def seller_is_identified_somehow(seller: Party) -> Outcome:
    """In order for the buyer to automatically identify a supplier, the Seller identifier (BT-29), the Seller legal
    registration identifier (BT-30) and/or the Seller VAT identifier (BT-31) shall be present.
    """
    return (
        any(entry.vat and entry.identifier is not None for entry in seller.tax_registrations)
        or any(_exists(entry) for entry in seller.identifiers)
        or _exists(seller.legal_registration)
    )


def _has_country(party: Party | None) -> bool:
    return party is not None and party.address is not None and filled(party.address.country)


def _exists(identifier: Identifier | None) -> bool:
    return identifier is not None and identifier.text is not None


def _share(ones: list[Identifier], others: list[Identifier]) -> bool:
    texts = {other.text for other in others if other.text is not None}
    return any(one.text in texts for one in ones)
