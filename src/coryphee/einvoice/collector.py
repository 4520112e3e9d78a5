"""Python's garbage collector, kept from searching again and again through a long invoice that is being read or judged.

Each time many objects were made it goes through all of them, though a model and its findings hold no cycles: with ten
thousand lines that takes as long as the work itself. Trees of lxml and models are freed without it.
"""

import contextlib
import gc
import threading
from collections.abc import Iterator

LONG = 50_000
"""Bytes of XML from which on the collector is paused: below it has nothing to go through."""

SEARCHED_AFTER = 64_000_000
"""Bytes of long invoices after which the collector goes through everything once."""

_NOTHING_TO_PAUSE = contextlib.nullcontext()
_counting = threading.Lock()
_pauses = {"now": 0, "ours": False, "unsearched": 0}
"""How many threads ask for quiet, whether it was us who stopped the collector, bytes since all was searched."""


def collector_paused(size: int) -> contextlib.AbstractContextManager[None]:
    """Run a block without the collector when it works on `size` bytes of XML that are many; threads may overlap."""
    return _NOTHING_TO_PAUSE if size < LONG else _paused(size)


@contextlib.contextmanager
def _paused(size: int) -> Iterator[None]:
    with _counting:
        if not _pauses["now"]:
            _pauses["ours"] = gc.isenabled()
            gc.disable()
        _pauses["now"] += 1
        _pauses["unsearched"] += size
    try:
        yield
    finally:
        with _counting:
            _pauses["now"] -= 1
            if not _pauses["now"] and _pauses["ours"]:
                _set_aside()
                gc.enable()


def _set_aside() -> None:
    """Count what was made among the old objects, or the collector would go through it as soon as it is enabled.

    That resets what the collector counts, so a process of nothing but long invoices would never have its real cycles
    collected: after so many bytes all is searched here. What somebody froze (`gc.freeze`) stays frozen.
    """
    if _pauses["unsearched"] >= SEARCHED_AFTER:
        _pauses["unsearched"] = 0
        gc.collect()
    elif not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
