"""E-mail: written by whoever has something to say, sent by a job, in demo data kept for the mailbox page instead."""

from collections.abc import Mapping, Sequence
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from coryphee.hub.jobs.mail_server import hand_over
from coryphee.hub.jobs.models import DemoMail
from coryphee.hub.toolbox import clock


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
    from coryphee.hub.jobs.tasks import send_mail  # noqa: PLC0415  the tasks know this module

    send_mail.defer(
        subject=_one_line(subject),
        text=text,
        html=html,
        sender=_one_line(sender or settings.DEFAULT_FROM_EMAIL),
        recipients=[_one_line(recipient) for recipient in recipients],
        headers={name: _one_line(str(value)) for name, value in (headers or {}).items()},
        message_id=make_msgid(domain=urlsplit(settings.PUBLIC_URL).hostname),
    )


def deliver(
    *,
    subject: str,
    text: str,
    html: str,
    sender: str,
    recipients: list[str],
    headers: Mapping[str, str] | None = None,
    message_id: str = "",
) -> None:
    """Hand an e-mail to the mail server, once (mail_server.py says what it raises), or keep it for the demo."""
    if settings.DEMO:
        DemoMail.objects.create(at=clock.now(), recipients=", ".join(recipients), subject=subject[:500], text=text)
        return
    # Jobs of an older version have no name of their own.
    name = message_id or make_msgid(domain=urlsplit(settings.PUBLIC_URL).hostname)
    message = EmailMultiAlternatives(subject, text, sender, recipients, headers={**(headers or {}), "Message-ID": name})
    if html:
        message.attach_alternative(html, "text/html")
    hand_over(message, name)


def _html(message: EmailMessage) -> str:
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    return next((str(content) for content, kind in alternatives if kind == "text/html"), "")


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())
