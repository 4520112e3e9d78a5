"""Every table that names an owner stands behind the wall, and the functions that cross it are three."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

WALLED = {
    "invoices_boxentry", "invoices_identity", "invoices_draft", "invoices_invoice", "invoices_attachment",
    "lifecycle_event", "flows_deposit", "flows_flow",
}  # fmt: skip


def column(statement: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {row[0] for row in cursor.fetchall()}


def test_the_tenant_tables_are_behind_the_wall() -> None:
    assert (
        column("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace") == WALLED
    )


def test_each_has_one_policy() -> None:
    assert column("SELECT tablename FROM pg_policies GROUP BY tablename HAVING count(*) = 1") == WALLED


def test_three_functions_cross_the_wall_and_no_more() -> None:
    crossing = column("SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace")
    assert crossing == {"deliver_box_entries", "search_box_entries", "claim_flows"}


def test_the_application_is_neither_superuser_nor_owner_nor_beyond_the_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False)
    assert column("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user") == set()
