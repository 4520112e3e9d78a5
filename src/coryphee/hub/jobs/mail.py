"""E-mail: written by whoever has something to say, sent by a job, in demo data kept for the mailbox page instead.

E-mails carry codes and links that open accounts, so the job holds a sealed text (accounts/sealing.py), and holds it no
longer than somebody may still try to send it: a copy of the database tells none of them.
"""

import json
from collections.abc import Mapping, Sequence
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from coryphee.hub.accounts.later import later
from coryphee.hub.accounts.sealing import seal, unseal
from coryphee.hub.jobs.mail_server import hand_over
from coryphee.hub.jobs.models import DemoMail
from coryphee.hub.toolbox import clock

PURPOSE = "e-mail"
# Jobs that nobody will run again, by whatever way they ended.
FORGET_ENDED = """
UPDATE procrastinate_jobs SET args = jsonb_build_object('message_id', args->'message_id')
WHERE task_name = 'mail.send' AND status NOT IN ('todo', 'doing') AND args - 'message_id' <> '{}'
"""
FORGET = "UPDATE procrastinate_jobs SET args = jsonb_build_object('message_id', args->'message_id') WHERE id = %s"


class ContentForgotten(Exception):
    """The job ended before, and was started again by hand: what it should send is no longer known."""


class LaterBackend(BaseEmailBackend):
    """Django's `EMAIL_BACKEND`: each e-mail becomes a job, in the transaction of what it tells about."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Enqueue the e-mails; they are gone when the transaction rolls back."""
        for message in email_messages:
            send_mail_later(
                subject=str(message.subject),
                text=str(message.body),
                html=_html(message),
                sender=message.from_email,
                recipients=message.recipients(),
                headers=message.extra_headers,
            )
        return len(email_messages)


def send_mail_later(
    *,
    subject: str,
    text: str,
    recipients: Sequence[str],
    html: str = "",
    sender: str = "",
    headers: Mapping[str, str] | None = None,
) -> None:
    """Enqueue one e-mail in the running transaction. Line breaks in headers, which would begin others, are spaces."""
    content = {
        "subject": _one_line(subject),
        "text": text,
        "html": html,
        "sender": _one_line(sender or settings.DEFAULT_FROM_EMAIL),
        "recipients": [_one_line(recipient) for recipient in recipients],
        "headers": {name: _one_line(str(value)) for name, value in (headers or {}).items()},
    }
    message_id = make_msgid(domain=urlsplit(settings.PUBLIC_URL).hostname)
    sealed = seal(json.dumps(content).encode(), purpose=PURPOSE, owner=message_id)
    later("mail.send", message_id=message_id, sealed=sealed)


def content_of(message_id: str, sealed: str) -> dict[str, Any]:
    """Return the arguments of `deliver` that a job holds. Raises ContentForgotten, sealing.Unreadable."""
    if not sealed:
        raise ContentForgotten
    content: dict[str, Any] = json.loads(unseal(sealed, purpose=PURPOSE, owner=message_id))
    return content


def forget_content(job_id: int | None) -> None:
    """Take the e-mail out of a job that is not tried again."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [job_id])


def forget_ended_content() -> None:
    """Take the e-mails out of all jobs that ended without us: cancelled, or failed by hand."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET_ENDED)


def deliver(
    *,
    subject: str,
    text: str,
    html: str,
    sender: str,
    recipients: list[str],
    headers: Mapping[str, str],
    message_id: str,
) -> None:
    """Hand an e-mail to the mail server, once (mail_server.py says what it raises), or keep it for the demo."""
    if settings.DEMO:
        DemoMail.objects.create(at=clock.now(), recipients=", ".join(recipients), subject=subject[:500], text=text)
        return
    named = {**headers, "Message-ID": message_id}
    message = EmailMultiAlternatives(subject, text, sender, recipients, headers=named)
    if html:
        message.attach_alternative(html, "text/html")
    hand_over(message, message_id)


def _html(message: EmailMessage) -> str:
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    return next((str(content) for content, kind in alternatives if kind == "text/html"), "")


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())
