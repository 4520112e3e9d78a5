"""The invented structures, people and API clients of demo data, made once per data folder."""

import json
import secrets
from datetime import datetime
from importlib import resources
from typing import Any

from coryphee.hub.accounts.actions.operators import accept_invitation, invite_operator
from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.partners.actions import create_client
from coryphee.hub.structures.actions import create_structure, grant_membership
from coryphee.hub.structures.models import Structure

SAMPLES = resources.files("coryphee.hub.operations") / "demo_samples"

SUPPLIER = {"role": "manager", "issued_invoices": "modification", "received_invoices": "modification"}
CLERK = {"role": "manager", "issued_invoices": "modification", "received_invoices": "modification"}
ACCOUNTANT = {"received_invoices": "consultation", "is_accountant": True}

FIRST_NAMES = ["Alice", "Basile", "Camille", "Denise", "Émile", "Fanny", "Gaston", "Hélène", "Irène", "Jules"]
CONSONANTS = "bcdfghjkmnpqrstvwxz"
OPERATORS = ["Ondine", "Octave"]  # two: a lost factor needs two people


def create_demo_world(now: datetime) -> dict[str, Any]:
    """Create everybody; return what DATA/demo.json tells: people with passwords, clients with secrets, SIRETs."""
    told: dict[str, Any] = {"people": [], "clients": [], "structures": []}
    names = iter(FIRST_NAMES)
    for entry in json.loads((SAMPLES / "structures.json").read_text()):
        structure = _structure(entry, now)
        told["structures"].append({"siret": structure.identifier, "name": structure.name, "kind": structure.kind})
        if structure.kind == Structure.Kind.PRIVATE:
            told["people"].append(_person(next(names), "fournisseur", structure, SUPPLIER, now))
            told["clients"].append(_client(structure, now))
        else:
            told["people"].append(_person(next(names), "agent", structure, CLERK, now))
            told["people"].append(_person(next(names), "comptable", structure, ACCOUNTANT, now))
    told["people"] += [_operator(name, now) for name in OPERATORS]
    return told


def _structure(entry: dict[str, Any], now: datetime) -> Structure:
    services = {service["code"]: service["name"] for service in entry["services"]}
    fields = {name: value for name, value in entry.items() if name != "services"}
    return create_structure(by="platform", now=now, services=services, **fields)


def _person(
    first_name: str, function: str, structure: Structure, rights: dict[str, Any], now: datetime
) -> dict[str, str]:
    password = draw_password()
    person = create_person(
        email=_address(first_name),
        name=f"{first_name} Démo",
        password=password,
        language="fr",
        by="platform",
        now=now,
    )
    grant_membership(person, structure, by="platform", now=now, **rights)
    return {
        "email": person.email,
        "password": password,
        "name": person.name,
        "function": function,
        "structure": structure.name,
        "siret": structure.identifier,
    }


def _operator(first_name: str, now: datetime) -> dict[str, str]:
    """Make an operator as everybody does: by an invitation."""
    password, email = draw_password("Loge"), _address(first_name)
    link = invite_operator(email, language="fr", by=None, now=now)
    person = accept_invitation(
        link.rpartition("/")[2], name=f"{first_name} Démo", password=password, source=NOWHERE, now=now
    )
    return {
        "email": email,
        "password": password,
        "name": person.name,
        "function": "opérateur",
        "structure": "Plateforme",
        "siret": "",
    }


def _address(first_name: str) -> str:
    return f"{first_name.lower().replace('é', 'e').replace('è', 'e')}@demo.invalid"


def draw_password(word: str = "Demo") -> str:
    """Return a password of 16 characters that the rule of operators accepts whatever is drawn."""
    # Consonants alone: digits at the end fall off before the list of common passwords is asked, vowels make words.
    drawn = "".join(secrets.choice(CONSONANTS) for _letter in range(8))
    return f"{word}-{drawn}-{secrets.randbelow(90) + 10}"


def _client(structure: Structure, now: datetime) -> dict[str, str]:
    application, secret = create_client(f"Demo client of {structure.name}", structure, by="platform", now=now)
    return {"siret": structure.identifier, "client_id": application.client_id, "client_secret": secret}
