"""The directory finds structures as people write them."""

from datetime import date

import pytest

from coryphee.hub.structures.models import Service
from coryphee.hub.structures.queries import directory_search, find_structure, services_of, structures_of
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
