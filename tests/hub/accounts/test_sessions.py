"""Sessions end by themselves, are kept under a hash, and say whose they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from coryphee.hub.accounts.models import Session, User
from coryphee.hub.accounts.session_store import SessionStore, hashed
from tests.clock import Clock
from tests.people import World, create_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return create_world()


def signed_in(person: User, agent: str = "Browser/1") -> Client:
    client = Client(headers={"user-agent": agent})
    client.force_login(person)
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/account/sessions").status_code == 200


def test_a20_a_session_ends_after_an_hour_without_activity(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    time, client = Clock(monkeypatch), signed_in(world.alice)
    for _hour in range(3):
        time.forward(minutes=58)
        assert is_signed_in(client)
    time.forward(minutes=61)
    assert not is_signed_in(client)
    assert not Session.objects.filter(person=world.alice).exists()


def test_a20_a_session_ends_twelve_hours_after_the_sign_in_however_busy(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    time, client = Clock(monkeypatch), signed_in(world.alice)
    for _quarter in range(15):
        time.forward(minutes=47)
        assert is_signed_in(client)
    time.forward(minutes=16)  # 12 h 1 min
    assert not is_signed_in(client)


def test_a20_a_page_that_asks_by_itself_keeps_no_session_alive(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    time, client = Clock(monkeypatch), signed_in(world.alice)
    polling = {"x-polling": "1", "hx-request": "true"}
    used = Session.objects.get(person=world.alice).seen_at
    for _quarter in range(3):
        time.forward(minutes=15)
        assert client.get("/account/sessions", headers=polling).status_code == 200
    session = client.session
    session.is_attended = False
    session["written"] = True
    session.save()  # nor does one that writes into its session
    assert Session.objects.get(person=world.alice).seen_at == used
    time.forward(minutes=16)
    answer = client.get("/account/sessions", headers=polling)
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")
    assert not is_signed_in(client)


def test_a20_the_end_does_not_depend_on_the_cookie(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    time, client = Clock(monkeypatch), signed_in(world.alice)
    kept = client.cookies["session"].value
    time.forward(hours=2)
    other = Client()
    other.cookies["session"] = kept
    assert not is_signed_in(other)


def test_the_table_holds_nobodys_cookie(world: World) -> None:
    cookie = signed_in(world.alice).cookies["session"].value
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(s::text, ' ') FROM accounts_session s")
        (text,) = cursor.fetchone()
    assert cookie not in text
    assert hashed(cookie) in text


def test_when_a_session_was_used_is_written_once_a_minute(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    time, client = Clock(monkeypatch), signed_in(world.alice)
    first = Session.objects.get(person=world.alice).seen_at
    time.forward(seconds=30)
    client.get("/account/sessions")
    assert Session.objects.get(person=world.alice).seen_at == first
    time.forward(seconds=31)
    client.get("/account/sessions")
    assert Session.objects.get(person=world.alice).seen_at - first >= timedelta(seconds=61)


def test_a_session_ended_elsewhere_is_not_written_anew(world: World) -> None:
    client = signed_in(world.alice)
    store = SessionStore(client.cookies["session"].value)
    store["something"] = "typed"
    Session.objects.all().delete()
    answer = client.get("/account/sessions")
    assert answer.status_code == 302
    assert not Session.objects.filter(person=world.alice).exists()


def test_rows_of_ended_sessions_are_removed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    time = Clock(monkeypatch)
    signed_in(world.alice)
    time.forward(minutes=59)
    SessionStore.clear_expired()
    assert Session.objects.count() == 1
    time.forward(minutes=2)
    SessionStore.clear_expired()
    assert Session.objects.count() == 0


def test_a23_a_closed_account_is_out_at_the_next_request(world: World) -> None:
    client = signed_in(world.alice)
    assert is_signed_in(client)
    User.objects.filter(pk=world.alice.pk).update(is_active=False)
    assert not is_signed_in(client)
    User.objects.filter(pk=world.alice.pk).update(is_active=True)
    assert not is_signed_in(client)
