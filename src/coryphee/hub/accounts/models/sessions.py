"""Sessions: what a browser's cookie stands for, and the browsers that a person is known to use."""

from typing import ClassVar

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A session, in Django's shape and with what its owner needs to recognise it (accounts/session_store.py).

    The key is the hash of what the cookie carries: who reads the table, or a copy of it, holds nobody's session.
    """

    session_key = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="sessions",
        help_text="Null: nobody.",
    )
    signed_in_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(help_text="Written at most once a minute.")
    source = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=300, default="", help_text="What the browser calls itself.")


class KnownBrowser(models.Model):
    """A browser that signed a person in before: its cookie, and what it looked like."""

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="known_browsers")
    fingerprint = models.CharField(max_length=64, help_text="Hash of what its cookie carries, and of the person.")
    agent = models.CharField(max_length=300, default="")
    network = models.CharField(max_length=50, help_text="Where it was last seen, as limits count sources.")
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "fingerprint"], name="accounts_known_browser_once")
        ]

    def __str__(self) -> str:
        return self.agent
