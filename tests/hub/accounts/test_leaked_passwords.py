"""The optional service of leaked passwords: what it learns, and that its failure refuses nobody."""

import hashlib
import logging
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from coryphee.hub.accounts import leaked_passwords
from coryphee.hub.accounts.leaked_passwords import is_leaked
from coryphee.hub.accounts.password_rule import refuse_weak

PASSWORD = "Vélo rouge, 9 ponts"
DIGEST = hashlib.sha1(PASSWORD.encode()).hexdigest().upper()


class Service(HTTPServer):
    """Answers each request with `body` and keeps what it was asked."""

    body = b""
    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/range/"


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server: Any = self.server
        server.asked.append(f"{self.requestline}\n{self.headers}")
        self.send_response(server.status)
        self.end_headers()
        self.wfile.write(server.body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    server = Service()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    settings.LEAKED_PASSWORDS_URL = server.address
    yield server
    server.shutdown()
    server.server_close()


def test_a10_the_service_learns_five_characters_of_a_hash(service: Service) -> None:
    service.body = b"0" * 35 + b":3\r\n" + DIGEST[5:].encode() + b":7\r\n"
    assert is_leaked(PASSWORD)
    (asked,) = service.asked
    assert asked.startswith(f"GET /range/{DIGEST[:5]} HTTP")
    assert "Add-Padding: true" in asked
    assert DIGEST[5:].lower() not in asked.lower()
    with pytest.raises(ValidationError, match=r"divulgués"):
        refuse_weak(PASSWORD)


@pytest.mark.parametrize("count", ["0", "x", ""])
def test_a10_padding_and_other_passwords_refuse_nothing(service: Service, count: str) -> None:
    service.body = f"{DIGEST[5:]}:{count}\r\n{'A' * 35}:9\r\n".encode()
    refuse_weak(PASSWORD)


@pytest.mark.parametrize("failure", ["status", "no text", "slow", "away"])
def test_a10_a_service_that_fails_refuses_nobody_and_the_log_says_so(
    service: Service, failure: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    if failure == "status":
        service.status = 503
    elif failure == "no text":
        service.body = DIGEST[5:].encode() + b":7\r\n\xff"
    elif failure == "slow":
        monkeypatch.setattr(leaked_passwords, "TIMEOUT", 0.05)
        silent = socket.create_server(("127.0.0.1", 0))
        settings.LEAKED_PASSWORDS_URL = f"http://127.0.0.1:{silent.getsockname()[1]}/"
    else:
        settings.LEAKED_PASSWORDS_URL = "http://127.0.0.1:1/"
    with caplog.at_level(logging.WARNING):
        refuse_weak(PASSWORD)
    assert "allowed" in caplog.text
    assert PASSWORD not in caplog.text
    assert DIGEST[:5] not in caplog.text


def test_a10_no_network_is_used_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a password led to a request")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert not is_leaked(PASSWORD)
    refuse_weak(PASSWORD)
