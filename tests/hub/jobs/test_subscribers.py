"""The sealed journal reaches each subscriber in order and once, also when one of several workers is at it."""

import threading
from datetime import datetime

import pytest
from django.db import connection, transaction

from coryphee.hub.jobs import subscribers
from coryphee.hub.jobs.models import Subscription
from coryphee.hub.jobs.subscribers import SUBSCRIBERS, hand_out
from coryphee.hub.journal.actions import record
from coryphee.hub.journal.sealing import seal_pending
from coryphee.hub.toolbox.clock import now

Handed = list[tuple[int, int]]


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> Handed:
    """What a subscriber of the test was handed, beside the platform's own."""
    seen: Handed = []

    def note(after: int, upto: int, _now: datetime) -> None:
        seen.append((after, upto))

    monkeypatch.setattr(subscribers, "SUBSCRIBERS", {**SUBSCRIBERS, "of-the-test": note})
    return seen


def happen(times: int) -> None:
    for number in range(times):
        record("structure.created", by="platform", now=now(), object_type="structure", object_id=number)
    seal_pending(now())


@pytest.mark.django_db
def test_lines_come_in_order_in_bounded_portions_and_once(handed: Handed) -> None:
    happen(5)
    while hand_out(now(), at_most=2):
        pass
    start = handed[0][0]
    assert handed == [(start, start + 2), (start + 2, start + 4), (start + 4, start + 5)]
    assert Subscription.objects.get(subscriber="of-the-test").reached == start + 5
    assert hand_out(now()) == 0


@pytest.mark.django_db
def test_a_subscriber_that_fails_gets_the_same_lines_again(monkeypatch: pytest.MonkeyPatch, handed: Handed) -> None:
    happen(1)
    working = subscribers.SUBSCRIBERS["of-the-test"]

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setitem(subscribers.SUBSCRIBERS, "of-the-test", fail)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError):
        hand_out(now())
    monkeypatch.setitem(subscribers.SUBSCRIBERS, "of-the-test", working)  # type: ignore[arg-type]
    assert handed == []
    hand_out(now())
    assert len(handed) == 1


@pytest.mark.django_db(transaction=True)
def test_one_worker_serves_a_subscriber_at_a_time(handed: Handed) -> None:
    happen(1)
    hand_out(now())
    happen(1)
    with transaction.atomic():
        list(Subscription.objects.select_for_update().all())  # another worker is at it
        results: list[int] = []

        def other_worker() -> None:
            results.append(hand_out(now()))
            connection.close()

        thread = threading.Thread(target=other_worker)
        thread.start()
        thread.join()
    assert results == [0]
    assert len(handed) == 1
    assert hand_out(now()) > 0
    assert len(handed) == 2
