"""Run the jobs that wait, here and now, in the test's own transaction: a worker would not see them."""

import json
from types import SimpleNamespace
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app


def run_waiting_jobs(queue: str = "mail") -> list[str]:
    """Run every job of a queue, those too that the first ones enqueue; return their names in order."""
    done = []
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs "
                "WHERE status = 'todo' AND queue_name = %s) RETURNING id, task_name, args",
                [queue],
            )
            row = cursor.fetchone()
        if row is None:
            return done
        number, name, arguments = row
        task = app.tasks[name]
        context = [SimpleNamespace(job=SimpleNamespace(id=number, attempts=0))] if task.pass_context else []
        task.func(*context, **(json.loads(arguments) if isinstance(arguments, str) else arguments))
        done.append(name)


def waiting_mails() -> list[dict[str, Any]]:
    """Open the e-mails that wait to be sent, oldest first: what `deliver` would be given."""
    from coryphee.hub.jobs.mail import content_of

    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE task_name = 'mail.send' ORDER BY id")
        held = [json.loads(arguments) for (arguments,) in cursor.fetchall()]
    return [{"message_id": one["message_id"], **content_of(**one)} for one in held]
