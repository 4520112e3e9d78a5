"""Reading and choosing, without a page around it."""

from typing import TYPE_CHECKING

import pytest

from coryphee.hub.notifications.actions import open_notification, read_all, set_preferences, switch_off
from coryphee.hub.notifications.models import Notification, Preference
from coryphee.hub.notifications.queries import preferences_of
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.refusals import NotForYou

if TYPE_CHECKING:
    from tests.hub.notifications.told import Told

pytestmark = pytest.mark.django_db


def test_the_first_reading_counts(told: "Told") -> None:
    told.deliver("N-1")
    told.hand_out()
    mine = Notification.objects.get(person=told.world.camille)
    first, later = now(), now()
    open_notification(told.world.camille, mine.pk, first)
    open_notification(told.world.camille, mine.pk, later)
    mine.refresh_from_db()
    assert mine.read_at == first
    with pytest.raises(NotForYou):
        open_notification(told.world.alice, mine.pk, later)


def test_what_came_after_the_page_stays_unread(told: "Told") -> None:
    told.deliver("N-1")
    told.hand_out()
    mine = Notification.objects.get(person=told.world.camille)
    assert read_all(told.world.camille, upto=mine.pk - 1, now=now()) == 0
    assert read_all(told.world.camille, upto=mine.pk, now=now()) == 1


def test_only_what_changed_is_kept(told: "Told") -> None:
    eve = told.world.eve
    assert not set_preferences(eve, {("waiting", "email"): True}, by="person:x", now=now())
    assert Preference.objects.count() == 0
    assert switch_off(eve, "waiting", now())
    assert not switch_off(eve, "waiting", now())
    assert not preferences_of(eve)["waiting", "email"]
    with pytest.raises(KeyError):
        set_preferences(eve, {("waiting", "fax"): True}, by="person:x", now=now())
