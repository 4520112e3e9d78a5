"""E-mails: a job in the transaction of what they tell about, kept by the demo or handed to the mail server."""

from collections.abc import Iterator
from email.header import decode_header, make_header
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from coryphee.hub.accounts.sealing import Unreadable, seal
from coryphee.hub.jobs.mail import PURPOSE, ContentForgotten, LaterBackend, content_of, deliver, send_mail_later
from coryphee.hub.jobs.mail_server import NoMailServer
from coryphee.hub.jobs.models import DemoMail
from tests.jobs_now import waiting_mails
from tests.mail_servers import MailServer

pytestmark = pytest.mark.django_db(transaction=True)
FACTS: dict[str, Any] = {
    "subject": "Facture rejetée",
    "text": "Bonjour",
    "html": "<p>Bonjour</p>",
    "sender": "a@example.test",
    "headers": {},
    "message_id": "<1@x.test>",
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with MailServer() as running:
        monkeypatch.setenv("SMTP_URL", running.url)
        yield running


def message(**given: object) -> EmailMultiAlternatives:
    written = EmailMultiAlternatives("Bonjour", "texte", "a@example.test", ["alice@example.test"], **given)  # type: ignore[arg-type]
    written.attach_alternative("<p>texte</p>", "text/html")
    return written


def test_an_e_mail_is_a_job_of_its_transaction() -> None:
    with transaction.atomic():
        LaterBackend().send_messages([message()])
        assert len(waiting_mails()) == 1
        transaction.set_rollback(True)
    assert waiting_mails() == [], "what was rolled back is not told"
    assert LaterBackend().send_messages([message(headers={"List-Unsubscribe": "<https://x.test>"})]) == 1
    (job,) = waiting_mails()
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
    deliver(**{**FACTS, "headers": headers}, recipients=['"Émile Démo" <emile@example.test>'])
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
    (job,) = waiting_mails()
    deliver(**job)
    (got,) = server.got
    assert got.recipients == ["eve@example.test"]
    assert got.message["Bcc"] is None
    assert got.message["X-Evil"] is None
    assert str(make_header(decode_header(got.message["Subject"]))) == "Facture Bcc: eve@example.test"


def test_a_line_that_is_a_dot_ends_no_text(server: MailServer) -> None:
    deliver(**{**FACTS, "html": "", "text": "un\n.\n..deux\n"}, recipients=["alice@example.test"])
    (got,) = server.got
    assert got.text.splitlines() == ["un", ".", "..deux"]


def test_a_job_tells_its_e_mail_to_whoever_holds_the_key_alone(settings: Any) -> None:
    sealed = seal(b'{"text": "Bonjour"}', purpose=PURPOSE, owner="<1@x.test>")
    assert content_of("<1@x.test>", sealed) == {"text": "Bonjour"}
    with pytest.raises(Unreadable):
        content_of("<2@x.test>", sealed)
    with pytest.raises(ContentForgotten):
        content_of("<1@x.test>", "")
    settings.SECRET_KEY = "another"
    with pytest.raises(Unreadable):
        content_of("<1@x.test>", sealed)
