"""Secrets at rest: encrypted or fingerprinted with keys that never stand in the database.

Each purpose has a key of its own, derived from `secret.key` of the data folder (HKDF-SHA256), so that what was written
for one purpose can be used for no other. Who holds a dump of the database without that file can read nothing and test
no guess: a six-digit code would fall to a bare hash in a second.
"""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes, of AES-GCM


class Unreadable(Exception):
    """What was sealed was changed, belongs to somebody else, or another secret.key was used."""


def seal(secret: bytes, *, purpose: str, owner: str) -> str:
    """Encrypt (AES-256-GCM) for one purpose and one owner; the same words for another owner do not open."""
    nonce = secrets.token_bytes(NONCE)
    return b64encode(nonce + AESGCM(_key(purpose)).encrypt(nonce, secret, owner.encode())).decode()


def unseal(sealed: str, *, purpose: str, owner: str) -> bytes:
    """Return what `seal` was given. Raises Unreadable."""
    try:
        content = b64decode(sealed, validate=True)
        return AESGCM(_key(purpose)).decrypt(content[:NONCE], content[NONCE:], owner.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error


def fingerprint(secret: str, *, purpose: str, owner: str) -> str:
    """Return 64 hexadecimal digits (HMAC-SHA256) by which a secret is recognised and never read back."""
    return hmac.new(_key(purpose), f"{owner}\0{secret}".encode(), hashlib.sha256).hexdigest()


def _key(purpose: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"coryphee {purpose}".encode())
    return derive.derive(settings.SECRET_KEY.encode())
