"""Dump a database into one file and load it again, by PostgreSQL's own programs."""

import os
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import sync_directory
from coryphee.hub.toolbox.postgres_binaries import client_program

LIBPQ = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "passfile": "PGPASSFILE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


def dump(url: str, target: Path, *, snapshot: str | None = None) -> None:
    """Write a consistent copy of the database at `url` into the new file `target` (custom format), durably.

    `url` names the owner of the tables: row-level security does not apply to it. With `snapshot` (as exported by an
    open transaction) the copy is of exactly that state.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.part")
    beside.touch(mode=0o600)
    seen = [f"--snapshot={snapshot}"] if snapshot else []
    _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", *seen, f"--file={beside}"], url)
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    beside.replace(target)
    sync_directory(target.parent)


def load(url: str, source: Path) -> None:
    """Load a dump into the empty database at `url`, all of it or nothing. `url` names the owner-to-be of the tables."""
    whole = ["--exit-on-error", "--single-transaction"]
    _run(["pg_restore", "--no-owner", "--no-privileges", "--no-comments", *whole, str(source)], url)


def schema_text(url: str) -> str:
    """Return the whole database at `url` as SQL statements that any owner can run, without psql's own commands."""
    plain = ["--format=plain", "--inserts", "--no-owner", "--no-privileges", "--no-comments"]
    lines = _run(["pg_dump", *plain], url).splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(("\\restrict ", "\\unrestrict ")))


def _run(command: list[str], url: str) -> str:
    program = client_program(command[0])
    if not program.exists():
        raise CannotRun(f"{program} does not exist: PG_BINDIR should name the folder of PostgreSQL's programs.")
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    # The password, if any, travels in the environment: the words of a command are seen by every account.
    environment = {variable: parts[name] for name, variable in LIBPQ.items() if name in parts}
    ran = subprocess.run(  # noqa: S603  PostgreSQL's own programs
        [program, *command[1:], f"--dbname={parts.get('dbname', '')}"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise CannotRun(f"{command[0]} failed: {ran.stderr.strip()[-1000:]}")
    return ran.stdout
