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
import shutil
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
from coryphee.hub.toolbox.child_processes import end_leftovers, spawn
from coryphee.hub.toolbox.data_folder import DataFolder, sync_directory
from coryphee.hub.toolbox.postgres_binaries import SUPPORTED, Binaries, binaries

DATABASE = "coryphee"
SUPERUSER, OWNER, APPLICATION = "postgres", "coryphee_owner", "coryphee"
SOCKET = ".s.PGSQL.5432"  # TCP is off: the number names the socket, nothing else
LONGEST_SOCKET_PATH = 107  # bytes, sun_path of Linux
START_WITHIN = 60.0  # seconds; recovery after a crash replays at most max_wal_size
LOG_SIZE = 5_000_000  # bytes after which the log of the earlier runs is set aside

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_directories": ".",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "wal_level": "replica",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    # What a statement held stays out of the log: no text of failed statements, no detail with the value of a key.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}
# For data that nobody will miss (tests): three times faster, and lost with the power.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# Written once, by the single-user server, into the cluster that is not yet in its place.
FIRST_STATEMENTS = f"""
CREATE ROLE {OWNER} LOGIN
CREATE ROLE {APPLICATION} LOGIN
CREATE DATABASE {DATABASE} OWNER {OWNER}
REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC
GRANT CONNECT ON DATABASE {DATABASE} TO {APPLICATION}
REVOKE ALL ON DATABASE postgres FROM PUBLIC
REVOKE ALL ON DATABASE template1 FROM PUBLIC
"""


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
        end_leftovers(lambda pid: _works_in(pid, cluster))
        _make(cluster, programs)
        settings = SETTINGS | (THROWAWAY if throwaway else {})
        log = _log_file(folder)
        process = launch(cluster, programs, settings, log)
        try:
            wait_until_ready(process, cluster, log)
        except BaseException:
            process.kill()
            process.wait()
            raise
    except BaseException:
        os.close(lock)
        raise
    return Server(folder, cluster, programs, settings, log, lock, process)


def relaunch(server: Server) -> subprocess.Popen[bytes]:
    """Start the server's process again after it died; answers at once, before it is ready. For the holder's watch."""
    end_leftovers(lambda pid: _works_in(pid, server.cluster))
    server.process = launch(server.cluster, server.programs, server.settings, server.log)
    return server.process


def running(folder: DataFolder) -> bool:
    """Tell whether a server of this folder takes connections."""
    major = _major_of(folder)
    return major is not None and _answers(_socket_directory(folder.cluster(major)))


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


def launch(cluster: Path, programs: Binaries, settings: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start the process `postgres` on a cluster; it is not ready yet."""
    for leftover in ("postmaster.pid", SOCKET, f"{SOCKET}.lock"):
        (cluster / leftover).unlink(missing_ok=True)
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with _opened(cluster) as directory, log.open("ab") as errors:
        return spawn(
            [programs.program("postgres"), "-D", f"/proc/self/fd/{directory}", *options],
            environment=_environment(),
            death_signal=signal.SIGINT,  # fast shutdown
            user=programs.user,
            directory="/",
            pass_fds=[directory],
            stdout=errors,
            stderr=errors,
        )


def wait_until_ready(process: subprocess.Popen[bytes], cluster: Path, log: Path) -> None:
    """Return when the server takes statements; raise CannotRun when it ended or needs too long."""
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise CannotRun(f"PostgreSQL ended at its start: {_last_words(log)}")
        with contextlib.suppress(OSError):
            lines = (cluster / "postmaster.pid").read_text().splitlines()
            if len(lines) > 7 and lines[0] == str(process.pid) and lines[7].strip() == "ready":  # noqa: PLR2004
                return
        time.sleep(0.01)
    raise CannotRun(f"PostgreSQL was not ready within {START_WITHIN:g} s: {_last_words(log)}")


def _major_of(folder: DataFolder) -> int | None:
    made = [major for major in SUPPORTED if (folder.cluster(major) / "PG_VERSION").exists()]
    return made[-1] if made else None


def _make(cluster: Path, programs: Binaries) -> None:
    """Make the cluster beside its place, with roles and database, then rename it: it is there whole or not at all."""
    if (cluster / "PG_VERSION").exists():
        if programs.user and cluster.stat().st_uid != programs.user[0]:  # copied by root from another machine
            _give(cluster, programs.user)
        return
    beside = cluster.with_name(f"{cluster.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    if programs.user:
        os.chown(beside, *programs.user)
    with _opened(beside) as directory:
        place = f"/proc/self/fd/{directory}"
        encoding = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        _run(
            programs, directory, ["initdb", "-D", place, "-U", SUPERUSER, "-A", "trust", "--data-checksums", *encoding]
        )
        _run(programs, directory, ["postgres", "--single", "-D", place, "postgres"], FIRST_STATEMENTS)
    beside.rename(cluster)
    sync_directory(cluster.parent)


def _run(programs: Binaries, directory: int, command: list[str], statements: str = "") -> None:
    words: list[str | Path] = [programs.program(command[0]), *command[1:]]
    process = spawn(
        words,
        environment=_environment(),
        user=programs.user,
        directory="/",
        pass_fds=[directory],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said = process.communicate(statements.encode())[0].decode(errors="replace")
    # The single-user server goes on after a failed statement, and ends with 0.
    if process.returncode or "ERROR:" in said:
        raise CannotRun(f"{command[0]} failed: {said.strip()[-1000:]}")


def _give(cluster: Path, user: tuple[int, int]) -> None:
    for path in [cluster, *cluster.rglob("*")]:
        os.chown(path, *user, follow_symlinks=False)


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


def _works_in(pid: int, cluster: Path) -> bool:
    try:
        here, there = os.stat(f"/proc/{pid}/cwd"), cluster.stat()  # noqa: PTH116  a magic link, not a path
        program = os.readlink(f"/proc/{pid}/exe")  # noqa: PTH115
    except OSError:
        return False
    # An administrator's shell may stand in the directory too.
    return os.path.samestat(here, there) and Path(program).name.startswith("postgres")


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


@contextlib.contextmanager
def _opened(directory: Path) -> Iterator[int]:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _environment() -> dict[str, str]:
    # No PG* variable of the caller reaches the server.
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _log_file(folder: DataFolder) -> Path:
    log = folder.path / "log" / "postgresql.log"
    log.parent.mkdir(mode=0o700, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_SIZE:
        log.replace(log.with_suffix(".log.1"))
    return log


def _last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-3:] if log.exists() else []
    return " / ".join(lines) or f"see {log}"
