"""Clicked twice, an answer is given once, and nobody is shown a failure."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from coryphee.hub.flows.actions import receive
from coryphee.hub.flows.working import drain
from coryphee.hub.invoices.models import Invoice
from coryphee.hub.lifecycle.actions import set_status
from coryphee.hub.lifecycle.models import Event
from coryphee.hub.structures.access import person_acting
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.tenant import tenant
from tests.invoices_made import direct_invoice
from tests.people import create_world


@pytest.mark.django_db(transaction=True)
def test_four_clicks_on_complete(settings: Any, tmp_path: Path) -> None:
    settings.VAULT_FOLDER = tmp_path / "blobs"
    world = create_world()
    content = direct_invoice("D-1", world.supplier.identifier, world.town.identifier)
    receive(content, "d.xml", by=person_acting(world.alice, world.supplier.pk), door="portal", now=now())
    drain()
    with tenant(world.supplier.pk):
        invoice = Invoice.objects.get()
    set_status(
        invoice, by=person_acting(world.camille, world.town.pk), status="SUSPENDUE", now=now(), reason="JUSTIF_ABS"
    )

    def click(_: int) -> int:
        http = Client()
        http.force_login(world.alice, backend=settings.AUTHENTICATION_BACKENDS[0])
        try:
            address = f"/s/{world.supplier.pk}/invoices/{invoice.pk}/complete"
            return http.post(address, {"comment": "Here it is"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        answers = list(people.map(click, range(4)))
    assert set(answers) <= {302, 422}, answers
    with tenant(world.supplier.pk):
        assert Event.objects.filter(invoice=invoice, status="COMPLETEE").count() == 1
