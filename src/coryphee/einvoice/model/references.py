"""Notes (BG-1), preceding invoices (BG-3), supporting documents (BG-24) and what was delivered (BG-13)."""

from dataclasses import dataclass, field
from typing import Annotated

from coryphee.einvoice.model.parties import PostalAddress
from coryphee.einvoice.model.values import Identifier, WrittenDate


@dataclass(slots=True)
class Note:
    """Free text about the invoice (BG-1)."""

    text: Annotated[str | None, "BT-22"] = None
    """The text, without the code of its subject."""
    subject_code: Annotated[str | None, "BT-21"] = None
    """What the text is about, a code of UNTDID 4451 (PMT recovery fee, PMD penalties, AAB discount...)."""
    written: str | None = field(default=None, compare=False)
    """The note as it stands in the file: UBL writes the subject inside, #PMT#text."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class PrecedingInvoice:
    """An earlier invoice that this one corrects or completes (BG-3)."""

    number: Annotated[str | None, "BT-25 EXT-FR-FE-136"] = None
    """The number of the earlier invoice."""
    issue_date: Annotated[WrittenDate | None, "BT-26 EXT-FR-FE-138"] = None
    """The day on which it was issued."""
    type_code: Annotated[str | None, "EXT-FR-FE-02 EXT-FR-FE-137"] = None
    """Its type (380, 386...), an extension of the French rules."""
    line: str | None = None
    """Extension: the line of that invoice."""
    status_code: str | None = None
    """Extension: what UBL says of that line: DETAIL, GROUP or INFORMATION."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class Attachment:
    """A file inside the invoice (BT-125)."""

    base64: Annotated[str | None, "BT-125"] = None
    """The content, as written in base 64."""
    mime_type: str | None = None
    """The type of the file (attribute mimeCode)."""
    file_name: str | None = None
    """The name of the file (attribute filename)."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class ReferencedDocument:
    """A document that the invoice refers to (BG-24, and BT-17, BT-18, BT-128 which are written alike)."""

    identifier: Annotated[Identifier | None, "BT-122 BT-17 BT-18 BT-128"] = None
    """The reference of the document; at Chorus Pro the name of the attached file."""
    type_code: str | None = None
    """What the document is: 130 the object invoiced, 50 a call for tenders, 916 a supporting document."""
    descriptions: Annotated[list[str], "BT-123"] = field(default_factory=list)
    """The document in words (CII: its name)."""
    location: Annotated[str | None, "BT-124"] = None
    """Where the document can be fetched (a web address)."""
    attachments: list[Attachment] = field(default_factory=list)
    """The document itself (BT-125)."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class DeliveryTerms:
    """Extension: who bears costs and risks of the transport, and as far as where."""

    code: str | None = None
    """The Incoterm (EXW, FCA, DAP...)."""
    location: str | None = None
    """The place that the Incoterm names."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class Delivery:
    """Where and when goods or services were delivered (BG-13)."""

    recipient: Annotated[str | None, "BT-70"] = None
    """The name of the party that received them."""
    recipient_registration: Identifier | None = None
    """Extension: the number of that party in the official register (SIREN with scheme 0002)."""
    locations: Annotated[list[Identifier], "BT-71"] = field(default_factory=list)
    """The identifier of the place, with its scheme; the norm foresees one."""
    date: Annotated[WrittenDate | None, "BT-72"] = None
    """The day of the delivery."""
    address: PostalAddress | None = None
    """The address of the place (BG-15)."""
    source: object = field(default=None, repr=False, compare=False)
