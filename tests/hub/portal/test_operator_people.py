"""The operators' pages: for operators alone, about people alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from coryphee.hub.accounts.models import OperatorInvitation, Session, User
from coryphee.hub.accounts.sources import Source
from coryphee.hub.toolbox.clock import now
from tests.hub.portal.browsing import signed_in
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mailbox")]


@pytest.fixture
def olga(world: World) -> User:
    return User.objects.create(name="Olga Opérateur", email="olga@example.test", is_operator=True)


@pytest.fixture
def browser(olga: User) -> Client:
    return signed_in(olga)


def address(person: User, end: str = "") -> str:
    return f"/operators/people/{person.public_id}{end}"


def test_an_operator_arrives_at_the_people(browser: Client, world: World) -> None:
    page = browser.get("/", follow=True)
    assert page.request["PATH_INFO"] == "/operators/people"
    for name in ("Alice Exemple", "Camille Exemple", "Olga Opérateur"):
        assert name in page.text
    assert "1 to 6 of 6" in page.text


def test_people_are_searched_and_filtered(browser: Client, world: World) -> None:
    page = browser.get("/operators/people?q=cami")
    assert "camille@example.test" in page.text
    assert "alice@example.test" not in page.text
    assert "Nobody found" in browser.get("/operators/people?state=closed").text


def test_a_page_tells_the_state_of_an_account_and_no_invoice(browser: Client, world: World) -> None:
    alice = signed_in(world.alice)
    alice.get("/account/sessions")
    Session.objects.filter(person=world.alice).update(source="192.0.2.7")
    page = browser.get(address(world.alice)).text
    for told in ("alice@example.test", "Ateliers Exemple SARL", "manager", "192.0.2.7", "none: the owner needs"):
        assert told in page, told
    assert f"/s/{world.supplier.pk}" not in page


def test_an_operator_sees_no_page_of_a_structure(browser: Client, world: World) -> None:
    for page in ("", "received", "issued", "deposit"):
        assert browser.get(f"/s/{world.supplier.pk}/{page}").status_code == 404


NOBODY = "people/00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("page", ["", "people", "team", NOBODY, f"{NOBODY}/close"])
def test_for_all_others_the_pages_do_not_exist(world: World, page: str) -> None:
    for member in (world.alice, world.camille):
        assert signed_in(member).get(f"/operators/{page}").status_code == 404
        assert signed_in(member).post(f"/operators/{page}").status_code == 404


def test_a_former_operator_is_somebody_else(browser: Client, olga: User) -> None:
    User.objects.filter(pk=olga.pk).update(is_operator=False)
    assert browser.get("/operators/people").status_code == 404


def test_each_act_asks_first_and_get_changes_nothing(browser: Client, world: World) -> None:
    page = browser.get(address(world.alice, "/close"))
    assert "signs in no more" in page.text
    assert "Suspected misuse" in page.text
    world.alice.refresh_from_db()
    assert world.alice.is_active


def test_closing_needs_a_reason_and_opens_again(browser: Client, world: World) -> None:
    assert 'role="alert"' in browser.post(address(world.alice, "/close")).text
    answer = browser.post(address(world.alice, "/close"), {"reason": "left"}, follow=True)
    assert "The account is closed." in answer.text
    assert "Open the account again" in answer.text
    world.alice.refresh_from_db()
    assert not world.alice.is_active
    assert browser.get(address(world.alice, "/close")).status_code == 404
    assert "The account is open again." in browser.post(address(world.alice, "/reopen"), follow=True).text


def test_sessions_are_ended(browser: Client, world: World) -> None:
    alice = signed_in(world.alice)
    assert "All sessions are ended." in browser.post(address(world.alice, "/end-sessions"), follow=True).text
    assert alice.get("/account/sessions").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_lock_is_shown_and_taken_away(browser: Client, world: World) -> None:
    from coryphee.hub.accounts.limits import account_counted, limits_of_sign_in, reserve

    for _ in range(5):
        reserve(limits_of_sign_in(account_counted(world.alice.pk), Source("192.0.2.7")), now=now())
    page = browser.get(address(world.alice)).text
    assert "Locked until" in page
    assert "/unlock" in page
    page = browser.post(address(world.alice, "/unlock"), follow=True).text
    assert "The account is unlocked." in page
    assert "Locked until" not in page


def test_the_last_operator_stays(browser: Client, olga: User) -> None:
    answer = browser.post(address(olga, "/close"), {"reason": "asked"}, follow=True)
    assert "this is the last operator" in answer.text
    olga.refresh_from_db()
    assert olga.is_active


def test_nobody_chooses_a_password_for_somebody(browser: Client, world: World) -> None:
    pages = [address(world.alice), *(address(world.alice, f"/{verb}") for verb in ("close", "end-sessions", "unlock"))]
    for page in pages:
        assert 'type="password"' not in browser.get(page).text
    assert browser.get(address(world.alice, "/password")).status_code == 404


def test_unknown_people_and_verbs_are_not_found(browser: Client, world: World) -> None:
    assert browser.get(f"/operators/people/{uuid4()}").status_code == 404
    assert browser.post(address(world.alice, "/delete")).status_code == 404


def test_a_further_operator_is_invited_by_mail(browser: Client, world: World) -> None:
    answer = browser.post("/operators/team", {"email": "otto@example.test"}, follow=True)
    assert "The invitation is on its way" in answer.text
    assert "otto@example.test" in answer.text
    assert [message.to for message in mail.outbox] == [["olga@example.test"], ["otto@example.test"]]
    assert "/join/" not in mail.outbox[0].body, "the link is for the invited alone"
    assert OperatorInvitation.objects.get().invited_by == User.objects.get(email="olga@example.test")
    page = browser.get("/operators/team").text
    assert "by Olga Opérateur," in page
    assert "the command line" in page, "where Olga comes from"
    refused = browser.post("/operators/team", {"email": "alice@example.test"})
    assert "has an account already" in refused.text
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("language", ["fr", "it"])
def test_the_pages_speak_the_readers_language(olga: User, world: World, language: str) -> None:
    page = signed_in(olga, language).get(address(world.alice)).text
    assert {"fr": "Derniers événements de sécurité", "it": "Ultimi eventi di sicurezza"}[language] in page


def test_a25_who_proved_both_factors_long_ago_proves_them_again_before_an_act(browser: Client, world: World) -> None:
    session = browser.session
    session["proved_at"] = (now() - timedelta(minutes=6)).isoformat()
    session.save()
    assert browser.get("/operators/people").status_code == 200
    assert browser.get("/operators/team").status_code == 200
    acts = (
        (address(world.alice, "/close"), {"reason": "left"}),
        (address(world.alice, "/lost-factor"), {"check_made": "met", "seen": "Came to the desk with her card."}),
        ("/operators/team", {"email": "otto@example.test"}),
    )
    for page, given in acts:
        assert "/account/confirm" in browser.post(page, given)["Location"], page
    world.alice.refresh_from_db()
    assert world.alice.is_active
    assert not OperatorInvitation.objects.exists()
    assert mail.outbox == []


def test_an_invitation_keeps_its_address_as_the_sign_in_page_looks_for_it(browser: Client) -> None:
    browser.post("/operators/team", {"email": "Otto@Exämple.test"})
    assert OperatorInvitation.objects.get().email == "otto@xn--exmple-cua.test"
