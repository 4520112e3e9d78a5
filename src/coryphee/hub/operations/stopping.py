"""How a command in the foreground is told to stop: SIGTERM, or Ctrl-C.

The signal raises StopRequested wherever the program is. Python drops what is raised inside some of its callbacks, such
as those around a fork: the wish is therefore kept, and asked for again where the program waits.
"""

import signal
from types import FrameType
from typing import NoReturn

_wishes: list[int] = []


class StopRequested(BaseException):
    """SIGTERM or Ctrl-C came."""


def heed_signals() -> None:
    """Let SIGTERM and Ctrl-C raise StopRequested, once: what follows is ended in good order, undisturbed."""
    signal.signal(signal.SIGTERM, _request)
    signal.signal(signal.SIGINT, _request)


def stop_if_asked() -> None:
    """Raise StopRequested when a signal came and what it raised was lost."""
    if _wishes:
        raise StopRequested


def _request(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _wishes.append(number)
    raise StopRequested
