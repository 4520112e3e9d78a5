"""Bodies of requests, read whole before a thread is spent on them: a slow sender costs a connection and no more."""

import asyncio
import tempfile
from collections.abc import AsyncIterable
from typing import IO, cast

IN_MEMORY = 256 * 1024  # bytes of one body, above which it lies in a file without a name
GRACE = 20.0  # seconds that every sender has, for headers that were slow and lines that stop for a moment
SLOWEST = 16 * 1024  # bytes a second, on the whole, below which a sender is not waited for: a 90 MB file in 96 minutes


class BodyRefused(Exception):
    """A body that is not taken; `status` is 408 (too slow) or 503 (too many large ones at once)."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class BodyBrokeOff(Exception):
    """The sender went away before the declared length: half a file must never be taken for the whole."""


class Shelf:
    """Room for the bodies that are under way and do not fit into memory, for all senders of a process together."""

    def __init__(self, room: int, *, grace: float = GRACE, slowest: int = SLOWEST) -> None:
        self.free = room
        self.grace = grace
        self.slowest = slowest

    async def take(self, pieces: AsyncIterable[bytes], *, declared: int | None, most: int) -> "Body":
        """Read a body of `declared` bytes (None: sent in chunks), of which no more than `most` + 1 are kept.

        Raises BodyRefused and BodyBrokeOff. The caller closes what it gets.
        """
        body = Body(self)
        loop = asyncio.get_running_loop()
        end = loop.time() + self.grace
        try:
            async with asyncio.timeout_at(end) as limit:
                async for piece in pieces:
                    body.write(piece[: most + 1 - body.size])
                    if body.size > most or body.size == declared:
                        break
                    limit.reschedule(end + body.size / self.slowest)
        except TimeoutError:
            body.close()
            raise BodyRefused(408) from None
        except BaseException:
            body.close()
            raise
        if declared is not None and body.size < declared:
            body.close()
            raise BodyBrokeOff
        body.file.seek(0)
        return body


class Body:
    """One body, as a file to be read from its beginning; it gives its room back when it is closed."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.size = 0
        self._on_shelf = 0
        self.file = cast("IO[bytes]", tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115  close() is ours

    def write(self, piece: bytes) -> None:
        """Keep what came. Raises BodyRefused when the shelf is full."""
        size = self.size + len(piece)
        wanted = size - self._on_shelf if size > IN_MEMORY else 0
        if wanted > self.shelf.free:
            raise BodyRefused(503)
        self.shelf.free -= wanted
        self._on_shelf += wanted
        self.size = size
        self.file.write(piece)

    def close(self) -> None:
        """Throw it away."""
        self.file.close()
        self.shelf.free += self._on_shelf
        self._on_shelf = 0
