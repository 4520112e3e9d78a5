"""What an e-mail becomes when the server says yes, no for now, no for good, or nothing."""

from collections.abc import Iterator
from typing import Any

import pytest

from coryphee.hub.jobs.mail import deliver
from coryphee.hub.jobs.mail_server import FateUnknown, RefusedForGood, RefusedForNow
from coryphee.hub.jobs.models import MailHandover
from coryphee.hub.toolbox.clock import now
from tests.mail_servers import MailServer

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "<one@x.test>"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with MailServer() as running:
        monkeypatch.setenv("SMTP_URL", running.url)
        yield running


def send(*recipients: str, message_id: str = NAME) -> None:
    deliver(
        subject="Bonjour", text="texte", html="<p>texte</p>", sender="a@example.test", headers={},
        message_id=message_id, recipients=list(recipients or ["alice@example.test"]),
    )  # fmt: skip


def test_what_was_taken_is_never_given_again(server: MailServer) -> None:
    send()
    send()  # the worker died after the answer, before the job was struck off
    assert len(server.got) == 1
    assert MailHandover.objects.get().taken_at is not None
    send(message_id="<two@x.test>")
    assert len(server.got) == 2


def test_a_server_that_says_not_now_gets_it_again(server: MailServer) -> None:
    server.answers = ["451 4.3.0 try later"]
    with pytest.raises(RefusedForNow, match=r"^451 4\.3\.0$"):
        send()
    assert MailHandover.objects.count() == 0
    send()
    assert (len(server.got), server.tries) == (1, 2)


def test_a_server_that_says_never_is_not_asked_again(server: MailServer) -> None:
    server.answers = ["554 5.7.1 no thank you"]
    with pytest.raises(RefusedForGood, match=r"^554 5\.7\.1$"):
        send()
    assert server.got == []


def test_a_refused_recipient_is_refused_for_good_and_not_named(server: MailServer) -> None:
    server.refused = frozenset({"nobody@example.test"})
    with pytest.raises(RefusedForGood) as refusal:
        send("nobody@example.test")
    assert str(refusal.value) == "550 5.1.1"
    assert server.tries == 0


def test_one_refused_recipient_keeps_nothing_from_the_others(
    server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.refused = frozenset({"nobody@example.test"})
    send("nobody@example.test", "alice@example.test")
    assert server.got[0].recipients == ["alice@example.test"]
    assert "refused 1 of 2" in caplog.text
    assert "nobody" not in caplog.text


def test_when_the_line_breaks_after_the_text_it_is_not_given_again(server: MailServer) -> None:
    server.answers = ["cut"]
    with pytest.raises(FateUnknown):
        send()
    assert MailHandover.objects.get().taken_at is None
    with pytest.raises(FateUnknown):
        send()
    assert server.tries == 1


def test_the_mark_stands_before_the_server_can_have_taken_it(server: MailServer) -> None:
    seen: list[Any] = []

    def look() -> None:
        from django.db import connection

        seen.append(MailHandover.objects.filter(pk=NAME, taken_at=None).exists())
        connection.close()

    import threading

    def look_from_another_thread() -> None:
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()

    server.before_answer = look_from_another_thread
    send()
    assert seen == [True]


def test_two_workers_with_the_same_e_mail_give_it_once(server: MailServer) -> None:
    MailHandover.objects.create(pk=NAME, begun_at=now())  # the other one is at it
    with pytest.raises(FateUnknown):
        send()
    assert server.tries == 0


def test_nobody_listens_and_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", "smtp://127.0.0.1:9")
    with pytest.raises(OSError):  # noqa: PT011  refused, in whatever words of the machine
        send()
    assert MailHandover.objects.count() == 0
