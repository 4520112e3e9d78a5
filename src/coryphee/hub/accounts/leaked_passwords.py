"""Ask a service of leaked passwords, when the operator names one: it learns five hexadecimal characters of a hash."""

import hashlib
import logging
import urllib.request
from http.client import HTTPException

from django.conf import settings

logger = logging.getLogger(__name__)

TIMEOUT = 2.0  # seconds
LARGEST = 4 * 1024 * 1024  # bytes; an answer has about 40 KB
KNOWN = 5  # characters of the SHA-1 that the service learns (its k-anonymity: about a thousand passwords share them)


def is_leaked(password: str) -> bool:
    """Whether the service at CORYPHEE_LEAKED_PASSWORDS_URL knows the password; without one, no.

    The address is that of a range search as Have I Been Pwned defines it: `URL/21BD1` answers lines `SUFFIX:COUNT`.
    A service that fails refuses nobody: a line in the log says so, without the password or its hash.
    """
    if not settings.LEAKED_PASSWORDS_URL:
        return False
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    try:
        lines = _range(digest[:KNOWN])
    except (OSError, HTTPException, ValueError) as failure:
        logger.warning("the service of leaked passwords failed, the password was allowed: %s", type(failure).__name__)
        return False
    # Padding has a count of 0.
    return any(
        suffix == digest[KNOWN:] and count.strip().isdigit() and int(count) > 0
        for suffix, _, count in (line.partition(":") for line in lines)
    )


def _range(start: str) -> list[str]:
    address = f"{settings.LEAKED_PASSWORDS_URL.rstrip('/')}/{start}"
    # The scheme was checked when the settings were read.
    asked = urllib.request.Request(address, headers={"Add-Padding": "true"})  # noqa: S310  https, or this machine
    with urllib.request.urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310  as above
        return answer.read(LARGEST).decode("ascii").splitlines()
