"""What limits count: attempts at something secret, where every process sees them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class AttemptCount(models.Model):
    """The attempts of one counted party under one limit (accounts/limits.py). Who it is stands here as a hash only."""

    key = models.CharField(max_length=64, primary_key=True, help_text="Hash of the limit's name and of who is counted.")
    limit_name = models.CharField(max_length=40)
    account = models.CharField(max_length=64, default="", help_text="Hash of the account it counts for, or empty.")
    moments = ArrayField(models.DateTimeField(), help_text="Attempts that still count, oldest first.")
    blocked_until = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(help_text="From then on the row says nothing any more.")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account"], condition=~models.Q(account=""), name="accounts_attempts_of_account"),
            models.Index(fields=["forgotten_at"], name="accounts_attempts_forgotten"),
        ]

    def __str__(self) -> str:
        return f"{self.limit_name}: {len(self.moments)}"
