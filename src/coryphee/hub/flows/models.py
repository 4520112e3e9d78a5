"""Deposits and flows. The flow table is the queue of the invoice's way: the worker claims its rows in batches."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from coryphee.hub.invoices.models import Draft, Invoice
from coryphee.hub.structures.models import Structure


class Stage(models.TextChoices):
    """Where a flow stands on its way (flows/journey.py)."""

    RECEIVED = "received"
    UNDERSTOOD = "understood"
    CHECKED = "checked"
    ROUTED = "routed"
    DELIVERED = "delivered"
    CLOSED = "closed"
    DRAFT = "draft"  # a PDF without data: waits for the person who fills the form
    REFUSED = "refused"
    PARKED = "parked"  # failed too often: visible, replayable


AT_REST = (Stage.CLOSED, Stage.DRAFT, Stage.REFUSED, Stage.PARKED)


class Deposit(models.Model):
    """One act of depositing: a file, or an archive of many."""

    class Door(models.TextChoices):
        PORTAL = "portal"
        API = "api"
        COMMAND = "command"

    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="+")
    door = models.CharField(max_length=7, choices=Door)
    actor = models.CharField(max_length=80, help_text="Opaque name, as in the journal.")
    actor_name = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, help_text="The file's name as given, made safe to show.")
    kind = models.CharField(max_length=10, help_text="xml, pdf, zip, tar.gz or form")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    group = models.UUIDField(null=True, help_text="Files chosen together in the portal.")
    received_at = models.DateTimeField()
    idempotency_key = models.CharField(max_length=255, null=True)  # noqa: DJ001  null is what keeps the constraint out

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "idempotency_key"],
                name="flows_idempotency",
                condition=models.Q(idempotency_key__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["structure", "-id"], name="flows_deposit_recent"),
            models.Index(
                fields=["structure", "group"], name="flows_deposit_group", condition=models.Q(group__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Flow(models.Model):
    """One invoice on its way. `structure` is the depositor, who owns the row."""

    deposit = models.ForeignKey(Deposit, on_delete=models.PROTECT, related_name="flows")
    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0, help_text="Place in the archive, from 0.")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text="The file as deposited (for an archive, its member).")
    size = models.BigIntegerField()
    structured_sha256 = models.CharField(max_length=64, blank=True, help_text="Data typed in the form for a plain PDF.")
    attachments = models.JSONField(
        default=list, help_text="Given at deposit: sha256, size, name, type_code, designation."
    )
    replaces = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.RECEIVED)
    stage_at = models.DateTimeField()
    number = models.CharField(max_length=100, blank=True, help_text="BT-1, once understood")
    syntax = models.CharField(max_length=20, blank=True)
    carrier = models.CharField(max_length=4, blank=True)
    profile = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=8, blank=True)
    valid_direct = models.BooleanField(null=True)
    valid_platform = models.BooleanField(null=True)
    rulesets = ArrayField(models.CharField(max_length=60), default=list)
    findings = models.JSONField(
        default=list, help_text="rule, ruleset, severity, term, parameters, where, line; words are made at display."
    )
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="flows")
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, related_name="+")
    duplicate_of = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="Not claimed before: backoff after a failure, or a wait.")
    lease_token = models.UUIDField(
        null=True, help_text="Fencing: a late worker whose lease was given away may not settle."
    )
    lease_until = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)

    # No columns: flows.queries says of a draft that was sent in which deposit, and where that one stands.
    sent_in: int | None = None
    sent_stage: str | None = None

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="flows_queue", condition=~models.Q(stage__in=AT_REST)),
            models.Index(fields=["deposit", "position"], name="flows_of_deposit"),
            models.Index(fields=["structure", "stage"], name="flows_structure_stage"),
        ]

    def __str__(self) -> str:
        return self.name
