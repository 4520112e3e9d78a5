"""Registration: nothing typed is an account before the link in the mailbox is confirmed by its button."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from coryphee.hub.accounts.actions.retention import forget_expired
from coryphee.hub.accounts.models import ActivationLink, Registration, SecurityEvent, User
from coryphee.hub.journal.models import Entry
from tests.clock import Clock
from tests.jobs_now import run_waiting_jobs
from tests.people import create_world

pytestmark = pytest.mark.django_db

SIGN_UP = "/account/signup/"
GOOD = "Vélo rouge, 9 ponts"
OTHER = "Le chat gris, 7 lits"
FORM = {
    "name": "Léa Martin",
    "email": "Lea@Example.Test",
    "contact_email": "",
    "language": "fr",
    "password": GOOD,
}


@pytest.fixture
def browser() -> Client:
    return Client(headers={"accept-language": "en"})


def register(browser: Client, **fields: str) -> Any:
    answer = browser.post(SIGN_UP, {**FORM, **fields})
    run_waiting_jobs()
    return answer


def link_in(message: Any) -> str:
    """The path of the link that an e-mail brings."""
    (found,) = set(re.findall(r"http://127\.0\.0\.1:8000(/account/\S+)", message.body))
    return str(found)


def registered(browser: Client, **fields: str) -> str:
    """Register, and return the path of the link that came."""
    assert register(browser, **fields).status_code == 302
    return link_in(mail.outbox[-1])


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_a16_the_way_from_the_form_to_the_account(browser: Client) -> None:
    assert "Create an account" in page(browser.get(SIGN_UP))
    answer = register(browser, contact_email="compta@example.test")
    assert answer["Location"] == "/account/signup/sent/"
    assert "spam" in page(browser.get(answer["Location"]))
    assert not User.objects.exists()
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["lea@example.test"], "Activez votre compte Coryphée")
    assert "Martin" not in message.body  # what a stranger typed is not sent to somebody's mailbox
    link = link_in(message)
    shown = page(browser.get(link))
    assert "lea@example.test" in shown
    assert re.search(r'<input type="checkbox"[^>]* name="contact"[^>]* checked', shown)
    assert "compta@example.test" in shown
    answer = browser.post(link, {"contact": "on"})
    assert answer["Location"] == "/account/login/"
    assert "compta@example.test" in page(browser.get(answer["Location"]))
    person = User.objects.get()
    assert (person.email, person.name, person.language) == ("lea@example.test", "Léa Martin", "fr")
    assert person.check_password(GOOD)
    assert person.contact_email == ""  # not before its owner confirms it
    run_waiting_jobs()
    assert mail.outbox[-1].to == ["compta@example.test"]
    browser.post(link_in(mail.outbox[-1]))
    assert User.objects.get().contact_email == "compta@example.test"
    assert "_auth_user_id" not in browser.session
    kinds = list(Entry.objects.order_by("id").values_list("kind", flat=True))
    assert kinds[:3] == ["registration.received", "registration.link_sent", "person.created"]
    assert SecurityEvent.objects.filter(person=person, kind="person.created", source="127.0.0.1").exists()
    for entry in Entry.objects.all():
        assert b"example.test" not in bytes(entry.canonical)


def test_an_address_for_notifications_that_its_owner_does_not_know_gets_nothing(browser: Client) -> None:
    link = registered(browser, contact_email="mallory@example.test")
    assert "mallory@example.test" in page(browser.get(link))
    browser.post(link)  # the tick was taken away
    run_waiting_jobs()
    assert User.objects.get().contact_email == ""
    assert [message for message in mail.outbox if "mallory@example.test" in message.to] == []


def test_a16_opening_the_link_changes_nothing(browser: Client) -> None:
    link = registered(browser)
    for _ in range(3):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200
    assert not User.objects.exists()
    assert Client().put(link).status_code == 405
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403
    assert not User.objects.exists()


def test_a16_a_link_works_for_sixty_minutes(browser: Client, clock: Clock) -> None:
    link = registered(browser)
    clock.forward(minutes=59, seconds=50)
    assert browser.get(link).status_code == 200
    clock.forward(seconds=10)
    answer = browser.get(link)
    assert answer.status_code == 410
    assert "Recevoir un nouveau lien" in page(answer)
    assert "/account/password/reset/" in page(answer)
    assert not User.objects.exists()


def test_a16_an_expired_link_gives_a_new_one_by_one_button(browser: Client, clock: Clock) -> None:
    old = registered(browser)
    clock.forward(hours=2)
    answer = browser.post(old)
    assert answer["Location"] == "/account/signup/sent/"
    assert not User.objects.exists()
    assert [message.to for message in mail.outbox] == [["lea@example.test"]] * 2
    fresh = link_in(mail.outbox[-1])
    assert fresh != old
    browser.post(fresh)
    assert User.objects.get().check_password(GOOD)
    assert browser.get(old).status_code == 410


def test_a16_a_link_works_once(browser: Client) -> None:
    link = registered(browser)
    browser.post(link)
    for answer in (browser.get(link), browser.post(link)):
        assert answer.status_code == 410
        assert "déjà servi" in page(answer)
        assert "/account/login/" in page(answer)
    assert User.objects.count() == 1
    assert set(Registration.objects.values_list("password", flat=True)) == {""}


@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "é", "..%2F.."])
def test_a16_an_unknown_link_gets_a_page_that_helps(browser: Client, token: str) -> None:
    for answer in (browser.get(f"/account/activate/{token}/"), browser.post(f"/account/activate/{token}/")):
        assert answer.status_code == 404
    assert "/account/password/reset/" in page(browser.get("/account/activate/x/"))
    assert mail.outbox == []


def test_a16_of_two_registrations_the_confirmed_one_counts(browser: Client) -> None:
    """Whoever types somebody's address first does not choose the password of the account."""
    strangers = registered(browser, name="Somebody Else", password=OTHER)
    owners = registered(browser)
    browser.post(owners)
    assert browser.post(strangers).status_code == 410
    person = User.objects.get()
    assert person.name == "Léa Martin"
    assert person.check_password(GOOD)


def test_the_link_stands_in_the_database_as_a_hash_only(browser: Client) -> None:
    token = registered(browser).strip("/").split("/")[-1]
    assert len(token) == 43
    assert token not in str(ActivationLink.objects.values_list())
    assert GOOD not in str(Registration.objects.values_list())


def test_recovery_of_an_account_never_activated_sends_a_fresh_link_that_asks_for_a_password(
    browser: Client, clock: Clock
) -> None:
    registered(browser, password=OTHER)
    clock.forward(days=2)
    browser.post("/account/password/reset/", {"email": "lea@example.test"})
    run_waiting_jobs()
    link = link_in(mail.outbox[-1])
    assert link.startswith("/account/activate/")
    assert "new-password" in page(browser.get(link))
    for weak in ({}, {"password": "short"}, {"password": "Martin-Léa-2026"}):
        answer = browser.post(link, weak)
        assert answer.status_code == 200
        assert not User.objects.exists()
    assert browser.post(link, {"password": GOOD})["Location"] == "/account/login/"
    assert User.objects.get().check_password(GOOD)


def test_what_waited_too_long_is_forgotten(browser: Client, clock: Clock) -> None:
    old = registered(browser)
    forget_expired(clock.forward(days=31))
    assert Registration.objects.count() == 0
    assert browser.get(old).status_code == 404


def test_an_address_that_has_an_account_is_told_by_e_mail_alone(browser: Client) -> None:
    world = create_world()
    answer = register(browser, email=world.alice.email.upper())
    assert answer["Location"] == "/account/signup/sent/"
    (message,) = mail.outbox
    assert message.to == [world.alice.email]
    assert "déjà un compte" in message.body
    assert "activate" not in message.body
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "Azertyuiop12!"),
        ("password", "Léa et Martin, 9"),
        ("password", "Aa1!" * 1024 + "x"),
        ("password", ""),
        ("name", ""),
        ("name", "Léa\r\nBcc: eve@example.test"),
        ("name", "Léa\u202enitraM"),
        ("name", "x" * 151),
        ("email", "lea"),
        ("email", "léa@example.test"),
        ("email", "lea@ехample.test"),
        ("email", "lea@example.test\nBcc: eve@example.test"),
        ("contact_email", "no address"),
        ("language", "xx"),
    ],
)
def test_bad_input_is_refused_at_its_field(browser: Client, field: str, value: str) -> None:
    answer = register(browser, **{field: value})
    assert answer.status_code == 200
    assert f'id="id_{field}_error"' in page(answer)
    assert not Registration.objects.exists()
    assert mail.outbox == []
    assert 'value="Azerty' not in page(answer)


@pytest.mark.parametrize("name", ["Léa\nMartin", "Léa\rMartin", "Léa\x0bMartin", "Léa\u2028Martin"])
def test_w25_no_line_ends_in_a_name(browser: Client, name: str) -> None:
    assert register(browser, name=name).status_code == 200
    assert not Registration.objects.exists()


def test_links_do_not_follow_a_forged_host(settings: Any) -> None:
    settings.PUBLIC_URL = "https://factures.example.test"
    browser = Client(headers={"host": "localhost:6666", "x-forwarded-host": "evil.example"})
    register(browser)
    (message,) = mail.outbox
    html = message.alternatives[0].content
    assert "https://factures.example.test/account/activate/" in message.body
    for forged in ("6666", "evil"):
        assert forged not in message.body + html + message.subject


@pytest.mark.parametrize("language", ["fr", "en", "it"])
def test_the_e_mail_and_the_pages_speak_the_language_chosen(language: str) -> None:
    browser = Client(headers={"accept-language": "en"})
    link = registered(browser, language=language)
    message = mail.outbox[-1]
    for text in (message.body, message.alternatives[0].content):
        assert {"fr": "sert une seule fois", "en": "works once", "it": "vale una volta sola"}[language] in text
    assert f'<html lang="{language}"' in page(browser.get(link))


def test_the_list_of_the_rule_is_made_while_one_types(browser: Client) -> None:
    answer = browser.post(SIGN_UP, {**FORM, "password": "Martin-77", "check": "1"}, headers={"hx-request": "true"})
    text = page(answer)
    assert text.count('class="met"') == 4  # upper, lower, digit, special
    assert "12 characters at least (9)" in text
    assert "Still missing: 12 characters" in text
    assert "no word of your account" in text.split("Still missing")[1]
    assert "<html" not in text
    done = page(browser.post(SIGN_UP, {**FORM, "check": "1"}))
    assert done.count('class="met"') == 7
    assert "fulfils everything" in done
    assert not Registration.objects.exists()
    assert mail.outbox == []


def test_e_mails_to_one_address_are_counted_for_each_source(clock: Clock) -> None:
    for _ in range(5):
        assert register(Client(REMOTE_ADDR="192.0.2.77")).status_code == 302
    assert register(Client(REMOTE_ADDR="192.0.2.77")).status_code == 429
    assert register(Client(REMOTE_ADDR="192.0.2.1")).status_code == 302
    assert len(mail.outbox) == 6
    clock.forward(days=1, minutes=1)
    assert register(Client(REMOTE_ADDR="192.0.2.77")).status_code == 302


def test_whoever_is_signed_in_needs_no_account() -> None:
    world = create_world()
    browser = Client()
    browser.force_login(world.alice)
    assert browser.get(SIGN_UP)["Location"] == "/"


def test_a_recovery_takes_over_no_contact_address_that_somebody_else_typed(browser: Client) -> None:
    registered(browser)
    registered(browser, contact_email="mallory@example.test")
    browser.post("/account/password/reset/", {"email": FORM["email"]})
    run_waiting_jobs()
    link = link_in(mail.outbox[-1])
    assert "mallory" not in page(browser.get(link))
    assert browser.post(link, {"password": OTHER, "contact": "on"}).status_code == 302
    run_waiting_jobs()
    assert User.objects.filter(email="lea@example.test").exists()
    assert [message for message in mail.outbox if "mallory@example.test" in message.to] == []
