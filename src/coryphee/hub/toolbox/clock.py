"""The one place that reads the clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

FRANCE = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """Return the present moment, in UTC and aware of it."""
    return datetime.now(tz=UTC)


def day_in_france(moment: datetime) -> date:
    """Return the day of a moment as French law and the directory count days, whatever the reader's or server's zone."""
    return moment.astimezone(FRANCE).date()
