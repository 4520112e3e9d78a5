"""Between the password and the portal: what a half session opens, how long, and what completes it."""

import json
import re
from typing import Any

import pyotp
import pytest
from allauth.account.internal.flows.login import record_authentication
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.test import Client, RequestFactory

from coryphee.hub.accounts import totp
from coryphee.hub.accounts.actions.authenticator_app import add_app, seal_app_secret
from coryphee.hub.accounts.actions.emailed_codes import send_code
from coryphee.hub.accounts.actions.lost_factors import forget_all_factors
from coryphee.hub.accounts.actions.recovery_codes import make_recovery_codes
from coryphee.hub.accounts.adapter import AccountAdapter
from coryphee.hub.accounts.models import SecurityEvent
from coryphee.hub.accounts.second_factor import SecondFactorMissing
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now
from tests.clock import Clock
from tests.hub.portal.test_access_walk import GUARDED, PUBLIC, address
from tests.jobs_now import run_waiting_jobs
from tests.people import PASSWORD, World
from tests.signing_in import SECOND_FACTOR, emailed_code, give_code, give_password, is_signed_in, sign_in

ALICE = "alice@example.test"


@pytest.fixture
def alice_with_app(alice: World, clock: Clock) -> pyotp.TOTP:
    """Her app, an implementation that is not ours; it was set up a while ago."""
    secret = totp.new_secret()
    app = pyotp.TOTP(totp.written(secret).replace(" ", ""))
    sealed = seal_app_secret(secret, alice.alice)
    add_app(alice.alice, sealed, app.at(now()), source=NOWHERE, now=now())
    clock.forward(minutes=10)
    mail.outbox.clear()
    return app


def test_the_emailed_code_signs_in(alice: World) -> None:
    browser = Client(headers={"accept-language": "en"})
    answer = sign_in(browser, ALICE)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_signed_in(browser)
    assert Entry.objects.filter(kind="person.signed_in").count() == 1


@pytest.mark.parametrize("place", [place for place in GUARDED if "second-factor" not in place])
def test_a01_before_the_second_factor_every_page_leads_to_the_page_that_asks_for_it(place: str, alice: World) -> None:
    fresh = Client()
    give_password(fresh, ALICE)
    for method in ("get", "post"):
        answer = getattr(fresh, method)(address(place, alice.supplier.pk))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/")
    assert fresh.get("/account/login/")["Location"] == SECOND_FACTOR
    assert fresh.get("/api/v1/invoices").status_code in {401, 403}
    for open_page in ("/help", "/legal", "/status", "/account/logout/", "/static/coryphee/frame.css"):
        assert fresh.get(open_page).status_code in {200, 302}, open_page


def test_a02_the_password_alone_never_makes_a_session(alice: World) -> None:
    browser = Client()
    give_password(browser, ALICE)
    assert not is_signed_in(browser)
    assert browser.get(f"/s/{alice.supplier.pk}/").status_code == 302
    assert Entry.objects.filter(kind="person.signed_in").count() == 0


def test_a02_a_half_session_of_an_app_ends_after_five_minutes(alice_with_app: pyotp.TOTP, clock: Clock) -> None:
    for minutes, opens in ((4.9, True), (5.1, False)):
        browser = Client()
        give_password(browser, ALICE)
        clock.forward(minutes=minutes)
        answer = give_code(browser, alice_with_app.at(clock.forward()), "app")
        assert is_signed_in(browser) == opens
        assert answer["Location"] == ("/" if opens else "/account/login/")


def test_a02_an_emailed_code_keeps_it_open_for_ten_minutes(alice: World, clock: Clock) -> None:
    for minutes, opens in ((9.9, True), (10.1, False)):
        browser = Client()
        give_password(browser, ALICE)
        clock.forward(minutes=minutes)
        give_code(browser, emailed_code(ALICE))
        assert is_signed_in(browser) == opens


def test_a02_an_expired_half_session_leads_back_and_says_why(alice: World, clock: Clock) -> None:
    browser = Client(headers={"accept-language": "en"})
    give_password(browser, ALICE)
    clock.forward(minutes=11)
    assert browser.get("/account/login/")["Location"] == SECOND_FACTOR
    page = browser.get(SECOND_FACTOR, follow=True)
    assert page.redirect_chain == [("/account/login/", 302)]
    assert "Enter your password again" in page.text


@pytest.mark.parametrize("change", ["password", "closed"])
def test_a02_a_half_session_dies_with_its_password_and_with_the_account(change: str, alice: World) -> None:
    browser = Client()
    give_password(browser, ALICE)
    if change == "password":
        alice.alice.set_password("Another-Passw0rd!")
    alice.alice.is_active = change != "closed"
    alice.alice.save()
    give_code(browser, emailed_code(ALICE))
    assert not is_signed_in(browser)


def test_a03_an_app_code_is_accepted_once(alice_with_app: pyotp.TOTP, clock: Clock) -> None:
    code = alice_with_app.at(clock.forward())
    first, second, wrong = Client(), Client(), Client()
    for browser, typed in ((first, code), (second, code), (wrong, "000000")):
        give_password(browser, ALICE)
        browser.answer = give_code(browser, typed, "app")  # type: ignore[attr-defined]
    assert is_signed_in(first)
    assert not is_signed_in(second)
    assert said(second.answer) == said(wrong.answer) != []  # type: ignore[attr-defined]
    assert Entry.objects.filter(kind="person.factor_failed").count() == 2


@pytest.mark.parametrize("seconds", [35, 60, 120, 299])
def test_a03_a_code_used_minutes_ago_was_used_before_and_tells_nothing_of_a_clock(
    seconds: int, alice_with_app: pyotp.TOTP, clock: Clock
) -> None:
    moment = clock.forward()
    code, never_used = alice_with_app.at(moment), alice_with_app.at(moment, counter_offset=-1)
    give_password(first := Client(), ALICE)
    give_code(first, code, "app")
    assert is_signed_in(first)
    clock.forward(seconds=seconds)
    answers = []
    for typed in (code, never_used, "000000"):
        give_password(browser := Client(headers={"accept-language": "en"}), ALICE)
        answers.append(give_code(browser, typed, "app"))
        assert not is_signed_in(browser)
    assert said(answers[0]) == said(answers[1]) == said(answers[2])
    assert "was used before" in answers[0].text
    give_password(browser := Client(headers={"accept-language": "en"}), ALICE)
    answer = give_code(browser, alice_with_app.at(clock.forward(), counter_offset=5), "app")
    assert "clock of your phone" in answer.text, "a clock that went wrong since is still told of"


@pytest.mark.parametrize("step", [-11, -10, -2, -1, 0, 1, 2, 10, 11])
def test_a04_one_step_of_tolerance_and_ten_to_tell_that_the_clock_is_wrong(
    step: int, alice_with_app: pyotp.TOTP, clock: Clock
) -> None:
    browser = Client(headers={"accept-language": "en"})
    give_password(browser, ALICE)
    answer = give_code(browser, alice_with_app.at(clock.forward(), counter_offset=step), "app")
    assert is_signed_in(browser) == (abs(step) <= 1)
    if abs(step) > 1:
        assert ("clock of your phone" in answer.text) == (abs(step) <= 10)


def test_a04_codes_go_forward_only(alice_with_app: pyotp.TOTP, clock: Clock) -> None:
    moment = clock.forward()
    for step, opens in ((1, True), (0, False), (-1, False)):
        browser = Client()
        give_password(browser, ALICE)
        give_code(browser, alice_with_app.at(moment, counter_offset=step), "app")
        assert is_signed_in(browser) == opens


def test_a05_the_sixth_wrong_code_closes_the_door_for_the_right_one_too(alice: World) -> None:
    browser = Client()
    give_password(browser, ALICE)
    for _ in range(5):
        assert give_code(browser, "12345x").status_code == 200
    answer = give_code(browser, emailed_code(ALICE))
    assert (answer.status_code, answer.has_header("Retry-After")) == (429, True)
    again = Client()
    give_password(again, ALICE)
    assert give_code(again, emailed_code(ALICE)).status_code == 429
    assert not is_signed_in(again)


def test_a13_the_emailed_code_never_opens_an_account_with_an_app(alice_with_app: pyotp.TOTP, alice: World) -> None:
    browser = Client()
    give_password(browser, ALICE)
    assert not [message for message in mail.outbox if message.subject.startswith("Votre code")]
    browser.post("/account/second-factor/send")
    assert not [message for message in mail.outbox if message.subject.startswith("Votre code")]
    number = send_code(alice.alice, replaces=None, source=NOWHERE, now=now())
    stash = browser.session
    stash["account_login"]["state"]["stages"]["second_factor"]["data"]["code"] = number
    stash.save()
    give_code(browser, emailed_code(ALICE), "email")
    assert not is_signed_in(browser)


def test_a13_recovering_the_password_signs_nobody_in(alice_with_app: pyotp.TOTP) -> None:
    browser = Client()
    browser.post("/account/password/reset/", {"email": ALICE})
    run_waiting_jobs()
    link = re.search(r"https?://[^/]+(/account/password/reset/\S+)", str(mail.outbox[-1].body))
    assert link
    browser.get(link[1])
    browser.post(link[1], {"password": "Huit vélos verts, 9"})
    assert not is_signed_in(browser)
    assert give_password(browser, ALICE, "Huit vélos verts, 9")["Location"] == SECOND_FACTOR
    assert 'value="app"' in browser.get(SECOND_FACTOR).text
    assert not is_signed_in(browser)


def test_a17_a_recovery_code_opens_once_and_the_owner_is_told(alice_with_app: pyotp.TOTP, alice: World) -> None:
    codes = make_recovery_codes(alice.alice, source=NOWHERE, now=now())
    for opens in (True, False):
        browser = Client()
        give_password(browser, ALICE)
        give_code(browser, codes[0].upper().replace("-", " "), "recovery")
        assert is_signed_in(browser) == opens
    assert "9" in str(mail.outbox[-1].body)
    assert codes[0] not in str(mail.outbox[-1].body)


def test_the_journal_and_the_owners_log_say_which_factor_opened(
    alice_with_app: pyotp.TOTP, alice: World, settings: Any, clock: Clock
) -> None:
    settings.TRUSTED_DEVICE_DAYS = 30
    code = make_recovery_codes(alice.alice, source=NOWHERE, now=now())[0]
    device = ""
    for typed, factor in ((alice_with_app.at(clock.forward()), "app"), (code, "recovery")):
        browser = Client()
        give_password(browser, ALICE)
        give_code(browser, typed, factor, trust="on")
        device = device or browser.cookies["device"].value
    again = Client()
    again.cookies["device"] = device
    give_password(again, ALICE)
    forget_all_factors(alice.alice, source=NOWHERE, by="platform", now=now())
    sign_in(Client(), ALICE)
    factors = ["app", "recovery", "trusted device", "email"]
    kept = SecurityEvent.objects.filter(person=alice.alice, kind="person.signed_in").order_by("pk")
    assert [event.details["factor"] for event in kept] == factors
    journal = Entry.objects.filter(kind="person.signed_in").order_by("pk")
    assert [json.loads(bytes(entry.canonical))["details"]["factor"] for entry in journal] == factors


def test_a29_no_public_page_makes_a_session(alice: World) -> None:
    fields = {"login": ALICE, "email": ALICE, "password": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    for place in PUBLIC - {"account/login/"}:
        browser = Client()
        path = "/" + (place if "<" not in place else "account/password/reset/key/1-set-password/")
        browser.get(path)
        browser.post(path, fields)
        assert not is_signed_in(browser), place
    assert Client().get("/admin/").status_code == 404


def test_a29_the_last_lock_holds_when_a_door_forgets_to_ask(alice: World) -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    record_authentication(request, alice.alice, method="password")
    with pytest.raises(SecondFactorMissing):
        AccountAdapter(request).login(request, alice.alice)
    record_authentication(request, alice.bob, method="second factor", factor="app")
    with pytest.raises(SecondFactorMissing):
        AccountAdapter(request).login(request, alice.alice)


def test_a_new_code_kills_the_one_before_and_they_are_limited(alice: World) -> None:
    browser = Client(headers={"accept-language": "en"})
    give_password(browser, ALICE)
    first = emailed_code(ALICE)
    browser.post("/account/second-factor/send")
    if emailed_code(ALICE) != first:
        give_code(browser, first)
    assert not is_signed_in(browser)
    for _ in range(3):
        browser.post("/account/second-factor/send")
    assert len(mail.outbox) == 5
    assert "Wait ten minutes" in browser.post("/account/second-factor/send", follow=True).text
    assert len(mail.outbox) == 5
    give_code(browser, emailed_code(ALICE))
    assert is_signed_in(browser)


def test_the_code_of_one_half_session_completes_no_other(alice: World) -> None:
    mine, theirs = Client(), Client()
    give_password(mine, ALICE)
    code = emailed_code(ALICE)
    give_password(theirs, ALICE)
    assert emailed_code(ALICE) != code
    give_code(theirs, code)
    assert not is_signed_in(theirs)


def test_signing_in_starts_anew_for_somebody_else(alice: World) -> None:
    alice.bob.set_password(PASSWORD)
    alice.bob.save()
    browser = Client()
    give_password(browser, ALICE)
    assert sign_in(browser, "bob@example.test")["Location"] == "/"
    assert browser.session["_auth_user_id"] == str(alice.bob.pk)


def test_leaving_ends_the_half_session(alice: World) -> None:
    browser = Client()
    give_password(browser, ALICE)
    assert browser.post("/account/second-factor/leave")["Location"] == "/account/login/"
    assert browser.get("/account/login/").status_code == 200
    give_code(browser, emailed_code(ALICE))
    assert not is_signed_in(browser)


def test_the_number_of_the_session_changes_at_both_steps(alice: World) -> None:
    browser = Client()
    planted = browser.session
    planted["language"] = "fr"
    planted.save()
    browser.cookies["session"] = planted.session_key
    give_password(browser, ALICE)
    half = browser.session.session_key
    give_code(browser, emailed_code(ALICE))
    assert len({planted.session_key, half, browser.session.session_key}) == 3


@pytest.mark.parametrize("typed", ["", " ", "١٢٣٤٥٦", "1" * 5000, "\x00\x00", "<script>", "12345678901234567890"])
@pytest.mark.parametrize("factor", ["email", "app", "key", "recovery", "", "none"])
def test_odd_codes_are_refused_quietly(typed: str, factor: str, alice: World) -> None:
    browser = Client()
    give_password(browser, ALICE)
    assert give_code(browser, typed, factor).status_code == 200
    assert not is_signed_in(browser)


def said(answer: Any) -> list[str]:
    return re.findall(r'<ul class="wrong"[^>]*>(.*?)</ul>', answer.content.decode(), re.DOTALL)
