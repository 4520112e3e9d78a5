"""Sign-in over HTTP: journalled."""

import pytest
from django.test import Client

from coryphee.hub.accounts.models import User
from coryphee.hub.journal.models import Entry
from tests.people import PASSWORD, create_world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_a_person_signs_in_and_the_journal_knows() -> None:
    world = create_world(password=PASSWORD)
    http = Client()
    answer = sign_in(http, world.alice.email)
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


@pytest.mark.parametrize("closed", [False, True])
def test_the_journal_knows_whose_sign_in_failed_and_not_what_was_typed(*, closed: bool) -> None:
    world = create_world(password=PASSWORD)
    if closed:
        User.objects.filter(pk=world.alice.pk).update(is_active=False)
    typed = PASSWORD if closed else "not-this-one"
    Client().post("/account/login/", {"login": world.alice.email.upper(), "password": typed})
    (event,) = Entry.objects.filter(kind="person.sign_in_failed")
    assert (event.actor, event.object_id) == ("nobody", str(world.alice.public_id))
    assert typed.encode() not in bytes(event.canonical)
    assert b"@" not in bytes(event.canonical)


def test_the_journal_keeps_no_address_that_is_nobodys() -> None:
    Client().post("/account/login/", {"login": "typed-by-mistake@example.test", "password": "secret"})
    (event,) = Entry.objects.filter(kind="person.sign_in_failed")
    assert event.object_id == "unknown"
    assert b"mistake" not in bytes(event.canonical)
