"""No secret reaches a log: what procrastinate says of a job goes without the job's arguments."""

import logging

import pytest

from coryphee.hub.toolbox.logs import WithoutJobArguments, WithoutTokens

SECRET = "https://a.example/accounts/password/reset/key/4-s3cr3t/"
CALL = f"mail.send[12](subject='New (password)', text='Follow {SECRET} (soon)\\nBye', recipients=['a@a.example'])"


def written(name: str, message: str, **more: object) -> str:
    record = logging.makeLogRecord({"name": name, "msg": message, "args": (), **more})
    assert WithoutJobArguments().filter(record)
    assert SECRET not in repr(record.__dict__) or not name.startswith("procrastinate")
    return record.getMessage()


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (
            f"Job {CALL} ended with status: Error, lasted 0.001 s",
            "Job mail.send[12] ended with status: Error, lasted 0.001 s",
        ),
        (f"Starting job {CALL}", "Starting job mail.send[12]"),
        (
            f"Waiting for job to finish: worker: {CALL} (started 3.1 s ago)",
            "Waiting for job to finish: worker: mail.send[12]",
        ),
        (
            "No periodic task found, periodic deferrer will not run.",
            "No periodic task found, periodic deferrer will not run.",
        ),
    ],
)
def test_a_job_is_named_and_its_arguments_are_not(said: str, left: str) -> None:
    job = {"task_kwargs": {"text": SECRET}, "call_string": CALL}
    assert written("procrastinate.worker.worker", said, job=job, jobs=[job]) == left


def test_what_others_log_stays_as_it_is() -> None:
    assert written("coryphee", f"a[1]({SECRET})") == f"a[1]({SECRET})"


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("/account/activate/Nm1nIBI5wtiT0kTyWoU02JKqpIKhROBB9WQJFiO3N1M/", "/account/activate/…/"),
        ("/account/password/reset/b2fde5d4-8120-4afc-9656-b12fde5574d5/dikdg8-ea69d13b74389c/", None),
        ("/s/12/invoices/345/attachments/6", "/s/12/invoices/345/attachments/6"),
    ],
)
def test_a_refused_request_is_named_without_its_token(path: str, left: str | None) -> None:
    said = logging.makeLogRecord({"name": "django.request", "msg": "%s: %s", "args": ("Gone", path)})
    assert WithoutTokens().filter(said)
    assert said.getMessage() == f"Gone: {left or '/account/password/reset/…/…/'}"


def test_the_paths_of_others_are_left_alone() -> None:
    said = logging.makeLogRecord({"name": "coryphee", "msg": "/backups/2026-11-24-of-everything/x", "args": ()})
    assert WithoutTokens().filter(said)
    assert said.getMessage() == "/backups/2026-11-24-of-everything/x"
