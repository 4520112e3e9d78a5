"""Which invoices the French rules are for: those between two parties established in France.

Sources: CGI art. 289 bis (electronic invoices between taxable persons established in France) and 290 (what is only
reported: sales abroad, to consumers). Asked for by name, the rules judge any invoice.
"""

from coryphee.einvoice.model import Identifier, Invoice, Party

FRENCH_SCHEMES = frozenset({"0002", "0009", "0231"})
OTHER_SCHEMES = frozenset({"0223", "0226", "0227", "0228", "0229"})
"""A company of the European Union or from outside it, a private person, a company of New Caledonia or Polynesia."""

FRANCE = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT"})


def french_law_applies(invoice: Invoice) -> bool:
    """Whether the French rules decide on a platform; who says nothing of itself is taken for French."""
    return not (_is_elsewhere(invoice.seller) or _is_elsewhere(invoice.buyer))


def _is_elsewhere(party: Party | None) -> bool:
    if party is None:
        return False
    identifiers = _identifiers(party)
    for entry in identifiers:
        if entry.scheme in FRENCH_SCHEMES:  # most files: no code of Chorus Pro to be translated
            return False
    schemes = {entry.known_scheme for entry in identifiers}
    if schemes & FRENCH_SCHEMES:
        return False
    country = party.address.country if party.address is not None else None
    return bool(schemes & OTHER_SCHEMES) or (bool(country) and country not in FRANCE)


def _identifiers(party: Party) -> list[Identifier]:
    registration = [party.legal_registration] if party.legal_registration is not None else []
    return [*registration, *party.identifiers]
