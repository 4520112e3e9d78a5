"""The PDF that a seller had made, turned into PDF/A-3 where that can be done with certainty.

A file that claims to be PDF/A-1, 2 or 3 and whose structure agrees is taken: part 3 allows what parts 1 and 2 allow.
Any other file is PDF/A only after Ghostscript has made it so, where Ghostscript is installed; it is never required.
What comes out was looked at again (`archive`). Nothing is called PDF/A in hope.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

import pikepdf

from coryphee.einvoice.facturx.archive import Fault, archive_faults
from coryphee.einvoice.facturx.read import INVOICE_NAMES, ORDER_NAMES, open_pdf
from coryphee.einvoice.facturx.srgb import srgb_profile
from coryphee.einvoice.facturx.streams import Budget, inflate
from coryphee.einvoice.facturx.write import XMP_LENGTH, detach, saved
from coryphee.einvoice.facturx.xmp import Claim, claim_of

_SECONDS = 60
_LAST_PART = 3
_REPLACED = frozenset({*INVOICE_NAMES, *ORDER_NAMES})
_LEFT_OUT = ("/Metadata", "/CIDSet", "/CharSet")
_INFO = {"/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description"}
_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">{facts}'
    "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>"
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)


class Archived(NamedTuple):
    """A PDF/A-3: `how` tells whether it was one already, "claimed", or was made one, "converted"."""

    content: bytes
    how: Literal["claimed", "converted"]


class NotArchival(Exception):
    """The PDF cannot be made PDF/A-3 with certainty; `faults` tell why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(f"{fault.code} {fault.found}".strip() for fault in faults))
        self.faults = faults


def archived(content: bytes, *, converter: str | None = None) -> Archived:
    """Turn a screened PDF into PDF/A-3, without the invoice that it may carry.

    `converter` is the program to use for files that claim nothing, None for the Ghostscript that is installed, "" for
    none. Raises NotArchival with the obstacles (code "claim" when the file is no PDF/A and nothing can make it one),
    and Refused for a PDF that is damaged or encrypted.
    """
    with open_pdf(content) as pdf:
        claim = _claim(pdf)
        taken = claim is not None and claim.part <= _LAST_PART
        if taken and "/OutputIntents" not in pdf.Root:
            _intend_srgb(pdf)  # no colour of the file depended on a device: to name one changes none
        detach(pdf, _REPLACED)
        faults = archive_faults(pdf) if taken else [Fault("claim")]
        if claim is not None and not faults:
            return Archived(_declared(pdf, _level(claim)), "claimed")
    if any(fault.code == "signature" for fault in faults):
        raise NotArchival(tuple(faults))  # a conversion would break what was signed
    program = shutil.which("gs") if converter is None else converter
    if not program:
        raise NotArchival(tuple(faults))
    return Archived(_converted(content, program), "converted")


def _claim(pdf: pikepdf.Pdf) -> Claim | None:
    metadata = pdf.Root.get("/Metadata")
    return claim_of(inflate(metadata, Budget(XMP_LENGTH))) if isinstance(metadata, pikepdf.Stream) else None


def _level(claim: Claim) -> str:
    """Parts 2 and 3 have the same levels; what part 1 calls A is not all that part 3 does."""
    return claim.level if claim.part > 1 and claim.level in {"A", "B", "U"} else "B"


def _declared(pdf: pikepdf.Pdf, level: str) -> bytes:
    """The file with a new XMP packet: a foreign one may hold properties that nobody declared.

    Lists of glyphs go too: part 1 asks for them, part 3 only asks that they be right.
    """
    for top in pdf.objects:
        if isinstance(top, pikepdf.Dictionary | pikepdf.Stream):
            for key in _LEFT_OUT:
                if key in top:
                    del top[key]
    packet = pdf.make_stream(_XMP.format(facts=_facts(pdf), level=level).encode())
    packet.Type, packet.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = packet
    return saved(pdf)


def _facts(pdf: pikepdf.Pdf) -> str:
    kinds = {"dc:creator": ("Seq", ""), "dc:title": ("Alt", ' xml:lang="x-default"')}
    facts = []
    for key, name in _INFO.items():
        text = "".join(letter for letter in str(pdf.docinfo.get(key, "")) if letter.isprintable())
        kind, attribute = kinds.get(name, kinds["dc:title"])
        if text:
            facts.append(f"<{name}><rdf:{kind}><rdf:li{attribute}>{escape(text)}</rdf:li></rdf:{kind}></{name}>")
    return "".join(facts)


def _converted(content: bytes, program: str) -> bytes:
    """The PDF as Ghostscript writes it anew: fonts embedded, colours in sRGB, no script, no layer."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.pdf", Path(folder) / "after.pdf"
        before.write_bytes(content)
        command = [
            program, "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dQUIET", "-sDEVICE=pdfwrite", "-dPDFA=3",
            "-dPDFACompatibilityPolicy=2", "-sColorConversionStrategy=RGB",
            f"-sOutputFile={after}", str(before),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, cwd=folder)  # noqa: S603 - our own words and files, and the program asked for
            made = after.read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise NotArchival((Fault("claim"),)) from None
    with open_pdf(made) as pdf:
        detach(pdf, _REPLACED)
        _intend_srgb(pdf)
        faults = archive_faults(pdf)
        if faults:
            raise NotArchival(tuple(faults))
        return _declared(pdf, "B")


def _intend_srgb(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(srgb_profile())
    profile.N = 3
    pdf.Root.OutputIntents = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.OutputIntent,
                S=pikepdf.Name.GTS_PDFA1,
                OutputConditionIdentifier=pikepdf.String("sRGB"),
                Info=pikepdf.String("sRGB IEC61966-2-1"),
                DestOutputProfile=profile,
            )
        ]
    )
