"""The page of one's sessions, ending them, and signing out."""

import pytest
from django.test import Client

from coryphee.hub.accounts.models import SecurityEvent, Session, User
from tests.people import World, create_world

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def world() -> World:
    return create_world()


def browser(person: User, agent: str = FIREFOX) -> Client:
    """A browser whose address and name are known, unlike that of `force_login` alone."""
    client = Client(headers={"accept-language": "en", "user-agent": agent}, REMOTE_ADDR="192.0.2.7")
    client.force_login(person)
    return client


def test_a24_the_list_names_browser_and_place_and_the_one_that_asks(world: World) -> None:
    mine, _other = browser(world.alice), browser(world.alice)
    browser(world.eve)
    Session.objects.filter(person=world.alice).update(agent=FIREFOX, source="192.0.2.7")
    page = mine.get("/account/sessions").content.decode()
    assert page.count("Firefox on Windows</b>") == 2
    assert page.count("This browser") == 1
    assert page.count("192.0.2.7</td>") == 2


def test_a24_one_session_is_ended_from_another_and_the_log_knows(world: World) -> None:
    mine, other = browser(world.alice), browser(world.alice)
    number = Session.objects.filter(person=world.alice).exclude(pk=key_of(mine)).get().pk
    assert mine.post("/account/sessions/end", {"session": number}).status_code == 302
    assert other.get("/account/sessions").status_code == 302
    assert mine.get("/account/sessions").status_code == 200
    event = SecurityEvent.objects.get(person=world.alice, kind="person.session_ended")
    assert (event.source, event.details) == ("192.0.2.7", {"sessions": 1})


def test_a24_all_others_are_ended_and_mine_stays(world: World) -> None:
    mine, others, eve = browser(world.alice), [browser(world.alice) for _ in range(2)], browser(world.eve)
    told = mine.post("/account/sessions/end-others", follow=True).content.decode()
    assert "2 other sessions are ended." in told
    assert [other.get("/account/sessions").status_code for other in others] == [302, 302]
    assert (mine.get("/account/sessions").status_code, eve.get("/account/sessions").status_code) == (200, 200)


def test_a24_nobody_ends_the_session_of_somebody_else(world: World) -> None:
    eve, alice = browser(world.eve), browser(world.alice)
    told = eve.post("/account/sessions/end", {"session": key_of(alice)}, follow=True).content.decode()
    assert "had ended already" in told
    assert alice.get("/account/sessions").status_code == 200


@pytest.mark.parametrize("number", ["", "x" * 5000, "\x00", "'; --"])
def test_odd_numbers_end_nothing(world: World, number: str) -> None:
    mine = browser(world.alice)
    assert mine.post("/account/sessions/end", {"session": number}).status_code == 302
    assert Session.objects.filter(person=world.alice).count() == 1


def test_a21_signing_out_takes_a_post_and_kills_the_cookie(world: World) -> None:
    mine = browser(world.alice)
    kept = mine.cookies["session"].value
    assert mine.get("/account/logout/").status_code == 200
    assert mine.get("/account/sessions").status_code == 200
    answer = mine.post("/account/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    replayed = Client()
    replayed.cookies["session"] = kept
    answer = replayed.get("/account/sessions")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/account/sessions")
    assert SecurityEvent.objects.filter(person=world.alice, kind="person.signed_out").count() == 1


def key_of(client: Client) -> str:
    from coryphee.hub.accounts.session_store import hashed

    return hashed(client.cookies["session"].value)
