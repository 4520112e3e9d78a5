"""A real worker process on a real platform: it takes flows to rest, seals, runs jobs, and ends cleanly."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coryphee.hub.accounts.models import User
from coryphee.hub.flows.actions import receive
from coryphee.hub.flows.models import AT_REST, Flow
from coryphee.hub.jobs.mail import send_mail_later
from coryphee.hub.journal.queries import unsealed, verify_chain
from coryphee.hub.structures.access import person_acting
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.tenant import tenant
from tests.invoices_made import direct_invoice
from tests.people import World, create_world

pytestmark = pytest.mark.django_db(transaction=True)
WORK = "import django; django.setup(); from coryphee.hub.jobs.worker import main; main()"


@pytest.fixture
def worker(transactional_db: None, database_addresses: Any) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([sys.executable, "-c", WORK], env={**os.environ}, stderr=subprocess.PIPE, text=True)
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()


def _until(condition: Any, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def _deposit(world: World, number: str) -> int:
    by = person_acting(User.objects.get(pk=world.alice.pk), world.supplier.pk)
    content = direct_invoice(number, world.supplier.identifier, world.town.identifier)
    return int(receive(content, "f.xml", by=by, door="portal", now=now()).deposit.pk)


def _at_rest(world: World, deposit: int) -> bool:
    with tenant(world.supplier.pk):
        return all(flow.stage in AT_REST for flow in Flow.objects.filter(deposit_id=deposit))


def test_it_drains_seals_and_ends_cleanly(worker: subprocess.Popen[str]) -> None:
    world = create_world()
    deposit = _deposit(world, "W-1")
    assert _until(lambda: _at_rest(world, deposit)), worker.poll()
    assert _until(lambda: unsealed() == 0, 5)
    assert verify_chain().intact
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0, worker.stderr.read()


def test_a_killed_worker_loses_nothing_and_repeats_nothing(worker: subprocess.Popen[str]) -> None:
    world = create_world()
    deposits = [_deposit(world, f"K-{number}") for number in range(20)]
    time.sleep(0.2)
    worker.kill()
    worker.wait()
    another = subprocess.Popen([sys.executable, "-c", WORK], env={**os.environ})
    try:
        # What the dead worker held comes back when its lease ends; here it is ended by hand.
        assert _until(lambda: _all_at_rest(world, deposits), 30)
    finally:
        another.terminate()
        assert another.wait(15) == 0
    with tenant(world.supplier.pk):
        assert Flow.objects.filter(stage="closed").count() == 20
        from coryphee.hub.invoices.models import BoxEntry, Invoice

        assert Invoice.objects.count() == 20
        assert BoxEntry.objects.count() == 20


def _all_at_rest(world: World, deposits: list[int]) -> bool:
    from datetime import timedelta

    with tenant(world.supplier.pk):
        Flow.objects.exclude(stage__in=AT_REST).filter(lease_until__gt=now() + timedelta(seconds=5)).update(
            due_at=now()
        )
    return all(_at_rest(world, deposit) for deposit in deposits)


def test_an_e_mail_becomes_a_job_that_waits_while_there_is_no_server(worker: subprocess.Popen[str]) -> None:
    from django.db import connection

    send_mail_later(subject="Bonjour", text="…", recipients=["alice@example.test"])

    def tried() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT attempts FROM procrastinate_jobs WHERE task_name = 'mail.send'")
            return cursor.fetchall() == [(1,)]

    assert _until(tried), "the job was neither lost nor taken for sent"
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0


def test_a_server_that_first_says_not_now_gets_each_e_mail_once(
    transactional_db: None, database_addresses: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.mail_servers import MailServer

    with MailServer(answers=["451 4.3.0 try later"], refused=frozenset({"nobody@example.test"})) as server:
        process = subprocess.Popen([sys.executable, "-c", WORK], env={**os.environ, "SMTP_URL": server.url})
        try:
            send_mail_later(subject="Un", text="…", recipients=["alice@example.test"])
            send_mail_later(subject="Deux", text="…", recipients=["nobody@example.test"])
            assert _until(lambda: len(server.got) == 1, 30)
            assert _until(lambda: _mail_jobs() == [("failed", None, 1)]), _mail_jobs()
        finally:
            process.terminate()
            assert process.wait(15) == 0
        assert (server.tries, [got.message["Subject"] for got in server.got]) == (2, ["Un"])


def _mail_jobs() -> list[tuple[str, str | None, int]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, args->>'sealed', attempts FROM procrastinate_jobs WHERE task_name = 'mail.send'"
        )
        return list(cursor.fetchall())


def test_people_are_told_by_a_real_worker(worker: subprocess.Popen[str]) -> None:
    from coryphee.hub.notifications.models import Notification

    world = create_world()
    _deposit(world, "T-1")
    assert _until(lambda: Notification.objects.filter(person=world.camille, event="received").exists())
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0


def test_no_secret_of_an_e_mail_reaches_the_log_when_it_fails_for_good(
    transactional_db: None, database_addresses: Any, tmp_path: Path
) -> None:
    from django.db import connection

    secret = "key/4-s3cr3t/"
    send_mail_later(subject="Your password", text=f"Follow {secret} (soon)", recipients=["alice@example.test"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 8")  # all that it has
    log = tmp_path / "log"  # a pipe that nobody reads would fill up, and stop the worker
    with log.open("w") as errors:
        level = {"CORYPHEE_LOG_LEVEL": "DEBUG"}
        worker = subprocess.Popen([sys.executable, "-c", WORK], env={**os.environ, **level}, stderr=errors)

    def failed() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'mail.send'")
            return cursor.fetchall() == [("failed",)]

    try:
        assert _until(failed)
    finally:
        worker.terminate()
        assert worker.wait(15) == 0
    written = log.read_text()
    assert "mail.send[" in written
    assert "ended with status: Error" in written
    assert secret not in written
    assert "alice@example.test" not in written
