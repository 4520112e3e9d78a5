"""Nobody passes the gate but members, and the wall shows one structure at a time."""

import pytest
from django.db import connection

from coryphee.hub.accounts.models import User
from coryphee.hub.flows.models import Deposit
from coryphee.hub.structures.access import acting_for, client_acting
from coryphee.hub.structures.models import Membership
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.refusals import NotForYou
from tests.people import World, create_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return create_world()


def deposit(structure_id: int) -> Deposit:
    return Deposit.objects.create(
        structure_id=structure_id,
        door="portal",
        actor="person:x",
        name="f.xml",
        kind="xml",
        sha256="0" * 64,
        size=1,
        received_at=now(),
    )


def test_an_operator_acts_for_nobody_even_with_a_membership(world: World) -> None:
    User.objects.filter(pk=world.alice.pk).update(is_operator=True)
    with pytest.raises(NotForYou), acting_for(world.alice, world.supplier.pk):
        pass


def test_a_member_acts_with_her_own_rights(world: World) -> None:
    with acting_for(world.alice, world.supplier.pk) as alice, acting_for(world.bob, world.supplier.pk) as bob:
        assert alice.may_change("issued")
        assert bob.may_see("issued")
        assert not bob.may_change("issued")
        assert not bob.may_see("received")


def test_what_each_may_play(world: World) -> None:
    with acting_for(world.camille, world.town.pk) as camille, acting_for(world.denis, world.town.pk) as denis:
        assert camille.kinds == {"clerk"}
        assert denis.kinds == {"accountant"}


def test_absent_and_forbidden_are_the_same_refusal(world: World) -> None:
    for structure_id in (world.supplier.pk, 10**9):
        with pytest.raises(NotForYou), acting_for(world.eve, structure_id):
            pytest.fail("nobody may come here")


def test_a_right_withdrawn_is_gone_at_once(world: World) -> None:
    Membership.objects.filter(person=world.bob).delete()
    with pytest.raises(NotForYou), acting_for(world.bob, world.supplier.pk):
        pytest.fail("nobody may come here")


def test_a_client_of_no_structure_may_do_nothing() -> None:
    with pytest.raises(NotForYou):
        client_acting(None, "c", "orphan")


def test_the_wall_shows_one_structure_at_a_time(world: World) -> None:
    with acting_for(world.alice, world.supplier.pk):
        deposit(world.supplier.pk)
        assert Deposit.objects.count() == 1
    with acting_for(world.eve, world.other_supplier.pk):
        assert Deposit.objects.count() == 0
    assert Deposit.objects.count() == 0, "an unscoped query sees nothing"


def test_nobody_writes_into_another_structure(world: World) -> None:
    from django.db import DatabaseError, transaction

    with acting_for(world.alice, world.supplier.pk), pytest.raises(DatabaseError), transaction.atomic():
        deposit(world.other_supplier.pk)


def test_the_wall_leaves_no_trace_in_the_connection(world: World) -> None:
    with acting_for(world.alice, world.supplier.pk):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('coryphee.structure', true)")
        assert not cursor.fetchone()[0]
