"""Identifiers of parties and places: SIREN and SIRET (BR-FR-09, -10, -11, -32), schemes (-24, -26, -CO-10, -CO-15)."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from collections.abc import Callable, Iterable

from coryphee.einvoice.model import Delivery, Identifier, Invoice, Party
from coryphee.einvoice.rulekit import Kind, Outcome
from coryphee.einvoice.rules.fr.formats import is_address, is_bare_siren, is_siren, is_siret
from coryphee.einvoice.rules.fr.notes import TREATMENT, Mentions, is_member
from coryphee.einvoice.rules.fr.parties import (
    DELIVERIES,
    LINE_DELIVERIES,
    ODD_PARTIES,
    PARTY,
    ROLES,
    SIREN,
    SIRET,
    identifiers_of,
    is_seen,
    siren_of,
    with_scheme,
)
from coryphee.einvoice.rules.fr.ruleset import FR
from coryphee.einvoice.rules.ordinary_lines import apart

ROUTING = "0224"
SINGLE_TAXABLE_PERSON = "0231"
ROUTING_LENGTH = 100


def _siret_fits(sirets: list[Identifier], siren: str | None, *, needed: bool) -> Outcome:
    """Whether the first SIRET has fourteen digits and begins with the SIREN; `needed`: a SIREN must be there."""
    if not sirets:
        return True
    text = sirets[0].text or ""
    fits = siren is not None and text[:9] == siren if needed or siren else True
    return (is_siret(text) and fits) or {"value": text, "siren": siren or "–"}


def siret_begins_with_siren(party: Party) -> Outcome:
    """A SIRET (scheme 0009) has fourteen digits and begins with the SIREN of its party (scheme 0002)."""
    return _siret_fits(with_scheme(identifiers_of(party), SIRET), siren_of(party), needed=True)


def siret_begins_with_any_siren(party: Party) -> Outcome:
    """A SIRET (scheme 0009) has fourteen digits and begins with the SIREN of its party (scheme 0002), if any."""
    return _siret_fits(with_scheme(identifiers_of(party), SIRET), siren_of(party), needed=False)


def one_siret_begins_with_any_siren(party: Party) -> Outcome:
    """A SIRET (scheme 0009) has fourteen digits and begins with the SIREN of its party (scheme 0002), if any.

    CII takes one SIRET only where there is no SIREN to compare with.
    """
    sirets = with_scheme(identifiers_of(party), SIRET)
    outcome = _siret_fits(sirets, siren_of(party), needed=False)
    return outcome if len(sirets) < 2 or siren_of(party) else {"value": sirets[1].text or "", "siren": "–"}  # noqa: PLR2004 - one is alone


def _siren_at(delivery: Delivery) -> str | None:
    registration = delivery.recipient_registration
    return registration.text if registration is not None and registration.scheme == SIREN else None


def siret_of_place_begins_with_siren(delivery: Delivery) -> Outcome:
    """The SIRET of a place (scheme 0009) has fourteen digits and begins with the SIREN of who receives, when given."""
    return _siret_fits(with_scheme(identifiers_of(delivery), SIRET), _siren_at(delivery), needed=False)


def one_siret_of_place_begins_with_siren(delivery: Delivery) -> Outcome:
    """The SIRET of a place (scheme 0009) has fourteen digits and begins with the SIREN of who receives, when given.

    CII takes one SIRET only where there is no SIREN to compare with.
    """
    sirets = with_scheme(identifiers_of(delivery), SIRET)
    outcome = _siret_fits(sirets, _siren_at(delivery), needed=False)
    return outcome if len(sirets) < 2 or _siren_at(delivery) else {"value": sirets[1].text or "", "siren": "–"}  # noqa: PLR2004 - one is alone


def place_of_line_has_any_siret(_delivery: Delivery) -> Outcome:
    """The SIRET of a place (scheme 0009) has fourteen digits and begins with the SIREN of who receives, when given.

    UBL looks for a place inside the place: it never fires.
    """
    return True


def has_schemes(holder: Party | Delivery) -> Outcome:
    """Each identifier of a party or place has a scheme."""
    found = holder.locations if isinstance(holder, Delivery) else holder.identifiers
    bare = [entry for entry in found if entry.scheme is None and is_seen(entry)]
    return not bare or {"value": bare[0].text or ""}


def has_each_scheme_once(holder: Party | Delivery) -> Outcome:
    """A party or place has one identifier at most of each scheme."""
    found = holder.locations if isinstance(holder, Delivery) else holder.identifiers
    if len(found) < 2:  # noqa: PLR2004 - one is alone
        return True
    schemes = [entry.scheme for entry in found if entry.scheme is not None and is_seen(entry)]
    many = [scheme for scheme in schemes if schemes.count(scheme) > 1]
    return not many or {"scheme": many[0]}


def _register(kind: Kind, term: str) -> None:
    FR.rule(f"BR-FR-CO-10_{term}-1", over=kind, term=term, words="BR-FR-CO-10-1")(has_schemes)
    FR.rule(f"BR-FR-CO-10_{term}-2", over=kind, term=term, words="BR-FR-CO-10-2")(has_each_scheme_once)


for _role in ROLES:
    _number, _kind, _term = f"BR-FR-09_{_role.identifiers}", PARTY[_role.name], _role.identifiers
    if _role.name in {"seller", "buyer"}:
        FR.rule(_number, over=_kind, term=_term, words="BR-FR-09")(siret_begins_with_siren)
    else:
        FR.rule(_number, over=_kind, term=_term, syntax="ubl", words="BR-FR-09")(siret_begins_with_any_siren)
        FR.rule(_number, over=_kind, term=_term, syntax="cii", words="BR-FR-09")(one_siret_begins_with_any_siren)
    _register(_kind, _term)

FR.rule("BR-FR-09_BT-71", over=DELIVERIES, term="BT-71", syntax="ubl", words="BR-FR-09")(
    siret_of_place_begins_with_siren
)
FR.rule("BR-FR-09_BT-71", over=DELIVERIES, term="BT-71", syntax="cii", words="BR-FR-09")(
    one_siret_of_place_begins_with_siren
)
FR.rule("BR-FR-09_EXT-FR-FE-146", over=LINE_DELIVERIES, term="EXT-FR-FE-146", syntax="ubl", words="BR-FR-09")(
    place_of_line_has_any_siret
)
FR.rule("BR-FR-09_EXT-FR-FE-146", over=LINE_DELIVERIES, term="EXT-FR-FE-146", syntax="cii", words="BR-FR-09")(
    one_siret_of_place_begins_with_siren
)
_register(DELIVERIES, "BT-71")
_register(LINE_DELIVERIES, "EXT-FR-FE-146")


def _routing(party: Party) -> Iterable[Identifier]:
    return with_scheme(identifiers_of(party), ROUTING)


def has_routing_characters(entry: Identifier) -> Outcome:
    """A private identifier (scheme 0224) holds letters without accents, digits and - _ . only."""
    return is_address(entry.text or "") or {"value": entry.text or ""}


def has_routing_length(entry: Identifier) -> Outcome:
    """A private identifier (scheme 0224) has at most 100 characters."""
    return len(entry.text or "") <= ROUTING_LENGTH or {"value": entry.text or ""}


for _name, _term in (("seller", "BT-29"), ("buyer", "BT-46")):
    _identifiers = Kind(f"{_name} identifiers 0224", _routing, within=PARTY[_name])
    FR.rule(f"BR-FR-24_{_term}", over=_identifiers, term=_term, words="BR-FR-24")(has_routing_characters)
    FR.rule(f"BR-FR-26_{_term}", over=_identifiers, term=_term, words="BR-FR-26")(has_routing_length)


@FR.rule("BR-FR-10_BT-30", over=PARTY["seller"], term="BT-30", syntax="ubl", words="BR-FR-10")
def registered_seller_has_siren(seller: Party) -> Outcome:
    """The seller's legal registration (BT-30) is a SIREN: scheme 0002, nine digits.

    UBL asks it where something is said of the legal entity (name, registration, legal form).
    """
    said = seller.name is not None or seller.legal_registration is not None or seller.legal_information is not None
    return not said or is_siren(siren_of(seller))


@FR.rule("BR-FR-10_BT-30", over=ODD_PARTIES, term="BT-30", syntax="cii", words="BR-FR-10")
def seller_has_siren(invoice: Invoice) -> Outcome:
    """The seller's legal registration (BT-30) is a SIREN: scheme 0002, nine digits."""
    return is_siren(siren_of(invoice.seller))


@FR.rule("BR-FR-11_BT-47", over=TREATMENT, term="BT-47", syntax="ubl", words="BR-FR-11")
def buyer_company_has_siren(mentions: Mentions) -> Outcome:
    """Between companies (note BAR: B2B) the buyer's legal registration (BT-47) is a SIREN: scheme 0002, nine digits."""
    return not mentions.between_companies or is_siren(siren_of(mentions.invoice.buyer))


@FR.rule("BR-FR-11_BT-47", over=TREATMENT, term="BT-47", syntax="cii", words="BR-FR-11")
def buyer_company_has_bare_siren(mentions: Mentions) -> Outcome:
    """Between companies (note BAR: B2B) the buyer's legal registration (BT-47) is a SIREN: scheme 0002, nine digits."""
    return not mentions.between_companies or is_bare_siren(siren_of(mentions.invoice.buyer))


def _registrations(party: Party) -> Iterable[Identifier]:
    registration = party.legal_registration
    return (registration,) if registration is not None and registration.scheme == SIREN else ()


def _recipients(invoice: Invoice) -> Iterable[Identifier]:
    found = [delivery.recipient_registration for delivery in (*invoice.deliveries, *_line_deliveries(invoice))]
    return [entry for entry in found if entry is not None and entry.scheme == SIREN]


def _line_deliveries(invoice: Invoice) -> Iterable[Delivery]:
    return LINE_DELIVERIES.select(invoice)


def _of_nine_digits(entries: Iterable[Identifier]) -> list[Identifier]:
    return [entry for entry in entries if entry.scheme in {SIREN, SINGLE_TAXABLE_PERSON} and is_seen(entry)]


def _other_global(invoice: Invoice) -> Iterable[Identifier]:
    """CII writes identifiers of places and of items as global ones too."""
    places = [entry for delivery in invoice.deliveries for entry in delivery.locations]
    places += [entry for delivery in _line_deliveries(invoice) for entry in delivery.locations]
    items = [line.item.standard_identifier for line in apart(invoice) if line.item is not None]
    return _of_nine_digits([*places, *(entry for entry in items if entry is not None)])


PARTIES = Kind("all parties", lambda invoice: ((invoice, invoice.parties),), within=ODD_PARTIES)


def _all(
    of_parties: Callable[[Party], Iterable[Identifier]], others: Callable[[Invoice], Iterable[Identifier]]
) -> Kind:
    def select(whole: tuple[Invoice, list[Party]]) -> Iterable[Identifier]:
        invoice, parties = whole
        return [*(entry for party in parties for entry in of_parties(party)), *others(invoice)]

    return Kind("identifiers of nine digits", select, within=PARTIES)


def is_of_nine_digits(entry: Identifier) -> Outcome:
    """An identifier of scheme 0002 (SIREN) or 0231 (single taxable person) has nine digits."""
    return is_siren(entry.text) or {"value": entry.text or "", "scheme": entry.scheme or ""}


FR.rule("BR-FR-32-LEGALID", over=_all(_registrations, _recipients), term="BT-30", words="BR-FR-32")(is_of_nine_digits)
FR.rule(
    "BR-FR-32-ID",
    over=_all(lambda party: _of_nine_digits(party.identifiers), lambda _: ()),
    term="BT-29",
    syntax="ubl",
    words="BR-FR-32",
)(is_of_nine_digits)
FR.rule(
    "BR-FR-32-GLOBALID",
    over=_all(lambda party: _of_nine_digits(party.identifiers), _other_global),
    term="BT-29",
    syntax="cii",
    words="BR-FR-32",
)(is_of_nine_digits)


@FR.rule("BR-FR-CO-15_BT-29-1", over=ODD_PARTIES, term="BT-63", words="BR-FR-CO-15")
def single_taxable_person_is_named(invoice: Invoice) -> Outcome:
    """A seller with an identifier of scheme 0231 has a tax representative (BG-11) with the VAT number (BT-63) of the
    single taxable person.
    """
    if not is_member(invoice):
        return True
    representative = invoice.tax_representative
    numbers = [] if representative is None else representative.tax_registrations
    if invoice.syntax == "cii":
        numbers = [entry for entry in numbers if entry.vat]
    written = [entry.identifier for entry in numbers if entry.identifier is not None]
    return len(written) == 1 and bool(written[0])
