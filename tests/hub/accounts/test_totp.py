"""Time-based codes against the vectors of RFC 6238 and an implementation that is not ours."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from coryphee.hub.accounts import totp

RFC_SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("seconds", "code"),  # RFC 6238, appendix B: the last six of eight digits
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_the_vectors_of_the_rfc(seconds: int, code: str) -> None:
    moment = datetime.fromtimestamp(seconds, tz=UTC)
    assert totp.code_at(RFC_SECRET, totp.counter_at(moment)) == code


def test_another_implementation_shows_the_same() -> None:
    moment = datetime(2026, 9, 1, 12, tzinfo=UTC)
    for _ in range(50):
        secret = totp.new_secret()
        other = pyotp.TOTP(totp.written(secret).replace(" ", ""))
        assert other.at(moment) == totp.code_at(secret, totp.counter_at(moment))


def test_the_address_is_read_alike_by_another_implementation() -> None:
    secret = totp.new_secret()
    read = pyotp.parse_uri(totp.address(secret, issuer="Coryphée", account="alice@example.test"))
    assert isinstance(read, pyotp.TOTP)
    assert (read.secret, read.issuer, read.name) == (
        totp.written(secret).replace(" ", ""),
        "Coryphée",
        "alice@example.test",
    )


def test_only_near_steps_count() -> None:
    moment = datetime(2026, 9, 1, 12, tzinfo=UTC)
    code = totp.code_at(RFC_SECRET, totp.counter_at(moment))
    for steps in range(-3, 4):
        found = totp.counters_of(RFC_SECRET, code, moment + timedelta(seconds=30 * steps), within=1)
        assert bool(found) == (abs(steps) <= 1)
    assert totp.counters_of(RFC_SECRET, "é2345", moment, within=10) == []
