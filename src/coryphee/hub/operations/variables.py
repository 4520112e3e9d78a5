"""The environment variables that name servers: refused at the start when they can name none, not met hours later."""

import os
from collections.abc import Callable
from ipaddress import ip_network
from urllib.parse import urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from coryphee.hub.operations.listening import is_loopback
from coryphee.hub.toolbox.cannot_run import CannotRun


def refuse_unreadable() -> None:
    """Raise CannotRun for the first variable that is set and cannot be what it is for; nothing is contacted."""
    for fault in faults():
        raise CannotRun(fault)


def faults() -> list[str]:
    """Return a sentence for each such variable, without its value: that may hold a password."""
    return [
        f"{name} is not {wanted}."
        for name, (good, wanted) in _LOOKED_AT.items()
        if (written := os.environ.get(name)) and not _holds(good, written)
    ]


def _holds(good: Callable[[str], bool], written: str) -> bool:
    try:
        return good(written)
    except (ValueError, psycopg.Error):
        return False


def _is_database(written: str) -> bool:
    return bool(conninfo_to_dict(written))


def _is_bucket(written: str) -> bool:
    parts = urlsplit(written)
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    return safe and bool(parts.hostname) and bool(parts.path.strip("/")) and parts.port != 0


def _is_mail_server(written: str) -> bool:
    parts = urlsplit(written)
    return parts.scheme in {"smtp", "smtps"} and bool(parts.hostname) and parts.port != 0


def _are_addresses(written: str) -> bool:
    return all(ip_network(address.strip()) for address in written.split(",") if address)


_LOOKED_AT: dict[str, tuple[Callable[[str], bool], str]] = {
    "DATABASE_URL": (_is_database, "an address of PostgreSQL: postgresql://user:password@host/database"),
    "DATABASE_OWNER_URL": (_is_database, "an address of PostgreSQL: postgresql://user:password@host/database"),
    "CORYPHEE_S3_URL": (
        _is_bucket,
        "the address of a bucket: https://KEY:SECRET@host/bucket?region= (http for a server on this machine)",
    ),
    "SMTP_URL": (_is_mail_server, "the address of a mail server: smtp://user:password@host:587, or smtps://"),
    "CORYPHEE_TRUSTED_PROXIES": (_are_addresses, "a list of IP addresses or networks, with commas"),
}
