"""Is the database fit to keep invoices? Asked from the server actually used, before it is used."""

from typing import Any

from psycopg import Connection

from coryphee.hub.toolbox.postgres_binaries import SUPPORTED

# A commit that was answered must survive a power cut; synchronous_commit `local` is the least that waits for our disk.
REQUIRED = {
    "fsync": ({"on"}, "a power cut can destroy the whole database"),
    "full_page_writes": ({"on"}, "a page half written at a power cut cannot be repaired"),
    "synchronous_commit": ({"on", "local", "remote_write", "remote_apply"}, "acknowledged invoices can be lost"),
}


def dangers(connection: Connection[Any]) -> list[str]:
    """Return, in sentences, what makes this database unfit; empty when it is sound.

    `connection` is open as the role that serves: whether it has more rights than it should is asked too.
    """
    major = connection.info.server_version // 10_000
    if major not in SUPPORTED:
        return [f"the server is PostgreSQL {major}; Coryphée runs on 17 and 18"]
    found = []
    for name, (allowed, consequence) in REQUIRED.items():
        value = _setting(connection, name)
        if value not in allowed:
            found.append(f"{name} is {value}: {consequence}")
    return found + _rights_too_many(connection)


def warnings(connection: Connection[Any]) -> list[str]:
    """Return what an operator should know and may live with."""
    checksums = _setting(connection, "data_checksums")
    return [] if checksums == "on" else ["data_checksums is off: rot on the disk of the database goes unnoticed"]


def _setting(connection: Connection[Any], name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    return str(row[0]) if row else ""


def _rights_too_many(connection: Connection[Any]) -> list[str]:
    row = connection.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, has_schema_privilege('public', 'CREATE'), "
        "EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND pg_has_role(tableowner, 'MEMBER')) "
        "FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if row is None:
        return ["the application role is not known to the server"]
    role, *rights = row
    reasons = (
        "is a superuser: row-level security does not hold it",
        "bypasses row-level security",
        "may make roles",
        "may create tables",
        "owns tables, or may act as their owner: row-level security does not hold it",
    )
    return [f"the application role {role} {reason}" for has, reason in zip(rights, reasons, strict=True) if has]
