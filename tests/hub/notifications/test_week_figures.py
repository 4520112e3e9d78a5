"""The figures of a week, compared with what the invoices say."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coryphee.hub.notifications.week_figures import figures_of, waiting_for
from coryphee.hub.structures.models import Membership
from coryphee.hub.toolbox.clock import day_in_france, now

if TYPE_CHECKING:
    from tests.hub.notifications.told import Told

pytestmark = pytest.mark.django_db
WHY = {"reason": "AUTRE", "comment": "Pièce manquante."}


def test_what_is_new_blocked_waiting_overdue_and_paid_is_counted_with_its_amounts(told: "Told") -> None:
    world = told.world
    untouched, suspended, rejected, ordered, paid = (told.deliver(f"N-{number}") for number in range(5))
    told.set(suspended, "SUSPENDUE", **WHY)
    told.set(rejected, "REJETEE", **WHY)
    told.set(ordered, "MANDATEE")
    told.set(paid, "MISE_EN_PAIEMENT")
    since, later = now() - timedelta(days=7), day_in_france(now()) + timedelta(days=400)
    sides = figures_of(world.town, since=since, today=later)
    assert set(sides) == {"received"}
    received = sides["received"]
    assert {name: measure.count for name, measure in received.items()} == {
        "new": 5, "blocked": 1, "to_process": 1, "to_pay": 1, "overdue": 3, "paid": 1,
    }  # fmt: skip
    one = untouched.total_with_vat
    assert received["new"].amounts == {"EUR": 5 * one}
    assert received["to_pay"].amounts == {"EUR": ordered.amount_due}
    issued = figures_of(world.supplier, since=since, today=later)["issued"]
    assert issued["blocked"].count == 2, "a rejection waits until it is acknowledged"
    assert issued["paid"].amounts == {"EUR": paid.total_with_vat}


def test_an_earlier_week_is_not_new_any_more(told: "Told") -> None:
    told.deliver("N-1")
    received = figures_of(told.world.town, since=now() + timedelta(days=1), today=day_in_france(now()))["received"]
    assert received["new"].count == 0
    assert received["new"].amounts == {}
    assert received["to_process"].count == 1


def test_what_waits_depends_on_what_one_may_do(told: "Told") -> None:
    world = told.world
    told.deliver("N-1")
    told.set(told.deliver("N-2"), "MANDATEE")
    received = figures_of(world.town, since=now() - timedelta(days=7), today=day_in_france(now()))["received"]
    clerk, accountant = (Membership.objects.get(person=person) for person in (world.camille, world.denis))
    assert waiting_for(clerk, "received", received).count == 1
    assert waiting_for(accountant, "received", received).count == 1
    accountant.received_invoices = "modification"
    both = waiting_for(accountant, "received", received)
    assert (both.count, both.amounts) == (2, {"EUR": sum(received["new"].amounts.values(), Decimal(0))})


def test_what_is_booked_is_the_end_where_payment_is_not_reported(told: "Told") -> None:
    world = told.world
    invoice = told.deliver("N-1")
    told.set(invoice, "MANDATEE")
    told.set(invoice, "COMPTABILISEE", by=world.denis)
    days = {"since": now() - timedelta(days=7), "today": day_in_france(now()) + timedelta(days=400)}
    assert figures_of(world.town, **days)["received"]["to_pay"].count == 1
    world.town.payment_not_reported = True
    received = figures_of(world.town, **days)["received"]
    assert (received["to_pay"].count, received["overdue"].count) == (0, 0)
