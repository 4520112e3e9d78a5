"""The platform as a WSGI application, for `coryphee serve` (hub/operations/web.py) or any other server."""

import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.core.signals import got_request_exception
from django.core.wsgi import get_wsgi_application
from django.db import InterfaceError, OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coryphee.hub.settings")

_DATABASE_AWAY = "coryphee.database_away"
_django = get_wsgi_application()


def _note_outage(**facts: Any) -> None:
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError) and "request" in facts:
        facts["request"].META[_DATABASE_AWAY] = True


got_request_exception.connect(_note_outage)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request; when the database is away, whichever door failed, the answer is 503 with Retry-After.

    A 500 would tell the client that sending again is of no use.
    """

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:  # noqa: ANN401  as WSGI has it
        if environ.get(_DATABASE_AWAY) and status.startswith("500"):
            status, headers = "503 Service Unavailable", [*headers, ("Retry-After", "2")]
        return start_response(status, headers, *rest)

    answer: Iterable[bytes] = _django(environ, start)
    return answer
