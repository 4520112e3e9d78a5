"""Give an e-mail to the mail server of SMTP_URL (smtp://user:password@host:port, smtps:// for TLS from the start).

No protocol of mail is exactly-once; this is what is promised. As long as the text was not sent, and whenever the server
says no for now, it is tried again. What the server took is never given again. When the line broke or the worker died
while the text was on its way, nobody knows its fate: it is not given again either, and stays among the failed jobs.
Whoever misses a link or a code asks for another; nobody gets the same notice twice.
"""

import logging
import os
import re
import smtplib
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend as Smtp

from coryphee.hub.jobs.models import MailHandover
from coryphee.hub.toolbox import clock

TIMEOUT = 10  # seconds for each exchange with the mail server
DEFAULT_PORT = {"smtp": 587, "smtps": 465}
OK, FORWARDED, GO_ON, FOR_GOOD = 250, 251, 354, 500  # RFC 5321 4.2: from 500 on, the same command fails again

_log = logging.getLogger(__name__)


class NoMailServer(Exception):
    """SMTP_URL is not set: the e-mail is tried again, in case it is set soon."""


class RefusedForNow(Exception):
    """The server said no with a code below 500: try again."""


class RefusedForGood(Exception):
    """The server said that it will never take this e-mail, to this address or at all."""


class FateUnknown(Exception):
    """The text was on its way when the line or the worker ended."""


def hand_over(message: EmailMessage, message_id: str) -> None:
    """Give a message to the server, unless it was given before.

    Raises NoMailServer, RefusedForNow, RefusedForGood, FateUnknown; SMTPException or OSError before the text was sent.
    """
    url = os.environ.get("SMTP_URL", "")
    if not url:
        raise NoMailServer
    if _given_before(message_id):
        return
    server = _server(url)
    server.open()
    try:
        assert server.connection is not None  # noqa: S101  open() raises what went wrong
        _name_the_parties(server.connection, message)
        text = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own, unlike the library's
        _send_text(server.connection, text, message_id)
    finally:
        server.close()


def _given_before(message_id: str) -> bool:
    before = MailHandover.objects.filter(pk=message_id).first()
    if before is not None and before.taken_at is None:
        raise FateUnknown
    return before is not None


def _name_the_parties(server: smtplib.SMTP, message: EmailMessage) -> None:
    server.ehlo_or_helo_if_needed()
    code, said = server.mail(parseaddr(message.from_email)[1])
    if code != OK:
        raise _refusal(code, said)
    answers = [server.rcpt(parseaddr(address)[1]) for address in message.recipients()]
    refused = [(code, said) for code, said in answers if code not in {OK, FORWARDED}]
    if len(refused) == len(answers):
        raise _refusal(*min(refused))  # one that may work later is worth trying all
    if refused:
        _log.warning("the mail server refused %s of %s recipients: %s", len(refused), len(answers), refused[0][0])


def _send_text(server: smtplib.SMTP, text: bytes, message_id: str) -> None:
    code, said = server.docmd("DATA")
    if code != GO_ON:
        raise _refusal(code, said)
    _, fresh = MailHandover.objects.get_or_create(pk=message_id, defaults={"begun_at": clock.now()})
    if not fresh:
        raise FateUnknown  # another worker is at it
    try:
        server.send(re.sub(rb"(?m)^\.", b"..", text.rstrip(b"\r\n")) + b"\r\n.\r\n")
        code, said = server.getreply()
    except (smtplib.SMTPException, OSError) as problem:
        raise FateUnknown from problem
    if code != OK:
        MailHandover.objects.filter(pk=message_id).delete()
        raise _refusal(code, said)
    MailHandover.objects.filter(pk=message_id).update(taken_at=clock.now())


def _refusal(code: int, said: bytes) -> Exception:
    """Name a refusal by its code alone: what servers say repeats addresses, and this is logged."""
    extended = re.match(rb"\d\.\d{1,3}\.\d{1,3}", said)
    words = f"{code} {extended[0].decode()}" if extended else str(code)
    return RefusedForGood(words) if code >= FOR_GOOD else RefusedForNow(words)


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
