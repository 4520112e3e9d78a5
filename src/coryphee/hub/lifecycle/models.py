"""The events of an invoice's life: who set which status when, and why."""

from django.db import models

from coryphee.hub.invoices.models import Invoice
from coryphee.hub.structures.models import Structure


class Event(models.Model):
    """One status set on an invoice, or an act that leaves the status as it is (`status` empty)."""

    class Actor(models.TextChoices):
        SUPPLIER = "supplier"
        CLERK = "clerk"  # ordonnateur
        ACCOUNTANT = "accountant"  # comptable public
        ACCOUNTING_SYSTEM = "accounting_system"
        PLATFORM = "platform"

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    status = models.CharField(max_length=40, blank=True)
    act = models.CharField(max_length=40, blank=True, help_text="attached, commented, acknowledged... when no status.")
    actor_kind = models.CharField(max_length=20, choices=Actor)
    actor = models.CharField(max_length=80, help_text="Opaque name, as in the journal.")
    actor_name = models.CharField(max_length=200, blank=True)
    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=40, blank=True, help_text="A motive code of lifecycle/reasons.py")
    comment = models.CharField(max_length=2000, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["invoice", "id"], name="lifecycle_event_invoice")]

    def __str__(self) -> str:
        return f"{self.status or self.act} of {self.invoice_id}"
