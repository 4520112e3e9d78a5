"""Integrate invoices: take their numbers, write their records, lay them in the boxes of both parties."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import connection

from coryphee.hub.invoices.models import Identity, Invoice
from coryphee.hub.invoices.stored_findings import own
from coryphee.hub.structures.models import Structure

# Sorted, so that two workers which take the same numbers wait for each other in one order. The foreign key to the
# invoice is checked at the end of the transaction: the number is taken before the record is written.
TAKE_NUMBERS = """
INSERT INTO invoices_identity (supplier_id, number, key, invoice_id, taken_at)
SELECT s, n, k, i, %s FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[]) AS t (s, n, k, i)
ORDER BY s, n, k, i
ON CONFLICT (supplier_id, number, key) DO NOTHING RETURNING invoice_id
"""
RESERVE = "SELECT nextval(pg_get_serial_sequence('invoices_invoice', 'id')) FROM generate_series(1, %s)"


def integrate(wanted: Sequence[tuple[Invoice, str]], *, now: datetime) -> list[Invoice | None]:
    """Store unsaved invoices, each with its identity key (the year of issue, or ""), behind their supplier's wall.

    Returns for each None when it was stored (its pk is set), or the invoice that took the number first.
    Several invoices of one number in one call: the first is stored. `refresh_boxes` then shows them to their parties.
    """
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(RESERVE, [len(wanted)])
        for (invoice, _), (number,) in zip(wanted, cursor.fetchall(), strict=True):
            invoice.pk = number
        columns = [(invoice.supplier_id, invoice.number, key, invoice.pk) for invoice, key in wanted]
        cursor.execute(TAKE_NUMBERS, [now, *(list(column) for column in zip(*columns, strict=True))])
        taken = {row[0] for row in cursor.fetchall()}
    stored = [invoice for invoice, _ in wanted if invoice.pk in taken]
    Invoice.objects.bulk_create(stored)
    return [None if invoice.pk in taken else _holder(invoice, key) for invoice, key in wanted]


def identity_key(recipient: Structure, issue_date: date) -> str:
    """Return what, with supplier and number, may stand once only: the year of issue between companies, else nothing."""
    return "" if recipient.kind == Structure.Kind.PUBLIC else str(issue_date.year)


def duplicate_finding(recipient: Structure, number: str, issue_date: date) -> dict[str, object]:
    """Say that the supplier has used the number before."""
    if key := identity_key(recipient, issue_date):
        return own("CORYPHEE-DUPLICATE", term="BT-1", number=number, year=key)
    return own("CHORUS-DUPLICATE", term="BT-1", number=number)


def take_number_anew(invoice: Invoice, recipient: Structure, *, now: datetime) -> Invoice | None:
    """Take the number of an integrated invoice for another recipient too, in the running transaction.

    Returns None when it is taken, or the other invoice that holds it.
    """
    key = identity_key(recipient, invoice.issue_date)
    with connection.cursor() as cursor:
        cursor.execute(TAKE_NUMBERS, [now, [invoice.supplier_id], [invoice.number], [key], [invoice.pk]])
    holder = _holder(invoice, key)
    return None if holder.pk == invoice.pk else holder


def refresh_boxes(invoice_ids: Iterable[int]) -> None:
    """Lay invoices in the boxes of their parties, or bring the boxes up to date, in the running transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT deliver_box_entries(i) FROM unnest(%s::bigint[]) AS t (i)", [list(invoice_ids)])


def _holder(invoice: Invoice, key: str) -> Invoice:
    taken = Identity.objects.select_related("invoice").get(
        supplier_id=invoice.supplier_id, number=invoice.number, key=key
    )
    assert taken.invoice is not None  # noqa: S101  integrate() never takes a number without its invoice
    return taken.invoice
