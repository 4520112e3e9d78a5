"""Events are seen by those in whose box the invoice lies, and written by the structure that acts."""

from django.db import migrations

from coryphee.hub.toolbox.row_security import TENANT, policy

PARTY = f"""EXISTS (SELECT 1 FROM invoices_invoice i WHERE i.id = lifecycle_event.invoice_id
    AND (i.supplier_id = {TENANT} OR i.recipient_id = {TENANT}))"""  # noqa: S608  our own words


class Migration(migrations.Migration):
    """The wall around life-cycle events (the policy of the invoice applies inside the sub-query too)."""

    dependencies = [("lifecycle", "0001_initial"), ("invoices", "0002_tenant_wall")]

    operations = [policy("lifecycle_event", using=PARTY, check=PARTY)]
