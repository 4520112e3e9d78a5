"""The searchable record of an invoice, the boxes it lies in, and the table that finds duplicates."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from coryphee.hub.structures.models import Environment, Service, Structure

AMOUNT: dict[str, Any] = {
    "max_digits": 19,
    "decimal_places": 6,
}  # "19 digits, 6 decimals": the amounts of the Chorus Pro API


class Invoice(models.Model):
    """An invoice or credit note that was integrated. Amounts are in `currency` (BT-5)."""

    environment = models.CharField(max_length=10, choices=Environment, default=Environment.PRODUCTION)
    supplier = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=100, help_text="BT-1")
    type_code = models.CharField(max_length=4, help_text="BT-3: 380 invoice, 381 credit note, 386 prepayment...")
    issue_date = models.DateField(help_text="BT-2")
    due_date = models.DateField(null=True, help_text="BT-9")
    currency = models.CharField(max_length=3, help_text="BT-5")
    total_without_vat = models.DecimalField(**AMOUNT, help_text="BT-109")
    total_vat = models.DecimalField(**AMOUNT, null=True, help_text="BT-110")
    total_with_vat = models.DecimalField(**AMOUNT, help_text="BT-112")
    amount_due = models.DecimalField(**AMOUNT, help_text="BT-115")
    engagement = models.CharField(max_length=100, blank=True, help_text="BT-13, engagement (commitment) number")
    contract = models.CharField(max_length=100, blank=True, help_text="BT-12, contract or market number")
    billing_framework = models.CharField(max_length=4, blank=True, help_text="BT-23: A1 to A25, S1, B1...")
    profile = models.CharField(max_length=200, blank=True, help_text="BT-24")
    syntax = models.CharField(max_length=20)
    carrier = models.CharField(
        max_length=4, help_text="xml, pdf (data inside), form (plain PDF, data typed in the form)"
    )
    channel = models.CharField(max_length=8, help_text="direct or platform: whose verdict let it in.")
    original_sha256 = models.CharField(max_length=64, help_text="The file as deposited.")
    structured_sha256 = models.CharField(max_length=64, help_text="The XML that was read.")
    warnings = models.JSONField(default=list, help_text="Our advice, for both parties: stored_findings.by_rule.")
    status = models.CharField(max_length=40, help_text="A code of lifecycle/statuses.py")
    status_at = models.DateTimeField()
    deposited_at = models.DateTimeField()
    made_available_at = models.DateTimeField(null=True)
    service_done_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    resumed_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)
    mandate_number = models.CharField(max_length=50, blank=True, help_text="numeroDPMandat")
    comment = models.TextField(blank=True, help_text="The supplier's comment to the recipient.")
    rejection_acknowledged_at = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        indexes = [models.Index(fields=["supplier", "number"], name="invoices_supplier_number")]

    def __str__(self) -> str:
        return self.number


class BoxEntry(models.Model):
    """An invoice as it lies in one structure's box: one owner column carries the row-level policy.

    Written by the database function `deliver_box_entries(invoice)` only, which copies what lists show from the invoice.
    """

    class Side(models.TextChoices):
        ISSUED = "issued"
        RECEIVED = "received"

    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="box_entries")
    partner = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="+")
    partner_name = models.CharField(max_length=200)
    service_id_of_recipient = models.BigIntegerField(null=True)
    service_code = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=100)
    type_code = models.CharField(max_length=4)
    engagement = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=40)
    status_at = models.DateTimeField()
    issue_date = models.DateField()
    due_date = models.DateField(null=True)
    deposited_at = models.DateTimeField()
    currency = models.CharField(max_length=3)
    total_with_vat = models.DecimalField(**AMOUNT)
    amount_due = models.DecimalField(**AMOUNT)
    rejection_acknowledged = models.BooleanField(default=False)
    search = SearchVectorField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["structure", "side", "invoice"], name="invoices_box_entry")]
        indexes = [
            models.Index(fields=["structure", "side", "-deposited_at", "-id"], name="invoices_box_recent"),
            models.Index(fields=["structure", "side", "status", "-deposited_at", "-id"], name="invoices_box_status"),
            models.Index(fields=["structure", "side", "-total_with_vat", "-id"], name="invoices_box_amount"),
            models.Index(fields=["structure", "side", "number", "id"], name="invoices_box_number"),
            models.Index(fields=["structure", "side", "due_date", "id"], name="invoices_box_due"),
            models.Index(
                fields=["structure", "side"],
                name="invoices_box_to_acknowledge",
                condition=models.Q(status="REJETEE", rejection_acknowledged=False),
            ),
            GinIndex(fields=["search"], name="invoices_box_search"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.number}"


class Identity(models.Model):
    """The number a supplier has used up: (supplier, number, key) is unique.

    `key` is the year of issue between companies and empty on the direct channel. Taken when an invoice is integrated.
    """

    supplier = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=100)
    key = models.CharField(max_length=10, blank=True)
    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, null=True, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supplier", "number", "key"], name="invoices_identity_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.key}"


class Attachment(models.Model):
    """A complementary document of an invoice, given at deposit or added later."""

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="attachments")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    name = models.CharField(max_length=200)
    type_code = models.CharField(max_length=10, default="02", help_text="01 invoice or credit note, 02 complementary.")
    designation = models.CharField(max_length=200, blank=True)
    added_by_structure = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="+")
    added_by = models.CharField(max_length=80, help_text="Actor as the journal names it.")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """What a person typed, or keeps typing, for an invoice that was not sent yet: from a PDF without data, or anew."""

    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_name = models.CharField(max_length=200, blank=True)
    fields = models.JSONField(default=dict)
    replaces = models.ForeignKey(Invoice, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(
        default=1, help_text="Grows at each save: two tabs do not overwrite in silence."
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    sent_flow = models.BigIntegerField(null=True, help_text="The flow it became; a sent draft is not shown any more.")

    def __str__(self) -> str:
        return f"draft {self.pk}"
