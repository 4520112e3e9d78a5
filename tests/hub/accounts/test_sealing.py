"""Secrets at rest open for their purpose, their owner and their key alone."""

from typing import Any

import pytest

from coryphee.hub.accounts.sealing import Unreadable, fingerprint, seal, unseal


def test_what_was_sealed_comes_back_and_never_looks_the_same() -> None:
    first, second = (seal(b"seed", purpose="p", owner="o") for _ in range(2))
    assert first != second
    assert unseal(first, purpose="p", owner="o") == b"seed"
    assert "seed" not in first


@pytest.mark.parametrize("change", ["purpose", "owner", "key", "text", "rubbish"])
def test_nothing_else_opens_it(change: str, settings: Any) -> None:
    sealed = seal(b"seed", purpose="p", owner="o")
    if change == "key":
        settings.SECRET_KEY = "another"
    altered = {"text": sealed[:-4] + ("AAA=" if sealed[-4:] != "AAA=" else "BBB="), "rubbish": "é"}.get(change, sealed)
    with pytest.raises(Unreadable):
        unseal(altered, purpose="q" if change == "purpose" else "p", owner="x" if change == "owner" else "o")


def test_a_fingerprint_needs_the_key(settings: Any) -> None:
    known = fingerprint("123456", purpose="p", owner="o")
    assert known == fingerprint("123456", purpose="p", owner="o")
    assert known != fingerprint("123456", purpose="q", owner="o")
    assert known != fingerprint("123456", purpose="p", owner="x")
    settings.SECRET_KEY = "another"
    assert known != fingerprint("123456", purpose="p", owner="o")
