"""Leases last while their worker lives, and not much longer."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from coryphee.hub.flows import leasing, working
from coryphee.hub.flows.leasing import LEASE, renew, renewed
from coryphee.hub.flows.models import Flow
from coryphee.hub.flows.working import drain
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.tenant import tenant
from tests.hub.flows.test_working import send
from tests.people import World, create_world


def claim(token: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(working.CLAIM, [token, 50, LEASE.total_seconds(), now()])
        return len(cursor.fetchall())


def lent_until(world: World) -> object:
    with tenant(world.supplier.pk):
        return Flow.objects.get().lease_until


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_lives_keeps_what_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leasing, "RENEW_EVERY", 0.05)
    world = create_world()
    send(world, "K-1")
    token = uuid4()
    assert claim(token) == 1
    before = lent_until(world)
    with renewed(token, {world.supplier.pk}, now):
        time.sleep(0.5)
    after = lent_until(world)
    assert after > before
    time.sleep(0.2)
    assert lent_until(world) == after, "nobody renews what is done"


def test_a_lease_given_away_is_not_renewed_by_its_former_holder(world: World) -> None:
    send(world, "K-2")
    first = uuid4()
    assert claim(first) == 1
    assert renew(first, world.supplier.pk, now()) == 1
    assert renew(uuid4(), world.supplier.pk, now()) == 0


def test_what_a_dead_worker_held_is_taken_up_within_seconds(world: World) -> None:
    send(world, "K-3")
    assert claim(uuid4()) == 1
    assert drain(now=lambda: now() + LEASE / 2) == 0
    assert drain(now=lambda: now() + LEASE + timedelta(seconds=1)) == 1
