"""E-mail: written by whoever has something to say, sent by a job, in demo data kept for the mailbox page instead."""

import os
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as Smtp

from coryphee.hub.jobs.models import DemoMail
from coryphee.hub.toolbox import clock

TIMEOUT = 10  # seconds for each exchange with the mail server
DEFAULT_PORT = {"smtp": 587, "smtps": 465}


class NoMailServer(Exception):
    """SMTP_URL is not set: the e-mail waits among the failed jobs, to be sent again when it is."""


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
            )
        return len(email_messages)


def send_mail_later(*, subject: str, text: str, recipients: Sequence[str], html: str = "", sender: str = "") -> None:
    """Enqueue one e-mail in the running transaction."""
    from coryphee.hub.jobs.tasks import send_mail  # noqa: PLC0415  the tasks know this module

    send_mail.defer(
        subject=subject, text=text, html=html, sender=sender or settings.DEFAULT_FROM_EMAIL, recipients=list(recipients)
    )


def deliver(*, subject: str, text: str, html: str, sender: str, recipients: list[str]) -> None:
    """Hand an e-mail to the mail server of SMTP_URL (smtp://user:password@host:port, smtps:// for TLS from the start).

    Raises NoMailServer, SMTPException or OSError: the job tries again.
    """
    if settings.DEMO:
        DemoMail.objects.create(at=clock.now(), recipients=", ".join(recipients), subject=subject[:500], text=text)
        return
    url = os.environ.get("SMTP_URL", "")
    if not url:
        raise NoMailServer
    message = EmailMultiAlternatives(subject, text, sender, recipients, connection=_server(url))
    if html:
        message.attach_alternative(html, "text/html")
    message.send()


def _server(url: str) -> Smtp:
    parts = urlsplit(url)
    return Smtp(
        host=parts.hostname,
        port=parts.port or DEFAULT_PORT.get(parts.scheme, 587),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        # In clear only to a server on this machine.
        use_tls=parts.scheme == "smtp" and parts.hostname not in {"127.0.0.1", "localhost", "::1"},
        timeout=TIMEOUT,
    )


def _html(message: EmailMessage) -> str:
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    return next((str(content) for content, kind in alternatives if kind == "text/html"), "")
