"""Setting up an app: the key is shown until a code of it came, and stands nowhere in clear."""

import re
from base64 import b32decode, b64encode
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from coryphee.hub.accounts.actions.recovery_codes import make_recovery_codes
from coryphee.hub.accounts.models import AuthenticatorApp
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now
from tests.clock import Clock
from tests.factors import AppOnPhone, new_browser, stored
from tests.people import World
from tests.signing_in import SECOND_FACTOR, give_code, give_password, is_signed_in, sign_in

ALICE = "alice@example.test"
KEY = re.compile(r'id="app-key">([A-Z2-7 ]+)<')
PLACE = "/account/security/app"


def key_shown(page: Any) -> AppOnPhone:
    found = KEY.findall(page.text)
    assert len(found) == 1
    return AppOnPhone(found[0].replace(" ", ""))


def test_the_app_is_kept_once_a_code_proved_it_and_asked_for_from_then_on(alice: World, clock: Clock) -> None:
    browser = new_browser(alice.alice)
    phone = key_shown(browser.get(PLACE))
    assert not AuthenticatorApp.objects.exists()
    answer = browser.post(PLACE, {"code": phone.code()})
    assert answer.text.count("<li>") >= 10  # the recovery codes
    assert phone.key not in answer.text.replace(" ", "")
    assert Entry.objects.filter(kind="person.app_added", object_id=str(alice.alice.public_id)).count() == 1
    assert {message.to[0] for message in mail.outbox} == {ALICE}
    clock.forward(minutes=2)
    again = Client()
    assert give_password(again, ALICE)["Location"] == SECOND_FACTOR
    give_code(again, phone.code(), "app")
    assert is_signed_in(again)


def test_a_first_app_that_joins_a_key_is_not_said_to_replace_another(alice: World) -> None:
    browser = new_browser(alice.alice)
    make_recovery_codes(alice.alice, source=NOWHERE, now=now())
    phone = key_shown(browser.get(PLACE))
    told = browser.post(PLACE, {"code": phone.code()}, follow=True).text
    assert "The app is set up." in told
    assert "no longer works" not in told
    assert "finished already" in browser.post(PLACE, {"code": phone.code()}, follow=True).text


def test_a_wrong_code_keeps_the_key_on_the_page_and_nothing_else(alice: World) -> None:
    browser = new_browser(alice.alice)
    phone = key_shown(browser.get(PLACE))
    answer = browser.post(PLACE, {"code": "000000" if phone.code() != "000000" else "000001"})
    assert "does not belong" in answer.text
    assert key_shown(answer) == phone == key_shown(browser.get(PLACE))
    assert "clock of your phone" in browser.post(PLACE, {"code": phone.code(5)}).text
    assert not AuthenticatorApp.objects.exists()


def test_the_code_that_proved_the_app_does_not_sign_in(alice: World) -> None:
    browser = new_browser(alice.alice)
    phone = key_shown(browser.get(PLACE))
    code = phone.code()
    browser.post(PLACE, {"code": code})
    thief = Client()
    give_password(thief, ALICE)
    give_code(thief, code, "app")
    assert not is_signed_in(thief)


def test_an_app_is_replaced_and_the_old_one_dies(alice: World, clock: Clock) -> None:
    browser = new_browser(alice.alice)
    old = key_shown(browser.get(PLACE))
    browser.post(PLACE, {"code": old.code()})
    new = key_shown(browser.get(PLACE))
    assert new != old
    assert browser.post(PLACE, {"code": new.code()})["Location"] == "/account/security"
    assert AuthenticatorApp.objects.filter(person=alice.alice).count() == 1
    clock.forward(minutes=2)
    for phone, opens in ((old, False), (new, True)):
        again = Client()
        give_password(again, ALICE)
        give_code(again, phone.code(), "app")
        assert is_signed_in(again) == opens


def test_without_the_app_the_code_comes_by_email_again(alice: World, clock: Clock) -> None:
    browser = new_browser(alice.alice)
    phone = key_shown(browser.get(PLACE))
    browser.post(PLACE, {"code": phone.code()})
    assert "Whoever reads your e-mails" in browser.get(f"{PLACE}/remove").text
    browser.post(f"{PLACE}/remove")
    assert Entry.objects.filter(kind="person.app_removed").count() == 1
    assert sign_in(Client(), ALICE)["Location"] == "/"


def test_a_set_up_waits_half_an_hour_and_belongs_to_its_person(alice: World, clock: Clock) -> None:
    browser = new_browser(alice.alice)
    phone = key_shown(browser.get(PLACE))
    moment = clock.forward(minutes=31)
    session = browser.session
    session["proved_at"] = moment.isoformat()  # both factors were asked anew meanwhile
    session.save()
    assert browser.post(PLACE, {"code": phone.code()})["Location"] == "/account/security"
    assert key_shown(browser.get(PLACE)) != phone
    assert not AuthenticatorApp.objects.exists()


def test_a18_no_seed_stands_in_the_database_neither_waiting_nor_kept(alice: World) -> None:
    browser = new_browser(alice.alice)
    phone = key_shown(browser.get(PLACE))
    for _ in ("waiting", "kept"):
        everything = stored()
        session = " ".join(str(value) for value in browser.session.items())
        raw = b32decode(phone.key)
        for trace in (phone.key, raw.hex(), b64encode(raw).decode().rstrip("=")):
            assert trace not in everything
            assert trace not in session
        browser.post(PLACE, {"code": phone.code()})
    assert AuthenticatorApp.objects.count() == 1


def test_a18_a_seed_copied_to_another_account_does_not_open(alice: World) -> None:
    from coryphee.hub.accounts.actions.authenticator_app import open_app_secret
    from coryphee.hub.accounts.sealing import Unreadable

    browser = new_browser(alice.alice)
    browser.post(PLACE, {"code": key_shown(browser.get(PLACE)).code()})
    sealed = AuthenticatorApp.objects.get().sealed_secret
    assert len(open_app_secret(sealed, alice.alice)) == 20
    with pytest.raises(Unreadable):
        open_app_secret(sealed, alice.bob)
