"""Electronic addresses: mandatory (BR-FR-12, -13), of the directory (-21, -22), well written (-23, -25)."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from collections.abc import Iterable

from coryphee.einvoice.model import Identifier, Invoice, Party
from coryphee.einvoice.rulekit import Kind, Outcome, filled
from coryphee.einvoice.rules.fr.formats import is_address
from coryphee.einvoice.rules.fr.frames import SELF_BILLED
from coryphee.einvoice.rules.fr.notes import TREATMENT, Mentions
from coryphee.einvoice.rules.fr.parties import ADDRESS_LENGTH, DIRECTORY, ODD_PARTIES, PARTY, ROLES, siren_of
from coryphee.einvoice.rules.fr.ruleset import FR


def _addresses(party: Party) -> Iterable[Identifier]:
    return [entry for entry in party.electronic_addresses if entry.text is not None]


def _of_directory(party: Party) -> Iterable[Identifier]:
    return [entry for entry in party.electronic_addresses if entry.scheme == DIRECTORY]


def has_address_characters(entry: Identifier) -> Outcome:
    """An address of the French directory (scheme 0225) holds letters without accents, digits and - _ . only."""
    return is_address(entry.text or "") or {"value": entry.text or ""}


def has_address_length(entry: Identifier) -> Outcome:
    """An electronic address has at most 125 characters."""
    return len(entry.text or "") <= ADDRESS_LENGTH or {"value": entry.text or ""}


for _role in ROLES:
    _term, _party = _role.address, PARTY[_role.name]
    _in_directory = Kind(f"addresses 0225 {_role.name}", _of_directory, within=_party)
    _any = Kind(f"addresses {_role.name}", _addresses, within=_party)
    FR.rule(f"BR-FR-23_{_term}", over=_in_directory, term=_term, words="BR-FR-23")(has_address_characters)
    FR.rule(f"BR-FR-25_{_term}", over=_any, term=_term, words="BR-FR-25")(has_address_length)


def _has_address(party: Party | None) -> bool:
    """One address, which is not white space alone."""
    return party is not None and len(party.electronic_addresses) == 1 and filled(party.electronic_addresses[0].text)


def _has_written_address(party: Party | None) -> bool:
    """One address, whatever it holds."""
    written = [entry.text for entry in party.electronic_addresses if entry.text is not None] if party else []
    return len(written) == 1 and bool(written[0])


@FR.rule("BR-FR-12_BT-49", over=ODD_PARTIES, term="BT-49", syntax="ubl", words="BR-FR-12")
def buyer_has_address(invoice: Invoice) -> Outcome:
    """The buyer has an electronic address (BT-49), and one only."""
    return _has_address(invoice.buyer)


@FR.rule("BR-FR-12_BT-49", over=ODD_PARTIES, term="BT-49", syntax="cii", words="BR-FR-12")
def buyer_has_written_address(invoice: Invoice) -> Outcome:
    """The buyer has an electronic address (BT-49), and one only."""
    return _has_written_address(invoice.buyer)


@FR.rule("BR-FR-13_BT-34", over=ODD_PARTIES, term="BT-34", syntax="ubl", words="BR-FR-13")
def seller_has_address(invoice: Invoice) -> Outcome:
    """The seller has an electronic address (BT-34), and one only."""
    return _has_address(invoice.seller)


@FR.rule("BR-FR-13_BT-34", over=ODD_PARTIES, term="BT-34", syntax="cii", words="BR-FR-13")
def seller_has_written_address(invoice: Invoice) -> Outcome:
    """The seller has an electronic address (BT-34), and one only."""
    return _has_written_address(invoice.seller)


def _is_in_directory(party: Party | None, invoice: Invoice) -> Outcome:
    """Whether the address has the scheme 0225 and begins with the number by which the party is registered.

    UBL compares with a SIREN, CII with any registration; without one there is nothing to begin with.
    """
    addresses = party.electronic_addresses if party is not None else []
    siren = siren_of(party)
    if invoice.syntax == "cii" and party is not None and party.legal_registration is not None:
        siren = party.legal_registration.text
    good = (
        len(addresses) == 1 and addresses[0].scheme == DIRECTORY and (addresses[0].text or "").startswith(siren or "")
    )
    return good or {"value": (addresses[0].text if addresses else None) or "–", "siren": siren or "–"}


@FR.rule("BR-FR-21_BT-49", over=TREATMENT, term="BT-49", words="BR-FR-21")
def buyer_address_is_in_directory(mentions: Mentions) -> Outcome:
    """Between companies (note BAR: B2B) the buyer's address (BT-49) is one of the directory (scheme 0225) and begins
    with the buyer's SIREN (BT-47), unless the buyer bills itself.
    """
    invoice = mentions.invoice
    if invoice.type_code in SELF_BILLED or not mentions.between_companies:
        return True
    return _is_in_directory(invoice.buyer, invoice)


@FR.rule("BR-FR-22_BT-34", over=TREATMENT, term="BT-34", words="BR-FR-22")
def self_billed_seller_address_is_in_directory(mentions: Mentions) -> Outcome:
    """Between companies (note BAR: B2B), where the buyer bills itself, the seller's address (BT-34) is one of the
    directory (scheme 0225) and begins with the seller's SIREN (BT-30).
    """
    invoice = mentions.invoice
    if invoice.type_code not in SELF_BILLED or not mentions.between_companies:
        return True
    return _is_in_directory(invoice.seller, invoice)
