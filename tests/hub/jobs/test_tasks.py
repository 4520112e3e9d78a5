"""Jobs of workers that died come back; what nobody can run twice is named once."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from coryphee.hub.jobs.mail import send_mail_later
from coryphee.hub.jobs.tasks import purge, rescue


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
