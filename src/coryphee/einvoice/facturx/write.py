"""The invoice put into a PDF: Factur-X 1.09, an XML attached to a PDF/A-3 that announces it.

    content = write_facturx(page, xml)      # page: PDF/A-3, xml: CII

Sources: Factur-X 1.09 section 6 (attachment, AFRelationship, XMP), ISO 19005-3 6.8 and annex E (embedded files).
"""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import pikepdf

from coryphee.einvoice.facturx.read import INVOICE_NAMES, open_pdf
from coryphee.einvoice.facturx.streams import Budget, inflate
from coryphee.einvoice.facturx.xmp import announced, claim_of
from coryphee.einvoice.model import Invoice
from coryphee.einvoice.syntaxes import safe_xml
from coryphee.einvoice.syntaxes.cii import read as cii

FILE_NAME = "factur-x.xml"
ARCHIVE_PART = 3
"""The part of ISO 19005 that allows attachments of any kind."""

_CEN = "urn:cen.eu:en16931:2017"
_LEVELS = {
    "urn:factur-x.eu:1p0:minimum": "MINIMUM",
    "urn:factur-x.eu:1p0:basicwl": "BASIC WL",
    f"{_CEN}#compliant#urn:factur-x.eu:1p0:basic": "BASIC",
    _CEN: "EN 16931",
    f"{_CEN}#conformant#urn:factur-x.eu:1p0:extended": "EXTENDED",
}
_WITHOUT_LINES = {"MINIMUM", "BASIC WL"}
XMP_LENGTH = 1_000_000
"""Bytes of an XMP packet that are read at most."""
_NO_DAY = dt.date(2000, 1, 1)


class NotWritable(Exception):
    """No Factur-X can be made of these parts; `reason` is page, xml or profile."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Supplement:
    """A further file to attach, such as the PDF that the seller had made."""

    name: str
    mime_type: str
    content: bytes
    description: str = ""


def write_facturx(page: bytes, xml: bytes, *, supplements: Sequence[Supplement] = ()) -> bytes:
    """Attach a CII invoice to a PDF/A-3 and announce it; an invoice that the page carried before is replaced.

    The level of PDF/A that the page claims is kept (3A stays 3A): that it holds is the caller's knowledge. The profile
    comes from BT-24, and with it AFRelationship: Data without lines (MINIMUM, BASIC WL), Alternative otherwise.
    Equal input gives equal bytes. Raises NotWritable: page (no PDF/A-3), xml (no CII), profile (none of Factur-X), and
    Refused for a page that is damaged or encrypted.
    """
    root = safe_xml.parse(xml)
    if root.tag != cii.ROOT:
        raise NotWritable("xml", "the XML is no Cross Industry Invoice")
    invoice = cii.read(root)
    level = conformance_level(invoice.profile or "")
    with open_pdf(page) as pdf:
        metadata = pdf.Root.get("/Metadata")
        packet = inflate(metadata, Budget(XMP_LENGTH)) if isinstance(metadata, pikepdf.Stream) else b""
        claim = claim_of(packet)
        if claim is None or claim.part != ARCHIVE_PART:
            raise NotWritable("page", "the page is no PDF/A-3")
        relationship = "Data" if level in _WITHOUT_LINES else "Alternative"
        described = Supplement(FILE_NAME, "text/xml", xml, f"Factur-X {level}")
        moment = _moment(invoice)
        files = [_attached(pdf, described, relationship, moment)]
        files += [_attached(pdf, file, "Supplement", moment) for file in supplements]
        _enter(pdf, files)
        made = pdf.make_stream(announced(packet, level, FILE_NAME))
        made.Type, made.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        pdf.Root.Metadata = made
        return saved(pdf)


def conformance_level(profile: str) -> str:
    """The ConformanceLevel (Factur-X 1.09 section 6) of a specification identifier (BT-24).

    An extension that is none of Factur-X is EXTENDED, another use of EN 16931 (CIUS) is EN 16931; anything else raises
    NotWritable profile: a Factur-X file must say what it is.
    """
    name = profile.strip()
    if name in _LEVELS:
        return _LEVELS[name]
    if name.startswith(f"{_CEN}#conformant#"):
        return "EXTENDED"
    if name.startswith((f"{_CEN}#", f"{_CEN}:")):
        return "EN 16931"
    raise NotWritable("profile", f"no profile of Factur-X: {name[:200]!r}")


def _attached(pdf: pikepdf.Pdf, file: Supplement, relationship: str, moment: str) -> pikepdf.Object:
    """The file specification of one file, which holds its stream (ISO 32000-1, 7.11)."""
    stream = pdf.make_stream(file.content)
    stream.Type = pikepdf.Name.EmbeddedFile
    stream.Subtype = pikepdf.Name(f"/{file.mime_type}")
    stream.Params = pikepdf.Dictionary(Size=len(file.content), ModDate=pikepdf.String(moment))
    specification = pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec,
        F=pikepdf.String(file.name),
        UF=pikepdf.String(file.name),
        Desc=pikepdf.String(file.description or file.name),
        AFRelationship=pikepdf.Name(f"/{relationship}"),
        EF=pikepdf.Dictionary(F=stream, UF=stream),
    )
    return pdf.make_indirect(specification)


def _enter(pdf: pikepdf.Pdf, files: list[pikepdf.Object]) -> None:
    """Enter the files where readers look for them: the associated files and the name tree of embedded files."""
    detach(pdf, frozenset({*INVOICE_NAMES, *(str(file.UF).lower() for file in files)}))
    tree = pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles) if _has_tree(pdf) else pikepdf.NameTree.new(pdf)
    for file in files:
        tree[str(file.UF)] = file
    if "/Names" not in pdf.Root:
        pdf.Root.Names = pikepdf.Dictionary()
    pdf.Root.Names.EmbeddedFiles = tree.obj
    pdf.Root.AF = pikepdf.Array([*files, *cast("list[pikepdf.Object]", list(pdf.Root.get("/AF", [])))])


def detach(pdf: pikepdf.Pdf, names: frozenset[str]) -> None:
    """Take attached files out, by their names in small letters."""
    gone = []
    if _has_tree(pdf):
        tree = pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)
        for name, entry in list(tree.items()):
            if name.lower() in names or _name_of(entry) in names:
                gone.append(entry)
                del tree[name]
        if not len(tree):
            del pdf.Root.Names.EmbeddedFiles
    associated = pdf.Root.get("/AF")
    if isinstance(associated, pikepdf.Array):
        numbers = {entry.objgen for entry in gone}
        gone += [entry for entry in associated if _name_of(entry) in names]
        pdf.Root.AF = pikepdf.Array(
            [entry for entry in associated if _name_of(entry) not in names and entry.objgen not in numbers]
        )
    for entry in gone:
        if isinstance(entry, pikepdf.Dictionary) and "/EF" in entry:
            del entry["/EF"]  # what still refers to it, such as a page, finds no file


def _name_of(specification: pikepdf.Object) -> str:
    if not isinstance(specification, pikepdf.Dictionary):
        return ""
    return str(specification.get("/UF", specification.get("/F", ""))).lower()


def _has_tree(pdf: pikepdf.Pdf) -> bool:
    names = pdf.Root.get("/Names")
    return isinstance(names, pikepdf.Dictionary) and isinstance(names.get("/EmbeddedFiles"), pikepdf.Dictionary)


def _moment(invoice: Invoice) -> str:
    """The date of the attachment, that of the invoice: a clock would make each file different."""
    day = (invoice.issue_date.day if invoice.issue_date else None) or _NO_DAY
    return f"D:{day:%Y%m%d}000000Z"


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of the file, the same ones whenever it is the same; its XMP stays untouched."""
    written = io.BytesIO()
    pdf.save(
        written,
        min_version="1.7",  # of which part 3 is a use
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return written.getvalue()
