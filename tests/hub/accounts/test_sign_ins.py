"""A sign-in from a browser that the account does not know is told to its owner, the others are not."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from coryphee.hub.accounts.actions.sign_ins import signed_in
from coryphee.hub.accounts.models import KnownBrowser, SecurityEvent, User
from coryphee.hub.toolbox import clock
from tests.people import World, create_world

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"


@pytest.fixture
def world(settings: Any) -> World:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return create_world()


def arrive(person: User, agent: str = FIREFOX, address: str = "192.0.2.1", cookie: str = "") -> str:
    """Sign in; return the cookie."""
    request = RequestFactory().get("/", REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
    request.COOKIES["browser"] = cookie
    response = HttpResponse()
    signed_in(request, response, person, factor="email", now=clock.now())
    return str(response.cookies["browser"].value)


def test_a26_the_first_sign_in_is_no_news_another_browser_is(world: World, mailoutbox: list[Any]) -> None:
    arrive(world.alice)
    assert mailoutbox == []
    arrive(world.alice, EDGE, "203.0.113.9")
    (told,) = mailoutbox
    assert told.to == [world.alice.email]
    text, (html, kind) = told.body, told.alternatives[0]
    assert kind == "text/html"
    assert all("203.0.113.9" in part and "Edge" in part and "Windows" in part for part in (text, html))
    event = SecurityEvent.objects.filter(person=world.alice).latest("pk")
    assert (event.source, event.details) == ("203.0.113.9", {"factor": "email", "new_browser": True})


def test_a26_a_known_cookie_or_the_same_browser_in_the_same_network_is_no_news(
    world: World, mailoutbox: list[Any]
) -> None:
    cookie = arrive(world.alice)
    assert arrive(world.alice, FIREFOX, "203.0.113.9", cookie) == cookie
    arrive(world.alice, FIREFOX, "203.0.113.9")
    assert mailoutbox == []


def test_a26_the_cookie_of_one_person_says_nothing_of_another(world: World, mailoutbox: list[Any]) -> None:
    arrive(world.eve, EDGE, "203.0.113.9")
    cookie = arrive(world.alice)
    arrive(world.eve, FIREFOX, "192.0.2.1", cookie)
    assert [mail.to for mail in mailoutbox] == [[world.eve.email]]


def test_the_words_are_in_the_language_of_the_owner(world: World, mailoutbox: list[Any]) -> None:
    subjects = set()
    for language in ("fr", "en", "it"):
        world.alice.language = language
        arrive(world.alice, f"{EDGE} {language}", f"203.0.113.{len(subjects)}")
        arrive(world.alice, f"{FIREFOX} {language}", f"198.51.100.{len(subjects)}")
        subjects.add(mailoutbox[-1].subject)
    assert len(subjects) == 3


def test_the_table_keeps_no_cookie_and_not_every_browser_for_ever(world: World) -> None:
    cookies = [arrive(world.alice, f"Browser/{number}") for number in range(25)]
    assert KnownBrowser.objects.filter(person=world.alice).count() == 20
    assert not set(cookies) & set(KnownBrowser.objects.values_list("fingerprint", flat=True))
