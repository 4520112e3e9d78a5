"""Links used by several requests at once: one of them wins, the others are told that the link is used."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from coryphee.hub.accounts.actions.recovery import answer_recovery, recover
from coryphee.hub.accounts.actions.registration import LinkDead, activate, register
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now
from tests.jobs_now import run_waiting_jobs
from tests.people import create_world

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = "Vélo rouge, 9 ponts"


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Start all acts in the same moment, each with a connection of its own; return what they return."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(10)
            return act()
        except LinkDead as dead:
            return dead.state
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def tokens() -> list[str]:
    """The tokens of all e-mails, oldest first."""
    run_waiting_jobs()
    return [re.findall(r"http\S+/([^/\s]+)/", str(message.body))[0] for message in mail.outbox]


def test_a16_of_parallel_confirmations_one_makes_the_account() -> None:
    for name in ("Léa Martin", "Somebody Else"):
        register(email="lea@example.test", name=name, contact_email="", language="fr", password=GOOD, now=now())
    links = tokens()
    assert len(links) == 2
    results = at_once([lambda token=token: activate(token, source=NOWHERE, now=now()) for token in links * 3])
    assert sorted(map(str, results)).count("used") == 5
    assert User.objects.filter(email="lea@example.test").count() == 1
    assert Entry.objects.filter(kind="person.created").count() == 1


def test_a14_of_parallel_recoveries_one_replaces_the_password() -> None:
    person = create_world().alice
    answer_recovery(person.email, source=NOWHERE, now=now())
    (token,) = tokens()
    passwords = [f"Vélo rouge, {number} ponts" for number in range(2, 6)]
    results = at_once(
        [
            lambda password=password: recover(person.public_id, token, password, source=NOWHERE, now=now())
            for password in passwords
        ]
    )
    assert sum(result is not None for result in results) == 1
    person.refresh_from_db()
    winner = next(password for password, result in zip(passwords, results, strict=True) if result is not None)
    assert person.check_password(winner)
    assert Entry.objects.filter(kind="person.password_recovered").count() == 1
