"""The inbox over several structures, each with the right that the reader has there now."""

from typing import TYPE_CHECKING

import pytest

from coryphee.hub.notifications.models import Notification
from coryphee.hub.notifications.queries import inbox, preferences_of, unread_count
from coryphee.hub.structures.actions import grant_membership
from coryphee.hub.toolbox.clock import now
from tests.invoices_made import direct_invoice

if TYPE_CHECKING:
    from tests.hub.notifications.told import Told

pytestmark = pytest.mark.django_db


def test_one_inbox_holds_all_structures_and_names_things_behind_the_wall_of_each(told: "Told") -> None:
    world = told.world
    grant_membership(world.camille, world.supplier, by="platform", now=now(), issued_invoices="consultation")
    told.deliver("N-1", by_client=True)
    told.hand_out()
    page = inbox(world.camille, page=1, size=25)
    assert {(notice.structure, notice.names, notice.waits) for notice in page.rows} == {
        (world.town.name, "N-1", True),
        (world.supplier.name, "N-1", False),
    }
    assert (page.total, page.unread, page.pages) == (2, 2, 1)
    assert page.newest == max(notice.number for notice in page.rows)


def test_a_refused_file_is_named(told: "Told") -> None:
    told.deposit(direct_invoice("N-1", told.world.supplier.identifier, "99900009999990"), name="facture-12.xml")
    told.hand_out()
    assert [notice.names for notice in inbox(told.world.alice, page=1, size=25).rows] == ["facture-12.xml"]


def test_what_is_told_by_e_mail_alone_is_not_in_the_inbox(told: "Told") -> None:
    told.deliver("N-1")
    told.hand_out()
    assert unread_count(told.world.camille.pk) == 1
    Notification.objects.update(in_portal=False)
    assert unread_count(told.world.camille.pk) == inbox(told.world.camille, page=1, size=25).total == 0


def test_an_empty_inbox_has_one_page(told: "Told") -> None:
    page = inbox(told.world.eve, page=3, size=25)
    assert (page.rows, page.page, page.pages, page.newest) == ([], 1, 1, 0)


def test_defaults_hold_until_somebody_chooses(told: "Told") -> None:
    assert preferences_of(told.world.eve) == {
        ("waiting", "portal"): True,
        ("waiting", "email"): True,
        ("progress", "portal"): True,
        ("progress", "email"): False,
        ("weekly", "email"): True,
    }
