"""The security page: what it shows, recovery codes shown once, trusted devices ended."""

import re
from base64 import b64decode
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from coryphee.hub.accounts.actions.trusted_devices import trust_device
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now
from tests.clock import Clock
from tests.factors import AppOnPhone, app_of, new_browser, stored
from tests.people import World
from tests.signing_in import SECOND_FACTOR, give_code, give_password, is_signed_in

ALICE = "alice@example.test"
CODE = re.compile(r"<li>([0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4})</li>")


@pytest.fixture
def phone(alice: World, clock: Clock) -> AppOnPhone:
    phone = app_of(alice.alice)
    clock.forward(minutes=10)
    mail.outbox.clear()
    return phone


def test_the_page_says_which_factor_confirms_a_sign_in(alice: World, phone: AppOnPhone) -> None:
    assert "Set up an app" in new_browser(alice.bob).get("/account/security").text
    page = new_browser(alice.alice).get("/account/security").text
    assert "Replace the app" in page
    assert "0 of 10 are left" in page
    assert "Trusted devices" not in page


def test_a17_ten_codes_are_shown_once_kept_as_fingerprints_and_new_ones_kill_them(
    alice: World, phone: AppOnPhone
) -> None:
    browser = new_browser(alice.alice)
    assert CODE.findall(browser.get("/account/security/codes").text) == []
    answer = browser.post("/account/security/codes")
    codes = CODE.findall(answer.text)
    assert len(set(codes)) == 10
    assert answer["Cache-Control"] == "no-store"
    file = re.search(r'href="data:text/plain;charset=utf-8;base64,([^"]*)"', answer.text)
    assert file
    assert all(code in b64decode(file[1]).decode() for code in codes)
    everything = stored()
    for code in codes:
        assert code not in everything
        assert code.replace("-", "") not in everything
    assert "codes de secours" in str(mail.outbox[-1].body)
    newer = CODE.findall(browser.post("/account/security/codes").text)
    for code, opens in ((codes[0], False), (newer[0], True), (newer[0], False)):
        again = Client()
        give_password(again, ALICE)
        give_code(again, code, "recovery")
        assert is_signed_in(again) == opens


def test_a17_codes_are_random(alice: World, phone: AppOnPhone) -> None:
    browser = new_browser(alice.alice)
    made = [code for _ in range(5) for code in CODE.findall(browser.post("/account/security/codes").text)]
    assert len(set(made)) == 50
    for place in (0, 3, 7, 13):  # no sign stands still: 32 of them, 50 codes
        assert len({code[place] for code in made}) > 10


def test_who_has_the_emailed_code_alone_needs_no_recovery_codes(alice: World) -> None:
    answer = new_browser(alice.alice).post("/account/security/codes")
    assert answer["Location"] == "/account/security"
    assert mail.outbox == []


def test_a22_trusted_devices_are_listed_and_ended_one_by_one_or_all(alice: World, settings: Any) -> None:
    settings.TRUSTED_DEVICE_DAYS = 30
    for _ in range(3):
        trust_device(alice.alice, source=NOWHERE, now=now())
    foreign = new_browser(alice.bob)
    browser = new_browser(alice.alice)
    numbers = re.findall(r'name="device" value="(\d+)"', browser.get("/account/security").text)
    assert len(numbers) == 3
    foreign.post("/account/security/devices/end", {"device": numbers[0]})
    for odd in ("x", "9" * 30, "-1", "\x00"):
        assert browser.post("/account/security/devices/end", {"device": odd}).status_code == 302
    assert len(re.findall(r'name="device"', browser.get("/account/security").text)) == 3
    browser.post("/account/security/devices/end", {"device": numbers[0]})
    assert len(re.findall(r'name="device"', browser.get("/account/security").text)) == 2
    browser.post("/account/security/devices/end")
    assert not re.findall(r'name="device"', browser.get("/account/security").text)
    assert Entry.objects.filter(kind="person.device_forgotten").count() == 2


def test_a22_a_device_no_longer_listed_is_asked_again(alice: World, settings: Any) -> None:
    settings.TRUSTED_DEVICE_DAYS = 30
    device = Client()
    give_password(device, ALICE)
    from tests.signing_in import emailed_code

    give_code(device, emailed_code(ALICE), trust="on")
    new_browser(alice.alice).post("/account/security/devices/end")
    again = Client()
    again.cookies["device"] = device.cookies["device"].value
    assert give_password(again, ALICE)["Location"] == SECOND_FACTOR
