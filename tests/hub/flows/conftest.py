"""A world of people, and the moves that flow tests make: deposit as somebody, work until everything rests.

Imports stand inside: pytest reads this file before the settings are there.
"""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def world(db: None) -> Any:
    from tests.people import create_world

    return create_world()


@pytest.fixture
def deposited(world: Any) -> Callable[..., list[Any]]:
    """Deposit as Alice (or another), work, and return the flows as they rest."""
    from coryphee.hub.flows.actions import receive
    from coryphee.hub.flows.models import Flow
    from coryphee.hub.flows.working import drain
    from coryphee.hub.structures.access import person_acting
    from coryphee.hub.toolbox.clock import now
    from coryphee.hub.toolbox.tenant import tenant

    def deposit(
        content: bytes, name: str = "invoice.xml", *, person: Any = None, structure: Any = None, **more: Any
    ) -> Any:
        by = person_acting(person or world.alice, (structure or world.supplier).pk)
        receipt = receive(content, name, by=by, now=now(), **{"door": "portal", **more})
        while drain():
            pass
        with tenant(by.structure_id):
            return list(Flow.objects.filter(deposit=receipt.deposit).order_by("position"))

    return deposit
