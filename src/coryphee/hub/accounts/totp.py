"""Time-based one-time codes as authenticator apps make them (RFC 6238): SHA-1, six digits, 30 seconds.

The only parameters that FreeOTP, Google Authenticator and Microsoft Authenticator have in common.
"""

import hashlib
import hmac
import secrets
from base64 import b32encode
from datetime import datetime
from urllib.parse import quote, urlencode

STEP = 30  # seconds
DIGITS = 6
SECRET_BYTES = 20  # RFC 4226, 4: 160 bits recommended
TOLERATED = 1  # steps before and after: a clock up to 30 s off, or slow fingers
RECOGNISED = 10  # steps: a right code of a wrong clock


def new_secret() -> bytes:
    """Return a new random seed."""
    return secrets.token_bytes(SECRET_BYTES)


def counter_at(moment: datetime) -> int:
    """Return the number of the 30-second step of a moment."""
    return int(moment.timestamp()) // STEP


def code_at(secret: bytes, counter: int) -> str:
    """Return the six digits of a step (RFC 4226, 5.3)."""
    digest = hmac.digest(secret, counter.to_bytes(8, "big"), hashlib.sha1)
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def counters_of(secret: bytes, code: str, moment: datetime, *, within: int) -> list[int]:
    """Return the steps around a moment whose code is the given one: mostly one or none, in rare cases two."""
    now = counter_at(moment)
    steps = range(now - within, now + within + 1)
    return [step for step in steps if hmac.compare_digest(code_at(secret, step).encode(), code.encode())]


def written(secret: bytes) -> str:
    """Return the seed as people type it: base32 in groups of four."""
    text = b32encode(secret).decode()
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def address(secret: bytes, *, issuer: str, account: str) -> str:
    """Return the `otpauth:` address that the QR code carries (the key URI format that all apps read)."""
    given = {
        "secret": b32encode(secret).decode(),
        "issuer": issuer,
        "algorithm": "SHA1",
        "digits": str(DIGITS),
        "period": str(STEP),
    }
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{urlencode(given, quote_via=quote)}"
