"""From bytes to a document: what is this, and which invoice does it carry?

    document = open_document(content)   # Document, or Refused

The kind is told by the content, never by the name. Screening (limits, archives, hostile content) has its own door,
`screening`; what is read here is still read under the limits of `safe_xml`.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from coryphee.einvoice.collector import collector_paused
from coryphee.einvoice.findings import Finding
from coryphee.einvoice.model import Invoice, Syntax
from coryphee.einvoice.refusals import Refused
from coryphee.einvoice.schemas import is_plain, schema_findings
from coryphee.einvoice.syntaxes import safe_xml
from coryphee.einvoice.syntaxes.cii import read as cii
from coryphee.einvoice.syntaxes.ubl import read as ubl

_log = logging.getLogger(__name__)

_SYNTAXES: dict[str, tuple[Syntax, Callable[[etree._Element], Invoice]]] = {
    ubl.INVOICE: ("ubl-invoice", ubl.read),
    ubl.CREDIT_NOTE: ("ubl-creditnote", ubl.read),
    cii.ROOT: ("cii", cii.read),
}
_LOCAL_NAMES = frozenset(etree.QName(tag).localname for tag in _SYNTAXES)
_PDF = b"%PDF-"
_PDF_HEADER_WITHIN = 1024  # ISO 32000-1, annex H, note 13: readers accept the header in the first 1024 bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A file that carries one invoice.

    content          the bytes as deposited
    carrier          "pdf" when the invoice was attached to a PDF (Factur-X, ZUGFeRD), else "xml"
    profile          BT-24 as written, "" when it is absent
    xml              the bytes of the structured invoice: those deposited, or those attached
    attachment_name  the name of the attachment in a PDF, "" for XML
    schema_errors    findings "xml.schema"; empty when the XML Schema is satisfied, None when it did not run
    plain            whether the file is known to hold nothing but what EN 16931 uses (`schemas.is_plain`)
    """

    content: bytes
    carrier: Literal["xml", "pdf"]
    syntax: Syntax
    profile: str
    xml: bytes
    attachment_name: str
    invoice: Invoice
    schema_errors: tuple[Finding, ...] | None
    plain: bool = False

    @property
    def sha256(self) -> str:
        """The digest of the bytes as deposited, in hexadecimal; computed at each call, most checks need none."""
        return hashlib.sha256(self.content).hexdigest()


def open_document(content: bytes, name: str = "", *, schema: bool = True) -> Document:
    """Read a file that carries an invoice: UBL 2.1 Invoice or CreditNote, CII D16B or D22B, Factur-X or ZUGFeRD PDF.

    `name` is only a help for messages, the content decides. `schema=False` leaves the XML Schema out (fragments).
    Raises Refused: file.empty, pdf.no_invoice and other pdf.*, xml.* (xml.schema for an invoice without namespace),
    document.unknown (an XML of another kind).
    """
    if not content or content.isspace():
        raise Refused("file.empty")
    carrier: Literal["xml", "pdf"] = "xml"
    attachment, xml = "", content
    if _PDF in content[:_PDF_HEADER_WITHIN] and not content.lstrip().startswith(b"<"):
        # Imported late: pikepdf takes longer to load than an XML invoice to check.
        from coryphee.einvoice.facturx.read import extract  # noqa: PLC0415

        embedded = extract(content)
        carrier, attachment, xml = "pdf", embedded.name, embedded.xml
    with collector_paused(len(xml)):
        root = safe_xml.parse(xml, depth=False)
        known = _SYNTAXES.get(root.tag)
        if known is None or not schema:
            safe_xml.refuse_deep(root)
        if known is None:
            raise _unknown(root, name)
        syntax, read = known
        errors, plain = _judge_schema(root, syntax, xml) if schema else (None, False)
        invoice = read(root)
    return Document(
        content=content,
        carrier=carrier,
        syntax=syntax,
        profile=(invoice.profile or "").strip(),
        xml=xml,
        attachment_name=attachment,
        invoice=invoice,
        schema_errors=errors,
        plain=plain,
    )


def _judge_schema(root: etree._Element, syntax: Syntax, xml: bytes) -> tuple[tuple[Finding, ...] | None, bool]:
    """The errors of a document, and whether it is plain: most are, and then need no other schema.

    Raises Refused xml.depth; a plain document has a dozen levels and is not asked.
    """
    try:
        if is_plain(root):
            return (), True
        safe_xml.refuse_deep(root)
        return schema_findings(root, syntax, xml if safe_xml.is_long(xml) else b""), False
    except (OSError, etree.XMLSchemaError):
        # The document is not at fault. None keeps it from being called valid, and the log tells the operator.
        safe_xml.refuse_deep(root)
        _log.exception("the XML Schema of %s could not be used", syntax)
        return None, False


def _unknown(root: etree._Element, name: str) -> Refused:
    """Why a document is none that is read here; an invoice without its namespace breaks the schema of its format."""
    if root.tag in _LOCAL_NAMES:
        reason = "its root element has no namespace"
        return Refused("xml.schema", reason=reason, sentence="xml.schema.namespace", element=root.tag)
    return Refused("document.unknown", root=_described(root), name=name)


def _described(root: etree._Element) -> str:
    name = etree.QName(root)
    return f"{name.localname} ({name.namespace})" if name.namespace else name.localname
