"""Who may open an invoice: the parties once it lies in their box, nobody else, and no query outside the wall."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from coryphee.hub.invoices.access import invoice_for
from coryphee.hub.invoices.actions import integrate
from coryphee.hub.invoices.models import Attachment, BoxEntry, Draft, Identity, Invoice
from coryphee.hub.structures.access import acting_for, person_acting
from coryphee.hub.structures.models import Membership
from coryphee.hub.toolbox.refusals import NotForYou
from coryphee.hub.toolbox.tenant import tenant
from tests.people import World

Laid = Callable[..., Invoice]


def test_both_parties_open_it_and_each_on_its_side(world: World, laid: Laid) -> None:
    invoice = laid("A-1")
    with acting_for(world.alice, world.supplier.pk) as alice:
        assert invoice_for(alice, invoice.pk, "issued").recipient == world.town
        with pytest.raises(NotForYou):
            invoice_for(alice, invoice.pk, "received")
    with acting_for(world.camille, world.town.pk) as camille:
        assert invoice_for(camille, invoice.pk).pk == invoice.pk


def test_strangers_and_absence_are_answered_alike(world: World, laid: Laid) -> None:
    invoice = laid("A-1")
    with acting_for(world.eve, world.other_supplier.pk) as eve:
        for number in (invoice.pk, 10**15):
            with pytest.raises(NotForYou):
                invoice_for(eve, number)


def test_a_right_taken_away_closes_the_box(world: World, laid: Laid) -> None:
    invoice = laid("A-1")
    Membership.objects.filter(person=world.camille).update(received_invoices="none")
    with acting_for(world.camille, world.town.pk) as camille, pytest.raises(NotForYou):
        invoice_for(camille, invoice.pk)


def test_the_recipient_sees_nothing_before_it_is_made_available(world: World, laid: Laid) -> None:
    invoice = laid("A-1", made_available_at=None, status="DEPOSEE")
    with acting_for(world.camille, world.town.pk) as camille:
        with pytest.raises(NotForYou):
            invoice_for(camille, invoice.pk)
        assert Invoice.objects.count() == 0


def test_an_unscoped_query_returns_nothing(world: World, laid: Laid) -> None:
    laid("A-1")
    for table in (Invoice, BoxEntry, Identity, Draft, Attachment):
        assert table.objects.count() == 0, table
    with tenant(world.other_supplier.pk):
        for table in (Invoice, BoxEntry, Identity):
            assert table.objects.count() == 0, table


def test_boxes_are_written_by_the_database_alone(world: World, laid: Laid) -> None:
    laid("A-1")
    with tenant(world.supplier.pk), pytest.raises(ProgrammingError), transaction.atomic():
        BoxEntry.objects.update(status="MISE_EN_PAIEMENT")


def test_a_stranger_cannot_have_an_invoice_delivered(world: World, laid: Laid) -> None:
    invoice = laid("A-1", shown=False)
    with tenant(world.other_supplier.pk), connection.cursor() as cursor:
        cursor.execute("SELECT deliver_box_entries(%s)", [invoice.pk])
    with tenant(world.town.pk):
        assert BoxEntry.objects.count() == 0


def test_nobody_integrates_an_invoice_for_another_supplier(world: World, laid: Laid) -> None:
    invoice = laid("A-1")
    invoice.pk = None
    with tenant(world.other_supplier.pk), pytest.raises(ProgrammingError), transaction.atomic():
        integrate([(invoice, "")], now=datetime.now(tz=UTC))


def test_a_person_of_another_structure_is_no_member(world: World) -> None:
    with pytest.raises(NotForYou):
        person_acting(world.eve, world.supplier.pk)
