"""The platform as a WSGI application, for `coryphee serve` (hub/operations/web.py) or any other server."""

import os
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coryphee.hub.settings")

_django = get_wsgi_application()


class WholeBody:
    """The body of a request, which is an OSError when its sender went away before the declared length.

    Django takes what came for the whole: half a file would be sealed under the key that its sender will use again.
    """

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self.stream = stream
        self.missing = length

    def read(self, size: int = -1) -> bytes:
        """Read as a file does: fewer bytes than asked only at the end."""
        wanted = self.missing if size < 0 else min(size, self.missing)
        pieces = []
        while wanted > 0:
            piece = self.stream.read(wanted)
            if not piece:
                raise OSError("the body of the request broke off")
            pieces.append(piece)
            wanted -= len(piece)
            self.missing -= len(piece)
        return b"".join(pieces)

    def readline(self, size: int = -1) -> bytes:
        """Read a line as a file does."""
        line = self.stream.readline(size)
        self.missing -= len(line)
        if not line and size and self.missing > 0:
            raise OSError("the body of the request broke off")
        return line


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request. A body sent in chunks declares no length, and may be as long as the limit."""
    if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
        environ["CONTENT_LENGTH"] = str(settings.MAXIMUM_REQUEST_SIZE)
    elif (length := environ.get("CONTENT_LENGTH") or "0").isdecimal():
        environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
    answer: Iterable[bytes] = _django(environ, start_response)
    return answer
