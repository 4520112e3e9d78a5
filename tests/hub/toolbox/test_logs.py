"""No secret reaches a log: not with a job's arguments, a request's path, nor an error of the database."""

import logging
import sys

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DataError, IntegrityError, OperationalError

from coryphee.hub.accounts.models import User
from coryphee.hub.toolbox.logs import WithoutJobArguments, WithoutTokens, WithoutValues, words_of

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


def traceback_of(act: object) -> str:
    try:
        with transaction.atomic():
            act()  # type: ignore[operator]
    except Exception:  # noqa: BLE001  whatever it is, it is written down
        return WithoutValues().formatException(sys.exc_info())
    raise AssertionError


@pytest.mark.django_db
def test_a_refused_row_is_not_repeated_and_the_way_there_is() -> None:
    address = f"{SECRET[-9:-1]}@example.test"  # not as it stands here: a traceback shows lines of the program
    User.objects.create(email=address, name="Zoé")

    def again() -> None:
        User.objects.create(email=address, name="Zoé")

    written = traceback_of(again)
    assert address not in written
    assert "[23505] duplicate key value violates unique constraint" in written
    assert f"{IntegrityError.__module__}.IntegrityError" in written
    assert written.index("psycopg.errors.UniqueViolation") < written.index("which led to:") < written.index("in again")


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["SELECT 'canary'::int", "SELECT 1 canary canary"])
def test_first_words_that_repeat_a_value_are_left_out(statement: str) -> None:
    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    said = [line for line in traceback_of(ask).splitlines() if not line.startswith(" ")]
    assert "canary" not in "".join(said)
    assert said[-1].endswith(("DataError: [22P02]", "ProgrammingError: [42601]"))


def test_other_errors_keep_their_words() -> None:
    away = psycopg.OperationalError("connection refused")
    assert [words_of(error) for error in (KeyError("x"), away, DataError("x"))] == ["'x'", "connection refused", "x"]
    wrapped = OperationalError("connection refused")
    wrapped.__cause__ = away
    assert words_of(wrapped) == "connection refused"


@pytest.mark.django_db
def test_errors_in_a_group_and_a_silenced_one() -> None:
    def fail() -> None:
        try:
            {}["first"]
        except KeyError:
            raise ExceptionGroup("several", [ValueError("one"), OSError("two")]) from None

    written = traceback_of(fail)
    assert [word in written for word in ("several", "one", "two", "KeyError")] == [True, True, True, False]


def test_errors_that_lead_to_each_other_come_to_an_end() -> None:
    """An error that is raised once more from what it led to: the log must not fail, or the job's outcome is lost."""
    first, then = ValueError("first"), OSError("then")
    then.__cause__ = first
    first.__context__ = then
    group = ExceptionGroup("several", [then, first])
    for error in (first, then, group):
        written = WithoutValues().formatException((type(error), error, None))
        assert [written.count(word) for word in ("ValueError: first", "OSError: then")] == [1, 1]
