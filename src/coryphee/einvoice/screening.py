"""The door: what a file is, by its content, and whether it may come in at all.

    screened = screen(content, name)        # Screened, or Refused

It says nothing about validity: what passes here is harmless and of the right kind. The name that the sender gave
is only a label: it may contradict the content (then the file is refused), it never decides.
Call `screening_process.screen_apart` for what strangers send: it does the same in a process that may die of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coryphee.einvoice.archives import tar_entries, zip_entries
from coryphee.einvoice.refusals import Refused, printable
from coryphee.einvoice.syntaxes import safe_xml

Kind = Literal["xml", "pdf", "zip", "tar.gz"]

MAXIMUM_SIZE = 90 * 1024 * 1024
"""Bytes of one file: the "90 Mo" of Chorus Pro, 94,371,840 bytes."""

_NAMESPACES = {
    "Invoice": ("urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",),
    "CreditNote": ("urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",),
    "CrossIndustryInvoice": ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",),
    "CrossIndustryDocument": ("urn:ferd:CrossIndustryDocument:invoice:1p0", "urn:ferd:invoice:rc"),
}
"""Root elements of invoices: UBL 2.1, CII, ZUGFeRD 1. Without a namespace they pass too: the schema will say so."""

_EXTENSIONS: dict[str, Kind] = {".xml": "xml", ".pdf": "pdf", ".zip": "zip", ".tar.gz": "tar.gz", ".tgz": "tar.gz"}
_STARTS: dict[bytes, Kind] = {b"%PDF-": "pdf", b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"\x1f\x8b": "tar.gz"}
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")  # UTF-16, also without its mark: the XML reader will judge
# The test signature every scanner knows, in two halves lest this file be taken for the virus.
_SIGNATURE = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
# What must not follow the end of a PDF, in lower case.
_OTHER_STARTS = (b"pk", b"rar!", b"7z\xbc\xaf", b"\x7felf", b"mz", b"#!", b"<html", b"<script", b"<!doctype", b"%pdf-")
_ZIP_END = 22
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name, and either its content or why it was refused."""

    name: str
    content: bytes | None
    refused: Refused | None


@dataclass(frozen=True, slots=True)
class Screened:
    """A file that may come in. `members` are the files of an archive, in its order; empty for a single document."""

    kind: Kind
    members: tuple[Member, ...] = ()


def screen(content: bytes, name: str = "") -> Screened:
    """Screen one file as it was sent. One bad file in an archive is listed among its members and stops no other.

    Raises Refused with any code but pdf.no_invoice, pdf.order, xml.schema and document.unknown: whether a harmless file
    holds an invoice is said by who reads it. An archive of which no file is good is refused for the first of them.
    """
    kind = kind_of(content, name)
    if kind in {"zip", "tar.gz"}:
        return settle(kind, tuple(screen_members(content, kind)))
    screen_document(content, kind)
    return Screened(kind)


def kind_of(content: bytes, name: str = "") -> Kind:
    """What the content is; cheap, nothing is parsed. Raises Refused file.empty, file.too_large, file.type."""
    if not content:
        raise Refused("file.empty")
    if len(content) > MAXIMUM_SIZE:
        raise Refused("file.too_large", limit=str(MAXIMUM_SIZE))
    kind = _kind_by_content(content)
    if kind is None:
        raise Refused("file.type", found="unknown kind")
    lowered = name.lower()
    for extension, announced in _EXTENSIONS.items():
        if lowered.endswith(extension) and announced != kind:
            found = f"named {extension}, in truth {kind}"
            raise Refused("file.type", found=found, sentence="file.type.named", extension=extension, kind=kind)
    return kind


def _kind_by_content(content: bytes) -> Kind | None:
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind
    if content.startswith(_MARKS) or content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return "xml"
    return None


def screen_document(content: bytes, kind: Kind) -> None:
    """Refuse an XML or PDF document that is hostile, damaged or of the wrong kind."""
    if _SIGNATURE in content:
        raise Refused("file.malware")
    if kind == "xml":
        _screen_xml(content)
    else:
        _screen_pdf(content)


def screen_members(content: bytes, kind: Kind) -> Iterator[Member]:
    """The files of an archive, each screened as it comes. Raises Refused when the archive itself is at fault."""
    entries = zip_entries(content) if kind == "zip" else tar_entries(content)
    for name, inflated in entries:
        try:
            found = kind_of(inflated, name)
            screen_document(inflated, found)
        except Refused as refused:
            yield Member(name, None, refused)
        else:
            yield Member(name, inflated, None)


def settle(kind: Kind, members: tuple[Member, ...]) -> Screened:
    """The verdict on an archive from those on its files: refused when none of them is good."""
    if all(member.refused for member in members):
        for member in members:
            if member.refused:
                raise Refused(member.refused.code, **{"member": member.name, **member.refused.parameters})
    return Screened(kind, members)


def _screen_xml(content: bytes) -> None:
    root = safe_xml.parse(content)
    namespace, _, local = root.tag.rpartition("}")
    if local not in _NAMESPACES or namespace.removeprefix("{") not in ("", *_NAMESPACES[local]):
        raise Refused("xml.root", root=local)


def _screen_pdf(content: bytes) -> None:
    # Imported late: pikepdf takes longer to load than an XML invoice to check.
    from coryphee.einvoice.facturx.screening import screen_pdf  # noqa: PLC0415

    _refuse_polyglot(content)
    invoice = screen_pdf(content)
    if invoice is not None:
        _screen_xml(invoice)


def _refuse_polyglot(content: bytes) -> None:
    """Refuse a PDF that ends as something else: a ZIP is found from its end, and other readers look there too."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise Refused("pdf.malformed", reason="it is cut off: its end is missing")
    if content.find(b"obj", end) >= 0:
        # Some readers would find these objects and others not: what is screened must be what is seen.
        raise Refused("pdf.malformed", reason="it goes on after its end")
    follows = content[end + len(b"%%EOF") : end + 4096].lstrip(b"\x00\t\n\f\r ").lower()
    if follows.startswith(_OTHER_STARTS):
        raise Refused("file.polyglot", found="something else follows the end of the PDF")
    directory = content.rfind(b"PK\x05\x06", max(0, len(content) - _ZIP_END - 0xFFFF))
    if directory >= 0 and directory + _ZIP_END <= len(content):
        comment = int.from_bytes(content[directory + 20 : directory + _ZIP_END], "little")
        if directory + _ZIP_END + comment == len(content):
            raise Refused("file.polyglot", found="PDF and ZIP")


def display_name(name: str, length: int = 120) -> str:
    """A file name safe to store, to show and to offer for saving, whatever the sender called the file.

    Only the last part of a path stays; control and bidirectional characters, and those that a disk or a shell
    takes for its own, do not. Never empty, at most `length` characters; escape it where it is shown all the same.
    """
    composed = unicodedata.normalize("NFC", name)
    # Full-width forms of the separators count as the separators they look like.
    last = re.split(r"[/\\\uff0f\uff3c\u2044\u2215]", composed.rstrip("/\\"))[-1]
    kept = re.sub(r"[<>:\"|?*]", "_", printable(last, 4 * length))
    kept = " ".join(kept.split()).strip(". \uff0e")
    if kept.startswith("-") or _RESERVED.match(kept):
        kept = f"_{kept}"
    if len(kept) > length:
        stem, dot, extension = kept.rpartition(".")
        ending = dot + extension if dot and len(extension) <= 10 else ""  # noqa: PLR2004 - no extension is longer
        kept = (stem if ending else kept)[: length - len(ending)] + ending
    return kept or "document"
