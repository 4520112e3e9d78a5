"""What the application role may do, table by table. Applied by the owner after every migration."""

from typing import Any

from psycopg import Connection, sql

APPEND_ONLY = {"journal_entry", "journal_seal", "archive_blob"}
READ_ONLY = {"django_migrations", "django_content_type", "invoices_boxentry"}  # the last: deliver_box_entries() writes


def apply(connection: Connection[Any], application_role: str) -> None:
    """Grant `application_role` its rights on every table, sequence and function of the schema, and revoke all else.

    `connection` is open as the owner of the tables. Idempotent; one transaction.
    """
    role = sql.Identifier(application_role)
    with connection.transaction():
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
        connection.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {}").format(role))
        connection.execute(sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role))
        connection.execute(sql.SQL("REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC").format())
        connection.execute(sql.SQL("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}").format(role))
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            name = sql.Identifier(table)
            connection.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(name, role))
            connection.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(_rights(table)), name, role))


def _rights(table: str) -> str:
    if table in APPEND_ONLY:
        return "SELECT, INSERT"
    if table in READ_ONLY:
        return "SELECT"
    return "SELECT, INSERT, UPDATE, DELETE"
