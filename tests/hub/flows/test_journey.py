"""The main path on real files, through the database as the application role."""

from collections.abc import Callable

from coryphee.hub.flows.models import Flow, Stage
from coryphee.hub.invoices.access import invoice_for
from coryphee.hub.invoices.models import BoxEntry
from coryphee.hub.invoices.queries import InvoiceFilters, list_invoices
from coryphee.hub.journal.models import Entry
from coryphee.hub.lifecycle.queries import timeline
from coryphee.hub.structures.access import acting_for
from tests.invoices_made import direct_invoice
from tests.people import World

Deposited = Callable[..., list[Flow]]


def test_an_invoice_goes_from_the_sealed_file_to_the_recipients_box(world: World, deposited: Deposited) -> None:
    content = direct_invoice("F-2026-001", world.supplier.identifier, world.town.identifier)
    (flow,) = deposited(content)
    assert (
        flow.stage,
        flow.findings and [f for f in flow.findings if f["severity"] == "fatal" and f["ruleset"].startswith("chorus")],
    ) == (Stage.CLOSED, []), flow.failure
    assert flow.number == "F-2026-001"
    assert flow.valid_direct is True
    with acting_for(world.camille, world.town.pk) as camille:
        page = list_invoices(camille, "received", filters=InvoiceFilters(), page=1, size=10)
        assert [row.number for row in page.rows] == ["F-2026-001"]
        invoice = invoice_for(camille, page.rows[0].invoice_id)
        assert [event.status for event in timeline(camille, invoice)] == ["MISE_A_DISPOSITION", "DEPOSEE"]
        assert invoice.service.code == "TRAVAUX"
    with acting_for(world.alice, world.supplier.pk) as alice:
        assert list_invoices(alice, "issued", filters=InvoiceFilters(), page=1, size=10).total == 1
        assert list_invoices(alice, "received", filters=InvoiceFilters(), page=1, size=10).total == 0
    assert Entry.objects.filter(kind="invoice.delivered").count() == 1
    assert BoxEntry.objects.count() == 0, "outside the wall nothing is seen"
