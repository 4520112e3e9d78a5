"""The shapes that views hand to the pieces."""

import datetime as dt
from dataclasses import FrozenInstanceError

import pytest

from coryphee.hub.portal.pieces import Paging, TimeLineEntry


def test_shapes_are_values() -> None:
    with pytest.raises(FrozenInstanceError):
        Paging(1, 25, 30).total = 31  # type: ignore[misc]
    assert TimeLineEntry("Deposited", dt.datetime(2026, 9, 11, tzinfo=dt.UTC)).files == ()
