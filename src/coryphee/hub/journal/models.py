"""Tables of the journal: who did what, append only, chained by hashes.

Entries are inserted without a lock in the acting transaction; one sealer (`journal.sealing`) appends seals at most a
second later. The application role may insert and read both tables and change nothing in them (toolbox/grants.py).
"""

from django.db import models


class Entry(models.Model):
    """One fact: somebody did something to something.

    `canonical` is what the hash covers: UTF-8 JSON with sorted keys, written once (format version in `format`).
    People are named by their opaque identifier, so that erasing a person breaks no chain.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    actor = models.CharField(max_length=80)
    structure_id = models.BigIntegerField(null=True)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=80)
    format = models.SmallIntegerField(default=1)
    canonical = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["object_type", "object_id"], name="journal_entry_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_type}:{self.object_id}"


class Seal(models.Model):
    """The entry's place in the chain: hash = SHA-256(previous hash, sequence, entry number, SHA-256 of canonical)."""

    sequence = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="seal")
    previous_hash = models.BinaryField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seal {self.sequence}"
