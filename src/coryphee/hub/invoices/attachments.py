"""Complementary documents: what may be attached to an invoice.

Limits are those of the direct channel (Chorus Pro): each below 10 MB and not empty, its name at most 50 characters with
an extension of the list, all together at most 118 MB. The rules carry the ids of the kernel's CHORUS-ATTACHMENT-... .
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coryphee.einvoice.codes.chorus import ATTACHMENT_EXTENSIONS
from coryphee.hub.invoices.models import Attachment, Invoice
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.refusals import PlatformRefusal

MAXIMUM_SIZE = 10 * 1024 * 1024
MAXIMUM_TOGETHER = 118 * 1024 * 1024
LONGEST_NAME = 50


class AttachmentRefused(PlatformRefusal):
    """A document may not be attached; `rule` and `parameters` are worded by einvoice.explain."""

    def __init__(self, rule: str, **parameters: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.parameters = parameters


@dataclass(frozen=True, slots=True)
class AttachmentGiven:
    """A document as somebody gave it. type_code: 01 invoice or credit note, 02 complementary."""

    content: bytes
    name: str
    type_code: str = "02"
    designation: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentKept:
    """A document whose bytes are sealed under their SHA-256."""

    sha256: str
    size: int
    name: str
    type_code: str
    designation: str


def check_attachments(given: Sequence[AttachmentGiven]) -> None:
    """Raise AttachmentRefused for the first document that may not be attached."""
    for document in given:
        if not document.content:
            raise AttachmentRefused("CHORUS-ATTACHMENT-EMPTY", name=document.name)
        if len(document.content) >= MAXIMUM_SIZE:
            raise AttachmentRefused("CHORUS-ATTACHMENT-SIZE", name=document.name)
        if len(document.name) > LONGEST_NAME:
            raise AttachmentRefused("CHORUS-ATTACHMENT-NAME", name=document.name)
        stem, _, extension = document.name.rpartition(".")
        if not stem or extension.lower() not in ATTACHMENT_EXTENSIONS:
            raise AttachmentRefused("CHORUS-ATTACHMENT-EXTENSION", name=document.name)
    if sum(len(document.content) for document in given) > MAXIMUM_TOGETHER:
        raise AttachmentRefused("CHORUS-ATTACHMENTS-TOTAL")


def kept(given: Sequence[AttachmentGiven], names: Sequence[str]) -> list[AttachmentKept]:
    """Pair documents with the SHA-256 under which archive.actions.store laid each."""
    return [
        AttachmentKept(name, len(document.content), document.name, document.type_code, document.designation[:200])
        for document, name in zip(given, names, strict=True)
    ]


def attach(
    documents: Sequence[tuple[int, AttachmentKept]], *, structure: Structure | int, by: str, now: datetime
) -> list[Attachment]:
    """Add documents to invoices, as (invoice id, document), in the running transaction; return them in that order."""
    owner = structure if isinstance(structure, int) else structure.pk
    return Attachment.objects.bulk_create(
        Attachment(
            invoice_id=invoice_id,
            sha256=document.sha256,
            size=document.size,
            name=document.name,
            type_code=document.type_code,
            designation=document.designation,
            added_by_structure_id=owner,
            added_by=by,
            added_at=now,
        )
        for invoice_id, document in documents
    )


def attachments_of(invoice: Invoice) -> list[Attachment]:
    """Return the complementary documents of an invoice, oldest first."""
    return list(invoice.attachments.order_by("id"))
