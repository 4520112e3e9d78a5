"""The garbage collector is quiet during long work alone, and as it was before afterwards."""

import gc
from collections.abc import Iterator

import pytest

from coryphee.einvoice.collector import LONG, collector_paused


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_only_long_work_pauses_it() -> None:
    with collector_paused(LONG - 1):
        assert gc.isenabled()
    with collector_paused(LONG):
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_last_one_starts_it_again() -> None:
    with collector_paused(LONG):
        with collector_paused(LONG):
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_starts_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), collector_paused(LONG):
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_stopped_it_before_finds_it_stopped() -> None:
    gc.disable()
    with collector_paused(LONG):
        pass
    assert not gc.isenabled()
