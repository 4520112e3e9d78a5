"""Senders that stop in the middle of a body: everybody else is served, and they are given up in their turn."""

import contextlib
import json
import socket
import time
import urllib.parse
from collections.abc import Iterator

import pytest

from coryphee.hub.operations.bodies import GRACE
from tests import hostile_made as made
from tests.journeys.crashing import Sender, healthy, sender_for
from tests.journeys.test_hostile_http import post
from tests.served import Served

HANGING = 100


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sender]:
    served = Served(tmp_path_factory.mktemp("slow-served") / "data", ("--port", "0", "--no-worker")).start()
    yield sender_for(served)
    assert served.stop() == 0, served.errors


def hanging(sender: Sender, path: str, kind: str) -> socket.socket:
    """Begin a request of 1000 bytes, send 10 of them and no more."""
    parts = urllib.parse.urlsplit(sender.served.url)
    connection = socket.create_connection((parts.hostname or "", parts.port or 0))
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {sender.token}\r\n"
    connection.sendall(f"{head}Content-Type: {kind}\r\nContent-Length: 1000\r\n\r\n".encode() + b"x" * 10)
    return connection


def told(connection: socket.socket) -> tuple[int, str]:
    """Wait for the answer; return its status and body."""
    connection.settimeout(GRACE + 15)
    received = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := connection.recv(65536):
            received += piece
    head, _blank, body = received.decode().partition("\r\n\r\n")
    return int(head.split()[1]), body


def test_everybody_else_is_served_while_a_hundred_senders_hang(sender: Sender) -> None:
    body = made.pdf()
    begun = time.monotonic()
    with contextlib.ExitStack() as held:
        by_api = [
            held.enter_context(hanging(sender, "/api/v1/deposits", "application/pdf")) for _ in range(HANGING - 20)
        ]
        by_form = [
            held.enter_context(hanging(sender, "/accounts/login/", "application/x-www-form-urlencoded"))
            for _ in range(20)
        ]
        slowest = 0.0
        for number in range(20):
            started = time.monotonic()
            assert healthy(sender.served)
            headers = {"Content-Length": str(len(body)), "Idempotency-Key": f"healthy-{number}"}
            assert post(sender, [body], headers)[0] == 202
            slowest = max(slowest, time.monotonic() - started)
        assert slowest < 1
        assert time.monotonic() - begun < GRACE, "too slow a machine: the senders were given up meanwhile"
        answers = [told(connection) for connection in by_api]
        assert {status for status, _body in answers} == {408}
        assert {json.loads(body)["code"] for _status, body in answers} == {"body.too_slow"}
        status, page = told(by_form[0])
        assert status == 408
        assert "<h1" in page
    assert time.monotonic() - begun < GRACE + 15
