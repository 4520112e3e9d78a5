"""Who operates the platform, and what operators decide together about somebody's account."""

import uuid
from typing import ClassVar

from django.db import models


class OperatorInvitation(models.Model):
    """A link by which somebody becomes an operator, with an account of their own. Of its token a hash alone."""

    token_sha256 = models.CharField(max_length=64, unique=True)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=2)
    invited_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, help_text="Null: the command line."
    )
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"until {self.expires_at}"


class FactorRecovery(models.Model):
    """A request to free an account from factors that its owner lost: one operator asks, a second one decides.

    What was seen is told in a few words; papers are never kept, nor their numbers.
    """

    class Check(models.TextChoices):
        """How the first operator made sure that it is the owner."""

        CALLED_BACK = "called_back"
        MET = "met"
        VIDEO = "video"
        VOUCHED = "vouched"

    class Decision(models.TextChoices):
        OPEN = "open"
        APPROVED = "approved"
        REFUSED = "refused"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="factor_recoveries")
    check_made = models.CharField(max_length=12, choices=Check)
    seen = models.CharField(max_length=1000, help_text="What was asked and seen, without numbers of papers.")
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.OPEN)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    token_sha256 = models.CharField(max_length=64, default="", help_text="Of the link that was e-mailed, if one was.")
    link_expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-asked_at"], name="accounts_recovery_latest")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["token_sha256"], condition=~models.Q(token_sha256=""), name="accounts_recovery_token_once"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")),
                name="accounts_recovery_two_people",
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("asked_by")) & ~models.Q(person=models.F("decided_by")),
                name="accounts_recovery_not_oneself",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
