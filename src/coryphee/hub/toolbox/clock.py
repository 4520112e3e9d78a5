"""The one place that reads the clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, in UTC and aware of it."""
    return datetime.now(tz=UTC)
