"""Run the jobs that wait, here and now, in the test's own transaction: a worker would not see them."""

import json

from django.db import connection
from procrastinate.contrib.django import app


def run_waiting_jobs(queue: str = "mail") -> list[str]:
    """Run every job of a queue, those too that the first ones enqueue; return their names in order."""
    done = []
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs "
                "WHERE status = 'todo' AND queue_name = %s) RETURNING task_name, args",
                [queue],
            )
            row = cursor.fetchone()
        if row is None:
            return done
        name, arguments = row
        app.tasks[name].func(**(json.loads(arguments) if isinstance(arguments, str) else arguments))
        done.append(name)
