"""The platform as granian calls it (RSGI): bodies are read here, by one loop, and pages are made by threads.

With WSGI a thread waits for each body, and a few dozen senders that stop in the middle would keep everybody out.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from io import BytesIO
from typing import IO, Any

from granian._granian import RSGIHTTPProtocol as HTTPProtocol
from granian.rsgi import Scope

from coryphee.hub.operations.bodies import Body, BodyBrokeOff, BodyRefused, Shelf

LARGE_AT_ONCE = 8  # bodies of the largest size that a process keeps in files while they come
WITHOUT_HTTP = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}


class Front:
    """Answers requests with a WSGI application on `threads` threads.

    `file` and `form`: bytes of the largest body it reads, raw or with the other fields of a form around it.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]], *, threads: int, file: int, form: int) -> None:
        self.application = application
        self.file = file
        self.form = form
        self.shelf = Shelf(LARGE_AT_ONCE * form)
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="pages")

    async def __call__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        environ = environ_of(scope)
        body: Body | None = None
        try:
            body = await self._body(environ, protocol)
        except BodyRefused as refusal:
            # The pages say it in words: coryphee.hub.portal.middleware.WholeBodies.
            environ["coryphee.body_refused"] = refusal.status
        except BodyBrokeOff:
            protocol.response_empty(HTTPStatus.BAD_REQUEST, [("connection", "close")])
            return
        loop = asyncio.get_running_loop()
        try:
            status, headers, content = await loop.run_in_executor(
                self.threads, answer, self.application, environ, body.file if body else BytesIO()
            )
        finally:
            if body:
                body.close()
        protocol.response_bytes(status, headers, content)

    async def _body(self, environ: dict[str, Any], protocol: HTTPProtocol) -> Body | None:
        """Read the body; leave one alone that declares too many bytes, which the application refuses by that."""
        in_chunks = bool(environ.pop("HTTP_TRANSFER_ENCODING", ""))
        written = environ.get("CONTENT_LENGTH", "")
        # HTTP/2 ends a body without having told its length.
        unsaid = in_chunks or (not written and environ["SERVER_PROTOCOL"] == "HTTP/2")
        declared = None if unsaid else int(written) if written.isdecimal() else 0
        most = self.form if environ.get("CONTENT_TYPE", "").startswith("multipart/form-data") else self.file
        if not unsaid and (not declared or declared > most):
            return None
        body = await self.shelf.take(protocol, declared=declared, most=most)
        environ["CONTENT_LENGTH"] = str(body.size)
        return body


def environ_of(scope: Scope) -> dict[str, Any]:
    """Return what WSGI calls the environment of a request (PEP 3333), without the process's own."""
    client, _colon, port = scope.client.rpartition(":")
    server, _colon, server_port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server,
        "SERVER_PORT": server_port,
        "REMOTE_ADDR": client.strip("[]"),
        "REMOTE_PORT": port,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        key = WITHOUT_HTTP.get(name) or "HTTP_" + name.upper().replace("-", "_")
        if "_" in name:  # X_Forwarded_For would pass for X-Forwarded-For
            continue
        if key in environ:
            value = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + value  # noqa: PLW2901
        environ[key] = value
    if scope.authority and "HTTP_HOST" not in environ:
        environ["HTTP_HOST"] = scope.authority
    return environ


def answer(
    application: Callable[..., Iterable[bytes]], environ: dict[str, Any], body: IO[bytes]
) -> tuple[int, list[tuple[str, str]], bytes]:
    """Call the WSGI application; return status, headers and the whole content."""
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        begun[:] = [int(status[:3]), headers]

    content = application({**environ, "wsgi.input": body}, start_response)
    try:
        whole = b"".join(content)
    finally:
        close = getattr(content, "close", None)
        if close is not None:
            close()
    return begun[0], begun[1], whole
