"""How the people of the tests sign in: by the two forms, with the code that the e-mail brings."""

from typing import Any

from django.core import mail
from django.test import Client

from tests.demo_mailbox import CODE, code_in
from tests.people import PASSWORD

SECOND_FACTOR = "/account/second-factor"


def emailed_code(address: str) -> str:
    """Return the code of the latest e-mail to an address."""
    sent = [message for message in mail.outbox if address in message.to and CODE.search(str(message.body))]
    return code_in(str(sent[-1].body))


def give_password(browser: Client, address: str, password: str = PASSWORD, **more: str) -> Any:
    """Send the form of the sign-in page."""
    return browser.post("/account/login/", {"login": address, "password": password, **more})


def give_code(browser: Client, code: str, factor: str = "email", **more: str) -> Any:
    """Send a form of the page that asks for the second factor."""
    return browser.post(SECOND_FACTOR, {"factor": factor, "code": code, **more})


def sign_in(browser: Client, address: str, password: str = PASSWORD, **more: str) -> Any:
    """Sign in with the code from the mailbox; return the answer to the last form."""
    answer = give_password(browser, address, password, **more)
    assert answer["Location"] == SECOND_FACTOR, answer["Location"]
    return give_code(browser, emailed_code(address.lower()))


def is_signed_in(browser: Client) -> bool:
    """Whether the browser holds a full session."""
    return "_auth_user_id" in browser.session
