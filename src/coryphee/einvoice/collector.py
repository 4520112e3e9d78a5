"""Python's garbage collector, kept from searching again and again through a long invoice that is being read or judged.

Each time many objects were made it goes through all of them, though a model and its findings hold no cycles: with ten
thousand lines that takes as long as the work itself. Trees of lxml and models are freed without it.
"""

import contextlib
import gc
import threading
from collections.abc import Iterator

LONG = 200_000
"""Bytes of XML from which on the collector is paused: below it has nothing to go through."""

_counting = threading.Lock()
_pauses = {"now": 0, "ours": False}
"""How many threads ask for quiet, and whether it was us who stopped the collector."""


@contextlib.contextmanager
def collector_paused(size: int) -> Iterator[None]:
    """Run a block without the collector when it works on `size` bytes of XML that are many; threads may overlap."""
    if size < LONG:
        yield
        return
    with _counting:
        if not _pauses["now"]:
            _pauses["ours"] = gc.isenabled()
            gc.disable()
        _pauses["now"] += 1
    try:
        yield
    finally:
        with _counting:
            _pauses["now"] -= 1
            if not _pauses["now"] and _pauses["ours"]:
                gc.enable()
