"""An invoice as Factur-X: the page for people, the XML for programs, in one PDF/A-3.

made = make_facturx(document, "fr")                 # our own page, PDF/A-3a
made = make_facturx(document, "fr", page=theirs)    # the seller's page where it can be archived, ours otherwise
made.content, made.page, made.faults
"""

from dataclasses import dataclass
from typing import Literal

from coryphee.einvoice.documents import Document
from coryphee.einvoice.facturx.archive import Fault
from coryphee.einvoice.facturx.conversion import NotArchival, archived
from coryphee.einvoice.facturx.write import Supplement, write_facturx
from coryphee.einvoice.model import Invoice
from coryphee.einvoice.writing import facturx_profile, write
from coryphee.rendering.pdf import render_pdf

ORIGINAL = "original.pdf"
"""The name under which the seller's PDF is attached when it could not be the page."""


@dataclass(frozen=True, slots=True)
class FacturX:
    """A PDF/A-3 with an invoice attached.

    content  the bytes of the file
    page     "set" by us (PDF/A-3a); the seller's, which was PDF/A already, "claimed", or made so, "converted"
    faults   why the seller's page was not taken: empty when it was, or when there was none
    """

    content: bytes
    page: Literal["set", "claimed", "converted"]
    faults: tuple[Fault, ...] = ()


def make_facturx(
    source: Document | Invoice,
    language: str,
    *,
    xml: bytes | None = None,
    page: bytes | None = None,
    logo: bytes | None = None,
    converter: str | None = None,
) -> FacturX:
    """Make a Factur-X file of an invoice; equal input gives equal bytes, unless Ghostscript had to convert the page.

    xml        the CII to attach; None: that of the document, or one in the profile that fits the invoice
    page       the PDF that the seller had made, already screened; None: ours, in `language`, with `logo`
    converter  see `conversion.archived`
    When the seller's page cannot be made PDF/A-3 with certainty, ours is the page and theirs is attached as it is.
    Raises NotWritable (profile: BT-24 is none of Factur-X), UnusableLogo, TooLong, and Refused for a damaged page.
    """
    invoice = source.invoice if isinstance(source, Document) else source
    attached = _cii_of(source) if xml is None else xml
    if page is None:
        return FacturX(write_facturx(render_pdf(invoice, language, logo=logo), attached), "set")
    try:
        made = archived(page, converter=converter)
    except NotArchival as obstacle:
        original = Supplement(ORIGINAL, "application/pdf", page)
        ours = render_pdf(invoice, language, logo=logo)
        return FacturX(write_facturx(ours, attached, supplements=[original]), "set", obstacle.faults)
    return FacturX(write_facturx(made.content, attached), made.how)


def _cii_of(source: Document | Invoice) -> bytes:
    if isinstance(source, Document):
        return source.xml if source.syntax == "cii" else _cii_of(source.invoice)
    return write(source, "cii", profile=facturx_profile(source))
