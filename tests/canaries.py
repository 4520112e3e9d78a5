"""Look for secrets in what was logged, in every way in which somebody may have written them."""

import base64
import json
import re
from collections.abc import Mapping
from urllib.parse import quote, quote_plus


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
