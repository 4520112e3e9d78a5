"""E-mails to people: one template for each thing to say, written in the reader's language."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

from coryphee.hub.accounts.models import User


def send_mail_to(
    address: str, *, language: str, template: str, headers: dict[str, str] | None = None, **context: Any
) -> None:
    """Send `mail/TEMPLATE` (`_subject.txt`, `.txt`, `.html`) to an address; gone when the transaction rolls back.

    The templates know `platform_url`, `password_url` (replace a password), `language` and, after the first, `subject`.
    Addresses in them come from settings, never from a request: anybody writes a Host header.
    """
    with translation.override(language):
        known = {
            "platform_url": settings.PUBLIC_URL,
            "password_url": settings.PUBLIC_URL + reverse("account_reset_password"),
            "language": get_language(),
            **context,
        }
        subject = " ".join(render_to_string(f"mail/{template}_subject.txt", known).split())
        known["subject"] = subject
        text = render_to_string(f"mail/{template}.txt", known).strip() + "\n"
        message = EmailMultiAlternatives(subject, text, to=[address], headers=headers)
        message.attach_alternative(render_to_string(f"mail/{template}.html", known), "text/html")
    message.send()


def mailbox_of(person: User) -> str:
    """Return name and address for what is no matter of security: the confirmed contact address before the login."""
    name = " ".join(person.name.replace('"', " ").replace("\\", " ").split())
    address = person.contact_email or person.email
    return f'"{name}" <{address}>' if name else address
