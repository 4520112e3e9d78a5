"""E-mails: a job in the transaction of what they tell about, kept by the demo or handed to a real SMTP server."""

import socketserver
import threading
from collections.abc import Iterator

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction

from coryphee.hub.jobs.mail import LaterBackend, NoMailServer, deliver
from coryphee.hub.jobs.models import DemoMail

pytestmark = pytest.mark.django_db
FACTS = {"subject": "Facture rejetée", "text": "Bonjour", "html": "<p>Bonjour</p>", "sender": "a@example.test"}


class Received(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as a sender needs, and keeps what was said."""

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        body = False
        for line in self.rfile:
            self.server.said.append(line.decode().rstrip())  # type: ignore[attr-defined]
            if body:
                body = line != b".\r\n"
                answer = b"" if body else b"250 kept\r\n"
            elif line.upper().startswith(b"DATA"):
                body, answer = True, b"354 go on\r\n"
            elif line.upper().startswith(b"QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                answer = b"250 ok\r\n"
            self.wfile.write(answer)


@pytest.fixture
def mail_server() -> Iterator[socketserver.TCPServer]:
    with socketserver.TCPServer(("127.0.0.1", 0), Received) as server:
        server.said = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def jobs() -> list[dict[str, object]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'subject', args->'recipients' FROM procrastinate_jobs WHERE task_name = 'mail.send'"
        )
        return [{"subject": subject, "recipients": recipients} for subject, recipients in cursor.fetchall()]


def message() -> EmailMultiAlternatives:
    written = EmailMultiAlternatives("Bonjour", "texte", "a@example.test", ["alice@example.test"])
    written.attach_alternative("<p>texte</p>", "text/html")
    return written


def test_an_e_mail_is_a_job_of_its_transaction() -> None:
    with transaction.atomic():
        LaterBackend().send_messages([message()])
        assert len(jobs()) == 1
        transaction.set_rollback(True)
    assert jobs() == [], "what was rolled back is not told"
    assert LaterBackend().send_messages([message()]) == 1
    assert [job["subject"] for job in jobs()] == ["Bonjour"]


def test_the_demo_keeps_them_for_its_mailbox(settings: pytest.FixtureRequest) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    deliver(**FACTS, recipients=["alice@example.test", "bob@example.test"])
    kept = DemoMail.objects.get()
    assert (kept.subject, kept.recipients) == ("Facture rejetée", "alice@example.test, bob@example.test")


def test_without_a_mail_server_nothing_is_taken_for_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMTP_URL", raising=False)
    with pytest.raises(NoMailServer):
        deliver(**FACTS, recipients=["alice@example.test"])


def test_a_mail_server_gets_them(monkeypatch: pytest.MonkeyPatch, mail_server: socketserver.TCPServer) -> None:
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{mail_server.server_address[1]}")
    deliver(**FACTS, recipients=["alice@example.test"])
    said = mail_server.said  # type: ignore[attr-defined]
    assert any("alice@example.test" in line for line in said if line.lower().startswith("rcpt"))
    assert any("text/html" in line for line in said)
