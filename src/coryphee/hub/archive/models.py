"""What the vault holds: one row per distinct content, whoever deposited it."""

from django.db import models


class Blob(models.Model):
    """A sealed content. The bytes stand in the vault under their SHA-256; the row follows the bytes, never before."""

    sha256 = models.CharField(max_length=64, primary_key=True, help_text="Hexadecimal, lower case.")
    size = models.BigIntegerField(help_text="Bytes.")
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256
