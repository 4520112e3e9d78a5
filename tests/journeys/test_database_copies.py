"""A copy of the database opens nothing: no code and no link stands in it, whatever became of the e-mail that told them.

Real data and a real worker; the mail server first says not now, then never, then yes.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from coryphee.hub.toolbox import embedded_postgres
from coryphee.hub.toolbox.data_folder import DataFolder
from tests.demo_mailbox import CODE, code_in
from tests.mail_servers import MailServer
from tests.served import Served, until
from tests.whole_database import places_of

EMAIL, PASSWORD = "copied@example.test", "Copie bleue, 4 phares"
SCENE = f"""
from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.toolbox.clock import now
told = dict(email={EMAIL!r}, name="Copie Exemple", password={PASSWORD!r}, language="fr")
create_person(**told, by="platform", now=now())
"""
TOKEN = re.compile(r"/account/(?:activate|password/reset/[^/\s]+)/([^/\s]+)/")
JOBS = "SELECT status::text, args ? 'sealed' FROM procrastinate_jobs WHERE task_name = 'mail.send' ORDER BY id"
NOT_NOW, NEVER = ["451 4.3.0 try later"] * 99, ["554 5.7.1 no thank you"] * 99
NEW = {"email": "unknown@example.test", "name": "Nouveau Exemple", "contact_email": "", "language": "fr"}


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


@pytest.fixture
def served(tmp_path: Path, server: MailServer) -> Iterator[Served]:
    served = Served(tmp_path / "data", more={"SMTP_URL": server.url}).start()
    served.python(SCENE)
    yield served
    assert served.stop() == 0, served.errors


def send(browser: httpx.Client, place: str, **fields: str) -> httpx.Response:
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(place).text)
    assert token
    origin = {"Referer": str(browser.base_url)}
    return browser.post(place, data={"csrfmiddlewaretoken": token[1], **fields}, headers=origin)


def ask_for_secrets(served: Served, server: MailServer) -> tuple[httpx.Client, list[str]]:
    """Give the password and forget it, and register; return the browser, and what its three e-mails told."""
    before = len(server.offered)
    browser = httpx.Client(base_url=served.url, timeout=60)
    send(browser, "/account/login/", login=EMAIL, password=PASSWORD)
    stranger = httpx.Client(base_url=served.url, timeout=60)
    send(stranger, "/account/password/reset/", email=EMAIL)
    send(stranger, "/account/signup/", **NEW, password="Inconnu vert, 6 gares")
    until(lambda: len(secrets_in(server, before)) == 3, 60, "the e-mails")
    return browser, secrets_in(server, before)


def secrets_in(server: MailServer, before: int) -> list[str]:
    texts = {got.text for got in server.offered[before:]}
    codes = {code_in(text) for text in texts if CODE.search(text)}
    return sorted(codes) + sorted({token for text in texts for token in TOKEN.findall(text)})


def test_no_code_and_no_link_stands_in_the_database(served: Served, server: MailServer) -> None:
    superuser = embedded_postgres.addresses(DataFolder(served.data)).superuser_url

    def jobs() -> list[tuple[str, bool]]:
        with psycopg.connect(superuser) as connection:
            return connection.execute(JOBS).fetchall()

    def held(secrets: list[str]) -> dict[str, list[str]]:
        return {secret: places for secret in secrets if (places := places_of(secret, superuser))}

    server.answers = list(NOT_NOW)
    _, waiting = ask_for_secrets(served, server)
    assert [is_held for _, is_held in jobs()] == [True] * 3, "they are tried again"
    assert held(waiting) == {}

    server.answers = list(NEVER)
    until(lambda: jobs() == [("failed", False)] * 3, 60, "the end of the tries")
    assert held(waiting) == {}

    server.answers = []
    browser, told = ask_for_secrets(served, server)
    until(lambda: len(jobs()) == 3, 60, "the end of the jobs that succeeded")
    assert held(told) == {}
    opened = send(browser, "/account/second-factor", factor="email", code=told[0])
    assert (opened.status_code, opened.headers["Location"]) == (302, "/")
    assert held(told) == {}


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE accounts_user SET name = %s", "accounts_user.name"),
        ("INSERT INTO accounts_photo SELECT id, convert_to(%s, 'UTF8') FROM accounts_user", "accounts_photo.content"),
        (
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('', '', to_jsonb(%s::text))",
            "procrastinate_jobs.args",
        ),
    ],
)
def test_the_search_finds_what_stands_there(served: Served, statement: str, place: str) -> None:
    superuser = embedded_postgres.addresses(DataFolder(served.data)).superuser_url
    with psycopg.connect(superuser) as connection:
        connection.execute(statement, ["voici 493817 !"])
    assert places_of("493817", superuser) == [place]
