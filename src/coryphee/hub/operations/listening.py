"""Where `coryphee serve` listens: what is refused, how a port is kept, what serves there, whether it answers."""

import argparse
import contextlib
import http.client
import json
import os
import socket
import ssl
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from coryphee.hub.toolbox.cannot_run import CannotRun

PORT_FREE_WITHIN = 2.0  # seconds: what was killed a moment ago is still closing
LOOPBACK = {"localhost", "::1"}


@dataclass(frozen=True)
class Wanted:
    """What the operator asked for; `public_url` is CORYPHEE_PUBLIC_URL or empty."""

    host: str
    port: int
    certificate: Path | None
    key: Path | None
    public_url: str


@dataclass(frozen=True)
class Place:
    """Where we listen; `address` is the number of `host`."""

    host: str
    address: str
    port: int
    certificate: Path | None
    key: Path | None

    @property
    def url(self) -> str:
        """The address that answers, as `ready URL` says it."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.certificate else 'http'}://{name}:{self.port}"


def wanted(arguments: argparse.Namespace) -> Wanted:
    """Read the command's arguments and the environment."""
    return Wanted(
        arguments.host,
        arguments.port,
        arguments.tls_cert,
        arguments.tls_key,
        os.environ.get("CORYPHEE_PUBLIC_URL", "").rstrip("/"),
    )


def refuse_unsafe(place: Wanted, *, demo: bool) -> None:
    """Raise CannotRun for what would show invoices, or passwords on their way, to strangers."""
    if (place.certificate is None) != (place.key is None):
        raise CannotRun("--tls-cert and --tls-key go together.")
    for file in (place.certificate, place.key):
        if file is not None and not os.access(file, os.R_OK):
            raise CannotRun(f"{file} cannot be read.")
    if demo and not is_loopback(place.host):
        raise CannotRun("Demo data are served to this computer only: leave --host out.")
    public = urlsplit(place.public_url)
    if place.public_url and (public.scheme not in {"http", "https"} or not public.hostname):
        raise CannotRun(f"CORYPHEE_PUBLIC_URL is not an address: {place.public_url}")
    if public.scheme == "http" and not is_loopback(public.hostname or ""):
        raise CannotRun("CORYPHEE_PUBLIC_URL must begin with https: passwords and invoices travel there.")
    if not is_loopback(place.host) and not place.public_url and place.certificate is None:
        raise CannotRun(
            f"Listening on {place.host} needs --tls-cert and --tls-key, or CORYPHEE_PUBLIC_URL=https://... "
            "when a reverse proxy holds the certificate."
        )


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address means this computer only."""
    return host in LOOPBACK or host.startswith("127.")


@contextlib.contextmanager
def reserved(place: Wanted) -> Iterator[Place]:
    """Keep the port for the time of the block; raises CannotRun when somebody has it.

    granian's processes share the port (SO_REUSEPORT), so a second server of the same account would share it as well,
    in silence: first the port is asked for alone, then kept as one that never listens among those that share.
    """
    family, _kind, _protocol, _name, address = _resolve(place.host, place.port)
    deadline = time.monotonic() + PORT_FREE_WITHIN
    while True:
        with socket.socket(family, socket.SOCK_STREAM) as alone:
            # As any server does: connections that are closing do not count.
            alone.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                alone.bind(address)
                alone.listen(1)
            except OSError as error:
                if time.monotonic() > deadline:
                    raise CannotRun(f"{place.host} port {place.port} cannot be used: {error.strerror}.") from error
                time.sleep(0.05)
                continue
            port = alone.getsockname()[1]
        break
    with socket.socket(family, socket.SOCK_STREAM) as kept:
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        kept.bind((address[0], port, *address[2:]))
        yield Place(place.host, address[0], port, place.certificate, place.key)


def web_command(place: Place, *, processes: int, threads: int, patience: int) -> list[str]:
    """Return the command that serves the pages there; `patience` is the seconds that requests in hand are given."""
    settings = {
        "address": place.address,
        "port": place.port,
        "certificate": place.certificate and str(place.certificate.absolute()),
        "key": place.key and str(place.key.absolute()),
        "processes": processes,
        "threads": threads,
        "patience": patience,
    }
    return [sys.executable, "-m", "coryphee.hub.operations.web", json.dumps(settings)]


def answers(place: Place, public_url: str) -> bool:
    """Tell whether /healthz says 200, asked from this computer as the public address would be."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(place.address, place.address)  # noqa: S104  compared, not bound
    if place.certificate:
        # Our own certificate, our own computer: the name in it is the public one.
        context = ssl._create_unverified_context()  # noqa: S323, SLF001
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, place.port, timeout=5, context=context
        )
    else:
        connection = http.client.HTTPConnection(host, place.port, timeout=5)
    public = urlsplit(public_url)
    try:
        connection.request("GET", "/healthz", headers={"Host": public.netloc, "X-Forwarded-Proto": public.scheme})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _resolve(host: str, port: int) -> tuple[int, int, int, str, tuple[str, int]]:
    if not 0 <= port <= 65535:  # noqa: PLR2004
        raise CannotRun(f"{port} is not a port.")
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]  # type: ignore[return-value]
    except OSError as error:
        raise CannotRun(f"{host} is not an address of this computer: {error.strerror}.") from error
