"""Password hashes, computed one at a time in each process and behind everything else that it does.

A hash costs a tenth of a second and 64 MiB by design. Fifty sign-ins at once would take the machine from everybody;
here they wait for each other, on a thread with low priority, and hold no connection of the database meanwhile.
"""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.contrib.auth.hashers import Argon2PasswordHasher

from coryphee.hub.toolbox.pooled import give_back_connection

LOW_PRIORITY = 10  # as `nice` counts
LONGEST_QUEUE = 26  # requests of a process that wait; others are answered 503 and leave its threads to the other pages


Result = TypeVar("Result")


class TooBusyToHash(OSError):
    """So many sign-ins wait that one more would keep other pages waiting: an outage of a moment (503)."""


class PatientArgon2(Argon2PasswordHasher):
    """Argon2id with 64 MiB and two passes, 50 to 250 ms on the machines we measured (benchmarks/bench_sign_in.py)."""

    time_cost, memory_cost, parallelism = 2, 65536, 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a password."""
        return str(_in_turn(super().encode, password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        """Compare a password with a hash."""
        return bool(_in_turn(super().verify, password, encoded))


class _Turn:
    """The one thread of a process that hashes, made when it is first needed: threads do not survive a fork."""

    def __init__(self) -> None:
        self.waiting = 0
        self.lock = threading.Lock()
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="hashing", initializer=_step_back)

    def take(self, work: Callable[..., Result], *given: str) -> Result:
        with self.lock:
            if self.waiting >= LONGEST_QUEUE:
                raise TooBusyToHash
            self.waiting += 1
        try:
            return self.thread.submit(work, *given).result()
        finally:
            with self.lock:
                self.waiting -= 1


_turns: dict[int, _Turn] = {}


def _in_turn(work: Callable[..., Result], *given: str) -> Result:
    give_back_connection()
    process = os.getpid()
    if process not in _turns:
        _turns.setdefault(process, _Turn())
    return _turns[process].take(work, *given)


def _step_back() -> None:
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOW_PRIORITY)
