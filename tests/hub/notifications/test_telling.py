"""Who is told what: those who may see that side and did not do it themselves; once, and what comes together as one."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from coryphee.hub.jobs.subscribers import hand_out
from coryphee.hub.lifecycle.actions import complete, recycle
from coryphee.hub.notifications.models import Notification, Preference
from coryphee.hub.notifications.telling import WINDOW, tell, window_of
from coryphee.hub.structures.access import person_acting
from coryphee.hub.structures.actions import grant_membership
from coryphee.hub.structures.models import Membership
from coryphee.hub.toolbox.clock import now
from tests.invoices_made import direct_invoice

if TYPE_CHECKING:
    from tests.hub.notifications.told import Told

pytestmark = pytest.mark.django_db
MISSING = {"reason": "AUTRE", "comment": "Le bon de commande manque."}


def test_a_delivered_invoice_is_told_to_both_sides_but_not_to_the_one_who_sent_it(told: "Told") -> None:
    invoice = told.deliver("N-1")
    told.hand_out()
    world = told.world
    assert told.of(world.camille) == [("received", "waiting", 1)], "the clerk may process it"
    assert told.of(world.denis) == [("received", "progress", 1)], "the accountant consults: nothing waits for him yet"
    assert told.of(world.bob) == [("available", "progress", 1)]
    assert told.of(world.alice) == [], "she sent it"
    assert told.of(world.eve) == []
    received = Notification.objects.get(person=world.camille)
    assert (received.structure, received.partner) == (world.town, world.supplier)
    assert received.invoice_ids == [invoice.pk]
    assert received.mail_due_at is not None
    assert Notification.objects.get(person=world.bob).mail_due_at is None, "no e-mail for what merely goes on"


def test_what_a_client_sent_is_told_to_everybody_of_the_supplier(told: "Told") -> None:
    told.deliver("N-1", by_client=True)
    told.hand_out()
    assert told.of(told.world.alice) == [("available", "progress", 1)]


def test_statuses_are_told_to_the_supplier(told: "Told") -> None:
    invoice = told.deliver("N-1")
    told.hand_out()
    told.set(invoice, "SUSPENDUE", **MISSING)
    told.hand_out()
    assert told.of(told.world.alice) == [("suspended", "waiting", 1)]
    assert told.of(told.world.bob)[1:] == [("suspended", "progress", 1)], "he may only look"
    complete(invoice, by=person_acting(told.world.alice, told.world.supplier.pk), now=now(), comment="Le voici.")
    told.hand_out()
    assert told.of(told.world.camille)[1:] == [("completed", "waiting", 1)]
    assert len(told.of(told.world.alice)) == 1
    told.set(invoice, "MANDATEE", mandate_number="M-1")
    told.set(invoice, "MISE_EN_PAIEMENT", by=told.world.denis)
    told.hand_out()
    assert told.of(told.world.denis)[-1] == ("to_book", "waiting", 1)
    assert "to_book" not in [event for event, _, _ in told.of(told.world.camille)], "it waits for the accountant alone"
    assert [event for event, _, _ in told.of(told.world.alice)] == ["suspended", "ordered", "paid"]


def test_an_invoice_sent_elsewhere_is_told_to_its_new_recipient_alone(told: "Told") -> None:
    nurse = grant_membership(
        told.world.eve, told.world.hospital, by="platform", now=now(), received_invoices="modification"
    )
    assert nurse.person == told.world.eve
    invoice = told.deliver("N-1")
    told.set(invoice, "A_RECYCLER", reason="AUTRE", comment="Pas chez nous.")
    told.hand_out()
    assert told.of(told.world.alice) == [("to_recycle", "waiting", 1)]
    before = told.of(told.world.camille)
    recycle(
        invoice, by=person_acting(told.world.alice, told.world.supplier.pk), now=now(),
        recipient_identifier=told.world.hospital.identifier, service_code="PHARMA", engagement="E-1",
    )  # fmt: skip
    told.hand_out()
    assert told.of(told.world.eve) == [("recycled", "waiting", 1)]
    assert told.of(told.world.camille) == before


def test_a_refused_file_is_told_to_its_sender_or_to_all_who_can_mend_what_a_client_sent(told: "Told") -> None:
    wrong = direct_invoice("N-1", told.world.supplier.identifier, "99900009999990")
    told.deposit(wrong)
    told.hand_out()
    assert told.of(told.world.alice) == [("refused", "waiting", 1)]
    assert told.of(told.world.bob) == []
    refused = Notification.objects.get(person=told.world.alice)
    assert refused.deposit_id is not None
    assert refused.invoice_ids == []
    told.deposit(wrong, by_client=True)
    told.hand_out(now() + WINDOW)
    assert told.of(told.world.alice) == [("refused", "waiting", 1)] * 2
    assert told.of(told.world.bob) == [], "he may not send, so he cannot mend"


def test_a_flow_held_up_is_told(told: "Told") -> None:
    from coryphee.hub.flows.models import Flow
    from coryphee.hub.flows.working import _park
    from coryphee.hub.toolbox.tenant import tenant

    told.deliver("N-1")
    with tenant(told.world.supplier.pk):
        _park(Flow.objects.select_related("deposit").get(), now(), "broken")
    told.hand_out()
    assert told.of(told.world.alice) == [("held_up", "waiting", 1)]


def test_what_comes_together_is_told_together_and_again_unread(told: "Told") -> None:
    at = datetime(2026, 11, 2, 9, 3, tzinfo=UTC)
    invoices = [told.deliver(f"N-{number}") for number in range(3)]
    told.hand_out(at)
    assert told.of(told.world.camille) == [("received", "waiting", 3)]
    Notification.objects.update(read_at=at)
    invoices += [told.deliver(f"M-{number}") for number in range(2)]
    told.hand_out(at + timedelta(minutes=5))
    (kept,) = Notification.objects.filter(person=told.world.camille)
    assert (kept.number, kept.read_at) == (5, None)
    assert kept.invoice_ids == [invoice.pk for invoice in invoices[:3]], "the first ones are named"
    told.deliver("L-1")
    told.hand_out(at + WINDOW)
    assert [number for _, _, number in told.of(told.world.camille)] == [5, 1]


def test_a_window_is_the_same_for_everybody() -> None:
    start = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    assert window_of(start) == window_of(start + WINDOW - timedelta(seconds=1)) == start
    assert window_of(start + WINDOW) == start + WINDOW


def test_two_senders_of_one_supplier_are_told_as_one_notification(told: "Told") -> None:
    Membership.objects.filter(person=told.world.bob).update(issued_invoices="modification")
    first, second = told.deliver("N-1"), told.deliver("N-2", person=told.world.bob)
    told.hand_out()
    assert told.of(told.world.camille) == [("received", "waiting", 2)]
    assert Notification.objects.get(person=told.world.camille).invoice_ids == [first.pk, second.pk]
    assert told.of(told.world.alice) == told.of(told.world.bob) == [("available", "progress", 1)], "each of the other"


def test_what_was_switched_off_is_not_told(told: "Told") -> None:
    Preference.objects.create(person=told.world.camille, family="waiting", channel="email", wanted=False)
    Preference.objects.create(person=told.world.denis, family="progress", channel="portal", wanted=False)
    Preference.objects.create(person=told.world.bob, family="progress", channel="portal", wanted=False)
    Preference.objects.create(person=told.world.bob, family="progress", channel="email", wanted=True)
    told.deliver("N-1")
    told.hand_out()
    assert Notification.objects.get(person=told.world.camille).mail_due_at is None
    assert told.of(told.world.denis) == []
    by_mail_alone = Notification.objects.get(person=told.world.bob)
    assert (by_mail_alone.in_portal, by_mail_alone.mail_due_at is None) == (False, False)


def test_nobody_without_the_right_or_with_a_closed_account_is_told(told: "Told") -> None:
    Membership.objects.filter(person=told.world.denis).update(received_invoices="none")
    told.world.bob.is_active = False
    told.world.bob.save()
    told.deliver("N-1")
    told.hand_out()
    assert told.of(told.world.denis) == told.of(told.world.bob) == []


def test_each_line_of_the_journal_is_told_once_whatever_crashes(told: "Told") -> None:
    told.deliver("N-1")
    told.hand_out()
    assert told.hand_out() == 0
    told.deliver("N-2")
    with transaction.atomic():
        told.hand_out()
        transaction.set_rollback(True)  # as if the machine stopped before the commit
    assert told.of(told.world.camille) == [("received", "waiting", 1)]
    assert told.hand_out() > 0
    assert sum(number for _, _, number in told.of(told.world.camille)) == 2


def test_thousands_of_invoices_are_one_line_for_each_person_and_a_few_statements(
    told: "Told", django_assert_max_num_queries: object
) -> None:
    from coryphee.hub.journal.actions import Line, record_many

    told.hand_out()
    details = {"recipient": told.world.town.pk, "status": "MISE_A_DISPOSITION", "depositor": "client:c1"}
    record_many(
        Line("invoice.delivered", "platform", now(), "invoice", str(number), told.world.supplier.pk, details)
        for number in range(1, 10_001)
    )
    from coryphee.hub.journal.sealing import seal_pending

    while seal_pending(now()):
        pass
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        while hand_out(now()):
            pass
    assert told.of(told.world.camille) == [("received", "waiting", 10_000)]
    assert Notification.objects.count() == 4
    assert Notification.objects.get(person=told.world.camille).invoice_ids == [1, 2, 3]


def test_lines_of_before_the_table_knew_the_parties_tell_nothing(told: "Told") -> None:
    from coryphee.hub.journal.actions import record

    record("invoice.completed", by="person:x", now=now(), object_type="invoice", object_id=1, structure_id=None)
    told.hand_out()
    assert Notification.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(sequence), 0) FROM journal_seal")
        assert tell(cursor.fetchone()[0], 10**9, now()) == 0
