"""Exactly once: two workers, a stolen lease, a step that fails, a flow that kills its worker."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection

from coryphee.hub.flows import journey, working
from coryphee.hub.flows.actions import receive, replay
from coryphee.hub.flows.models import Flow, Stage
from coryphee.hub.flows.passage import Passage
from coryphee.hub.flows.working import MOST_ATTEMPTS, drain
from coryphee.hub.invoices.models import BoxEntry, Identity, Invoice
from coryphee.hub.journal.models import Entry
from coryphee.hub.lifecycle.models import Event
from coryphee.hub.structures.access import person_acting
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.tenant import tenant
from tests.invoices_made import direct_invoice
from tests.people import World, create_world


def send(world: World, number: str) -> int:
    by = person_acting(world.alice, world.supplier.pk)
    content = direct_invoice(number, world.supplier.identifier, world.town.identifier)
    return int(receive(content, f"{number}.xml", by=by, door="api", now=now()).deposit.pk)


def flows(world: World) -> list[Flow]:
    with tenant(world.supplier.pk):
        return list(Flow.objects.order_by("id"))


def stored(world: World) -> tuple[int, int, int, int, int]:
    """Invoices, numbers taken, events, box entries of both sides, journal lines."""
    with tenant(world.supplier.pk):
        issued = BoxEntry.objects.count()
        first = (Invoice.objects.count(), Identity.objects.count(), Event.objects.count())
    with tenant(world.town.pk):
        received = BoxEntry.objects.count()
    return (*first, issued + received, Entry.objects.filter(kind="invoice.delivered").count())


def breaking(step: Callable[..., None], broken: Callable[[Any], bool]) -> Callable[..., None]:
    def failing(given: Any) -> None:
        passages = [given] if isinstance(given, Passage) else given
        if any(broken(passage) for passage in passages):
            message = "fail-point"
            raise RuntimeError(message)
        step(given)

    return failing


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_deliver_each_invoice_once() -> None:
    world = create_world()
    for number in range(40):
        send(world, f"T-{number}")

    def work() -> None:
        while drain(limit=7):
            pass
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {flow.stage for flow in flows(world)} == {Stage.CLOSED}
    assert stored(world) == (40, 40, 80, 80, 40)


@pytest.mark.django_db(transaction=True)
def test_two_workers_and_one_number_make_one_invoice_and_one_refusal() -> None:
    world = create_world()
    for _ in range(6):
        send(world, "SAME")
    threads = [threading.Thread(target=lambda: (drain(limit=2), connection.close())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while drain():
        pass
    done = flows(world)
    assert sorted(flow.stage for flow in done) == ["closed", *["refused"] * 5]
    closed = next(flow for flow in done if flow.stage == Stage.CLOSED)
    refused = [flow for flow in done if flow.stage == Stage.REFUSED]
    assert {flow.duplicate_of_id for flow in refused} == {closed.invoice_id}
    assert all(flow.findings[-1]["rule"] == "CHORUS-DUPLICATE" for flow in refused)
    assert stored(world) == (1, 1, 2, 2, 1)


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.UNDERSTOOD, Stage.CHECKED, Stage.ROUTED, Stage.DELIVERED])
def test_a_step_that_fails_leaves_nothing_and_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    send(world, "A-1"), send(world, "BAD"), send(world, "A-2")
    table: dict[Stage, Any] = journey.THINKING if stage in journey.THINKING else journey.SETTLING
    whole = table[stage]
    monkeypatch.setitem(table, stage, breaking(whole, lambda passage: passage.flow.name == "BAD.xml"))
    drain()
    first, bad, last = flows(world)
    assert (first.stage, bad.stage, last.stage) == (Stage.CLOSED, Stage.RECEIVED, Stage.CLOSED)
    assert (bad.attempts, bad.lease_token) == (1, None)
    assert "fail-point" in bad.failure
    assert timedelta(seconds=7) < bad.due_at - now() < timedelta(seconds=13)
    assert stored(world) == (2, 2, 4, 4, 2)
    monkeypatch.setitem(table, stage, whole)
    drain(now=lambda: now() + timedelta(minutes=1))
    assert {flow.stage for flow in flows(world)} == {Stage.CLOSED}
    assert stored(world) == (3, 3, 6, 6, 3)


def test_a_flow_that_always_fails_is_parked_and_can_be_replayed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    send(world, "BAD")
    whole = journey.THINKING[Stage.RECEIVED]
    monkeypatch.setitem(journey.THINKING, Stage.RECEIVED, breaking(whole, lambda _: True))
    for turn in range(1, MOST_ATTEMPTS + 3):
        drain(now=lambda turn=turn: now() + timedelta(hours=turn))
    (bad,) = flows(world)
    assert (bad.stage, bad.attempts) == (Stage.PARKED, MOST_ATTEMPTS)
    assert Entry.objects.filter(kind="flow.parked").count() == 1
    monkeypatch.setitem(journey.THINKING, Stage.RECEIVED, whole)
    for _ in range(2):
        replay(bad, by=person_acting(world.alice, world.supplier.pk), now=now())
    assert Entry.objects.filter(kind="flow.replayed").count() == 1
    drain()
    assert flows(world)[0].stage == Stage.CLOSED


def test_a_worker_whose_lease_was_given_away_settles_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    send(world, "L-1")
    whole = journey.THINKING[Stage.UNDERSTOOD]

    def freeze(passage: Passage) -> None:
        whole(passage)
        monkeypatch.setitem(journey.THINKING, Stage.UNDERSTOOD, whole)
        drain(now=lambda: now() + timedelta(minutes=2))  # another worker, after the lease has run out

    monkeypatch.setitem(journey.THINKING, Stage.UNDERSTOOD, freeze)
    drain()
    assert flows(world)[0].stage == Stage.CLOSED
    assert stored(world) == (1, 1, 2, 2, 1)


def test_one_that_kills_its_worker_is_parked_and_stops_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in ("A-1", "DEADLY", "A-2"):
        send(world, number)
    whole = journey.THINKING[Stage.RECEIVED]

    class Killed(BaseException):
        """Stands for kill -9: nothing in the worker catches it."""

    def deadly(passage: Passage) -> None:
        if passage.flow.name == "DEADLY.xml":
            raise Killed
        whole(passage)

    monkeypatch.setitem(journey.THINKING, Stage.RECEIVED, deadly)
    deaths = 0
    for turn in range(12):
        try:
            drain(now=lambda turn=turn: now() + timedelta(minutes=2 * turn))
        except Killed:
            deaths += 1
    first, bad, last = flows(world)
    assert (first.stage, bad.stage, last.stage) == (Stage.CLOSED, Stage.PARKED, Stage.CLOSED)
    assert deaths == MOST_ATTEMPTS + 1


def test_a_database_that_goes_away_costs_no_attempt(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    send(world, "G-1")
    whole = journey.SETTLING[Stage.CHECKED]

    def gone(_: Any) -> None:
        raise OperationalError

    monkeypatch.setitem(journey.SETTLING, Stage.CHECKED, gone)
    with pytest.raises(OperationalError):
        drain()
    assert flows(world)[0].attempts == 0
    monkeypatch.setitem(journey.SETTLING, Stage.CHECKED, whole)
    drain(now=lambda: now() + timedelta(minutes=2))
    assert flows(world)[0].stage == Stage.CLOSED


def test_what_is_not_begun_goes_back_to_the_queue(world: World) -> None:
    for number in range(3):
        send(world, f"H-{number}")
    assert drain(hurry=lambda: True) == 3
    assert [(flow.stage, flow.attempts, flow.lease_token) for flow in flows(world)] == [("received", 0, None)] * 3
    assert drain() == 3
    assert {flow.stage for flow in flows(world)} == {Stage.CLOSED}


def test_nothing_is_claimed_twice_within_a_lease(world: World) -> None:
    send(world, "C-1")
    with connection.cursor() as cursor:
        cursor.execute(working.CLAIM, ["00000000-0000-0000-0000-000000000001", 50, 60, now()])
        assert len(cursor.fetchall()) == 1
    assert drain() == 0
