"""What the application role may do, asked from the server."""

import pytest
from django.db import DatabaseError, connection, transaction

pytestmark = pytest.mark.django_db


def rights(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p "
            "WHERE has_table_privilege(current_user, %s, p)",
            [table],
        )
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize(
    ("table", "given"),
    [
        ("journal_entry", {"SELECT", "INSERT"}),
        ("journal_seal", {"SELECT", "INSERT"}),
        ("archive_blob", {"SELECT", "INSERT"}),
        ("invoices_boxentry", {"SELECT"}),
        ("django_migrations", {"SELECT"}),
        ("flows_flow", {"SELECT", "INSERT", "UPDATE", "DELETE"}),
    ],
)
def test_rights_table_by_table(table: str, given: set[str]) -> None:
    assert rights(table) == given


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (a int)",
        "ALTER TABLE flows_flow DISABLE ROW LEVEL SECURITY",
        "DROP FUNCTION search_text(text)",
    ],
)
def test_the_shape_of_the_database_is_not_its_to_change(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
