"""The invoice inside a PDF: Factur-X and ZUGFeRD 1 and 2 carry it as an attachment with a known name.

    embedded = extract(content)         # Embedded, or Refused: pdf.no_invoice, pdf.ambiguous, pdf.order, ...

Sources: Factur-X 1.07.2 section 6 (file names, AFRelationship, XMP), ZUGFeRD 1.0, Order-X 1.0.
"""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from coryphee.einvoice.facturx.streams import Budget, inflate
from coryphee.einvoice.refusals import Refused
from coryphee.einvoice.syntaxes import safe_xml

INVOICE_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
"""File names that say "this attachment is the invoice", compared without regard to case."""
ORDER_NAMES = ("order-x.xml",)

DAMAGE = (
    pikepdf.PdfError,
    pikepdf.ForeignObjectError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
    RuntimeError,
    NotImplementedError,
)
"""What pikepdf raises on a damaged file: a damaged object has another type than the one asked for."""

_NAME_TREE_NODES = 10_000
_TABLE_WITHIN = 1024  # bytes from the end of the file in which readers look for the table of objects
_XMP_LENGTH = 1_000_000
_FILE_KEYS = ("/UF", "/F", "/Unix", "/Mac", "/DOS")


@dataclass(frozen=True, slots=True)
class Embedded:
    """The structured invoice of a PDF.

    name          of the attachment, as written ("factur-x.xml")
    xml           its bytes, inflated
    relationship  AFRelationship without its slash ("Alternative", "Data"...), "" when it is not written
    profile       ConformanceLevel of the XMP, as written ("EN 16931"), "" when it is not written
    """

    name: str
    xml: bytes
    relationship: str
    profile: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file: its name, its relationship, and the stream, readable while its Pdf is held."""

    name: str
    relationship: str
    stream: pikepdf.Stream


def extract(content: bytes) -> Embedded:
    """The invoice that `content`, a PDF, carries.

    Raises Refused: pdf.malformed, pdf.encrypted, pdf.bomb, pdf.ambiguous (two different invoices), pdf.order
    (Order-X: an order is not an invoice), pdf.no_invoice (an ordinary PDF).
    """
    with open_pdf(content) as pdf:
        found = invoice_of(pdf, Budget())
        if found is None:
            raise Refused("pdf.no_invoice")
        attachment, xml = found
        return Embedded(attachment.name, xml, attachment.relationship, _profile(pdf))


@contextlib.contextmanager
def open_pdf(content: bytes) -> Iterator[pikepdf.Pdf]:
    """The opened PDF. Keep to the `with`: a Pdf that is collected while its streams are read kills the process."""
    try:
        pdf = pikepdf.open(io.BytesIO(_without_padding(content)), suppress_warnings=True, inherit_page_attributes=False)
    except pikepdf.PasswordError:
        raise Refused("pdf.encrypted") from None
    except DAMAGE as error:
        raise Refused("pdf.malformed", reason=_reason(error)) from None
    with pdf:
        if pdf.is_encrypted:
            raise Refused("pdf.encrypted")
        try:
            yield pdf
        except DAMAGE as error:
            raise Refused("pdf.malformed", reason=_reason(error)) from None


def _without_padding(content: bytes) -> bytes:
    """The PDF without a long tail that holds no object: before it, qpdf would search the whole file for its table."""
    end = content.rfind(b"%%EOF") + len(b"%%EOF\r\n")
    if len(content) - end <= _TABLE_WITHIN or content.find(b"obj", end) >= 0:
        return content
    return content[:end]


def invoice_of(pdf: pikepdf.Pdf, budget: Budget) -> tuple[Attachment, bytes] | None:
    """The one attachment that is an invoice, with its bytes; None when there is none.

    Raises Refused pdf.ambiguous for two that differ, pdf.order when only an order is attached.
    """
    attachments = list(attachments_of(pdf))
    named = [attachment for attachment in attachments if attachment.name.lower() in INVOICE_NAMES]
    found = [(attachment, inflate(attachment.stream, budget)) for attachment in named]
    if len({xml for _, xml in found}) > 1:
        raise Refused("pdf.ambiguous", names=", ".join(attachment.name for attachment in named))
    if found:
        return found[0]
    for attachment in attachments:
        if attachment.name.lower() in ORDER_NAMES:
            raise Refused("pdf.order", name=attachment.name)
    return None


def attachments_of(pdf: pikepdf.Pdf) -> Iterator[Attachment]:
    """Files attached to the document: those of /Names/EmbeddedFiles and those of /AF, each stream once."""
    seen: set[tuple[int, int]] = set()
    for specification in _specifications(pdf):
        for attachment in attachments_in(specification):
            if attachment.stream.objgen not in seen:
                seen.add(attachment.stream.objgen)
                yield attachment


def attachments_in(specification: pikepdf.Object) -> Iterator[Attachment]:
    """The streams that a file specification (ISO 32000-1, 7.11.3) names; several keys may name the same one."""
    if not isinstance(specification, pikepdf.Dictionary):
        return
    streams = specification.get("/EF")
    if not isinstance(streams, pikepdf.Dictionary):
        return
    name = next((str(specification[key]) for key in _FILE_KEYS if key in specification), "")
    relationship = str(specification.get("/AFRelationship", "")).removeprefix("/")
    for key in _FILE_KEYS:
        stream = streams.get(key)
        if isinstance(stream, pikepdf.Stream):
            yield Attachment(name, relationship, stream)


def _specifications(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names:
        yield from _name_tree_values(names["/EmbeddedFiles"])
    associated = pdf.Root.get("/AF")
    if isinstance(associated, pikepdf.Array):
        yield from _objects(associated)
    elif associated is not None:
        yield associated


def _name_tree_values(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Values of a name tree (ISO 32000-1, 7.9.6); a tree that bites its tail is walked once."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        if node.objgen != (0, 0):
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        if len(waiting) + len(seen) > _NAME_TREE_NODES:
            raise Refused("pdf.limits", found="names")
        pairs = node.get("/Names")
        if isinstance(pairs, pikepdf.Array):
            yield from list(_objects(pairs))[1::2]
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            waiting.extend(reversed(list(_objects(kids))))


def _objects(array: pikepdf.Array) -> Iterator[pikepdf.Object]:
    if len(array) > _NAME_TREE_NODES:
        raise Refused("pdf.limits", found="names")
    yield from array


def _profile(pdf: pikepdf.Pdf) -> str:
    """ConformanceLevel of the Factur-X or ZUGFeRD extension schema in the XMP, "" when there is none."""
    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream):
        return ""
    try:
        root = safe_xml.parse(inflate(metadata, Budget(_XMP_LENGTH)).strip(b"\x00 \t\r\n"))
    except Refused:
        return ""  # the XMP is a label, the XML says its profile itself (BT-24)
    for element in root.iter():
        if str(element.tag).endswith("}ConformanceLevel"):
            return (element.text or "").strip()
        for name, value in element.attrib.items():
            if str(name).endswith("}ConformanceLevel"):
                return str(value).strip()
    return ""


def _reason(error: BaseException) -> str:
    """What qpdf says, without the name that it gives to a stream in memory."""
    text = " ".join(str(error).split())
    return text.split(">", 1)[1].lstrip(":, ") if text.startswith("stream <") and ">" in text else text
