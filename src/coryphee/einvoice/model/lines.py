"""The lines of the invoice (BG-25) with price (BG-29), VAT (BG-30) and item (BG-31)."""

from dataclasses import dataclass, field
from typing import Annotated

from coryphee.einvoice.model.parties import Party
from coryphee.einvoice.model.references import Delivery, DeliveryTerms, PrecedingInvoice, ReferencedDocument
from coryphee.einvoice.model.totals import AllowanceCharge
from coryphee.einvoice.model.values import Identifier, Period
from coryphee.einvoice.model.vat import VatCategory, VatTotal


@dataclass(slots=True)
class Price:
    """The price of one unit, or of the base quantity (BG-29), without VAT."""

    net: Annotated[str | None, "BT-146"] = None
    """The price after the discount; a Chorus Pro file of the direct channel may write the price with VAT here."""
    discount: Annotated[str | None, "BT-147"] = None
    """What was deducted from the gross price."""
    discount_indicator: str | None = field(default=None, compare=False)
    """CII only: as written beside the discount; true would make it a supplement."""
    discount_reason_code: str | None = None
    """CII extension: why it was deducted, a code of UNTDID 5189."""
    gross: Annotated[str | None, "BT-148"] = None
    """The price before the discount."""
    base_quantity: Annotated[str | None, "BT-149"] = None
    """The number of units that the price is for."""
    base_unit: Annotated[str | None, "BT-150"] = None
    """The unit of the base quantity."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class Classification:
    """A class that the item belongs to, with the list it comes from."""

    code: Annotated[str | None, "BT-158"] = None
    """The class."""
    list_id: str | None = None
    """The list, a code of UNTDID 7143 (STI CPV, TST...)."""
    list_version: str | None = None
    """The version of the list."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class ItemAttribute:
    """A property of the item, such as colour: red (BG-32)."""

    name: Annotated[str | None, "BT-160"] = None
    """The name of the property."""
    value: Annotated[str | None, "BT-161"] = None
    """Its value."""
    code: Annotated[str | None, "EXT-FR-FE-159"] = None
    """Extension: the property as a code of UNTDID 6313."""
    quantity: Annotated[str | None, "EXT-FR-FE-160"] = None
    """Extension: its value as a quantity, instead of a text."""
    unit: Annotated[str | None, "EXT-FR-FE-161"] = None
    """Extension: the unit of that quantity."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class Item:
    """What was sold (BG-31)."""

    name: Annotated[str | None, "BT-153"] = None
    """The name of the item."""
    descriptions: Annotated[list[str], "BT-154"] = field(default_factory=list)
    """The item in more words; the norm foresees one description."""
    seller_identifier: Annotated[str | None, "BT-155"] = None
    """The seller's number for it."""
    buyer_identifier: Annotated[str | None, "BT-156"] = None
    """The buyer's number for it."""
    standard_identifier: Annotated[Identifier | None, "BT-157"] = None
    """Its number in a registered scheme (0160 GTIN...)."""
    classifications: list[Classification] = field(default_factory=list)
    """The classes it belongs to (BT-158)."""
    origin_country: Annotated[str | None, "BT-159"] = None
    """The country it comes from."""
    attributes: list[ItemAttribute] = field(default_factory=list)
    """Its properties (BG-32)."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class InvoiceLine:
    """One line of the invoice (BG-25)."""

    identifier: Annotated[str | None, "BT-126"] = None
    """The number of the line, unique inside the invoice."""
    notes: Annotated[list[str], "BT-127"] = field(default_factory=list)
    """Free text about the line; the norm foresees one note."""
    documents: list[ReferencedDocument] = field(default_factory=list)
    """Documents of the line; the one of type 130 names the object invoiced (BT-128)."""
    quantity: Annotated[str | None, "BT-129"] = None
    """How many units are invoiced."""
    unit: Annotated[str | None, "BT-130"] = None
    """The unit, a code of UN/ECE recommendation 20 or 21 (C62 one, HUR hour, KGM kilogram...)."""
    net_amount: Annotated[str | None, "BT-131"] = None
    """The amount of the line without VAT, after its allowances and charges."""
    order_line: Annotated[str | None, "BT-132"] = None
    """The line of the buyer's order that this line answers."""
    accounting_reference: Annotated[str | None, "BT-133"] = None
    """Where the buyer books this line."""
    period: Period | None = None
    """The time the line speaks of (BG-26)."""
    allowance_charges: list[AllowanceCharge] = field(default_factory=list)
    """Deductions (BG-27) and supplements (BG-28) of the line, in the order written."""
    price: Price | None = None
    """The price of a unit (BG-29)."""
    vat_categories: list[VatCategory] = field(default_factory=list)
    """The VAT that applies (BG-30); the norm foresees one category, other taxes are kept apart by their scheme."""
    item: Item | None = None
    """What was sold (BG-31)."""
    parent: Annotated[str | None, "EXT-FR-FE-162"] = None
    """Extension: the number of the line that this one details."""
    status_reason: Annotated[str | None, "EXT-FR-FE-163"] = None
    """Extension: DETAIL, GROUP or INFORMATION; only detail lines count in the totals of the extension."""
    preceding_invoices: list[PrecedingInvoice] = field(default_factory=list)
    """Extension: earlier invoices that this line corrects or completes (EXT-FR-FE-136 to -138)."""
    own_references: list[PrecedingInvoice] = field(default_factory=list, compare=False)
    """UBL only: references to the invoice itself as written, by which UBL says parent and subtype of a line."""
    item_seller: Party | None = None
    """Extension: who sells what the line names, in an invoice of several sellers (EXT-FR-FE-164 to -177)."""
    deliveries: list[Delivery] = field(default_factory=list)
    """Extension: where and when the line was delivered (EXT-FR-FE-146 to -158)."""
    delivery_terms: DeliveryTerms | None = None
    """Extension: who bears costs and risks of the transport."""
    with_vat: Annotated[str | None, "EXT-FR-FE-184"] = None
    """CII extension: the amount of a group of lines with VAT."""
    sub_lines: list["InvoiceLine"] = field(default_factory=list)
    """UBL extension: lines that detail this one."""
    vat_totals: list[VatTotal] = field(default_factory=list)
    """Extension: totals of VAT of a group of lines (EXT-FR-FE-181, -182); in UBL the rules of EN 16931 see them too."""
    source: object = field(default=None, repr=False, compare=False)

    @property
    def vat(self) -> VatCategory | None:
        """The first category that is VAT (BG-30)."""
        return next((category for category in self.vat_categories if category.is_vat), None)

    @property
    def allowances(self) -> list[AllowanceCharge]:
        """The deductions of the line (BG-27)."""
        return [entry for entry in self.allowance_charges if entry.is_allowance]

    @property
    def charges(self) -> list[AllowanceCharge]:
        """The supplements of the line (BG-28)."""
        return [entry for entry in self.allowance_charges if entry.is_charge]

    @property
    def invoiced_object(self) -> Identifier | None:
        """The object that the line invoices (BT-128): a meter, a contract..."""
        return next((document.identifier for document in self.documents if document.type_code == "130"), None)
