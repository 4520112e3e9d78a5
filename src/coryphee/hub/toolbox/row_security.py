"""Migration operations of the tenant wall: row-level policies written in one way only."""

from django.db import migrations

TENANT = "(SELECT nullif(current_setting('coryphee.structure', true), '')::bigint)"


def owned_rows(table: str, column: str = "structure_id") -> migrations.RunSQL:
    """Rows of `table` are seen and written only by the structure in `column`."""
    return policy(table, using=f"{column} = {TENANT}", check=f"{column} = {TENANT}")


def policy(table: str, *, using: str, check: str) -> migrations.RunSQL:
    """Put `table` behind the wall: `using` decides what is seen, `check` what may be written. Both are SQL of ours."""
    return migrations.RunSQL(
        sql=[
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY tenant_wall ON {table} USING ({using}) WITH CHECK ({check})",
        ],
        reverse_sql=[f"DROP POLICY tenant_wall ON {table}", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"],
    )
