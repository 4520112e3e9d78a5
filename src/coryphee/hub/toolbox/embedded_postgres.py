"""The embedded PostgreSQL: one server per data folder, run by one holder, used by everybody.

Who holds the lock `postgres.lock` runs `postgres` as a direct child that ends with it; everybody else connects. Nothing
is believed because of a number written in a file: a lock is held or not, a socket answers or not, a process is ours
when it works in our directory. So kill -9 of any of them, or of all, needs nobody's hand afterwards.

The server is given its directory as an open descriptor (/proc/self/fd/N) and listens on a socket named relative to it:
neither needs the right to pass through the folders above, so a data folder under /root stays closed, and the length of
its path is of no account to the server. Clients need a path of at most 107 bytes: see `_socket_directory`.
"""

import contextlib
import fcntl
import hashlib
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.child_processes import end_leftovers
from coryphee.hub.toolbox.data_folder import DataFolder
from coryphee.hub.toolbox.postgres_binaries import SUPPORTED, Binaries, binaries
from coryphee.hub.toolbox.postgres_cluster import (
    APPLICATION,
    DATABASE,
    OWNER,
    SETTINGS,
    SOCKET,
    START_WITHIN,
    SUPERUSER,
    THROWAWAY,
    launch,
    log_file,
    make,
    wait_until_ready,
    works_in,
)

LONGEST_SOCKET_PATH = 107  # bytes, sun_path of Linux


class InUse(CannotRun):
    """Somebody else runs the server of this folder."""


@dataclass(frozen=True)
class Addresses:
    """libpq addresses of the embedded server. Web and worker processes get the first one only."""

    application_url: str
    owner_url: str
    superuser_url: str


@dataclass
class Server:
    """The running server, in the hands of its holder."""

    folder: DataFolder
    cluster: Path
    programs: Binaries
    settings: dict[str, str]
    log: Path
    lock: int
    process: subprocess.Popen[bytes]

    def stop(self, *, patience: float | None = None) -> None:
        """End the server in good order (all is written, open transactions are given up) and release the folder.

        Borrowers are waited for, at most `patience` seconds when given. New ones wait until the server has ended.
        """
        with contextlib.ExitStack() as alone:
            deadline = None if patience is None else time.monotonic() + patience
            while deadline is None or time.monotonic() < deadline:
                try:
                    alone.enter_context(_borrowers_lock(self.folder, fcntl.LOCK_EX | fcntl.LOCK_NB))
                    break
                except BlockingIOError:
                    time.sleep(0.05)
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGINT)
            self.process.wait()
            os.close(self.lock)


def start(folder: DataFolder, *, throwaway: bool = False) -> Server:
    """Start the server of `folder`, made at the first call, and return it when it answers.

    Raises InUse when somebody else runs it, CannotRun when it cannot be run here.
    """
    if sys.platform != "linux":
        raise CannotRun("The embedded PostgreSQL runs on Linux; elsewhere give DATABASE_URL.")
    major = _major_of(folder)
    cluster = folder.cluster(major) if major else None
    programs = binaries(cluster.stat().st_uid if cluster else None)
    if major and major != programs.major:
        raise CannotRun(
            f"{cluster} was made by PostgreSQL {major}, but PostgreSQL {programs.major} was found: see PG_BINDIR."
        )
    cluster = folder.cluster(programs.major)
    lock = _lock(folder)
    try:
        end_leftovers(lambda pid: works_in(pid, cluster))
        make(cluster, programs)
        settings = SETTINGS | (THROWAWAY if throwaway else {})
        log = log_file(folder)
        process = launch(cluster, programs, settings, log)
        try:
            wait_until_ready(process, cluster, log)
        except BaseException:
            _end(process)
            raise
    except BaseException:
        os.close(lock)
        raise
    return Server(folder, cluster, programs, settings, log, lock, process)


def relaunch(server: Server) -> subprocess.Popen[bytes]:
    """Start the server's process again after it died; answers at once, before it is ready. For the holder's watch."""
    end_leftovers(lambda pid: works_in(pid, server.cluster))
    server.process = launch(server.cluster, server.programs, server.settings, server.log)
    return server.process


def running(folder: DataFolder) -> bool:
    """Tell whether a server of this folder takes connections."""
    major = _major_of(folder)
    if major is None or not _answers(_socket_directory(folder.cluster(major))):
        return False
    # The socket is there before the server takes statements: postmaster.pid says when it does.
    with contextlib.suppress(OSError):
        return "ready" in (folder.cluster(major) / "postmaster.pid").read_text().split()
    return False


def addresses(folder: DataFolder) -> Addresses:
    """Return how to reach the server of this folder. Asking starts nothing; without a server nobody answers there."""
    host = quote(str(_socket_directory(folder.cluster(_major_of(folder) or SUPPORTED[-1]))), safe="")
    return Addresses(*(f"postgresql://{role}@/{DATABASE}?host={host}" for role in (APPLICATION, OWNER, SUPERUSER)))


@contextlib.contextmanager
def borrowed(folder: DataFolder) -> Iterator[Addresses]:
    """Use the server that runs, or run it for the time of the block. For management commands.

    A borrower holds a shared lock: a holder that wants to stop waits for the others.
    """
    deadline = time.monotonic() + START_WITHIN
    while True:
        try:
            server = start(folder)
        except InUse:
            with _borrowers_lock(folder, fcntl.LOCK_SH):
                if running(folder):
                    yield addresses(folder)
                    return
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)  # its holder is starting or stopping it
            continue
        try:
            yield addresses(folder)
        finally:
            server.stop()
        return


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a server that did not become ready: in good order when it can, so that its children end before it."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(START_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _major_of(folder: DataFolder) -> int | None:
    made = [major for major in SUPPORTED if (folder.cluster(major) / "PG_VERSION").exists()]
    return made[-1] if made else None


def _lock(folder: DataFolder) -> int:
    descriptor = os.open(folder.path / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise InUse(f"The database of {folder.path} is run by another process.") from error
    return descriptor


@contextlib.contextmanager
def _borrowers_lock(folder: DataFolder, how: int) -> Iterator[None]:
    descriptor = os.open(folder.path / "borrowers.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def _answers(directory: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(directory / SOCKET))
        except OSError:
            return False
    return True


def _socket_directory(cluster: Path) -> Path:
    """Return the directory under which clients find the socket.

    It is the cluster itself; when that path is too long for a socket, or holds what libpq takes for a list of hosts,
    a link of our own in a private directory of this account, which every process finds by the same rule.
    """
    direct = cluster
    if (
        len(os.fsencode(direct / SOCKET)) <= LONGEST_SOCKET_PATH
        and "," not in str(direct)
        and not str(direct).startswith("@")
    ):
        return direct
    private = Path(f"/tmp/coryphee-{os.geteuid()}")  # noqa: S108  short for certain; owner and rights are verified below
    with contextlib.suppress(FileExistsError):
        private.mkdir(mode=0o700)
    seen = private.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid() or seen.st_mode & 0o077:
        raise CannotRun(f"{private} should be a private directory of this account: remove it.")
    link = private / hashlib.sha256(os.fsencode(cluster)).hexdigest()[:16]
    with contextlib.suppress(FileExistsError):
        link.symlink_to(cluster)
    return link
