"""The parties of an invoice, each in its role, and the identifiers by which the French rules judge them.

CII has two elements for identifiers, of which the rules see only the global one (GlobalID).
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from coryphee.einvoice.model import Delivery, Identifier, Invoice, Party
from coryphee.einvoice.rulekit import Kind
from coryphee.einvoice.rules.fr.formats import is_address, is_bare_siren, is_siret
from coryphee.einvoice.rules.ordinary_lines import APART, apart

SIREN = "0002"
SIRET = "0009"
DIRECTORY = "0225"
ADDRESS_LENGTH = 125
_WITHOUT_RULES = frozenset({"0088", "0060", "0223", "0226", "0227", "0228", "0229"})
"""Schemes of identifiers that no French rule speaks of: GLN, DUNS and those of parties from elsewhere."""


class Role(NamedTuple):
    """A party in its role: field of the invoice, term of its identifiers, term of its electronic address."""

    name: str
    identifiers: str
    address: str


ROLES = (
    Role("seller", "BT-29", "BT-34"),
    Role("buyer", "BT-46", "BT-49"),
    Role("payee", "BT-60", "EXT-FR-FE-29"),
    Role("buyer_agent", "EXT-FR-FE-06", "EXT-FR-FE-12"),
    Role("payer", "EXT-FR-FE-46", "EXT-FR-FE-52"),
    Role("seller_agent", "EXT-FR-FE-69", "EXT-FR-FE-75"),
    Role("invoicee", "EXT-FR-FE-92", "EXT-FR-FE-98"),
    Role("invoicer", "EXT-FR-FE-115", "EXT-FR-FE-121"),
)


def _select(name: str) -> Callable[[Invoice], Iterable[Party]]:
    def party(invoice: Invoice) -> Iterable[Party]:
        found = getattr(invoice, name)
        return () if found is None else (found,)

    return party


def has_ordinary_parties(invoice: Invoice) -> bool:
    """Whether seller and buyer alone take part, each with a SIREN, plain identifiers and one electronic address."""
    seller, buyer = invoice.seller, invoice.buyer
    others = (
        invoice.payee,
        invoice.tax_representative,
        invoice.invoicee,
        invoice.invoicer,
        invoice.seller_agent,
        invoice.buyer_agent,
        invoice.payer,
    )
    if seller is None or buyer is None or any(others) or not (_is_ordinary(seller) and _is_ordinary(buyer)):
        return False
    if any(delivery.locations or delivery.recipient_registration for delivery in invoice.deliveries):
        return False
    return not any(
        line.item_seller or line.deliveries or (line.item is not None and line.item.standard_identifier)
        for line in apart(invoice)
    )


def _is_ordinary(party: Party) -> bool:
    siren, addresses, identifiers = siren_of(party), party.electronic_addresses, party.identifiers
    if not is_bare_siren(siren) or len(addresses) != 1:
        return False
    address = addresses[0].text or ""
    if not (0 < len(address) <= ADDRESS_LENGTH and is_address(address)):
        return False
    for entry in identifiers:
        if entry.scheme not in _WITHOUT_RULES and not (entry.scheme == SIRET and _is_siret_of(siren, entry.text)):
            return False
    return len(identifiers) <= 1 or len({entry.scheme for entry in identifiers}) == len(identifiers)


def _is_siret_of(siren: str | None, text: str | None) -> bool:
    return is_siret(text) and text is not None and text[:9] == siren


ODD_PARTIES = Kind("invoice", unless=has_ordinary_parties)

PARTY = {role.name: Kind(f"party {role.name}", _select(role.name), within=ODD_PARTIES) for role in ROLES}


def _line_deliveries(invoice: Invoice) -> Iterable[Delivery]:
    return [delivery for line in apart(invoice) if line.deliveries for delivery in line.deliveries]


DELIVERIES = Kind("deliveries to places", lambda invoice: invoice.deliveries, within=ODD_PARTIES)
LINE_DELIVERIES = Kind("deliveries of lines to places", _line_deliveries, within=APART)


def is_seen(entry: Identifier) -> bool:
    """Whether the rules see an identifier: in CII a global one; one that was not read from CII has its scheme."""
    return entry.is_global is not False


def identifiers_of(holder: Any) -> list[Identifier]:  # noqa: ANN401 - a party or a delivery
    """The identifiers of a party, or of the place of a delivery."""
    found: list[Identifier] = holder.locations if isinstance(holder, Delivery) else holder.identifiers
    return [entry for entry in found if is_seen(entry)]


def with_scheme(entries: Iterable[Identifier], *schemes: str) -> list[Identifier]:
    """Those of one of the schemes."""
    return [entry for entry in entries if entry.scheme in schemes]


def siren_of(party: Party | None) -> str | None:
    """The SIREN by which the party is registered (scheme 0002); None when there is none."""
    registration = party.legal_registration if party is not None else None
    return registration.text if registration is not None and registration.scheme == SIREN else None
