"""The page behind an operator's invitation: GET changes nothing, POST makes the account, nobody is signed in by it."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from coryphee.hub.accounts.actions.operators import invite_operator
from coryphee.hub.accounts.models import User
from coryphee.hub.toolbox.clock import now
from tests.signing_in import SECOND_FACTOR, emailed_code, give_code, give_password, is_signed_in

# Tries are counted outside any transaction (accounts/limits.py).
pytestmark = pytest.mark.django_db(transaction=True)
GOOD = {"name": "Olga Exemple", "password": "Tempête-en-Mer-48"}


@pytest.fixture
def address() -> str:
    return urlsplit(invite_operator("olga@example.test", language="fr", by=None, now=now())).path


@pytest.fixture
def browser() -> Client:
    return Client(headers={"accept-language": "en"})


def test_looking_changes_nothing(browser: Client, address: str) -> None:
    for _ in range(2):
        page = browser.get(address)
        assert "olga@example.test" in page.text
        assert "16 characters at least" in page.text
    assert not User.objects.exists()


def test_the_form_makes_the_account_and_leads_to_the_sign_in_page(browser: Client, address: str) -> None:
    answer = browser.post(address, GOOD)
    assert answer["Location"] == "/account/login/"
    assert User.objects.get().is_operator
    assert "_auth_user_id" not in browser.session
    assert "Your account is ready" in browser.get("/account/login/").text


def test_a_weak_password_is_told_and_not_shown_again(browser: Client, address: str) -> None:
    page = browser.post(address, {**GOOD, "password": "Short-Passw0rd"})
    assert page.status_code == 200
    assert "at least 16 are needed" in page.text
    assert "Short-Passw0rd" not in page.text
    assert 'value="Olga Exemple"' in page.text
    assert not User.objects.exists()


@pytest.mark.parametrize("field", ["name", "password"])
def test_nothing_may_be_missing(browser: Client, address: str, field: str) -> None:
    assert browser.post(address, {**GOOD, field: ""}).status_code == 200
    assert not User.objects.exists()


def test_a_used_link_leads_to_the_sign_in_page(browser: Client, address: str) -> None:
    browser.post(address, GOOD)
    for answer in (browser.get(address), browser.post(address, GOOD)):
        assert answer.status_code == 410
        assert "It was used before" in answer.text


def test_an_expired_link_says_what_to_do(browser: Client) -> None:
    past = now() - timedelta(hours=2)
    old = urlsplit(invite_operator("olga@example.test", language="fr", by=None, now=past)).path
    answer = browser.get(old)
    assert answer.status_code == 410
    assert "on the command line" in answer.text


def test_an_unknown_link_is_not_found(browser: Client) -> None:
    assert browser.get("/operators/join/no-such-token").status_code == 404


def test_a27_the_first_operator_passes_the_second_factor_and_arrives_at_the_people(
    browser: Client, address: str, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    browser.post(address, GOOD)
    answer = give_password(browser, "olga@example.test", GOOD["password"])
    assert answer["Location"] == SECOND_FACTOR
    assert browser.get("/operators/people").status_code == 302, "the password alone opens nothing"
    give_code(browser, emailed_code("olga@example.test"))
    assert is_signed_in(browser)
    assert browser.get("/", follow=True).request["PATH_INFO"] == "/operators/people"
