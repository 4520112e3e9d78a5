"""What the rules of EXTENDED-CTC-FR speak of: lines that count, groups of lines, sub-lines, breakdowns of no family.

A line says what it is (EXT-FR-FE-163): DETAIL, GROUP or INFORMATION. Lines that say nothing or DETAIL count in sums.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coryphee.einvoice.model import DeliveryTerms, Invoice, InvoiceLine, ItemAttribute, VatBreakdown
from coryphee.einvoice.rulekit import Kind, filled
from coryphee.einvoice.rules.ordinary_lines import APART
from coryphee.einvoice.rules.subjects import ATTRIBUTES, BREAKDOWNS, LINES, has_line_document, line_name

_FAMILIES = frozenset({"S", "Z", "E", "AE", "K", "G", "O", "L", "M"})


@dataclass(slots=True)
class SubLine:
    """A line that names a parent line, or several by references in UBL.

    parents  as the official asserts read them: in CII without the white space around
    known    the identifiers of all lines
    """

    line: InvoiceLine
    parents: list[str]
    known: frozenset[str]

    @property
    def source(self) -> object:
        """The element of the line."""
        return self.line.source


@dataclass(slots=True)
class LineGroup:
    """A line of subtype GROUP that has an amount, with the detail lines and groups under it."""

    line: InvoiceLine
    members: list[InvoiceLine]

    @property
    def source(self) -> object:
        """The element of the group."""
        return self.line.source


def statuses(line: InvoiceLine) -> list[str]:
    """The subtypes a line gives itself: one, or in UBL one for each reference to the invoice that has one."""
    if line.own_references:
        return [entry.status_code for entry in line.own_references if entry.status_code is not None]
    return [] if line.status_reason is None else [line.status_reason]


def parents(line: InvoiceLine) -> list[str]:
    """The parents a line names."""
    if line.own_references:
        return [entry.line for entry in line.own_references if entry.line is not None]
    return [] if line.parent is None else [line.parent]


def counts(line: InvoiceLine) -> bool:
    """Whether a line counts in sums; in UBL a reference of a line to its own invoice must say DETAIL for that."""
    if line.own_references:
        return "DETAIL" in statuses(line)
    return line.status_reason is None or line.status_reason == "DETAIL"


def counted_lines(invoice: Invoice) -> list[InvoiceLine]:
    """The lines that count in sums."""
    return [line for line in invoice.lines if counts(line)]


def _asked_lines(invoice: Invoice) -> list[InvoiceLine]:
    """The lines that count; in CII the asserts about them stand at the document of the line, so it must be there."""
    found = counted_lines(invoice)
    if invoice.syntax != "cii":
        return found
    return [line for line in found if has_line_document(line)]


def _sub_lines(invoice: Invoice) -> Iterable[SubLine]:
    cii = invoice.syntax == "cii"
    named = [(line, _normal(parents(line)) if cii else parents(line)) for line in invoice.lines]
    if not any(parent for _, parent in named):
        return ()
    known = frozenset(line.identifier for line in invoice.lines if line.identifier is not None)
    return [SubLine(line, parent, known) for line, parent in named if parent]


def _normal(texts: list[str]) -> list[str]:
    """XPath's normalize-space of each, leaving out what is empty."""
    return [" ".join(text.split()) for text in texts if filled(text)]


def _lines_with_status(invoice: Invoice) -> Iterable[InvoiceLine]:
    return [line for line in invoice.lines if line.status_reason is not None]


def _groups(invoice: Invoice) -> Iterable[LineGroup]:
    groups = [line for line in invoice.lines if line.net_amount is not None and "GROUP" in statuses(line)]
    if not groups:
        return ()
    members: dict[str, list[InvoiceLine]] = {}
    for line in invoice.lines:
        if not {"DETAIL", "GROUP"}.isdisjoint(statuses(line)):
            for parent in dict.fromkeys(parents(line)):
                members.setdefault(parent, []).append(line)
    return [LineGroup(line, members.get(line.identifier, []) if line.identifier else []) for line in groups]


def _describe(invoice: Invoice, subject: LineGroup | SubLine) -> Mapping[str, str]:
    return {"line": line_name(subject.line, invoice)}


def _coded_attributes(invoice: Invoice) -> Iterable[ItemAttribute]:
    return [attribute for attribute in ATTRIBUTES.select(invoice) if attribute.code is not None]


def _delivery_terms(invoice: Invoice) -> list[DeliveryTerms]:
    found = [invoice.delivery_terms, *(line.delivery_terms for line in invoice.lines)]
    return [terms for terms in found if terms is not None]


def _with_discount_code(invoice: Invoice) -> Iterable[InvoiceLine]:
    return [
        line
        for line in invoice.lines
        if line.price is not None
        and line.price.discount_reason_code is not None
        and (line.price.discount_indicator or "").strip() in {"false", "0"}
    ]


def _breakdowns_of_no_family(invoice: Invoice) -> list[VatBreakdown]:
    return [entry for entry in invoice.vat_breakdowns if not _has_family(entry)]


def _has_family(breakdown: VatBreakdown) -> bool:
    category = breakdown.category
    return (
        category is not None
        and category.code in _FAMILIES
        and category.scheme is not None
        and category.scheme.upper() == "VAT"
    )


COUNTED_LINES = Kind("lines", _asked_lines, LINES.describe)
SUB_LINES = Kind("lines", _sub_lines, _describe)
LINES_WITH_STATUS = Kind("lines", _lines_with_status, LINES.describe)
GROUPS = Kind("lines", _groups, _describe)
LINES_WITH_DISCOUNT_CODE = Kind("lines", _with_discount_code, LINES.describe)
CODED_ATTRIBUTES = Kind(ATTRIBUTES.name, _coded_attributes, ATTRIBUTES.describe, within=APART)
DELIVERY_TERMS = Kind("delivery terms", _delivery_terms)
BREAKDOWNS_OF_NO_FAMILY = Kind("VAT breakdowns other than L, M, O", _breakdowns_of_no_family, BREAKDOWNS.describe)
