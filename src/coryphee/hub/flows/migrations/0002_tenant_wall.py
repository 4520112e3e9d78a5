"""Row-level security of deposits and flows, and the third function that crosses the wall: the worker's claim."""

from django.db import migrations

from coryphee.hub.toolbox.row_security import owned_rows

# Tells the worker which flows to take and for whom. Everything else it reads and writes as the owner of each flow.
CLAIM = """
CREATE FUNCTION claim_flows(token uuid, at_most integer, lease interval, at timestamptz)
RETURNS TABLE (flow_id bigint, owner_id bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH due AS (
        SELECT id FROM flows_flow
        WHERE stage NOT IN ('closed', 'draft', 'refused', 'parked') AND due_at <= at
        ORDER BY due_at, id LIMIT at_most FOR UPDATE SKIP LOCKED
    )
    UPDATE flows_flow f SET lease_token = token, lease_until = at + lease, due_at = at + lease
    FROM due WHERE f.id = due.id
    RETURNING f.id, f.structure_id
$$
"""


class Migration(migrations.Migration):
    """The wall around flows."""

    dependencies = [("flows", "0001_initial")]

    operations = [
        owned_rows("flows_deposit"),
        owned_rows("flows_flow"),
        migrations.RunSQL(CLAIM, "DROP FUNCTION claim_flows(uuid, integer, interval, timestamptz)"),
    ]
