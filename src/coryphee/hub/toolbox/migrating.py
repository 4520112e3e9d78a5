"""Bring the database to this program's schema, as the owner of the tables. Runs in a process of its own.

The settings know one database: this process alone loads them with the owner's address. Started as a module:

    python -m coryphee.hub.toolbox.migrating APPLICATION_ROLE [DUMP]

with DATABASE_URL naming the owner. Prints the names of the migrations it applied, as one JSON list.
Ends with 2 and a reason on standard error when the database was written by a newer program.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import coryphee
from coryphee.hub.toolbox import first_schema
from coryphee.hub.toolbox.cannot_run import CannotRun

SETTINGS = "coryphee.hub.settings"


def migrate(owner_url: str, application_role: str, *, dump_first: Path | None = None) -> list[str]:
    """Apply pending migrations and grants; return their names, or ["first schema"] on an empty database.

    Safe to repeat, also after being killed half-way. When older data are about to be changed, they are first dumped to
    `dump_first`. Raises CannotRun when the data are newer than the program, and when a migration failed.
    """
    if first_schema.lay(owner_url, application_role):
        return ["first schema"]
    return migrate_by_steps(owner_url, application_role, dump_first=dump_first)


def migrate_by_steps(owner_url: str, application_role: str, *, dump_first: Path | None = None) -> list[str]:
    """Do as `migrate`, one migration after the other also on an empty database (4 s of processor time)."""
    command = [sys.executable, "-m", __name__, application_role, *([str(dump_first)] if dump_first else [])]
    environment = {**os.environ, "DATABASE_URL": owner_url, "DJANGO_SETTINGS_MODULE": SETTINGS}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  ourselves
    if ran.returncode:
        reason = ran.stderr.strip()
        raise CannotRun(reason if ran.returncode == 2 else f"The database could not be migrated:\n{reason}")  # noqa: PLR2004
    done: list[str] = json.loads(ran.stdout)
    return done


def schema_differences(connection: Any) -> tuple[list[str], list[str]]:  # noqa: ANN401  Django's proxy
    """Compare a database with this program: (migrations unknown to the program, migrations pending), as "app.name"."""
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  needs Django made ready

    executor = MigrationExecutor(connection)
    loader = executor.loader
    newer = sorted(f"{app}.{name}" for app, name in set(loader.applied_migrations) - set(loader.disk_migrations))
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    pending = [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
    return newer, pending


def refuse_newer(newer: list[str]) -> None:
    """Raise CannotRun when the database holds migrations that this program does not know."""
    if newer:
        raise CannotRun(
            f"The database was written by a newer Coryphée: it holds {', '.join(newer[:5])}, unknown to this program "
            f"({coryphee.__version__}). Nothing was touched: install the newer program."
        )


def main(arguments: list[str]) -> int:
    """Migrate the database named by DATABASE_URL. See the module's text."""
    import django  # noqa: PLC0415  only this process loads Django with the owner's address
    from django.conf import settings  # noqa: PLC0415

    # A migration may take longer than a request may, and needs no pool.
    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    settings.DATABASES["default"]["OPTIONS"]["options"] = "-c timezone=UTC"
    django.setup()
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [first_schema.ADVISORY_LOCK])
    try:
        done = _migrate(connection, arguments[0], Path(arguments[1]) if len(arguments) > 1 else None)
    finally:
        connection.close()
    sys.stdout.write(json.dumps(done))
    return 0


def _migrate(connection: Any, application_role: str, dump_first: Path | None) -> list[str]:  # noqa: ANN401
    from django.core.management import call_command  # noqa: PLC0415

    from coryphee.hub.toolbox import grants  # noqa: PLC0415
    from coryphee.hub.toolbox.database_dump import dump  # noqa: PLC0415

    newer, pending = schema_differences(connection)
    refuse_newer(newer)
    if pending and dump_first is not None and connection.introspection.table_names():
        dump(os.environ["DATABASE_URL"], dump_first)
    if pending:
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    grants.apply(connection.connection, application_role)
    return pending


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotRun as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(2)
