"""Whoever tried too often gets a page that says until when, and nothing was looked at."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from coryphee.hub.accounts.limits import SIGN_IN_SOURCE, account_counted, limits_of_sign_in, reserve
from coryphee.hub.accounts.models import AttemptCount, User
from coryphee.hub.accounts.sources import Source
from coryphee.hub.toolbox import clock
from tests.clock import Clock
from tests.people import PASSWORD, World, create_world
from tests.signing_in import emailed_code, give_code, give_password, is_signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def typed() -> dict[str, str]:
    return {"login": "alice@example.test", "password": PASSWORD}


@pytest.fixture
def world() -> World:
    return create_world(password=PASSWORD)


def browser(address: str) -> Client:
    return Client(REMOTE_ADDR=address, headers={"accept-language": "en"})


def until_in(page: str) -> datetime:
    """When the page says that one can try again."""
    (found,) = re.findall(r'<time datetime="([^"]+)"', page)
    return datetime.fromisoformat(found)


def test_a06_the_sixth_attempt_is_refused_for_an_hour_even_with_the_right_password(
    world: World, typed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Clock(monkeypatch)
    guesser = browser("192.0.2.1")
    for _attempt in range(5):
        assert guesser.post("/account/login/", {**typed, "password": "wrong"}).status_code == 200
    answer = guesser.post("/account/login/", typed)
    assert answer.status_code == 429
    assert 3590 <= int(answer["Retry-After"]) <= 3600
    shown = answer.content.decode()
    assert "Too many wrong passwords" in shown
    assert "a link that unlocks it" in shown
    assert 3500 < (until_in(shown) - clock.now()).total_seconds() <= 3660
    assert "_auth_user_id" not in guesser.session
    others = {"login": world.bob.email, "password": PASSWORD}
    assert guesser.post("/account/login/", others).status_code == 302
    assert browser("192.0.2.2").post("/account/login/", typed).status_code == 302
    time.forward(minutes=61)
    assert guesser.post("/account/login/", typed).status_code == 302


def test_a06_an_address_that_is_nobodys_is_refused_alike(world: World) -> None:
    def answers(login: str) -> list[tuple[int, str]]:
        guesser = browser("192.0.2.9")
        told = [guesser.post("/account/login/", {"login": login, "password": "wrong"}) for _ in range(6)]
        return [(answer.status_code, answer.headers.get("Retry-After", "")[:2]) for answer in told]

    assert answers("nobody@example.test") == answers(world.alice.email)


def test_a06_stuffing_from_one_source_stops_after_twenty_failures_in_five_minutes(
    world: World, typed: dict[str, str], settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["tests.quick_hasher.QuickArgon2"]
    guesser = browser("192.0.2.1")
    for number in range(20):
        guesser.post("/account/login/", {"login": f"a{number}@example.test", "password": "wrong"})
    answer = guesser.post("/account/login/", typed)
    assert (answer.status_code, 240 < int(answer["Retry-After"]) <= 300) == (429, True)
    assert len(AttemptCount.objects.get(limit_name=SIGN_IN_SOURCE.name).moments) == 20
    assert browser("192.0.2.2").post("/account/login/", typed).status_code == 302


def test_a06_an_office_of_two_hundred_signs_in_at_nine_behind_one_address(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["tests.quick_hasher.QuickArgon2"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    office, time = "192.0.2.1", Clock(monkeypatch)
    kept = make_password(PASSWORD)
    people = [User(email=f"clerk{number}@example.test", name="Somebody", password=kept) for number in range(200)]
    User.objects.bulk_create(people)
    at_once, clumsy = people[:100], people[191:]
    for person in at_once:  # none of them was judged yet when the others come
        reserve(limits_of_sign_in(account_counted(person.pk), Source(office)), now=time.forward(milliseconds=1))
    for person in clumsy:  # as many as mistype, in browsers that nobody used before
        clerk = browser(office)
        assert give_password(clerk, person.email, "Mistyped-Passw0rd!").status_code == 200
        assert give_password(clerk, person.email).status_code == 302
        assert give_code(clerk, "000000").status_code == 200
        give_code(clerk, emailed_code(person.email))
        assert is_signed_in(clerk)
        time.forward(seconds=7)


def test_whoever_asks_for_many_e_mails_reads_of_e_mails(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    time = Clock(monkeypatch)
    asker = browser("192.0.2.1")
    for _request in range(5):
        assert asker.post("/account/password/reset/", {"email": "zoe@example.test"}).status_code == 302
    answer = asker.post("/account/password/reset/", {"email": "zoe@example.test"})
    assert answer.status_code == 429
    shown = answer.content.decode()
    assert "Too many e-mails asked for" in shown
    assert "in the spam folder too" in shown
    assert "password" not in shown.split('<div class="error-page">')[1].split("<footer")[0]
    time.forward(seconds=(until_in(shown) - clock.now()).total_seconds())
    assert asker.post("/account/password/reset/", {"email": "zoe@example.test"}).status_code == 302


def test_whoever_types_many_wrong_codes_reads_of_codes(world: World) -> None:
    guesser = browser("192.0.2.1")
    guesser.post("/account/login/", {"login": world.alice.email, "password": PASSWORD})
    for _code in range(5):
        assert guesser.post("/account/second-factor", {"factor": "email", "code": "000000"}).status_code == 200
    answer = guesser.post("/account/second-factor", {"factor": "email", "code": "000000"})
    assert answer.status_code == 429
    shown = answer.content.decode()
    assert "Too many wrong codes" in shown
    assert "/help/lost-factor" in shown
