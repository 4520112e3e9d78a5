"""The schema as one file: an empty database gets it at once instead of a hundred migrations one after the other.

`first_schema.sql` beside this module is what the migrations make, dumped; its first line names the migrations it was
made from. Laid only when those are the program's, else the migrations run as ever: a stale file costs time, nothing
else. After a change of migrations, or of a library that has some:

    python -m coryphee.hub.toolbox.first_schema
"""

import hashlib
import importlib.metadata
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from coryphee.hub.toolbox import grants

FILE = Path(__file__).with_suffix(".sql")
HUB = Path(__file__).parents[1]
LIBRARIES = ("django", "django-allauth", "django-oauth-toolkit", "procrastinate")  # those that bring migrations
# One migration at a time on a database, whoever starts it. The number is arbitrary and must stay.
ADVISORY_LOCK = 7_305_144_912


@cache
def fingerprint() -> str:
    """Return what names this program's migrations and grants: their text, and the versions of the libraries'."""
    taken = hashlib.sha256()
    for library in LIBRARIES:
        taken.update(f"{library} {importlib.metadata.version(library)}\n".encode())
    files = [*HUB.glob("*/migrations/*.py"), HUB / "toolbox" / "grants.py", HUB / "toolbox" / "row_security.py"]
    for path in sorted(files):
        taken.update(f"{path.relative_to(HUB)}\n".encode() + path.read_bytes())
    return taken.hexdigest()


def schema_state(application_url: str) -> dict[str, str]:
    """Return the schema of a database and of this program, for comparing with an earlier state. Loads no Django."""
    with psycopg.connect(application_url, connect_timeout=10) as connection:
        known = connection.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL").fetchone()
        applied: list[Any] = []
        if known and known[0]:
            applied = connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    return {"program": fingerprint(), "database": hashlib.sha256(repr(applied).encode()).hexdigest()}


def lay(owner_url: str, application_role: str, *, source: Path = FILE) -> bool:
    """Lay the schema and the grants into an empty database; False when it is not empty or the file is stale.

    All of it or nothing, and safe when two begin at once.
    """
    if not source.exists():
        return False
    first_line, statements = source.read_text(encoding="utf-8").split("\n", 1)
    if first_line != f"-- {fingerprint()}":
        return False
    with psycopg.connect(owner_url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        if not found or found[0]:
            return False
        connection.execute(statements)
        connection.execute("SET search_path TO DEFAULT")
        grants.apply(connection, application_role)
    return True


def write(target: Path = FILE) -> None:
    """Make the file again: the migrations, run on a server of their own, dumped."""
    from coryphee.hub.toolbox import embedded_postgres  # noqa: PLC0415  for maintainers and tests only
    from coryphee.hub.toolbox.data_folder import DataFolder  # noqa: PLC0415
    from coryphee.hub.toolbox.database_dump import schema_text  # noqa: PLC0415
    from coryphee.hub.toolbox.migrating import migrate_by_steps  # noqa: PLC0415
    from coryphee.hub.toolbox.postgres_cluster import APPLICATION  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place) / "data")
        folder.ensure()
        server = embedded_postgres.start(folder, throwaway=True)
        try:
            owner = embedded_postgres.addresses(folder).owner_url
            migrate_by_steps(owner, APPLICATION)
            with psycopg.connect(owner) as connection:
                # The same migrations give the same file.
                connection.execute("UPDATE django_migrations SET applied = '2026-01-01T00:00:00Z'")
            text = schema_text(owner)
        finally:
            server.stop()
    target.write_text(f"-- {fingerprint()}\n{text}", encoding="utf-8")


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{FILE} is made again\n")
