"""The directory finds structures as people write them."""

from datetime import date

import pytest

from coryphee.hub.structures.actions import create_structure
from coryphee.hub.structures.models import Service
from coryphee.hub.structures.queries import directory_search, find_recipient, find_structure, services_of, structures_of
from coryphee.hub.toolbox.clock import now
from tests.people import create_world

pytestmark = pytest.mark.django_db


def test_a_siret_is_found_with_or_without_spaces() -> None:
    world = create_world()
    siret = world.town.identifier
    assert find_structure("production", f"{siret[:9]} {siret[9:]}") == world.town
    assert find_structure("sandbox", siret) is None


def test_the_directory_searches_names_towns_and_numbers() -> None:
    world = create_world()
    assert directory_search("production", "VILLE d'ex") == [world.town]
    assert world.hospital in directory_search("production", "demoville")
    assert directory_search("production", world.town.identifier[:10]) == [world.town]
    assert directory_search("production", "   ") == []


def test_only_services_of_the_day_are_offered() -> None:
    world = create_world()
    Service.objects.create(structure=world.town, code="OLD", name="Ancien", active_until=date(2020, 1, 1))
    assert [service.code for service in services_of(world.town, date(2026, 1, 1))] == ["ECOLES", "TRAVAUX"], (
        "Écoles stands before Services"
    )


def test_a_person_sees_her_structures() -> None:
    world = create_world()
    assert [membership.structure for membership in structures_of(world.alice)] == [world.supplier]


def test_odd_bytes_find_nothing_and_break_nothing() -> None:
    create_world()
    assert find_structure("production", "\x00") is None
    assert directory_search("production", "\x00") == []


@pytest.mark.django_db
def test_a_recipient_is_found_by_an_identifier_of_any_type() -> None:
    world = create_world()
    foreign = create_structure(
        by="platform", now=now(), identifier_type="UE_HORS_FRANCE", identifier="DE123456789", name="F", kind="private"
    )
    assert find_recipient("production", " de 123 456 789") == foreign
    assert find_recipient("production", world.town.identifier) == world.town
    for kind in ("RIDET", "TAHITI"):
        create_structure(
            by="platform", now=now(), identifier_type=kind, identifier="0123456", name=kind, kind="private"
        )
    assert find_recipient("production", "0123456") is None, "two have it"
    create_structure(
        by="platform", now=now(), identifier_type="HORS_UE", identifier=world.town.identifier, name="X", kind="private"
    )
    assert find_recipient("production", world.town.identifier) == world.town, "14 digits are a SIRET"
    assert find_recipient("production", "\x00") is None
