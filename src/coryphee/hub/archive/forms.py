"""The forms in which an invoice can be had: as it lies in the vault, or made of that on demand and never kept.

A made form is the same whenever it is asked for in the same language; the original alone is what was deposited.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

from coryphee import einvoice, rendering
from coryphee.einvoice.facturx.write import conformance_level
from coryphee.einvoice.findings import Finding
from coryphee.hub.archive.actions import read

if TYPE_CHECKING:
    from coryphee.hub.invoices.models import Invoice

FormName = Literal["original", "facturx", "ubl", "cii", "pdf"]

_XML, _PDF = "application/xml", "application/pdf"


# Documents without lines, which UBL cannot be without.
_WITHOUT_LINES = frozenset({"urn:factur-x.eu:1p0:minimum", "urn:factur-x.eu:1p0:basicwl"})


class Form(NamedTuple):
    """A file of an invoice: its bytes, its media type, the ending of its name, and what is not in it (convert.*)."""

    content: bytes
    media_type: str
    ending: str
    lost: tuple[Finding, ...] = ()


def form_names(invoice: "Invoice") -> list[FormName]:
    """The forms that there are of an invoice, in alphabetical order; no file is read for it."""
    names: set[FormName] = {"original", "pdf", _syntax(invoice)}
    if _syntax(invoice) == "ubl" or invoice.profile not in _WITHOUT_LINES:
        names |= {"ubl", "cii"}
    if _fits_facturx(invoice):
        names.add("facturx")
    return sorted(names)


def form_of(invoice: "Invoice", name: FormName, language: str) -> Form | None:
    """One form; a form that is made speaks `language`. None when there is none, or none can be made of the bytes.

    Reads the vault: not to be called inside a transaction.
    """
    if name not in form_names(invoice):
        return None
    if name == _syntax(invoice):
        return Form(read(invoice.structured_sha256), _XML, "xml")
    if name == "original" and invoice.carrier == "xml":
        return Form(read(invoice.original_sha256), _XML, "xml")
    if _lies_as_pdf(invoice, name):
        return Form(read(invoice.original_sha256), _PDF, "pdf")
    try:
        return _made(invoice, name, language)
    except (einvoice.Refused, einvoice.NotWritable, rendering.TooLong):
        return None


def _made(invoice: "Invoice", name: FormName, language: str) -> Form:
    document = einvoice.open_document(read(invoice.structured_sha256), schema=False)
    if name in {"ubl", "cii"}:
        converted = einvoice.convert(document, other_syntax_of(invoice))
        return Form(converted.content, _XML, "xml", converted.lost)
    if name == "pdf":
        return Form(rendering.render_pdf(document.invoice, language), _PDF, "pdf")
    page = read(invoice.original_sha256) if invoice.carrier == "form" else None
    # Ghostscript may take a minute for a page: who asks for a file waits less.
    return Form(rendering.make_facturx(document, language, page=page, converter="").content, _PDF, "pdf")


def other_syntax_of(invoice: "Invoice") -> Literal["ubl", "cii"]:
    """The syntax that the invoice was not deposited in."""
    return "cii" if _syntax(invoice) == "ubl" else "ubl"


def _lies_as_pdf(invoice: "Invoice", name: FormName) -> bool:
    """Whether the form is the PDF that was deposited."""
    if invoice.carrier == "form":
        return name in {"original", "pdf"}
    return invoice.carrier == "pdf" and name not in {"ubl", "cii"}


def _syntax(invoice: "Invoice") -> Literal["ubl", "cii"]:
    return "ubl" if invoice.syntax.startswith("ubl") else "cii"


def _fits_facturx(invoice: "Invoice") -> bool:
    """Whether the invoice can be had as Factur-X: its own CII must name a profile, any other is written in one."""
    if invoice.carrier == "pdf" or _syntax(invoice) != "cii":
        return True
    try:
        conformance_level(invoice.profile)
    except einvoice.NotWritable:
        return False
    return True
