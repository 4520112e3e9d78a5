"""The clock is aware of its zone."""

from datetime import UTC, datetime, timedelta

from coryphee.hub.toolbox.clock import now


def test_now_is_now_in_utc() -> None:
    assert now().tzinfo is UTC
    assert abs(now() - datetime.now(tz=UTC)) < timedelta(seconds=5)
