"""Lost factor through the pages: two operators and the person who lost it, from the first form to the new sign-in."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from coryphee.hub.accounts.models import AuthenticatorApp, FactorRecovery, Registration, User
from coryphee.hub.toolbox.clock import now
from tests.hub.portal.browsing import signed_in
from tests.people import PASSWORD, World
from tests.signing_in import SECOND_FACTOR, emailed_code, give_code, give_password, is_signed_in

# Tries are counted outside any transaction (accounts/limits.py).
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("mailbox")]
SEEN = {"check_made": "called_back", "seen": "Called the supplier on its known number, Bob put her through."}


@pytest.fixture
def alice(world: World) -> User:
    """Alice, whose app is at the bottom of a lake."""
    world.alice.set_password(PASSWORD)
    world.alice.language = "en"
    world.alice.save()
    AuthenticatorApp.objects.create(person=world.alice, sealed_secret="x", last_counter=0, added_at=now())
    return world.alice


@pytest.fixture
def operators(world: World) -> tuple[Client, Client]:
    made = [User.objects.create(name=name, email=f"{name}@example.test", is_operator=True) for name in ("olga", "otto")]
    return signed_in(made[0]), signed_in(made[1])


def ask(operator: Client, person: User, **given: str) -> Any:
    return operator.post(f"/operators/people/{person.public_id}/lost-factor", {**SEEN, **given}, follow=True)


def decide(operator: Client, decision: str) -> Any:
    asked = FactorRecovery.objects.latest("pk")
    return operator.post(f"/operators/lost-factors/{asked.public_id}/decide", {"decision": decision}, follow=True)


def link_sent() -> str:
    body = str(mail.outbox[-1].body)
    return urlsplit(next(line for line in body.splitlines() if "/account/lost-factor/" in line)).path


def test_a28_two_operators_bring_somebody_back_and_none_chooses_a_password(
    operators: tuple[Client, Client], alice: User
) -> None:
    olga, otto = operators
    at_home, on_the_road = signed_in(alice), Client(headers={"accept-language": "en"})
    give_password(on_the_road, alice.email)
    assert 'value="email"' not in on_the_road.get(SECOND_FACTOR).text, "an account with an app takes no e-mailed code"

    assert "waits for a second operator" in ask(olga, alice).text
    assert "You asked: another operator must decide." in olga.get(latest()).text
    assert "The owner lost them" not in otto.get(f"/operators/people/{alice.public_id}").text, "one request at a time"
    decide(olga, "approve")
    assert FactorRecovery.objects.get().decision == "open", "one operator is not two"
    assert mail.outbox[-1].subject == "Somebody says you lost your second factor"

    page = otto.get(latest()).text
    assert "Bob put her through" in page
    assert "Approved: the owner gets the link" in decide(otto, "approve").text
    assert at_home.get("/account/sessions").status_code == 302, "the old sessions are dead"
    assert AuthenticatorApp.objects.filter(person=alice).exists(), "the factor lives until the owner acts"

    link = link_sent()
    fresh = Client(headers={"accept-language": "en"})
    assert "With your password your old app" in fresh.get(link).text
    assert AuthenticatorApp.objects.filter(person=alice).exists(), "looking changes nothing"
    assert "not the password" in fresh.post(link, {"password": "Wrong-Passw0rd!"}).text
    assert fresh.post(link, {"password": PASSWORD})["Location"] == "/account/login/"
    assert not is_signed_in(fresh), "the link signs nobody in"
    assert not AuthenticatorApp.objects.filter(person=alice).exists()

    assert give_password(fresh, alice.email)["Location"] == SECOND_FACTOR
    give_code(fresh, emailed_code(alice.email))
    assert is_signed_in(fresh)
    assert fresh.get(link).status_code == 410
    assert "Account freed" in otto.get("/operators/lost-factors").text


def latest() -> str:
    return f"/operators/lost-factors/{FactorRecovery.objects.latest('pk').public_id}"


def test_a28_a_refusal_leaves_everything(operators: tuple[Client, Client], alice: User) -> None:
    olga, otto = operators
    ask(olga, alice)
    assert "Refused: the owner was told." in decide(otto, "refuse").text
    assert AuthenticatorApp.objects.filter(person=alice).exists()
    assert "Nothing was decided" in decide(otto, "approve").text


@pytest.mark.parametrize("given", [{"seen": "It was her."}, {"seen": ""}, {"check_made": "guess"}])
def test_a28_the_check_of_the_identity_must_be_told(
    operators: tuple[Client, Client], alice: User, given: dict[str, str]
) -> None:
    assert 'role="alert"' in ask(operators[0], alice, **given).text
    assert not FactorRecovery.objects.exists()


def test_a28_nobody_frees_their_own_account(operators: tuple[Client, Client]) -> None:
    olga = User.objects.get(email="olga@example.test")
    assert "it is your own" in ask(operators[0], olga).text
    assert not FactorRecovery.objects.exists()


def test_the_menu_counts_what_waits_for_this_operator(operators: tuple[Client, Client], alice: User) -> None:
    olga, otto = operators
    ask(olga, alice)
    assert "1 waits" in otto.get("/operators/people").text
    assert "1 waits" not in olga.get("/operators/people").text


def test_a28_an_account_that_an_operator_invited_is_no_second_person(
    operators: tuple[Client, Client], alice: User
) -> None:
    olga = User.objects.get(email="olga@example.test")
    second = signed_in(User.objects.create(name="o", email="o@example.test", is_operator=True, invited_by=olga))
    ask(operators[0], alice)
    page = second.get(latest()).text
    assert "It is not yours to decide" in page
    assert 'value="approve"' not in page
    assert "1 waits" not in page
    assert "Nothing was decided" in decide(second, "approve").text
    FactorRecovery.objects.all().delete()
    User.objects.filter(email="otto@example.test").update(is_active=False)
    assert "no other operator could decide it as a second person" in ask(second, alice).text
    assert not FactorRecovery.objects.exists()


def test_an_expired_request_says_so(operators: tuple[Client, Client], alice: User) -> None:
    olga, otto = operators
    ask(olga, alice)
    FactorRecovery.objects.update(expires_at=now() - timedelta(minutes=1))
    page = otto.get(latest()).text
    assert "Expired" in page
    assert 'value="approve"' not in page
    assert "Nothing was decided" in decide(otto, "approve").text


def test_the_persons_page_shows_the_factors_and_leads_to_the_request(
    operators: tuple[Client, Client], alice: User
) -> None:
    page = operators[0].get(f"/operators/people/{alice.public_id}").text
    assert "not accepted: the account has an app or a key" in page
    assert f"/operators/people/{alice.public_id}/lost-factor" in page


def test_dead_links_say_why(operators: tuple[Client, Client], alice: User) -> None:
    olga, otto = operators
    ask(olga, alice)
    decide(otto, "approve")
    FactorRecovery.objects.update(link_expires_at=now() - timedelta(minutes=1))
    page = Client(headers={"accept-language": "en"}).get(link_sent())
    assert (page.status_code, "good for 24 hours" in page.text) == (410, True)
    assert Client().get("/account/lost-factor/no-such-token").status_code == 404


def test_a_recovery_link_is_sent_by_an_operator(operators: tuple[Client, Client], alice: User) -> None:
    answer = operators[0].post(f"/operators/people/{alice.public_id}/recovery", follow=True)
    assert "on its way to the owner" in answer.text
    assert mail.outbox[-1].to == [alice.email]
    assert "/account/" in str(mail.outbox[-1].body)


def test_a_fresh_activation_link_is_sent_by_an_operator(operators: tuple[Client, Client]) -> None:
    waiting = Registration.objects.create(email="new@ville.test", name="New", language="en", password="", at=now())
    assert "new@ville.test" in operators[0].get("/operators/people?q=ville").text
    answer = operators[0].post(f"/operators/registrations/{waiting.public_id}/send", follow=True)
    assert "A fresh activation link is on its way" in answer.text
    assert mail.outbox[-1].to == ["new@ville.test"]
    Registration.objects.update(activated_at=now())
    assert operators[0].post(f"/operators/registrations/{waiting.public_id}/send").status_code == 404
