"""The cluster of the embedded PostgreSQL: how it is made, with which settings it runs, how its process is started.

Who may do that, and when, is hub/toolbox/embedded_postgres.py's.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.child_processes import spawn
from coryphee.hub.toolbox.data_folder import DataFolder, sync_directory
from coryphee.hub.toolbox.postgres_binaries import Binaries

DATABASE = "coryphee"
SUPERUSER, OWNER, APPLICATION = "postgres", "coryphee_owner", "coryphee"
SOCKET = ".s.PGSQL.5432"  # TCP is off: the number names the socket, nothing else
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


def make(cluster: Path, programs: Binaries) -> None:
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
    try:
        said = process.communicate(statements.encode())[0].decode(errors="replace")
    except BaseException:  # told to stop: what was begun is thrown away at the next start, and nobody is left behind
        process.kill()
        process.wait()
        raise
    # The single-user server goes on after a failed statement, and ends with 0.
    if process.returncode or "ERROR:" in said:
        raise CannotRun(f"{command[0]} failed: {said.strip()[-1000:]}")


def _give(cluster: Path, user: tuple[int, int]) -> None:
    for path in [cluster, *cluster.rglob("*")]:
        os.chown(path, *user, follow_symlinks=False)


def works_in(pid: int, cluster: Path) -> bool:
    """Tell whether a process is a server of this cluster, by its working directory and program, not by its number."""
    try:
        here, there = os.stat(f"/proc/{pid}/cwd"), cluster.stat()  # noqa: PTH116  a magic link, not a path
        program = os.readlink(f"/proc/{pid}/exe")  # noqa: PTH115
    except OSError:
        return False
    # An administrator's shell may stand in the directory too.
    return os.path.samestat(here, there) and Path(program).name.startswith("postgres")


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


def log_file(folder: DataFolder) -> Path:
    """Return where the server writes its log; a long log of earlier runs is set aside."""
    log = folder.path / "log" / "postgresql.log"
    log.parent.mkdir(mode=0o700, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_SIZE:
        log.replace(log.with_suffix(".log.1"))
    return log


def _last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-3:] if log.exists() else []
    return " / ".join(lines) or f"see {log}"
