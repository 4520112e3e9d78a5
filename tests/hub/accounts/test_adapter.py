"""Sign-in over HTTP: journalled, closed to newcomers."""

import pytest
from django.test import Client

from coryphee.hub.accounts.models import User
from coryphee.hub.journal.models import Entry
from tests.people import PASSWORD, create_world

pytestmark = pytest.mark.django_db


def test_a_person_signs_in_and_the_journal_knows() -> None:
    world = create_world(password=PASSWORD)
    http = Client()
    answer = http.post("/account/login/", {"login": world.alice.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert http.session["_auth_user_id"] == str(world.alice.pk)
    assert Entry.objects.filter(kind="person.signed_in", object_id=str(world.alice.public_id)).count() == 1


def test_a_wrong_password_opens_nothing() -> None:
    world = create_world(password=PASSWORD)
    http = Client()
    answer = http.post("/account/login/", {"login": world.alice.email, "password": "not this one"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in http.session
    assert not Entry.objects.filter(kind="person.signed_in").exists()


def test_nobody_registers_by_themselves_yet() -> None:
    given = {"email": "new@example.test", "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/account/signup/", given)
    assert not User.objects.exists()
