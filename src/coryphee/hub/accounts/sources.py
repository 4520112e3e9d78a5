"""Where a request comes from: what limits count by, and what the owner of an account recognises."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Source:
    """The peer's network address (empty when unknown) and what its browser calls itself."""

    address: str = ""
    agent: str = ""

    @property
    def network(self) -> str:
        """What limits count as one source: an IPv4 address, the /64 of an IPv6 one (one subscriber has all of it)."""
        if not self.address:
            return "unknown"
        address = ip_address(self.address)
        if isinstance(address, IPv6Address):
            mapped = address.ipv4_mapped
            return str(mapped) if mapped else str(ip_network((address, 64), strict=False))
        return str(address)


NOWHERE = Source()  # jobs and commands


def source_of(request: HttpRequest) -> Source:
    """Return the source of a request; headers of proxies have been judged before (portal/middleware.py)."""
    written = request.META.get("REMOTE_ADDR", "")
    try:
        address = str(ip_address(written)).partition("%")[0]  # a zone names a network card; the database refuses it
    except ValueError:
        address = ""
    return Source(address, request.headers.get("User-Agent", "").replace("\x00", ""))
