"""Leave work to a job, in the running transaction: the doors answer at once, and alike whatever the work finds."""

from typing import Any

from procrastinate.contrib.django import app


def later(task: str, **arguments: Any) -> None:
    """Enqueue a task of hub/jobs by its name, for jobs stand above accounts; gone when the transaction rolls back."""
    app.configure_task(task, queue="mail").defer(**arguments)
