"""Invoices that gather several sellers (framework B8, S8, M8) or several debtors (B9, S9, M9): BR-FR-MV, BR-FR-BD.

Lines are grouped: a line GROUP without a parent stands for one sub-invoice, with its seller, its number (object
invoiced of scheme AFL) and its VAT; the lines below it repeat seller and number. UBL writes type and parent of a line
in a reference to its own invoice, CII in elements of the line; the model has both as `status_reason` and `parent`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from coryphee.einvoice.model import Invoice, InvoiceLine, VatBreakdown
from coryphee.einvoice.rulekit import Kind
from coryphee.einvoice.rules.fr.formats import normalized
from coryphee.einvoice.rules.fr.frames import GATHERED, SEVERAL_DEBTORS, SEVERAL_SELLERS
from coryphee.einvoice.rules.fr.ordinary import ODD_HEAD
from coryphee.einvoice.rules.subjects import line_name

OBJECT = "130"
SUB_INVOICE = "AFL"
FRAMEWORK = "AVV"


class Gathered:
    """An invoice of several sellers or debtors, with what its rules ask for again and again."""

    __slots__ = ("by_identifier", "children", "frame", "groups", "invoice", "lines", "source")

    def __init__(self, invoice: Invoice, frame: str) -> None:
        self.invoice = invoice
        self.source = invoice.source
        self.frame = frame
        self.lines = [GatheredLine(line, self, line.source) for line in invoice.lines]
        self.groups = [line for line in self.lines if line.is_group]
        self.by_identifier: dict[str, list[InvoiceLine]] = {}
        self.children: dict[str, list[InvoiceLine]] = {}
        for line in invoice.lines:
            self.by_identifier.setdefault(line.identifier or "", []).append(line)
            if line.parent is not None:
                self.children.setdefault(line.parent, []).append(line)

    @property
    def several_debtors(self) -> bool:
        """Whether the framework is one of several debtors."""
        return self.frame in SEVERAL_DEBTORS

    @property
    def main_groups(self) -> "list[GatheredLine]":
        """The groups of the seller who stands on the head of the invoice."""
        seller = registration_of_seller(self.invoice)
        return [group for group in self.groups if seller is not None and seller == group.seller_number]


class GatheredLine(NamedTuple):
    """A line of such an invoice."""

    line: InvoiceLine
    whole: Gathered
    source: object

    @property
    def is_group(self) -> bool:
        """Whether the line stands for a sub-invoice: GROUP, with no parent."""
        return self.line.status_reason == "GROUP" and self.line.parent is None

    @property
    def seller_number(self) -> str:
        """The legal registration of who sells the line (EXT-FR-FE-167); "" when there is none."""
        return _seller_number(self.line)

    @property
    def parents(self) -> list[InvoiceLine]:
        """The lines that bear the identifier of the parent: one, where all is well."""
        return self.whole.by_identifier.get(self.line.parent or "", [])

    @property
    def number(self) -> str | None:
        """The number of the sub-invoice (BT-128, scheme AFL); "" when there is none, None when there are several."""
        return sub_invoice_number(self.line)

    def seller_number_of_parent(self) -> str | None:
        """The registration that the parent has; None when it cannot be told."""
        parents = [parent for parent in self.parents if parent.item_seller is not None]
        return _seller_number(parents[0]) if len(parents) == 1 else None if parents else ""

    def number_of_parent(self) -> str | None:
        """The number of the sub-invoice that the parent has; None when it cannot be told."""
        numbers = [text for parent in self.parents for text in objects_of(parent, SUB_INVOICE)]
        return normalized(numbers[0]) if len(numbers) == 1 else None if numbers else ""


def registration_of_seller(invoice: Invoice) -> str | None:
    """The legal registration of the seller on the head (BT-30), whatever its scheme."""
    return _registration(invoice.seller.legal_registration) if invoice.seller is not None else None


def registration_of_buyer(invoice: Invoice) -> str | None:
    """The legal registration of the buyer on the head (BT-47), whatever its scheme."""
    return _registration(invoice.buyer.legal_registration) if invoice.buyer is not None else None


def _registration(identifier: object) -> str | None:
    return getattr(identifier, "text", None)


def _seller_number(line: InvoiceLine) -> str:
    seller = line.item_seller
    return normalized(_registration(seller.legal_registration)) if seller is not None else ""


def objects_of(line: InvoiceLine, scheme: str) -> list[str]:
    """What the line names as objects invoiced (BT-128, type 130) by a scheme."""
    return [
        document.identifier.text or ""
        for document in line.documents
        if document.type_code == OBJECT and document.identifier is not None and document.identifier.scheme == scheme
    ]


def sub_invoice_number(line: InvoiceLine) -> str | None:
    """The number of the sub-invoice of a line; "" when there is none, None when there are several."""
    numbers = objects_of(line, SUB_INVOICE)
    return normalized(numbers[0]) if len(numbers) == 1 else None if numbers else ""


def breakdowns_of(whole: Gathered, number: str) -> list[VatBreakdown]:
    """The breakdowns of VAT whose reason of exemption begins with the number of a sub-invoice between #."""
    return [
        entry
        for entry in whole.invoice.vat_breakdowns
        if entry.category is not None
        and entry.category.scheme == "VAT"
        and (entry.category.exemption_reason or "").startswith(f"#{number}#")
    ]


def _gathered(invoice: Invoice) -> Iterable[Gathered]:
    frame = invoice.business_process
    if frame is None or (frame := normalized(frame)) not in GATHERED:
        return ()
    return (Gathered(invoice, frame),)


def _describe(_invoice: Invoice, line: GatheredLine) -> dict[str, str]:
    return {"line": line_name(line.line, line.whole.invoice)}


def _details(whole: Gathered) -> list[GatheredLine]:
    return [line for line in whole.lines if line.line.status_reason == "DETAIL"]


WHOLE = Kind("gathered invoice", _gathered, within=ODD_HEAD)
OF_SELLERS = Kind("of several sellers", lambda whole: (whole,) if whole.frame in SEVERAL_SELLERS else (), within=WHOLE)
OF_DEBTORS = Kind("of several debtors", lambda whole: (whole,) if whole.several_debtors else (), within=WHOLE)
LINES = Kind("gathered lines", lambda whole: whole.lines, _describe, within=WHOLE)
DETAILS = Kind("gathered details", _details, _describe, within=WHOLE)
GROUPS = Kind("groups of lines", lambda whole: whole.groups, _describe, within=WHOLE)
MAIN_GROUPS = Kind("groups of the main seller", lambda whole: whole.main_groups, _describe, within=WHOLE)
GROUPS_OF_SELLERS = Kind("groups of several sellers", lambda whole: whole.groups, _describe, within=OF_SELLERS)
GROUPS_OF_DEBTORS = Kind("groups of several debtors", lambda whole: whole.groups, _describe, within=OF_DEBTORS)
