"""A profile is changed by its owner, field by field, and never overwritten unseen."""

from dataclasses import replace
from typing import Any

import pytest

from coryphee.hub.accounts.actions.people import create_person, set_language
from coryphee.hub.accounts.actions.profile import ProfileChanged, save_profile
from coryphee.hub.accounts.models import SecurityEvent, User
from coryphee.hub.accounts.profiles import profile_of
from coryphee.hub.accounts.sources import NOWHERE, Source
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def zoe() -> User:
    return create_person(
        email="zoe@example.test", name="Zoé Exemple", password=None, language="fr", by="platform", now=now()
    )


def save(person: User, version: int, **fields: Any) -> frozenset[str]:
    given = replace(profile_of(person)[0], **fields)
    return save_profile(person, given, version=version, source=Source("192.0.2.7"), by="person:1", now=now())


def test_only_what_changed_is_told_and_never_its_content(zoe: User) -> None:
    assert save(zoe, 0, phone="+33 1 23 45 67 89", town="Démoville") == {"phone", "town"}
    assert (profile_of(zoe)[0].phone, profile_of(zoe)[1]) == ("+33 1 23 45 67 89", 1)
    assert SecurityEvent.objects.get(person=zoe).details == {"fields": ["phone", "town"]}
    assert b"+33" not in bytes(Entry.objects.get(kind="person.profile_changed").canonical)


def test_nothing_changed_is_nothing_done(zoe: User) -> None:
    assert save(zoe, 0) == frozenset()
    assert profile_of(zoe)[1] == 0
    assert not SecurityEvent.objects.exists()


def test_an_older_version_overwrites_nothing_but_a_second_click_is_no_conflict(zoe: User) -> None:
    save(zoe, 0, name="Zoé Démo")
    with pytest.raises(ProfileChanged):
        save(zoe, 0, name="Somebody Else")
    assert save(zoe, 0, name="Zoé Démo") == frozenset()
    assert User.objects.get(pk=zoe.pk).name == "Zoé Démo"


def test_a_language_chosen_in_the_footer_makes_an_open_form_older(zoe: User) -> None:
    chosen: dict[str, Any] = {"source": NOWHERE, "by": zoe.actor, "now": now()}
    set_language(zoe, "fr", **chosen)
    assert profile_of(zoe)[1] == 0
    assert not SecurityEvent.objects.exists(), "it was French already"
    set_language(zoe, "it", **chosen)
    with pytest.raises(ProfileChanged):
        save(zoe, 0, town="Démoville")
    assert profile_of(zoe)[0].language == "it"
    told = SecurityEvent.objects.get()
    assert (told.kind, told.details) == ("person.profile_changed", {"fields": ["language"]})
    assert Entry.objects.filter(kind="person.profile_changed", object_id=zoe.public_id).count() == 1
