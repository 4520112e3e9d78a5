"""E-mails: a job in the transaction of what they tell about, kept by the demo or handed to the mail server."""

import json
from collections.abc import Iterator
from email.header import decode_header, make_header

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction

from coryphee.hub.jobs.mail import LaterBackend, deliver, send_mail_later
from coryphee.hub.jobs.mail_server import NoMailServer
from coryphee.hub.jobs.models import DemoMail
from tests.mail_servers import MailServer

pytestmark = pytest.mark.django_db(transaction=True)
FACTS = {"subject": "Facture rejetée", "text": "Bonjour", "html": "<p>Bonjour</p>", "sender": "a@example.test"}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with MailServer() as running:
        monkeypatch.setenv("SMTP_URL", running.url)
        yield running


def jobs() -> list[dict[str, object]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE task_name = 'mail.send' ORDER BY id")
        return [json.loads(arguments) for (arguments,) in cursor.fetchall()]


def message(**given: object) -> EmailMultiAlternatives:
    written = EmailMultiAlternatives("Bonjour", "texte", "a@example.test", ["alice@example.test"], **given)  # type: ignore[arg-type]
    written.attach_alternative("<p>texte</p>", "text/html")
    return written


def test_an_e_mail_is_a_job_of_its_transaction() -> None:
    with transaction.atomic():
        LaterBackend().send_messages([message()])
        assert len(jobs()) == 1
        transaction.set_rollback(True)
    assert jobs() == [], "what was rolled back is not told"
    assert LaterBackend().send_messages([message(headers={"List-Unsubscribe": "<https://x.test>"})]) == 1
    (job,) = jobs()
    assert job["subject"] == "Bonjour"
    assert job["html"] == "<p>texte</p>"
    assert job["headers"] == {"List-Unsubscribe": "<https://x.test>"}


def test_the_demo_keeps_them_for_its_mailbox(settings: pytest.FixtureRequest) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    deliver(**FACTS, recipients=["alice@example.test", "bob@example.test"])
    kept = DemoMail.objects.get()
    assert (kept.subject, kept.recipients) == ("Facture rejetée", "alice@example.test, bob@example.test")


def test_without_a_mail_server_nothing_is_taken_for_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMTP_URL", raising=False)
    with pytest.raises(NoMailServer):
        deliver(**FACTS, recipients=["alice@example.test"])


def test_a_mail_server_gets_both_texts_and_the_headers(server: MailServer) -> None:
    headers = {"List-Unsubscribe": "<https://x.test/off>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    deliver(**FACTS, recipients=['"Émile Démo" <emile@example.test>'], headers=headers, message_id="<1@x.test>")
    (got,) = server.got
    assert got.recipients == ["emile@example.test"]
    assert [part.get_content_type() for part in got.message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert got.message["Message-ID"] == "<1@x.test>"
    assert got.message["List-Unsubscribe"] == headers["List-Unsubscribe"]
    assert got.message["List-Unsubscribe-Post"] == headers["List-Unsubscribe-Post"]
    assert str(make_header(decode_header(got.message["Subject"]))) == "Facture rejetée"
    assert str(make_header(decode_header(got.message["To"]))) == "Émile Démo <emile@example.test>"
    assert got.content.isascii() or got.eight_bit, "headers are encoded"


def test_line_breaks_in_names_begin_no_header(server: MailServer) -> None:
    send_mail_later(
        subject="Facture\r\nBcc: eve@example.test",
        text="Bonjour",
        recipients=['"Eve\r\nBcc: all@example.test" <eve@example.test>'],
        sender="Coryphée\n <a@example.test>",
        headers={"List-Unsubscribe": "<https://x.test>\r\nX-Evil: yes"},
    )
    (job,) = jobs()
    deliver(**job)  # type: ignore[arg-type]
    (got,) = server.got
    assert got.recipients == ["eve@example.test"]
    assert got.message["Bcc"] is None
    assert got.message["X-Evil"] is None
    assert str(make_header(decode_header(got.message["Subject"]))) == "Facture Bcc: eve@example.test"


def test_a_line_that_is_a_dot_ends_no_text(server: MailServer) -> None:
    deliver(**{**FACTS, "html": "", "text": "un\n.\n..deux\n"}, recipients=["alice@example.test"])
    (got,) = server.got
    assert got.text.splitlines() == ["un", ".", "..deux"]


def test_jobs_of_an_older_version_are_understood(server: MailServer) -> None:
    deliver(**FACTS, recipients=["alice@example.test"])
    assert server.got[0].message["Message-ID"]
