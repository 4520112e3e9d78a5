"""Structures and rights are entered together with their journal lines."""

import pytest
from django.db import IntegrityError, transaction

from coryphee.hub.accounts.actions.operators import AddressTaken, invite_operator
from coryphee.hub.accounts.models import User
from coryphee.hub.journal.models import Entry
from coryphee.hub.structures.actions import OperatorActsForNobody, create_structure, grant_membership
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.clock import now
from tests.people import create_world, luhn

pytestmark = pytest.mark.django_db


def enter(**fields: object) -> Structure:
    given = {"identifier": luhn("9990009990001"), "name": "Mairie d'Exemple", "kind": "public", **fields}
    return create_structure(by="platform", now=now(), **given)


def test_a_structure_comes_with_its_services_and_a_line() -> None:
    structure = create_structure(
        by="platform",
        now=now(),
        identifier=luhn("9990009990001"),
        name="Mairie",
        kind="public",
        services={"A": "Accueil"},
    )
    assert structure.services.get().name == "Accueil"
    assert Entry.objects.filter(kind="structure.created", object_id=str(structure.pk)).count() == 1


def test_one_identifier_once_per_environment() -> None:
    enter()
    with pytest.raises(IntegrityError), transaction.atomic():
        enter()
    assert enter(environment="sandbox").pk


def test_rights_may_be_changed_and_each_change_is_told() -> None:
    world = create_world()
    grant_membership(world.bob, world.supplier, by="platform", now=now(), issued_invoices="modification")
    assert world.bob.memberships.get().issued_invoices == "modification"
    assert Entry.objects.filter(kind="membership.granted", object_id=str(world.bob.public_id)).count() == 2


def test_an_operator_is_let_act_for_no_structure() -> None:
    world = create_world()
    olga = User.objects.create(name="Olga", email="olga@example.test", is_operator=True)
    with pytest.raises(OperatorActsForNobody):
        grant_membership(olga, world.supplier, by="platform", now=now(), received_invoices="consultation")
    assert not olga.memberships.exists()
    assert not Entry.objects.filter(kind="membership.granted", object_id=str(olga.public_id)).exists()


def test_no_member_becomes_an_operator() -> None:
    world = create_world()
    with pytest.raises(AddressTaken):
        invite_operator(world.bob.email.upper(), language="fr", by=None, now=now())
