"""The clock is aware of its zone."""

from datetime import UTC, date, datetime, timedelta

from coryphee.hub.toolbox.clock import day_in_france, now


def test_now_is_now_in_utc() -> None:
    assert now().tzinfo is UTC
    assert abs(now() - datetime.now(tz=UTC)) < timedelta(seconds=5)


def test_days_are_those_of_france() -> None:
    assert day_in_france(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert day_in_france(datetime(2026, 12, 31, 23, 0, tzinfo=UTC)) == date(2027, 1, 1)
    assert day_in_france(datetime(2026, 6, 30, 22, 0, tzinfo=UTC)) == date(2026, 7, 1)  # summer time
