"""From an invoice to a file, and from one kind of file to another, saying what was left behind.

    content = write(invoice, "ubl")                 # bytes, or Refused
    converted = convert(open_document(content), "cii")
    converted.content, converted.lost               # the file, and a finding for each value that is not in it

Nothing is dropped silently: `lost` holds what the other syntax or profile has no place for (convert.lost), what the
reader of the first file passed over (convert.unread), and what had to be written although the invoice does not say it
(convert.added). None of them is a judgement: check what was written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from coryphee.einvoice.documents import Document, open_document
from coryphee.einvoice.findings import Finding
from coryphee.einvoice.model import Invoice, Places, Syntax
from coryphee.einvoice.model.terms import values_in
from coryphee.einvoice.syntaxes.cii import read as cii
from coryphee.einvoice.syntaxes.ubl import read as ubl
from coryphee.einvoice.syntaxes.unread import Unread, unread

if TYPE_CHECKING:
    from lxml import etree

    from coryphee.einvoice.syntaxes.cii.write import Profile, Release
    from coryphee.einvoice.syntaxes.compose import Lost, Written

Target = Literal["ubl", "ubl-invoice", "ubl-creditnote", "cii"]

CREDIT_NOTES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"})
"""Kinds of document (BT-3) that UBL writes as a CreditNote (BR-CL-01 of EN 16931 for UBL)."""

_NAMES: dict[str, str] = {"ubl-invoice": "UBL", "ubl-creditnote": "UBL", "cii": "CII"}
_NAMES |= {"minimum": "MINIMUM", "basicwl": "BASIC WL", "basic": "BASIC", "en16931": "EN 16931", "extended": "EXTENDED"}


@dataclass(frozen=True, slots=True)
class Converted:
    """A file, the syntax it is in, and a finding for each difference to what it was made from."""

    content: bytes
    syntax: Syntax
    lost: tuple[Finding, ...]


def read(content: bytes, name: str = "") -> Invoice:
    """The invoice of a file (UBL, CII, Factur-X or ZUGFeRD PDF), without judging its XML Schema. Raises Refused."""
    return open_document(content, name, schema=False).invoice


def write(invoice: Invoice, to: Target, *, profile: "Profile | None" = None, release: "Release" = "D22B") -> bytes:
    """The invoice as a file in UTF-8; equal invoices give equal bytes.

    to       "ubl" takes Invoice or CreditNote by the kind of document (BT-3), and keeps the one it was read from
    profile  CII only: a profile of Factur-X, which then is BT-24 too; None leaves BT-24 as it is
    release  CII only: D22B, or D16B for an older reader
    What the file has no place for is left out: `convert` tells it. Raises Refused document.characters.
    """
    return _written(invoice, _syntax_of(invoice, to), profile, release).content


def convert(
    source: Document | Invoice, to: Target, *, profile: "Profile | None" = None, release: "Release" = "D22B"
) -> Converted:
    """A document or an invoice in another syntax or profile, and what could not be carried over.

    The parameters are those of `write`. Of a Document also the content that its reader passed over is told.
    Raises Refused document.characters.
    """
    invoice = source.invoice if isinstance(source, Document) else source
    syntax = _syntax_of(invoice, to)
    written = _written(invoice, syntax, profile, release)
    target = f"Factur-X {_NAMES[profile]}" if profile is not None else _NAMES[syntax]
    findings = list(_lost(written.lost, (written.arranged, invoice), target))
    if profile is not None and not invoice.profile:
        findings.append(_added_profile(target, written.arranged.profile or ""))
    if isinstance(source, Document):
        findings += unread_findings(source)
    return Converted(written.content, syntax, tuple(findings))


def _added_profile(target: str, identifier: str) -> Finding:
    parameters = (("target", target), ("what", "BT-24"), ("value", identifier))
    return Finding("convert.added", "", "info", "BT-24", parameters, "", None)


def facturx_profile(invoice: Invoice) -> "Profile | None":
    """The profile of Factur-X that fits an invoice: the one it claims, else EN 16931, or BASIC WL when it has no lines.

    None for an extension or another use of EN 16931 (EXTENDED-CTC-FR, XRechnung): the whole of CII, with its own BT-24.
    """
    from coryphee.einvoice.syntaxes.cii.write import PROFILES  # noqa: PLC0415 - as below

    claimed = (invoice.profile or "").strip()
    for profile, urn in PROFILES.items():
        if claimed == urn and (invoice.lines or profile in {"minimum", "basicwl"}):
            return profile
    if not invoice.lines:
        return "basicwl"
    return None if claimed.startswith(f"{PROFILES['en16931']}#") else "en16931"


def unread_findings(document: Document) -> Iterator[Finding]:
    """What the file holds and the invoice does not: unknown elements and attributes, and second values."""
    # The source of what was read from XML is the element.
    root: Any = document.invoice.source
    binding = cii.BINDING if document.syntax == "cii" else ubl.BINDING
    one_currency = all(total.currency == document.invoice.currency for total in document.invoice.vat_totals)
    repeated: list[Any] = [one.source for one in document.invoice.repetitions]
    places = Places()
    for element, attribute in [*unread(root, binding), *map(Unread, repeated)]:
        value = element.get(attribute) or "" if attribute else " ".join(_texts(element))
        if attribute == "currencyID":
            around = document.invoice.currency if one_currency else _currency_around(element, document.invoice)
            if value == around:
                continue
        where, line = places.of(element)
        what = f"{where}/@{attribute}" if attribute else where
        yield Finding("convert.unread", "", "warning", "", (("what", what), ("value", value)), where, line)


def _texts(element: "etree._Element") -> Iterator[str]:
    for text in element.itertext():
        if stripped := str(text).strip():
            yield stripped


def _currency_around(element: "etree._Element", invoice: Invoice) -> str | None:
    """The currency that an amount is in when nothing else is said: that of its total of VAT, or of the invoice."""
    for above in element.iterancestors():
        total = above.find("{*}TaxAmount") if str(above.tag).endswith("}TaxTotal") else None
        if total is not None:
            return total.get("currencyID")
    return invoice.currency


def _lost(lost: "Iterable[Lost]", invoices: tuple[Invoice, ...], target: str) -> Iterator[Finding]:
    places = Places()
    for holder, name, value, added in lost:
        rule = "convert.added" if added else "convert.lost"
        for found in values_in(invoices, holder, name, value):
            where, line = places.of(getattr(found.holder, "source", None))
            parameters = (("target", target), ("what", found.number or found.path), ("value", found.value))
            yield Finding(rule, "", "info" if added else "warning", found.number, parameters, where, line)


def _syntax_of(invoice: Invoice, to: Target) -> Syntax:
    if to != "ubl":
        return to
    if invoice.syntax != "cii":
        return invoice.syntax
    return "ubl-creditnote" if (invoice.type_code or "").strip() in CREDIT_NOTES else "ubl-invoice"


def _written(invoice: Invoice, syntax: Syntax, profile: "Profile | None", release: "Release") -> "Written":
    # Imported late: reading and checking need no writer.
    if syntax == "cii":
        from coryphee.einvoice.syntaxes.cii.write import write as write_cii  # noqa: PLC0415

        return write_cii(invoice, profile, release)
    from coryphee.einvoice.syntaxes.ubl.write import write as write_ubl  # noqa: PLC0415

    return write_ubl(invoice, syntax)
