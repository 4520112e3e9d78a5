"""One person's trouble is nobody else's; and two workers write to nobody twice."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connection

from coryphee.hub.notifications.digests import mail_digests
from coryphee.hub.notifications.models import Notification, WeeklySummary
from coryphee.hub.notifications.one_by_one import one_by_one
from coryphee.hub.notifications.telling import AFTERWARDS, WINDOW
from coryphee.hub.notifications.weekly import due_at, mail_summaries
from coryphee.hub.toolbox.clock import now
from tests.jobs_now import waiting_mails

if TYPE_CHECKING:
    from tests.hub.notifications.told import Told

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DUE = AT + WINDOW + AFTERWARDS


def broken() -> int:
    raise ZeroDivisionError


def gone() -> int:
    raise OperationalError


def test_a_failure_is_logged_and_passed_by(caplog: pytest.LogCaptureFixture) -> None:
    assert one_by_one(lambda: 1, 7) == 1
    assert one_by_one(broken, 7) == 0
    assert "the e-mail to person 7 could not be made" in caplog.text
    with pytest.raises(OperationalError):
        one_by_one(gone, 7)


@pytest.mark.django_db
def test_an_address_that_cannot_be_written_to_stops_no_other(told: "Told") -> None:
    told.deliver("N-1")
    told.set(told.deliver("N-2"), "SUSPENDUE", reason="AUTRE", comment="Pièce manquante.")
    told.hand_out(AT)
    Notification.objects.filter(person=told.world.alice).update(event="unknown")
    assert mail_digests(DUE) == 1
    assert [mail["recipients"] for mail in waiting_mails()] == [['"Camille Exemple" <camille@example.test>']]
    assert Notification.objects.get(person=told.world.alice).mailed_at is None, "tried again"


def at_once(work: Callable[[], int], workers: int = 4) -> list[int]:
    """What several workers return that begin at the same moment."""
    results: list[int] = []
    gate = threading.Barrier(workers)

    def one() -> None:
        gate.wait()
        results.append(work())
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_four_workers_write_to_each_person_once(told: "Told") -> None:
    told.deliver("N-1")
    told.hand_out(AT)
    assert sum(at_once(lambda: mail_digests(DUE))) == 1
    monday = due_at(now() + timedelta(days=7))
    assert sum(at_once(lambda: mail_summaries(monday))) == 4
    assert len(waiting_mails()) == 5
    assert WeeklySummary.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_four_workers_tell_each_line_once(told: "Told") -> None:
    from coryphee.hub.jobs.subscribers import hand_out
    from coryphee.hub.journal.sealing import seal_pending

    told.deliver("N-1")
    seal_pending(now())
    assert sum(1 for handed in at_once(lambda: hand_out(now())) if handed) == 1
    assert told.of(told.world.camille) == [("received", "waiting", 1)]
