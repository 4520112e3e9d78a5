"""Children that end with their parent, and a watch that starts them again.

Linux only: the kernel itself sends the parent-death signal, so that kill -9 of a parent leaves nobody behind.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)

# How long the next try waits after a child died; grows while it keeps dying soon after its start.
FIRST_WAIT, LONGEST_WAIT = 0.0, 10.0  # seconds
SOUND_AFTER = 10.0  # seconds of life after which a death counts as the first one again


def end_with_parent(parent: int, death_signal: signal.Signals = signal.SIGKILL) -> None:
    """Ask the kernel to send this process `death_signal` when its parent, the process `parent`, ends.

    To be called in the child after every change of user (which clears the request). The kernel watches the *thread*
    that made the child: start children from a thread that lives as long as they should.
    """
    if _libc.prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:  # it ended before we asked
        os.kill(os.getpid(), death_signal)


def spawn(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    death_signal: signal.Signals = signal.SIGKILL,
    user: tuple[int, int] | None = None,
    directory: str | Path | None = None,
    **streams: Any,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own (Ctrl-C in the terminal does not reach it) that ends with this process.

    `user` is (uid, gid) to become, with no other groups. `streams` are stdin, stdout, stderr and pass_fds of Popen.
    """
    parent = os.getpid()
    rights: dict[str, Any] = {"user": user[0], "group": user[1], "extra_groups": []} if user else {}
    return subprocess.Popen(  # noqa: S603  our own program and PostgreSQL's
        command,
        env=environment,
        cwd=directory,
        start_new_session=True,
        preexec_fn=lambda: end_with_parent(parent, death_signal),  # noqa: PLW1509  we start children before any thread
        **{"stdin": subprocess.DEVNULL, **streams},
        **rights,
    )


def processes() -> Iterator[int]:
    """Yield the ids of all processes of this machine but our own."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            yield int(entry.name)


def end_leftovers(belongs: Callable[[int], bool], *, within: float = 10.0) -> int:
    """Kill every process for which `belongs(pid)` holds and wait until none is left; answer how many there were.

    `belongs` must recognise them by what they are (working directory, environment), never by a number written down
    earlier: numbers are given again to strangers.
    """
    deadline, ended = time.monotonic() + within, set()
    while left := [pid for pid in processes() if belongs(pid)]:
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        ended.update(left)
        if time.monotonic() > deadline:
            raise TimeoutError(f"processes {left} do not end")
        time.sleep(0.01)
    return len(ended)


def has_environment(pid: int, variable: str, value: str) -> bool:
    """Tell whether the process was started with `variable` set to `value`; False when it is gone or somebody else's."""
    try:
        environment = Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return False
    return f"{variable}={value}".encode() in environment.split(b"\0")


@dataclass
class Child:
    """A child that is kept alive: `tend` starts it, and starts it again when it died."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    log: IO[str] = field(default_factory=lambda: sys.stderr)
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    _started: float = 0.0
    _next_try: float = 0.0

    def tend(self) -> None:
        """Start the child when it does not run and its waiting time is over. Never blocks."""
        if self.process is not None and _ended(self.process):
            self._bury(_reap(self.process))
        if self.process is None and time.monotonic() >= self._next_try:
            self._started = time.monotonic()
            self.process = self.start()

    def _bury(self, code: int) -> None:
        self.process = None
        self.deaths = 1 if time.monotonic() - self._started > SOUND_AFTER else self.deaths + 1
        wait = FIRST_WAIT if self.deaths == 1 else min(LONGEST_WAIT, 0.25 * 2 ** (self.deaths - 1))
        self._next_try = time.monotonic() + wait
        how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
        print(f"coryphee: {self.name} ended {how}; starting it again in {wait:g} s", file=self.log, flush=True)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ask the child to end; `wait` sees to it."""
        if self.process is not None and not _ended(self.process):
            self.process.send_signal(how)

    def wait(self, seconds: float) -> int | None:
        """Wait for the end, kill the whole session when it does not come in time; answer the exit code."""
        if self.process is None:
            return None
        deadline = time.monotonic() + seconds
        while not _ended(self.process) and time.monotonic() < deadline:
            time.sleep(0.02)
        if not _ended(self.process):
            print(f"coryphee: {self.name} does not end in {seconds:g} s and is killed", file=self.log, flush=True)
        process, self.process = self.process, None
        return _reap(process)


def _ended(process: subprocess.Popen[bytes]) -> bool:
    """Tell whether the child has ended, without taking its exit code: until then its id is not given to a stranger."""
    if process.returncode is not None:
        return True
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _reap(process: subprocess.Popen[bytes]) -> int:
    """Kill what is left of the child and of its session, and return its exit code."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    return process.wait()
