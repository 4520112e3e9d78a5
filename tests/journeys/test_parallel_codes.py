"""One code, sent at the same moment to several web processes, opens one session: the database decides who was first."""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pyotp
import pytest

from coryphee.hub.toolbox.data_folder import DataFolder
from tests.demo_mailbox import Mailbox
from tests.served import Served

TOGETHER = 8
ANNA = {"email": "anna@example.test", "password": "Huit vélos verts, 9"}
SCENE = """
from coryphee.hub.accounts import totp
from coryphee.hub.accounts.actions.authenticator_app import add_app, seal_app_secret
from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.accounts.actions.recovery_codes import make_recovery_codes
from coryphee.hub.accounts.models import AttemptCount, AuthenticatorApp, User
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.toolbox.clock import now
person = User.objects.filter(email={email!r}).first()
if person is None:
    told = dict(email={email!r}, name="Anna Exemple", password={password!r}, language="en")
    person = create_person(**told, by="platform", now=now())
"""
CALM = "AttemptCount.objects.all().delete()"  # what the story before failed
APP = """
secret = totp.new_secret()
counter = totp.counter_at(now())
add_app(person, seal_app_secret(secret, person), totp.code_at(secret, counter), source=NOWHERE, now=now())
AuthenticatorApp.objects.update(last_counter=0)
print(totp.written(secret).replace(" ", ""), *make_recovery_codes(person, source=NOWHERE, now=now()))
"""
SIGN_INS = """
from coryphee.hub.journal.models import Entry
print(Entry.objects.filter(kind="person.signed_in", object_id=str(person.public_id)).count())
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("parallel") / "data"
    DataFolder(folder).ensure(demo=True)
    served = Served(folder).start()
    yield served
    assert served.stop() == 0, served.errors


def python(served: Served, statements: str = "") -> list[str]:
    return served.python(SCENE.format(**ANNA) + statements).split()


@pytest.fixture(autouse=True)
def _calm(served: Served) -> None:
    python(served, CALM)


def half_signed_in(served: Served) -> httpx.Client:
    """Return a browser that gave the password."""
    browser = httpx.Client(base_url=served.url, timeout=60)
    send(browser, "/account/login/", login=ANNA["email"], password=ANNA["password"])
    assert browser.get("/account/second-factor").status_code == 200
    return browser


def send(browser: httpx.Client, place: str, **fields: str) -> httpx.Response:
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(place).text)
    assert token
    return browser.post(place, data={"csrfmiddlewaretoken": token[1], **fields})


def at_once(doing: Callable[[Any], Any], these: list[Any]) -> list[Any]:
    with ThreadPoolExecutor(len(these)) as people:
        return list(people.map(doing, these))


def opened(answers: list[httpx.Response]) -> int:
    return sum(answer.status_code == 302 and answer.headers["Location"] == "/" for answer in answers)


def test_a03_an_app_code_in_eight_browsers_at_once_opens_one(served: Served) -> None:
    key, *_ = python(served, APP)
    browsers = [half_signed_in(served) for _ in range(TOGETHER)]
    before = int(python(served, SIGN_INS)[0])
    app = pyotp.TOTP(key)
    time.sleep(max(0.0, 3 - app.interval + time.time() % app.interval))  # not in the last seconds of a step
    code = app.now()
    answers = at_once(lambda browser: send(browser, "/account/second-factor", factor="app", code=code), browsers)
    assert opened(answers) == 1
    assert int(python(served, SIGN_INS)[0]) == before + 1


def test_a17_a_recovery_code_in_eight_browsers_at_once_opens_one(served: Served) -> None:
    _, code, *_ = python(served, APP)
    browsers = [half_signed_in(served) for _ in range(TOGETHER)]
    answers = at_once(lambda browser: send(browser, "/account/second-factor", factor="recovery", code=code), browsers)
    assert opened(answers) == 1


def test_a02_an_emailed_code_sent_eight_times_at_once_opens_one_session(served: Served) -> None:
    python(served, "AuthenticatorApp.objects.all().delete()")
    mailbox = Mailbox(lambda: httpx.get(f"{served.url}/demo/mail").text, ANNA["email"])
    browser = half_signed_in(served)
    code = mailbox.next_code()
    before = int(python(served, SIGN_INS)[0])
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get("/account/second-factor").text)
    assert token
    given = {"csrfmiddlewaretoken": token[1], "factor": "email", "code": code}
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())

    def post(_: int) -> httpx.Response:
        place = f"{served.url}/account/second-factor"
        return httpx.post(place, data=given, headers={"Cookie": cookies}, timeout=60)

    assert opened(at_once(post, list(range(TOGETHER)))) == 1
    assert int(python(served, SIGN_INS)[0]) == before + 1


def test_a05_wrong_codes_at_once_are_looked_at_five_times(served: Served) -> None:
    browsers = [half_signed_in(served) for _ in range(TOGETHER)]
    answers = at_once(lambda one: send(one, "/account/second-factor", factor="email", code="00000x"), browsers)
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [429] * (TOGETHER - 5)
