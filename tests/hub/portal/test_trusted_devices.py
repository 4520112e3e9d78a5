"""A trusted device skips the second factor, for its owner, for a time, and while the operator allows it."""

from typing import Any

from django.test import Client

from coryphee.hub.journal.models import Entry
from tests.clock import Clock
from tests.factors import app_of
from tests.people import PASSWORD, World
from tests.signing_in import SECOND_FACTOR, emailed_code, give_code, give_password, is_signed_in

ALICE = "alice@example.test"


def test_a22_a_trusted_device_skips_the_second_factor_only(alice: World, settings: Any, clock: Clock) -> None:
    settings.TRUSTED_DEVICE_DAYS = 30
    browser = Client()
    give_password(browser, ALICE)
    give_code(browser, emailed_code(ALICE), trust="on")
    device = browser.cookies["device"]
    assert (device["httponly"], device["samesite"], device["max-age"]) == (True, "Lax", 30 * 24 * 3600)
    for days, opens in ((29, True), (1.1, False)):
        clock.forward(days=days)
        again = Client()
        again.cookies["device"] = device.value
        assert give_password(again, ALICE, "Wrong-Passw0rd!").status_code == 200
        give_password(again, ALICE)
        assert is_signed_in(again) == opens


def test_a22_the_cookie_of_somebody_else_is_worth_nothing(alice: World, settings: Any) -> None:
    settings.TRUSTED_DEVICE_DAYS = 30
    alice.bob.set_password(PASSWORD)
    alice.bob.save()
    browser = Client()
    give_password(browser, ALICE)
    give_code(browser, emailed_code(ALICE), trust="on")
    bob = Client()
    bob.cookies["device"] = browser.cookies["device"].value
    assert give_password(bob, "bob@example.test")["Location"] == SECOND_FACTOR
    forged = Client()
    forged.cookies["device"] = browser.cookies["device"].value + "x"
    assert give_password(forged, ALICE)["Location"] == SECOND_FACTOR


def test_a22_another_password_ends_the_trust(alice: World, settings: Any) -> None:
    settings.TRUSTED_DEVICE_DAYS = 30
    browser = Client()
    give_password(browser, ALICE)
    give_code(browser, emailed_code(ALICE), trust="on")
    alice.alice.set_password("Another-Passw0rd!")
    alice.alice.save()
    again = Client()
    again.cookies["device"] = browser.cookies["device"].value
    assert give_password(again, ALICE, "Another-Passw0rd!")["Location"] == SECOND_FACTOR


def test_a22_the_first_app_ends_the_trust_that_an_emailed_code_gave(alice: World, settings: Any) -> None:
    settings.TRUSTED_DEVICE_DAYS = 30
    browser = Client()
    give_password(browser, ALICE)
    give_code(browser, emailed_code(ALICE), trust="on")
    app_of(alice.alice)
    again = Client()
    again.cookies["device"] = browser.cookies["device"].value
    assert give_password(again, ALICE)["Location"] == SECOND_FACTOR
    assert Entry.objects.filter(kind="person.device_forgotten").count() == 1


def test_a22_trust_is_off_unless_the_operator_allows_it(alice: World, settings: Any) -> None:
    assert settings.TRUSTED_DEVICE_DAYS == 0
    browser = Client()
    give_password(browser, ALICE)
    assert "trust" not in browser.get(SECOND_FACTOR).content.decode().split("<main", 1)[1]
    give_code(browser, emailed_code(ALICE), trust="on")
    assert is_signed_in(browser)
    assert "device" not in browser.cookies
