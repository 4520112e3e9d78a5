"""What the tests of notifications do again and again: deposit, set a status, hand out, look into an inbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coryphee.hub.accounts.models import User
from coryphee.hub.flows.actions import receive
from coryphee.hub.flows.working import drain
from coryphee.hub.invoices.models import Invoice
from coryphee.hub.jobs.subscribers import hand_out
from coryphee.hub.journal.sealing import seal_pending
from coryphee.hub.lifecycle.actions import set_status
from coryphee.hub.notifications.models import Notification
from coryphee.hub.structures.access import client_acting, person_acting
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.tenant import tenant
from tests.invoices_made import direct_invoice
from tests.people import World


@dataclass
class Told:
    """The world, and its moves."""

    world: World

    def hand_out(self, at: datetime | None = None) -> int:
        """Seal what happened and hand it to the subscribers."""
        while seal_pending(at or now()):
            pass
        handed = total = hand_out(at or now())
        while handed:
            handed = hand_out(at or now())
            total += handed
        return total

    def deposit(self, content: bytes, *, name: str = "f.xml", by_client: bool = False, person: Any = None) -> None:
        """Deposit for the supplier, as Alice, another person or its client, and take it to rest."""
        supplier = self.world.supplier
        by = (
            client_acting(supplier, "c1", "ERP")
            if by_client
            else person_acting(person or self.world.alice, supplier.pk)
        )
        receive(content, name, by=by, door="api" if by_client else "portal", now=now())
        while drain():
            pass

    def deliver(self, number: str, recipient: Structure | None = None, **how: Any) -> Invoice:
        """Deposit a good invoice for the town (or another); return it as the supplier sees it."""
        to = (recipient or self.world.town).identifier
        self.deposit(direct_invoice(number, self.world.supplier.identifier, to), **how)
        with tenant(self.world.supplier.pk):
            return Invoice.objects.get(number=number)

    def set(self, invoice: Invoice, status: str, *, by: User | None = None, **given: Any) -> None:
        """Set a status on an invoice of the town, as Camille or another."""
        acting = person_acting(by or self.world.camille, self.world.town.pk)
        set_status(invoice, by=acting, status=status, now=now(), **given)

    def of(self, person: User) -> list[tuple[str, str, int]]:
        """What a person was told: event, family, number; the oldest first."""
        mine = Notification.objects.filter(person=person).order_by("id")
        return [(each.event, each.family, each.number) for each in mine]
