"""The pages for everybody, in three languages, and the pages for what cannot be answered."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

PAGES = ("/", "/help", "/help/statuses", "/legal", "/accessibility", "/status", "/account/login/")


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "127.0.0.1"})


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("language", "sign_in"), [("fr", "Se connecter"), ("en", "Sign in"), ("it", "Accedi")])
def test_public_pages_offer_to_sign_in_in_the_readers_language(
    browser: Client, path: str, language: str, sign_in: str
) -> None:
    page = browser.get(path, headers={"accept-language": language})
    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
    assert sign_in in page.text


@pytest.mark.django_db
def test_the_status_page_says_what_works(browser: Client) -> None:
    page = browser.get("/status", headers={"accept-language": "en"})
    assert page.text.count("Works") == 3


@pytest.mark.parametrize("code", [400, 403, 404, 413, 429, 500, 503])
@pytest.mark.parametrize("language", ["fr", "en", "it"])
def test_error_pages_need_neither_request_nor_database(code: int, language: str) -> None:
    with override(language):
        page = render_to_string(f"{code}.html")
    assert str(code) in page
    assert 'href="/"' in page
