"""The people of the tests: Alice owns the supplier, Bob is her colleague, Camille and Denis serve the town, Eve others.

All are invented; the SIRETs are in a range that the register does not give out, with valid check digits.
"""

from dataclasses import dataclass
from typing import Any

from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.accounts.models import User
from coryphee.hub.structures.actions import create_structure, grant_membership
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.clock import now

PASSWORD = "Demo-Passw0rd!"  # of people who do not exist
SUPPLIER, OTHER_SUPPLIER, TOWN, HOSPITAL = "99900001700015", "99900002500014", "99900003300018", "99900004100017"


def luhn(digits: str) -> str:
    """Complete 13 digits to a SIRET with a valid check digit."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


@dataclass(frozen=True)
class World:
    """Two suppliers, two public bodies, and five people."""

    supplier: Structure
    other_supplier: Structure
    town: Structure
    hospital: Structure
    alice: User  # manager of the supplier
    bob: User  # consults the supplier's issued invoices
    camille: User  # clerk of the town
    denis: User  # public accountant of the town
    eve: User  # belongs to the other supplier


def _structure(siret: str, name: str, kind: str, **fields: Any) -> Structure:
    return create_structure(
        by="platform", now=now(), identifier=luhn(siret[:13]), name=name, kind=kind, town="Démoville", **fields
    )


def enter_person(
    first_name: str, *, password: str | None = None, language: str = "fr", is_operator: bool = False
) -> User:
    """Create somebody outside every structure, ready to sign in when a password is given."""
    email, name = f"{first_name.lower()}@example.test", f"{first_name} Exemple"
    person = create_person(email=email, name=name, password=password, language=language, by="platform", now=now())
    if is_operator:
        person.is_operator = True
        person.save(update_fields=["is_operator"])
    return person


def create_world(*, password: str | None = None) -> World:
    """Create everybody, in the running transaction or not. Hashing a password costs 0.2 s: give one only to sign in."""
    supplier = _structure(SUPPLIER, "Ateliers Exemple SARL", "private")
    other = _structure(OTHER_SUPPLIER, "Fournitures Exemple SAS", "private")
    town = _structure(
        TOWN, "Ville d'Exemple", "public", services={"TRAVAUX": "Services techniques", "ECOLES": "Écoles"}
    )
    hospital = _structure(
        HOSPITAL,
        "CHU d'Exemple",
        "public",
        engagement_required=True,
        service_code_required=True,
        services={"PHARMA": "Pharmacie"},
    )
    alice, bob, camille, denis, eve = (
        enter_person(name, password=password) for name in ("Alice", "Bob", "Camille", "Denis", "Eve")
    )
    rights: list[tuple[User, Structure, dict[str, Any]]] = [
        (alice, supplier, {"role": "manager", "issued_invoices": "modification", "received_invoices": "modification"}),
        (bob, supplier, {"issued_invoices": "consultation"}),
        (camille, town, {"role": "manager", "received_invoices": "modification"}),
        (denis, town, {"received_invoices": "consultation", "is_accountant": True}),
        (eve, other, {"role": "manager", "issued_invoices": "modification", "received_invoices": "modification"}),
    ]
    for person, structure, given in rights:
        grant_membership(person, structure, by="platform", now=now(), **given)
    return World(supplier, other, town, hospital, alice, bob, camille, denis, eve)
