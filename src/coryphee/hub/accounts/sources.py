"""Where a request comes from: what limits count by, and what the owner of an account recognises."""

from dataclasses import dataclass
from ipaddress import ip_address

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Source:
    """The peer's network address (empty when unknown) and what its browser calls itself."""

    address: str = ""
    agent: str = ""


NOWHERE = Source()  # jobs and commands


def source_of(request: HttpRequest) -> Source:
    """Return the source of a request; headers of proxies have been judged before (portal/middleware.py)."""
    written = request.META.get("REMOTE_ADDR", "")
    try:
        address = str(ip_address(written))
    except ValueError:
        address = ""
    return Source(address, request.headers.get("User-Agent", "").replace("\x00", ""))
