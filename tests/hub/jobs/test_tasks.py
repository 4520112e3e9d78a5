"""Jobs of workers that died come back; what nobody can run twice is named once."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from coryphee.hub.accounts.sealing import Unreadable
from coryphee.hub.jobs.mail import ContentForgotten, send_mail_later
from coryphee.hub.jobs.mail_server import FateUnknown, RefusedForGood, RefusedForNow
from coryphee.hub.jobs.models import DemoMail, MailHandover
from coryphee.hub.jobs.tasks import UntilSettled, forget, forget_what_ended, purge, rescue
from coryphee.hub.toolbox.clock import now
from tests.jobs_now import run_waiting_jobs


def statuses() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def run(task: Any) -> Any:
    return asyncio.run(task.func(SimpleNamespace(app=app), timestamp=0))


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_died_is_given_back() -> None:
    send_mail_later(subject="Bonjour", text="…", recipients=["alice@example.test"])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        )
        (worker,) = cursor.fetchone()
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
    assert statuses() == ["doing"]
    assert run(rescue) == 1
    assert statuses() == ["todo"]
    assert run(rescue) == 0


@pytest.mark.django_db(transaction=True)
def test_a_living_workers_job_is_left_alone_and_young_jobs_stay() -> None:
    send_mail_later(subject="Bonjour", text="…", recipients=["alice@example.test"])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        (worker,) = cursor.fetchone()
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
    assert run(rescue) == 0
    run(purge)
    assert statuses() == ["doing"]


def tried_again(problem: Exception, attempts: int) -> bool:
    job: Any = SimpleNamespace(attempts=attempts)
    strategy = UntilSettled(max_attempts=8, exponential_wait=4)
    return strategy.get_retry_decision(exception=problem, job=job) is not None


def test_what_may_still_succeed_is_tried_again_but_not_for_ever() -> None:
    assert tried_again(RefusedForNow("451"), 1)
    assert tried_again(OSError(), 7)
    assert not tried_again(OSError(), 8)


@pytest.mark.parametrize("problem", [RefusedForGood("550"), FateUnknown(), ContentForgotten(), Unreadable()])
def test_what_is_settled_is_not_tried_again(problem: Exception) -> None:
    assert not tried_again(problem, 1)


@pytest.mark.django_db
def test_an_e_mail_is_forgotten_when_its_job_ended_otherwise() -> None:
    for _job in range(3):
        send_mail_later(subject="Bonjour", text="…", recipients=["alice@example.test"])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'cancelled' WHERE id = (SELECT min(id) FROM procrastinate_jobs)"
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE id = (SELECT max(id) FROM procrastinate_jobs)"
        )
        forget_what_ended.func(timestamp=0)
        cursor.execute("SELECT status::text, args ? 'sealed' FROM procrastinate_jobs ORDER BY id")
        assert cursor.fetchall() == [("cancelled", False), ("todo", True), ("failed", False)]


@pytest.mark.django_db
def test_jobs_of_an_older_version_are_run_and_forgotten(settings: Any) -> None:
    settings.DEMO = True
    held = {"subject": "Bonjour", "text": "Le code", "html": "", "sender": "a@example.test", "headers": {}}
    older = app.configure_task("mail.send", queue="mail")
    older.defer(**held, recipients=["alice@example.test"], message_id="<1@x.test>")
    assert run_waiting_jobs() == ["mail.send"]
    assert DemoMail.objects.get().text == "Le code"
    older.defer(**held, recipients=["alice@example.test"], message_id="<2@x.test>")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
        forget_what_ended.func(timestamp=0)
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        assert cursor.fetchall() == [('{"message_id": "<2@x.test>"}',)]
    assert app.tasks["accounts.purge_attempts"] is forget_what_ended


@pytest.mark.django_db
def test_old_marks_of_e_mails_are_forgotten() -> None:
    MailHandover.objects.create(pk="<old@x.test>", begun_at=now() - timedelta(days=31))
    MailHandover.objects.create(pk="<new@x.test>", begun_at=now() - timedelta(days=29))
    forget.func(timestamp=0)
    assert [mark.pk for mark in MailHandover.objects.all()] == ["<new@x.test>"]
