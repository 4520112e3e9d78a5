"""Somebody new in the demonstration: registers, finds the link in the mailbox page, signs in, forgets the password."""

import re
import time
from http import HTTPStatus
from typing import Any

import httpx
import pytest

from tests.demo_mailbox import Mailbox

PASSWORD, NEXT_PASSWORD = "Vélo rouge, 9 ponts", "Le train bleu, 7 gares"
EMAIL = "nouvelle.personne@example.test"
PATIENCE = 30  # seconds until a worker has written an e-mail


class Visitor:
    """A browser without script: forms with their tokens, pages followed."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, follow_redirects=True, headers={"accept-language": "fr"})

    def send(self, path: str, **fields: str) -> httpx.Response:
        """Open a page and send its form."""
        page = self.http.get(path)
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[-1]
        return self.http.post(path, data={"csrfmiddlewaretoken": token, **fields}, headers={"Referer": str(page.url)})

    def mailed_link(self, kind: str, but: tuple[str, ...] = ()) -> str:
        """Return the path of the latest link of a kind from the mailbox page."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            links = re.findall(
                rf'href="{re.escape(str(self.http.base_url).rstrip("/"))}({kind}[^"]+)"',
                self.http.get("/demo/mail").text,
            )
            fresh = [link for link in links if link not in but]
            if fresh:
                return str(fresh[0])
            time.sleep(0.2)
        pytest.fail(f"no e-mail with a link to {kind}")


def signs_in(visitor: Visitor, password: str) -> httpx.Response:
    """Give the password, then the code from the mailbox."""
    mailbox = Mailbox(lambda: visitor.http.get("/demo/mail").text, EMAIL)
    answer = visitor.send("/account/login/", login=EMAIL, password=password)
    assert answer.url.path == "/account/second-factor", answer.text
    return visitor.send("/account/second-factor", factor="email", code=mailbox.next_code())


def test_from_registration_to_a_new_password(platform: Any) -> None:
    visitor = Visitor(platform.url)
    answer = visitor.send(
        "/account/signup/", name="Nouvelle Personne", email=EMAIL, contact_email="", language="fr", password=PASSWORD
    )
    assert answer.url.path == "/account/signup/sent/"
    assert "/demo/mail" in answer.text
    link = visitor.mailed_link("/account/activate/")
    assert visitor.send(link).url.path == "/account/login/"
    assert signs_in(visitor, PASSWORD).status_code == HTTPStatus.OK
    assert EMAIL in visitor.http.get("/account/profile").text

    elsewhere = Visitor(platform.url)
    assert elsewhere.send("/account/password/reset/", email=EMAIL).url.path == "/account/password/reset/done/"
    link = elsewhere.mailed_link("/account/password/reset/", but=("/account/password/reset/",))
    assert elsewhere.send(link, password=NEXT_PASSWORD).url.path == "/account/login/"
    assert elsewhere.http.get(link).status_code == HTTPStatus.GONE
    assert visitor.http.get("/account/profile").url.path == "/account/login/"  # the other session is over
    assert signs_in(elsewhere, NEXT_PASSWORD).status_code == HTTPStatus.OK
    assert EMAIL in elsewhere.http.get("/account/profile").text
