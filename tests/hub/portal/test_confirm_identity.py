"""Sensitive acts ask for both factors anew, and one goes on where one was; the password is changed behind that."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from coryphee.hub.accounts.actions.emailed_codes import SOURCE_LIMIT, send_code
from coryphee.hub.accounts.models import SecurityEvent, User
from coryphee.hub.accounts.sources import Source
from coryphee.hub.toolbox import clock
from tests.clock import Clock
from tests.people import PASSWORD, World, create_world
from tests.signing_in import emailed_code

pytestmark = pytest.mark.django_db

CHANGE, CONFIRM = "/account/password/change/", "/account/confirm"
NEW = "Tulipe-jaune-47-Vents"


@pytest.fixture
def world(settings: Any) -> World:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return create_world(password=PASSWORD)


def browser(person: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def test_a25_five_minutes_after_the_sign_in_both_factors_are_asked_anew_and_one_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    time, alice = Clock(monkeypatch), browser(world.alice)
    assert alice.get(CHANGE).status_code == 200
    time.forward(seconds=301)
    answer = alice.get(CHANGE)
    assert (answer.status_code, answer["Location"]) == (302, f"{CONFIRM}?next=%2Faccount%2Fpassword%2Fchange%2F")
    here = answer["Location"]
    assert alice.post(here, {"current_password": "wrong"}).status_code == 200
    assert alice.post(here, {"current_password": PASSWORD})["Location"] == here
    assert alice.get(CHANGE).status_code == 302  # the password alone is not enough
    assert alice.post(here, {"code": "000000x"}).status_code == 200
    before = alice.cookies["session"].value
    assert alice.post(here, {"code": emailed_code(world.alice.email)})["Location"] == CHANGE
    assert alice.cookies["session"].value != before  # A19
    assert alice.get(CHANGE).status_code == 200
    assert SecurityEvent.objects.filter(person=world.alice, kind="person.identity_confirmed").count() == 1


def test_a25_a_code_that_was_not_sent_is_not_awaited(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    time, alice = Clock(monkeypatch), browser(world.alice)
    time.forward(seconds=301)
    for _code in range(SOURCE_LIMIT):
        send_code(world.alice, replaces=None, source=Source("127.0.0.1"), now=clock.now())
    answer = alice.post(CONFIRM, {"current_password": PASSWORD})
    assert answer.status_code == 200
    assert "Several codes were sent already" in answer.text
    assert "We sent a code" not in alice.get(CONFIRM).text
    time.forward(minutes=11)
    alice.post(CONFIRM, {"current_password": PASSWORD})
    assert "We sent a code" in alice.get(CONFIRM).text


def test_a25_of_a_form_sent_too_late_nothing_is_done(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    time, alice = Clock(monkeypatch), browser(world.alice)
    time.forward(seconds=301)
    sent = {"current_password": PASSWORD, "password": NEW}
    answer = alice.post(CHANGE, sent, headers={"referer": f"http://testserver{CHANGE}"})
    assert answer["Location"] == f"{CONFIRM}?next=%2Faccount%2Fpassword%2Fchange%2F"
    assert "Nothing was done yet" in alice.get(answer["Location"]).content.decode()
    world.alice.refresh_from_db()
    assert world.alice.check_password(PASSWORD)


@pytest.mark.parametrize(
    "page",
    ["/account/security/codes", "/account/security/app", "/account/security/app/remove", "/account/security/key"],
)
def test_a25_the_second_factor_is_changed_behind_it_only(
    world: World, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    time, alice = Clock(monkeypatch), browser(world.alice)
    time.forward(seconds=301)
    assert alice.get(page)["Location"].startswith(f"{CONFIRM}?next=")


def test_a05_codes_are_counted_here_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    time, alice = Clock(monkeypatch), browser(world.alice)
    time.forward(seconds=301)
    alice.post(CONFIRM, {"current_password": PASSWORD})
    answers = [alice.post(CONFIRM, {"code": f"{number:06}x"}).status_code for number in range(6)]
    assert answers == [200] * 5 + [429]
    assert alice.post(CONFIRM, {"code": emailed_code(world.alice.email)}).status_code == 429


def test_a06_passwords_are_counted_here_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    time, alice = Clock(monkeypatch), browser(world.alice)
    time.forward(seconds=301)
    answers = [alice.post(CONFIRM, {"current_password": "wrong"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


@pytest.mark.parametrize(
    "onward", ["//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)", "/a\r\nX: y"]
)
def test_w10_one_goes_on_to_our_own_pages_only(world: World, onward: str, monkeypatch: pytest.MonkeyPatch) -> None:
    time, alice = Clock(monkeypatch), browser(world.alice)
    time.forward(seconds=301)
    alice.post(CONFIRM, {"current_password": PASSWORD})
    from urllib.parse import urlencode

    here = f"{CONFIRM}?{urlencode({'next': onward})}"
    assert alice.post(here, {"code": emailed_code(world.alice.email)})["Location"] == "/"


def test_a12_changing_the_password_ends_all_other_sessions_and_is_told(world: World) -> None:
    alice, elsewhere = browser(world.alice), browser(world.alice)
    refused = alice.post(CHANGE, {"current_password": "wrong", "password": NEW})
    assert "This is not your password." in refused.content.decode()
    assert alice.post(CHANGE, {"current_password": PASSWORD, "password": "short"}).status_code == 200
    before = alice.cookies["session"].value
    assert alice.post(CHANGE, {"current_password": PASSWORD, "password": NEW}).status_code == 302
    assert alice.cookies["session"].value != before
    page = alice.get("/account/sessions")
    assert page.status_code == 200
    assert page.content.decode().count("<tr>") == 2  # the head, and this one
    assert elsewhere.get("/account/sessions").status_code == 302
    world.alice.refresh_from_db()
    assert world.alice.check_password(NEW)
    (told,) = mail.outbox
    assert told.to == [world.alice.email]
    assert NEW not in str(told.body)
    assert SecurityEvent.objects.filter(person=world.alice, kind="person.password_changed").count() == 1
