"""Row-level security of deposits and flows, and the third function that crosses the wall: the worker's claim."""

from django.db import migrations

from coryphee.hub.toolbox.row_security import owned_rows

# Tells the worker which flows to take, for whom, and whether they failed before or were left by a worker that died.
# Everything else it reads and writes as the owner of each flow.
CLAIM = """
CREATE FUNCTION claim_flows(token uuid, at_most integer, lease interval, at timestamptz)
RETURNS TABLE (flow_id bigint, owner_id bigint, tried_before boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH due AS (
        SELECT id, lease_token IS NOT NULL OR attempts > 0 AS tried FROM flows_flow
        WHERE stage NOT IN ('closed', 'draft', 'refused', 'parked') AND due_at <= at
        ORDER BY due_at, id LIMIT at_most FOR UPDATE SKIP LOCKED
    )
    UPDATE flows_flow f SET lease_token = token, lease_until = at + lease, due_at = at + lease
    FROM due WHERE f.id = due.id
    RETURNING f.id, f.structure_id, due.tried
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
