"""The data of a person, piece by piece: valid JSON, also when there is hardly anything."""

import json

import pytest

from coryphee.hub.accounts.models import SecurityEvent, User
from coryphee.hub.reports.personal_data import FORMAT, personal_data
from coryphee.hub.toolbox.clock import now

pytestmark = pytest.mark.django_db


def test_somebody_without_anything_has_empty_lists() -> None:
    person = User.objects.create_user("new@example.test", name='New "Exemple"\n')
    told = json.loads("".join(personal_data(person, now())))
    assert (told["format"], told["photo"], told["deposits"], told["memberships"]) == (FORMAT, None, [], [])
    assert told["profile"]["name"] == 'New "Exemple"\n'


def test_many_rows_come_in_many_pieces() -> None:
    person = User.objects.create_user("new@example.test", name="New Exemple")
    SecurityEvent.objects.bulk_create(
        SecurityEvent(person=person, kind="person.signed_in", at=now(), source="192.0.2.7") for _n in range(1200)
    )
    pieces = list(personal_data(person, now()))
    assert len(pieces) > 1200
    assert len(json.loads("".join(pieces))["security_events"]) == 1200
