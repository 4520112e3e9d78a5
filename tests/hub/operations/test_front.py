"""What a WSGI application is given of a request, and what is taken from its answer."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from coryphee.hub.operations.front import answer, environ_of


class Headers:
    def __init__(self, *pairs: tuple[str, str]) -> None:
        self.pairs = pairs

    def items(self) -> list[tuple[str, str]]:
        return list(self.pairs)


def scope(*headers: tuple[str, str], **more: Any) -> SimpleNamespace:
    parts = {"method": "GET", "path": "/café", "query_string": "a=%20", "http_version": "1.1", "scheme": "http"}
    places = {"client": "127.0.0.1:5000", "server": "127.0.0.1:8000", "authority": None}
    return SimpleNamespace(headers=Headers(*headers), **{**parts, **places, **more})


def test_the_environment_is_what_wsgi_asks_for() -> None:
    made = environ_of(scope(("host", "a.example"), ("content-type", "text/xml"), ("x-file-name", "a.xml")))
    assert made["PATH_INFO"].encode("latin-1").decode() == "/café"
    assert (made["QUERY_STRING"], made["HTTP_HOST"], made["CONTENT_TYPE"]) == ("a=%20", "a.example", "text/xml")
    assert (made["REMOTE_ADDR"], made["HTTP_X_FILE_NAME"]) == ("127.0.0.1", "a.xml")
    assert environ_of(scope(client="[::1]:5000"))["REMOTE_ADDR"] == "::1"
    assert environ_of(scope(authority="b.example"))["HTTP_HOST"] == "b.example"


def test_headers_sent_twice_are_joined_and_look_alikes_dropped() -> None:
    made = environ_of(scope(("cookie", "a=1"), ("cookie", "b=2"), ("accept", "x"), ("accept", "y")))
    assert (made["HTTP_COOKIE"], made["HTTP_ACCEPT"]) == ("a=1; b=2", "x,y")
    assert "HTTP_X_FORWARDED_PROTO" not in environ_of(scope(("x_forwarded_proto", "https")))


def test_an_answer_is_taken_whole_and_closed() -> None:
    closed = []

    class Content:
        def __iter__(self) -> Iterator[bytes]:
            return iter([b"a", b"b"])

        def close(self) -> None:
            closed.append(True)

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("418 I'm a teapot", [("X-Read", environ["wsgi.input"].read().decode())])
        return Content()

    assert answer(application, {}, BytesIO(b"body")) == (418, [("X-Read", "body")], b"ab")
    assert closed == [True]
