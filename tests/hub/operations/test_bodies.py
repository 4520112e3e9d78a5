"""Bodies of requests: whole or not at all, within a time that grows with what came, and within the room there is."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from coryphee.hub.operations.bodies import IN_MEMORY, Body, BodyBrokeOff, BodyRefused, Shelf

MOST = 4 * IN_MEMORY


def run(work: Coroutine[Any, Any, Body]) -> bytes:
    """Read a body in a loop of its own thread: other tests may have left a loop in this one."""

    async def read() -> bytes:
        body = await work
        try:
            return body.file.read()
        finally:
            body.close()

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, read()).result()


async def sent(*pieces: bytes, every: float = 0.0) -> AsyncIterator[bytes]:
    for piece in pieces:
        await asyncio.sleep(every)
        yield piece


async def stuck(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
    await asyncio.sleep(60)


@pytest.mark.parametrize("size", [1, IN_MEMORY, IN_MEMORY + 1, MOST])
def test_a_body_is_read_whole(size: int) -> None:
    shelf, content = Shelf(MOST), b"x" * size
    assert run(shelf.take(sent(content[:1], content[1:]), declared=size, most=MOST)) == content
    assert run(shelf.take(sent(content[:1], content[1:], b""), declared=None, most=MOST)) == content
    assert shelf.free == MOST


def test_half_a_body_is_none() -> None:
    shelf = Shelf(MOST)
    with pytest.raises(BodyBrokeOff):
        run(shelf.take(sent(b"x" * (IN_MEMORY + 1)), declared=IN_MEMORY + 2, most=MOST))
    assert shelf.free == MOST


def test_a_sender_that_stands_still_is_given_up() -> None:
    shelf = Shelf(MOST, grace=0.1)
    with pytest.raises(BodyRefused) as refused:
        run(shelf.take(stuck(b"x" * 100), declared=200, most=MOST))
    assert refused.value.status == 408
    assert shelf.free == MOST


def test_a_sender_that_dribbles_is_given_up_and_a_slow_one_is_waited_for() -> None:
    drops, slow = [b"x"] * 50, [b"x" * 1000] * 10
    with pytest.raises(BodyRefused):
        run(Shelf(MOST, grace=0.2, slowest=1000).take(sent(*drops, every=0.02), declared=50, most=MOST))
    content = run(Shelf(MOST, grace=0.2, slowest=1000).take(sent(*slow, every=0.05), declared=10_000, most=MOST))
    assert len(content) == 10_000


def test_what_passes_the_limit_is_not_read_on() -> None:
    shelf = Shelf(2 * MOST)
    assert len(run(shelf.take(stuck(b"x" * MOST, b"xxxx"), declared=None, most=MOST))) == MOST + 1


def test_large_bodies_share_the_room_and_small_ones_need_none() -> None:
    shelf, large = Shelf(IN_MEMORY), b"x" * (IN_MEMORY + 1)
    with pytest.raises(BodyRefused) as refused:
        run(shelf.take(sent(large), declared=len(large), most=MOST))
    assert refused.value.status == 503
    shelf.free = 0
    assert run(shelf.take(sent(b"small"), declared=5, most=MOST)) == b"small"
