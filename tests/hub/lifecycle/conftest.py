"""An invoice in the town's box, and who may act on it. Imports stand inside: pytest reads this before the settings."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def world(db: None) -> Any:
    from tests.people import create_world

    return create_world()


@pytest.fixture
def delivered(world: Any) -> Callable[..., Any]:
    """Deposit an invoice of the supplier for the town (or another) and return it as the supplier sees it."""
    from coryphee.hub.flows.actions import receive
    from coryphee.hub.flows.working import drain
    from coryphee.hub.invoices.models import Invoice
    from coryphee.hub.structures.access import person_acting
    from coryphee.hub.toolbox.clock import now
    from coryphee.hub.toolbox.tenant import tenant
    from tests.invoices_made import direct_invoice

    def deliver(number: str = "L-1", recipient: Any = None) -> Any:
        by = person_acting(world.alice, world.supplier.pk)
        content = direct_invoice(number, world.supplier.identifier, (recipient or world.town).identifier)
        receive(content, "f.xml", by=by, door="portal", now=now())
        while drain():
            pass
        with tenant(world.supplier.pk):
            return Invoice.objects.get(number=number)

    return deliver
