"""What people are told, where, and what they switched off.

A notification points at invoices and holds nothing of them: their numbers are looked up behind the wall of the
structure, with the rights that the reader has then.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from coryphee.hub.structures.models import Structure

POINTED_AT = 3  # of many invoices told together, the first ones are named


class Preference(models.Model):
    """A choice that a person made; where there is none, the family's default holds (families.py)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    family = models.CharField(max_length=20)
    channel = models.CharField(max_length=6)
    wanted = models.BooleanField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "family", "channel"], name="notifications_preference_once")
        ]

    def __str__(self) -> str:
        return f"{self.family} by {self.channel}: {self.wanted}"


class Notification(models.Model):
    """What happened to `number` invoices or files of a structure within one window, told to one person."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=20, help_text="A code of events.py.")
    side = models.CharField(max_length=8, help_text="Issued or received: the right that it takes to read it.")
    family = models.CharField(max_length=20)
    partner = models.ForeignKey(Structure, on_delete=models.CASCADE, null=True, related_name="+")
    window = models.DateTimeField(db_column="opened_at", help_text="Like events until it ends become one notification.")
    at = models.DateTimeField(help_text="When the latest of them happened.")
    number = models.PositiveIntegerField()
    invoice_ids = ArrayField(models.BigIntegerField(), default=list, help_text=f"The first {POINTED_AT}.")
    deposit_id = models.BigIntegerField(null=True, help_text="Of refused files: their deposit, when it is one.")
    in_portal = models.BooleanField(help_text="False when it is told by e-mail alone.")
    read_at = models.DateTimeField(null=True)
    mail_due_at = models.DateTimeField(null=True, help_text="Null when no e-mail is wanted.")
    mailed_at = models.DateTimeField(null=True, help_text="When its e-mail was enqueued, or found needless.")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "structure", "event", "partner", "window"],
                name="notifications_one_a_window",
                nulls_distinct=False,
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-at", "-id"], name="notifications_latest"),
            models.Index(
                fields=["person"], name="notifications_unread", condition=models.Q(read_at=None, in_portal=True)
            ),
            models.Index(
                fields=["mail_due_at", "person"],
                name="notifications_to_mail",
                condition=models.Q(mailed_at=None, mail_due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} x {self.event}"


class WeeklySummary(models.Model):
    """The mark of a summary: one for each person and week, whatever became of the e-mail."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    week = models.DateField(help_text="Its Monday.")
    mailed = models.BooleanField(help_text="False when there was nothing to tell.")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "week"], name="notifications_one_a_week")
        ]

    def __str__(self) -> str:
        return f"week of {self.week}"
