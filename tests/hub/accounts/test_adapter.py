"""Sign-in over HTTP: journalled, closed to newcomers."""

from typing import Any

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


def test_nobody_registers_by_themselves_yet() -> None:
    given = {"email": "new@example.test", "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/account/signup/", given)
    assert not User.objects.exists()


def test_the_link_of_a_password_mail_comes_from_the_settings(
    settings: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PUBLIC_URL = "https://factures.example.test"
    world = create_world(password=PASSWORD)
    with django_capture_on_commit_callbacks(execute=True):
        Client().post("/account/password/reset/", {"email": world.alice.email}, headers={"host": "localhost:6666"})
    (mail,) = mailoutbox
    assert "https://factures.example.test/account/password/reset/key/" in mail.body
    assert "6666" not in mail.body + mail.subject
