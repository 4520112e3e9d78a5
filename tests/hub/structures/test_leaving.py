"""Nobody leaves a structure without a manager, whatever two managers do at once."""

import threading

import pytest
from django.db import connection

from coryphee.hub.accounts.models import User
from coryphee.hub.structures.actions import grant_membership
from coryphee.hub.structures.leaving import LeftAlone, StillNeeded, leave_platform, left_alone_by
from coryphee.hub.structures.models import Membership
from coryphee.hub.toolbox.clock import now
from tests.people import create_world


@pytest.mark.django_db
def test_who_could_be_named_instead_is_said() -> None:
    world = create_world()
    assert left_alone_by(world.alice) == [LeftAlone(world.supplier, ("Bob Exemple",))]
    assert left_alone_by(world.bob) == []
    assert left_alone_by(world.eve) == [LeftAlone(world.other_supplier, ())]


@pytest.mark.django_db
def test_a_manager_whose_account_is_closed_does_not_count() -> None:
    world = create_world()
    grant_membership(world.bob, world.supplier, by="platform", now=now(), role="manager")
    User.objects.filter(pk=world.bob.pk).update(is_active=False)
    with pytest.raises(StillNeeded):
        leave_platform(world.alice, by="x", now=now())
    assert Membership.objects.filter(person=world.alice).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_managers_who_leave_at_once_one_stays() -> None:
    world = create_world()
    grant_membership(world.bob, world.supplier, by="platform", now=now(), role="manager")
    start, refused = threading.Barrier(2), []

    def leave(person: User) -> None:
        try:
            start.wait()
            leave_platform(person, by=person.actor, now=now())
        except StillNeeded:
            refused.append(person)
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=[person]) for person in (world.alice, world.bob)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Membership.objects.filter(structure=world.supplier, role="manager").count() == 1
