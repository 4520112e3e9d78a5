"""Row-level security of the invoices' tables, and two of the three reviewed functions that cross the wall."""

from django.db import migrations

from coryphee.hub.toolbox.row_security import TENANT, owned_rows, policy

IN_MY_BOX = f"""EXISTS (SELECT 1 FROM invoices_boxentry box
    WHERE box.invoice_id = {{table}}.{{column}} AND box.structure_id = {TENANT})"""  # noqa: S608  our own words

# Words are found by their beginnings: whatever is no letter or digit parts them ("FA-2026/17" is fa, 2026, 17), and the
# number stands there once more without its signs.
SEARCH_VECTOR = r"""
CREATE FUNCTION search_vector(number text, written text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('simple', regexp_replace(search_text(written), '[^[:alnum:]]+', ' ', 'g') || ' '
        || regexp_replace(search_text(number), '[^[:alnum:]]+', '', 'g'))
$$
"""

# Crosses the wall to lay the invoice in the recipient's box, and to keep what both boxes show equal to the invoice.
# Only a party of the invoice may call it, and it copies nothing but that invoice's own columns. A recipient to whom the
# invoice is no longer addressed (rerouted by the supplier) loses it.
DELIVER = f"""
CREATE FUNCTION deliver_box_entries(delivered bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM invoices_boxentry box USING invoices_invoice i
    WHERE i.id = delivered AND {TENANT} IN (i.supplier_id, i.recipient_id)
        AND box.invoice_id = i.id AND box.side = 'received' AND box.structure_id <> i.recipient_id;
    INSERT INTO invoices_boxentry AS box (structure_id, side, invoice_id, partner_id, partner_name,
        service_id_of_recipient, service_code, number, type_code, engagement, status, status_at, issue_date, due_date,
        deposited_at, currency, total_with_vat, amount_due, rejection_acknowledged, search)
    SELECT side.owner, side.name, i.id, partner.id, partner.name, i.service_id, coalesce(s.code, ''), i.number,
        i.type_code, i.engagement, i.status, i.status_at, i.issue_date, i.due_date, i.deposited_at, i.currency,
        i.total_with_vat, i.amount_due, i.rejection_acknowledged_at IS NOT NULL,
        search_vector(i.number, concat_ws(' ', i.number, partner.name, partner.identifier, i.engagement,
            i.contract, s.code, s.name, i.mandate_number))
    FROM invoices_invoice i
    CROSS JOIN LATERAL (VALUES ('issued', i.supplier_id, i.recipient_id), ('received', i.recipient_id, i.supplier_id))
        AS side (name, owner, other)
    JOIN structures_structure partner ON partner.id = side.other
    LEFT JOIN structures_service s ON s.id = i.service_id
    WHERE i.id = delivered AND {TENANT} IN (i.supplier_id, i.recipient_id)
        AND (side.name = 'issued' OR i.made_available_at IS NOT NULL)
    ON CONFLICT (structure_id, side, invoice_id) DO UPDATE SET
        partner_id = excluded.partner_id, partner_name = excluded.partner_name,
        service_id_of_recipient = excluded.service_id_of_recipient, service_code = excluded.service_code,
        engagement = excluded.engagement, status = excluded.status, status_at = excluded.status_at,
        due_date = excluded.due_date, rejection_acknowledged = excluded.rejection_acknowledged, search = excluded.search
$$
"""  # noqa: S608  our own words

# Crosses the wall because `@@` is not leakproof: behind a policy the index could not be used. Sees one structure only.
SEARCH = f"""
CREATE FUNCTION search_box_entries(wanted_side text, words tsquery) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM invoices_boxentry
    WHERE structure_id = {TENANT} AND side = wanted_side AND search @@ words
$$
"""  # noqa: S608  our own words


class Migration(migrations.Migration):
    """The wall around invoices."""

    dependencies = [("invoices", "0001_initial"), ("structures", "0002_search_text")]

    operations = [
        owned_rows("invoices_boxentry"),
        owned_rows("invoices_identity", "supplier_id"),
        owned_rows("invoices_draft"),
        policy(
            "invoices_invoice",
            using=f"supplier_id = {TENANT} OR {IN_MY_BOX.format(table='invoices_invoice', column='id')}",
            check=f"supplier_id = {TENANT} OR recipient_id = {TENANT}",
        ),
        policy(
            "invoices_attachment",
            using=IN_MY_BOX.format(table="invoices_attachment", column="invoice_id"),
            check=f"added_by_structure_id = {TENANT} AND "
            + IN_MY_BOX.format(table="invoices_attachment", column="invoice_id"),
        ),
        migrations.RunSQL(SEARCH_VECTOR, "DROP FUNCTION search_vector(text, text)"),
        migrations.RunSQL(DELIVER, "DROP FUNCTION deliver_box_entries(bigint)"),
        migrations.RunSQL(SEARCH, "DROP FUNCTION search_box_entries(text, tsquery)"),
    ]
