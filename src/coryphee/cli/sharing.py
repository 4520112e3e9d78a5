"""Many files judged by several processes, told in the order in which they were named.

A file that takes its process down is tried once more by itself; the second time it is said to be unprocessable, and the
others go on.
"""

import argparse
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeAlias, TypeVar

Told = TypeVar("Told")
Tell: TypeAlias = Callable[[str, argparse.Namespace], Told]
"""What a process says of one file; a function of a module, so that it can be sent there."""

TOGETHER = 8
"""Files handed to a process at once: fewer messages, and the order still soon told."""
AHEAD = 4
"""Portions in hand for each process: what was not told yet is kept in memory."""
_SHOW_EVERY = 0.2  # seconds


def shared(
    names: Sequence[str], arguments: argparse.Namespace, tell: Tell[Told], tell_lost: Tell[Told]
) -> Iterator[Told]:
    """Tell of the files by processes; their number is `arguments.jobs`, or that of the cores.

    `tell_lost` says what is said of a file that took its process down twice.
    """
    workers = arguments.jobs if arguments.jobs > 0 else os.cpu_count() or 1
    portions = deque(list(names[start : start + TOGETHER]) for start in range(0, len(names), TOGETHER))
    begun: deque[tuple[list[str], Future[list[Told]]]] = deque()
    progress = _Progress(len(names))
    pool = ProcessPoolExecutor(workers)
    try:
        while portions or begun:
            try:
                while portions and len(begun) < workers * AHEAD:
                    begun.append((portions[0], pool.submit(_tell_all, portions[0], arguments, tell)))
                    portions.popleft()
                told = begun[0][1].result()
                portion, _ = begun.popleft()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = ProcessPoolExecutor(workers)
                portion, *rest = [portion for portion, _ in begun] or [portions.popleft()]
                portions.extendleft(reversed(rest))
                begun.clear()
                told = [_tell_alone(name, arguments, tell, tell_lost) for name in portion]
            progress.advance(len(portion))
            yield from told
    finally:
        progress.end()
        pool.shutdown(wait=False, cancel_futures=True)


def _tell_all(names: list[str], arguments: argparse.Namespace, tell: Tell[Told]) -> list[Told]:
    return [tell(name, arguments) for name in names]


def _tell_alone(name: str, arguments: argparse.Namespace, tell: Tell[Told], tell_lost: Tell[Told]) -> Told:
    with ProcessPoolExecutor(1) as alone:
        try:
            return alone.submit(tell, name, arguments).result()
        except BrokenProcessPool:
            return tell_lost(name, arguments)


class _Progress:
    """How far the work is, on one line of a terminal; nothing where standard error is none."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.shown = total, 0, 0.0
        self.wanted = sys.stderr.isatty()

    def advance(self, files: int) -> None:
        """Count files, and show the count from time to time."""
        self.done += files
        if self.wanted and time.monotonic() - self.shown > _SHOW_EVERY:
            self.shown = time.monotonic()
            print(f"\r{self.done} / {self.total}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Take the line away."""
        if self.wanted and self.shown:
            print("\r" + " " * 24 + "\r", end="", file=sys.stderr, flush=True)
