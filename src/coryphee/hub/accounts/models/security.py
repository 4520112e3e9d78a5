"""What happened to an account: the rows behind the security log that its owner reads."""

from typing import ClassVar

from django.db import models


class SecurityEvent(models.Model):
    """One fact about an account, with what the owner needs to recognise it: where it came from.

    The journal says the same without address and browser: these are personal data, and the journal forgets nothing.
    """

    at = models.DateTimeField()
    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="security_events")
    kind = models.CharField(max_length=60, help_text="One of the journal's kinds (journal/vocabulary.py).")
    source = models.GenericIPAddressField(
        null=True, help_text="Address of the peer; null when a job or an operator acts."
    )
    agent = models.CharField(max_length=300, default="", help_text="What the browser calls itself.")
    details = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-at"], name="accounts_security_latest")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"
