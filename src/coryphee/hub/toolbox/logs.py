"""What may stand in a log: no secret and nothing that people typed, sent or were sent, also when something went wrong.

Links stand in jobs' arguments and in paths of requests; the database repeats in its errors the row that it refused.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from types import TracebackType

import psycopg
from django.db.utils import DatabaseError, InterfaceError

# Libraries that write tokens, or requests with what authorises them, below the level of warnings.
OUTSPOKEN = ("botocore", "oauthlib")

# procrastinate writes `mail.send[12](subject='...', text='...')`, whatever the outcome. What follows is dropped up to
# the last bracket of the line: rather too much than too little.
_CALL = re.compile(r"(?P<job>[\w.]+\[[^\]]*\])\(.*\)", re.DOTALL)


class WithoutJobArguments(logging.Filter):
    """Leaves a job's name and number of what procrastinate says of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; it is always written."""
        if record.name.startswith("procrastinate"):
            record.msg = _CALL.sub(r"\g<job>", record.getMessage())
            record.args = ()
            for holder in ("job", "jobs"):
                record.__dict__.pop(holder, None)
        return True


# Tokens in paths: of activation, recovery, invitations. Numbers of groups go with them.
_TOKEN = re.compile(r"(?<=/)[\w.:=%-]{20,}")


class WithoutTokens(logging.Filter):
    """Leaves of a path what is no token, when Django says which request it refused."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; it is always written."""
        if record.name.startswith("django"):
            record.msg = _TOKEN.sub("…", record.getMessage())
            record.args = ()
        return True


_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
REPEATING = ("22", "42601")  # SQLSTATE: errors whose first words already repeat the value


class WithoutValues(logging.Formatter):
    """Writes a traceback whose errors of the database leave out what was sent to it."""

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802  its name in logging
        """Return the traceback, after those of the errors that led to it."""
        return "".join(_told(ei[1], set())).rstrip("\n") if ei[1] is not None else ""


def words_of(error: BaseException) -> str:
    """Return what an error says, of one of the database its code and first words alone."""
    origin = error if isinstance(error, psycopg.Error) else error.__cause__
    if not isinstance(error, (psycopg.Error, DatabaseError, InterfaceError)) or not isinstance(origin, psycopg.Error):
        return str(error)
    state = origin.sqlstate
    if state is None:  # of the connection: the server never saw a value
        return str(error)
    return f"[{state}]" if state.startswith(REPEATING) else f"[{state}] {origin.diag.message_primary}"


def _told(error: BaseException, told: set[int]) -> Iterator[str]:
    """Tell an error once, however often it is among those that led to it: libraries raise one again from its own."""
    told.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in told:
        yield from _told(before, told)
        yield "\nwhich led to:\n\n"
    for one in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        if id(one) not in told:
            yield from _told(one, told)
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}: {words_of(error)}\n"
