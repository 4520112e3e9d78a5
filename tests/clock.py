"""Move the platform's clock (coryphee.hub.toolbox.clock) in a test; who reads the time elsewhere is not moved."""

from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from coryphee.hub.toolbox import clock


class Clock:
    """A clock that goes on from where it is put."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead = timedelta()
        moved = self

        class MovedTime(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz=tz or UTC) + moved.ahead

        monkeypatch.setattr(clock, "datetime", MovedTime)

    def forward(self, **duration: float) -> datetime:
        """Put it forward by a duration as timedelta takes it, and return the new time."""
        self.ahead += timedelta(**duration)
        return clock.now()
