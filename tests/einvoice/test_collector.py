"""The garbage collector is quiet during long work alone, and as it was before afterwards."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from coryphee.einvoice.collector import LONG, SEARCHED_AFTER, collector_paused


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


class Cycle:
    """Refers to itself: the collector alone frees it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_was_made_is_not_gone_through_at_once() -> None:
    gc.collect()
    with collector_paused(LONG):
        made = [[] for _ in range(50_000)]
    assert len(gc.get_objects(generation=0)) < 5_000
    assert len(made) == 50_000


def test_cycles_are_collected_now_and_then_although_all_work_is_long() -> None:
    died: list[int] = []
    for number in range(20):
        weakref.finalize(Cycle(), died.append, number)
        with collector_paused(SEARCHED_AFTER // 10):
            pass
    assert len(died) >= 10


def test_what_was_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        with collector_paused(LONG):
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
