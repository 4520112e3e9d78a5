"""Sign-in over HTTP: journalled."""

import time

import pytest
from django.test import Client

from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.accounts.models import User
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now
from tests.people import PASSWORD, create_world
from tests.signing_in import emailed_code, give_code, give_password, is_signed_in, sign_in

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


def test_a08_an_endless_password_is_refused_at_sign_in_before_anything_is_computed() -> None:
    world = create_world(password=PASSWORD)
    for address in (world.alice.email, "nobody@example.test"):
        Client().post("/account/login/", {"login": address, "password": "x"})
        started = time.process_time()
        answer = Client().post("/account/login/", {"login": address, "password": "Aa1!" * 1024 + "x"})
        assert time.process_time() - started < 0.1
        assert answer.status_code == 200
    assert Entry.objects.filter(kind="person.sign_in_failed").count() == 4


def test_a_domain_in_other_letters_signs_in_however_it_is_typed() -> None:
    person = create_person(
        email="zoe@xn--nergie-9ua.example", name="Zoé", password=PASSWORD, language="fr", by="platform", now=now()
    )
    for typed in ("Zoe@Énergie.example", "zoe@xn--nergie-9ua.example"):
        http = Client()
        give_password(http, typed)
        give_code(http, emailed_code(person.email))
        assert is_signed_in(http)
