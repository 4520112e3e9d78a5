"""An invoice: every business term and group of EN 16931, as written."""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from coryphee.einvoice.model.lines import InvoiceLine
from coryphee.einvoice.model.parties import Party
from coryphee.einvoice.model.payment import DirectDebit, PaymentMeans, PaymentTerms
from coryphee.einvoice.model.references import Delivery, DeliveryTerms, Note, PrecedingInvoice, ReferencedDocument
from coryphee.einvoice.model.totals import AllowanceCharge, LogisticsCharge, Totals
from coryphee.einvoice.model.values import AmountCurrency, Identifier, Period, WrittenDate
from coryphee.einvoice.model.vat import VatBreakdown, VatTotal

Syntax = Literal["ubl-invoice", "ubl-creditnote", "cii"]


@dataclass(slots=True)
class Repetition:
    """A second value where the norm has room for one: the model keeps the first, the official rules count both."""

    name: str
    """The field of the model that was written again."""
    source: object = field(default=None, repr=False, compare=False)
    value: object = field(default=None, repr=False, compare=False)
    """What the field would have held; None where a function read it."""


@dataclass(slots=True)
class Invoice:
    """An invoice or a credit note. Lists hold what a file may repeat, also where the norm foresees one."""

    syntax: Annotated[Syntax, ""] = field(default="cii", compare=False)
    """The syntax it was read from."""
    number: Annotated[str | None, "BT-1"] = None
    """The number of the invoice: the seller gives it once."""
    issue_date: Annotated[WrittenDate | None, "BT-2"] = None
    """The day of issue."""
    type_code: Annotated[str | None, "BT-3"] = None
    """The kind of document, a code of UNTDID 1001 (380 invoice, 381 credit note, 384 corrected, 386 advance...)."""
    currency: Annotated[str | None, "BT-5"] = None
    """The currency of all amounts but BT-111."""
    vat_currency: Annotated[str | None, "BT-6"] = None
    """The currency of the VAT accounts, when it differs."""
    vat_point_dates: Annotated[list[WrittenDate], "BT-7"] = field(default_factory=list)
    """The day on which VAT falls due; CII repeats it in every breakdown."""
    vat_point_codes: Annotated[list[str], "BT-8"] = field(default_factory=list)
    """That day as a code: 3, 35, 432 in UBL (UNTDID 2005), 5, 29, 72 in CII (UNTDID 2475)."""
    due_dates: Annotated[list[WrittenDate], "BT-9"] = field(default_factory=list)
    """The day by which to pay."""
    buyer_reference: Annotated[str | None, "BT-10"] = None
    """What the buyer routes the invoice by: the code of the service at Chorus Pro."""
    project_reference: Annotated[str | None, "BT-11"] = None
    """The project that the invoice belongs to."""
    contract_reference: Annotated[str | None, "BT-12"] = None
    """The contract or public market."""
    contract_type: Annotated[str | None, "EXT-FR-FE-01"] = None
    """What the contract is, as written (UBL DocumentTypeCode, CII ReferenceTypeCode): CT or BC at Chorus Pro."""
    purchase_order: Annotated[str | None, "BT-13"] = None
    """The buyer's order: the engagement at Chorus Pro."""
    sales_order: Annotated[str | None, "BT-14"] = None
    """The seller's order."""
    receiving_advice: Annotated[str | None, "BT-15"] = None
    """The notice by which the buyer confirmed what arrived."""
    despatch_advice: Annotated[str | None, "BT-16"] = None
    """The notice by which the seller announced what was sent."""
    tender_references: list[ReferencedDocument] = field(default_factory=list)
    """The call for tenders or the lot (BT-17)."""
    accounting_reference: Annotated[str | None, "BT-19"] = None
    """Where the buyer books the invoice."""
    payment_terms: list[PaymentTerms] = field(default_factory=list)
    """The conditions of payment (BT-20)."""
    notes: list[Note] = field(default_factory=list)
    """Free texts with their subjects (BG-1)."""
    business_process: Annotated[str | None, "BT-23"] = None
    """The billing framework: A1 to A25 at Chorus Pro, B1, S1, M1... between companies (BG-2)."""
    profile: Annotated[str | None, "BT-24"] = None
    """The specification that the invoice claims to follow (BG-2)."""
    preceding_invoices: list[PrecedingInvoice] = field(default_factory=list)
    """Earlier invoices that this one corrects or completes (BG-3)."""
    seller: Party | None = None
    """Who sells (BG-4)."""
    buyer: Party | None = None
    """Who buys (BG-7)."""
    payee: Party | None = None
    """Who gets the money, when it is not the seller (BG-10)."""
    tax_representative: Party | None = None
    """Who stands for the seller before the tax office (BG-11)."""
    invoicee: Party | None = None
    """Extension: to whom the invoice is addressed; at Chorus Pro who validates it (frames A4, A7, A9, A10, A12...)."""
    invoicer: Party | None = None
    """Extension: who issues the invoice for the seller (EXT-FR-FE-115 to -121)."""
    seller_agent: Party | None = None
    """Extension: who acts for the seller (EXT-FR-FE-69 to -75)."""
    buyer_agent: Party | None = None
    """Extension: who acts for the buyer (EXT-FR-FE-06 to -12)."""
    payer: Party | None = None
    """Extension: who pays, when it is not the buyer (EXT-FR-FE-46 to -52)."""
    issuer_reference: str | None = None
    """Chorus Pro: the service of the supplier (CII InvoiceIssuerReference)."""
    deliveries: list[Delivery] = field(default_factory=list)
    """Where and when was delivered (BG-13); the norm foresees one."""
    delivery_terms: DeliveryTerms | None = None
    """Extension: who bears costs and risks of the transport."""
    periods: list[Period] = field(default_factory=list)
    """The time the invoice speaks of (BG-14); the norm foresees one."""
    payment_means: list[PaymentMeans] = field(default_factory=list)
    """How to pay (BG-16)."""
    remittance_information: Annotated[list[str], "BT-83"] = field(default_factory=list)
    """What the payment should quote."""
    direct_debit: DirectDebit | None = None
    """How the amount will be debited (BG-19)."""
    allowance_charges: list[AllowanceCharge] = field(default_factory=list)
    """Deductions (BG-20) and supplements (BG-21) on the whole document, in the order written."""
    logistics_charges: list[LogisticsCharge] = field(default_factory=list)
    """CII extension: charges for transport and the like on the whole document."""
    financial_adjustments: list[str] = field(default_factory=list)
    """CII extension: amounts of third parties that are added to what is to be paid."""
    totals: Totals | None = None
    """The totals (BG-22) without those of VAT."""
    vat_totals: list[VatTotal] = field(default_factory=list)
    """Totals of VAT, each in its currency (BT-110, BT-111)."""
    vat_breakdowns: list[VatBreakdown] = field(default_factory=list)
    """VAT by category and rate (BG-23)."""
    additional_documents: list[ReferencedDocument] = field(default_factory=list)
    """All additional documents as written: supporting ones (BG-24), the object invoiced (BT-18), in CII also BT-17."""
    lines: list[InvoiceLine] = field(default_factory=list)
    """The lines (BG-25)."""
    amounts_in_other_currencies: list[AmountCurrency] = field(default_factory=list, compare=False)
    """UBL only: amounts that are not in the currency of the invoice; all of them where it has none that is known."""
    repetitions: list[Repetition] = field(default_factory=list, compare=False)
    """Values written again where the model has room for one."""
    source: object = field(default=None, repr=False, compare=False)

    @property
    def parties(self) -> list[Party]:
        """All parties, in whatever role; sellers of lines come last."""
        roles = (self.seller, self.buyer, self.payee, self.tax_representative, self.invoicee, self.invoicer)
        agents = (self.seller_agent, self.buyer_agent, self.payer)
        found = [party for party in (*roles, *agents) if party is not None]
        return found + [line.item_seller for line in self.lines if line.item_seller is not None]

    def repeated(self, name: str) -> list[Any]:
        """The further values that were written for a field, those that functions read aside."""
        return [entry.value for entry in self.repetitions if entry.name == name and entry.value is not None]

    @property
    def vat_total(self) -> VatTotal | None:
        """The total of VAT in the currency of the invoice (BT-110)."""
        return next((total for total in self.vat_totals if total.currency == self.currency), None)

    @property
    def vat_total_in_vat_currency(self) -> VatTotal | None:
        """The total of VAT in the currency of the VAT accounts (BT-111)."""
        if self.vat_currency is None or self.vat_currency == self.currency:
            return None
        return next((total for total in self.vat_totals if total.currency == self.vat_currency), None)

    @property
    def due_date(self) -> WrittenDate | None:
        """The first due date (BT-9)."""
        return self.due_dates[0] if self.due_dates else None

    @property
    def delivery(self) -> Delivery | None:
        """The first delivery (BG-13)."""
        return self.deliveries[0] if self.deliveries else None

    @property
    def period(self) -> Period | None:
        """The first period with a start or an end (BG-14)."""
        return next((period for period in self.periods if period.start or period.end), None)

    @property
    def allowances(self) -> list[AllowanceCharge]:
        """The deductions on the document (BG-20)."""
        return [entry for entry in self.allowance_charges if entry.is_allowance]

    @property
    def charges(self) -> list[AllowanceCharge]:
        """The supplements on the document (BG-21)."""
        return [entry for entry in self.allowance_charges if entry.is_charge]

    @property
    def invoiced_object(self) -> Identifier | None:
        """The object that the invoice is about (BT-18): a meter, a subscription..."""
        return next((entry.identifier for entry in self.additional_documents if entry.type_code == "130"), None)

    @property
    def supporting_documents(self) -> list[ReferencedDocument]:
        """The documents that support the claim (BG-24)."""
        return [entry for entry in self.additional_documents if entry.type_code not in {"50", "130"}]
