"""The people of the tests at their browsers (Django's test client), and what they do again and again."""

import io
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from coryphee.hub.accounts.models import User
from coryphee.hub.flows.working import drain
from coryphee.hub.invoices.models import BoxEntry, Draft
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.tenant import tenant
from tests.invoices_made import SAMPLES, direct_invoice
from tests.people import World

A_PDF = (SAMPLES / "07-pdf-without-data.pdf").read_bytes()


def file(content: bytes, name: str) -> io.BytesIO:
    """Return a file as a form sends it."""
    given = io.BytesIO(content)
    given.name = name
    return given


def work() -> None:
    """Let the worker take every flow to rest."""
    while drain():
        pass


def signed_in(person: User, language: str = "en") -> Client:
    """Return the browser of a signed-in person, reading in a language."""
    client = Client(headers={"accept-language": language})
    client.force_login(person)
    return client


@dataclass
class Story:
    """Who does what, page by page. Addresses are made from route names and the structure acted for."""

    world: World
    browsers: dict[int, Client] = field(default_factory=dict)

    def browser(self, person: User) -> Client:
        """Return the person's browser, signed in once."""
        if person.pk not in self.browsers:
            self.browsers[person.pk] = signed_in(person)
        return self.browsers[person.pk]

    def get(self, person: User, route: str, structure: Structure, *places: Any, query: str = "") -> Any:
        """Open a page."""
        return self.browser(person).get(reverse(route, args=[structure.pk, *places]) + query)

    def post(self, person: User, route: str, structure: Structure, *places: Any, **fields: Any) -> Any:
        """Send a form."""
        return self.browser(person).post(reverse(route, args=[structure.pk, *places]), fields)

    def deposit(self, content: bytes, name: str = "invoice.xml") -> Any:
        """Alice deposits one file by the plain form, and the worker does its work."""
        answer = self.post(self.world.alice, "deposit", self.world.supplier, file=file(content, name))
        work()
        return answer

    def delivered(self, number: str, **fields: Any) -> int:
        """Deposit a good invoice for the town; return its number in our tables."""
        self.deposit(direct_invoice(number, self.world.supplier.identifier, self.world.town.identifier))
        with tenant(self.world.supplier.pk):
            return BoxEntry.objects.get(side="issued", number=number).invoice_id

    def set_status(self, person: User, invoice_id: int, status: str, **fields: Any) -> Any:
        """Set a status on an invoice of the town, as the page does it."""
        return self.post(person, "invoice-status", self.world.town, invoice_id, status, **fields)

    def draft(self) -> Draft:
        """Deposit a PDF without data; return the draft it became."""
        self.deposit(A_PDF, "facture.pdf")
        with tenant(self.world.supplier.pk):
            return Draft.objects.get(sent_flow__isnull=True)


FILLED = {
    "number": "F-2026-7",
    "type_code": "380",
    "issue_date": "2026-09-01",
    "due_date": "2026-10-01",
    "currency": "EUR",
    "total_without_vat": "1 000,00",
    "total_with_vat": "1 200,00",
    "category": "S",
    "rate": "20",
    "base": "1000",
    "amount": "200",
    "reason": "",
    "iban": "",
    "service_code": "TRAVAUX",
}
