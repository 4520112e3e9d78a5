"""A lock, as its owner sees it: an e-mail, a link that opens once, and a browser that guessers never lock out."""

import re
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from coryphee.hub.accounts.actions.locks import answer_lock
from coryphee.hub.accounts.limits import SIGN_IN_ACCOUNT, account_counted, limits_of_sign_in, reserve
from coryphee.hub.accounts.models import SecurityEvent
from coryphee.hub.accounts.sources import Source
from coryphee.hub.toolbox import clock
from tests.clock import Clock
from tests.lost_factors import approved_link
from tests.people import PASSWORD, World, create_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Any) -> World:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return create_world(password=PASSWORD)


def browser(address: str) -> Client:
    return Client(REMOTE_ADDR=address, headers={"accept-language": "en"})


def attempt(client: Client, login: str, password: str) -> int:
    return client.post("/account/login/", {"login": login, "password": password}).status_code


def guess(client: Client, login: str, times: int = 5) -> None:
    for _attempt in range(times):
        assert attempt(client, login, "wrong") == 200


def answer_locks() -> int:
    """Do what the worker does with the locks; return how many there were."""
    jobs = ProcrastinateJob.objects.filter(task_name="accounts.answer_lock").order_by("id")
    for job in jobs:
        told = dict(job.args)
        answer_lock(told["person_id"], told["key"], source=Source(told["address"], told["agent"]), now=clock.now())
    return len(jobs)


def link_in(mails: list[Any]) -> str:
    (found,) = {match[0] for mail in mails for match in re.finditer(r"/account/unlock/[^/\s]+/", mail.body)}
    return str(found)


def test_a06_the_owner_of_a_lock_is_told_and_opens_it_once(world: World, mailoutbox: list[Any]) -> None:
    here = browser("192.0.2.1")
    guess(here, world.alice.email)
    assert attempt(here, world.alice.email, PASSWORD) == 429
    assert answer_locks() == 1
    (told,) = mailoutbox
    assert told.to == [world.alice.email]
    assert "192.0.2.1" in told.body
    assert PASSWORD not in told.body + told.alternatives[0][0]
    link = link_in(mailoutbox)
    assert here.get(link).status_code == 200
    assert attempt(here, world.alice.email, PASSWORD) == 429
    assert here.post(link).status_code == 200
    assert attempt(here, world.alice.email, PASSWORD) == 302
    assert (here.get(link).status_code, here.post(link).status_code) == (410, 410)
    kinds = set(SecurityEvent.objects.filter(person=world.alice).values_list("kind", flat=True))
    assert {"person.sign_in_failed", "person.sign_in_locked", "person.unlocked"} <= kinds


def test_a06_wrong_passwords_for_the_link_of_a_lost_factor_lock_and_are_told_like_others(
    world: World, mailoutbox: list[Any]
) -> None:
    here, page = browser("192.0.2.1"), approved_link(world.alice)
    assert [here.post(page, {"password": "wrong"}).status_code for _ in range(6)] == [200] * 5 + [429]
    assert answer_locks() == 1
    assert [mail.to for mail in mailoutbox] == [[world.alice.email]]
    assert here.post(link_in(mailoutbox)).status_code == 200
    mailoutbox.clear()
    assert here.post(page, {"password": PASSWORD}).status_code == 302


def test_a06_after_the_unlock_no_guesser_at_the_same_address_locks_the_owner_out(
    world: World, mailoutbox: list[Any]
) -> None:
    owner, guesser = browser("192.0.2.1"), browser("192.0.2.1")
    guess(guesser, world.alice.email)
    answer_locks()
    owner.post(link_in(mailoutbox))
    guess(guesser, world.alice.email)
    assert attempt(guesser, world.alice.email, PASSWORD) == 429
    assert attempt(owner, world.alice.email, PASSWORD) == 302


def test_a06_a_hundred_failures_from_everywhere_close_the_account_to_strangers_only(world: World) -> None:
    owner = browser("198.51.100.1")
    assert attempt(owner, world.alice.email, PASSWORD) == 302
    owner.cookies.pop("session", None)
    for number in range(100):
        source = Source(f"10.{number}.0.1")
        reserve(limits_of_sign_in(account_counted(world.alice.pk), source), now=clock.now())
    assert attempt(browser("203.0.113.1"), world.alice.email, PASSWORD) == 429
    if owner.cookies.get("browser"):  # set once the sign-in is complete
        assert attempt(owner, world.alice.email, PASSWORD) == 302
        assert attempt(browser("203.0.113.1"), world.alice.email, PASSWORD) == 302


def test_a_guesser_with_many_addresses_floods_no_mailbox(world: World, mailoutbox: list[Any]) -> None:
    for number in range(5):
        guess(browser(f"192.0.2.{number}"), world.alice.email)
    answer_locks()
    assert len(mailoutbox) == 3
    assert SecurityEvent.objects.filter(person=world.alice, kind="person.sign_in_locked").count() == 5


def test_of_a_lock_on_nobodys_account_nobody_is_told(world: World, mailoutbox: list[Any]) -> None:
    guess(browser("192.0.2.1"), "nobody@example.test")
    assert answer_locks() == 1
    assert mailoutbox == []


@pytest.mark.parametrize("token", ["x", "a:b:c", "é", "%00"])
def test_links_that_we_did_not_write_open_nothing(token: str, db: None) -> None:
    assert browser("192.0.2.1").get(f"/account/unlock/{token}/").status_code == 410


def test_the_link_dies_with_the_lock(world: World, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    time = Clock(monkeypatch)
    guess(browser("192.0.2.1"), world.alice.email)
    answer_locks()
    time.forward(minutes=61)
    assert browser("192.0.2.1").post(link_in(mailoutbox)).status_code == 410


def test_a26_many_failures_and_then_the_right_password_are_told(world: World, mailoutbox: list[Any]) -> None:
    for number in range(2):
        guess(browser(f"192.0.2.{number}"), world.alice.email, times=3)
    assert attempt(browser("192.0.2.9"), world.alice.email, PASSWORD) == 302
    told = [mail for mail in mailoutbox if "code" not in mail.subject.lower()]
    assert [mail.to for mail in told] == [[world.alice.email]]
    assert "6" in told[0].body
    assert SIGN_IN_ACCOUNT.allowed == 100
