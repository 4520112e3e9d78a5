"""Look for secrets in what was logged, in every way in which somebody may have written them."""

import base64
import json
import re
from collections.abc import Mapping
from urllib.parse import quote, quote_plus

# What no log of the whole suite may hold, whoever it belongs to: what each kind of secret looks like.
SHAPES = {
    "hash of a password": re.compile(r"argon2id?\$|coryphee_client_secret\$"),
    "token of a link, a cookie or the API": re.compile(
        r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{43}(?![\w-])"
    ),
    "seed of an authenticator app": re.compile(r"(?<!\w)(?=[A-Z]*\d)[A-Z2-7]{32}(?!\w)"),
    "recovery code": re.compile(r"(?<![\w-])(?=[\w-]*\d)[0-9a-hj-kmnp-tv-z]{4}(?:-[0-9a-hj-kmnp-tv-z]{4}){2}(?![\w-])"),
    "IBAN": re.compile(r"(?<!\w)FR\d{2}(?: ?\d{4}){2}(?: ?[0-9A-Z]{4}){3} ?[0-9A-Z]{3}(?!\w)"),
    "authorisation": re.compile(r"(?i)(?:bearer|basic) (?=\S*\d)[\w+/=.-]{8,}"),
    "password in an address": re.compile(r"://[^/\s:@]+:[^/\s@]+@"),
    "address of a person": re.compile(r"[\w.+-]+@[\w-]+\.test"),
}


def forms_of(secret: str) -> set[str]:
    """Return how a secret may be written: as it is, in an address, in a form, in JSON, in Python, in base64."""
    plain = secret.encode()
    # In base64 a text looks in three ways, by its place; the signs at its ends depend on what stands beside it.
    encoded = {base64.b64encode(b"x" * offset + plain)[4 * bool(offset) : -4].decode() for offset in range(3)}
    written = {
        secret,
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        repr(secret)[1:-1],
    }
    return written | {plain.hex()} | {text for text in encoded if len(text) > 7}


def told_by(texts: Mapping[str, str], secrets: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (text, secret) by their names, for each text in which a secret stands. Six digits must stand alone."""
    found = []
    for kind, secret in secrets.items():
        patterns = (
            [re.compile(rf"(?<![\w.]){secret}(?!\w)")]
            if secret.isdigit()
            else [re.compile(re.escape(form)) for form in forms_of(secret)]
        )
        found += [(name, kind) for name, text in texts.items() if any(pattern.search(text) for pattern in patterns)]
    return found


def shaped_like_secrets(text: str) -> list[tuple[str, str]]:
    """Return (kind, line) for each line of a log that holds something of the shape of a secret."""
    return [(kind, line) for line in text.splitlines() for kind, shape in SHAPES.items() if shape.search(line)]
