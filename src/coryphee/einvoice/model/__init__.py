"""The semantic model of EN 16931: plain values, no XML."""

from coryphee.einvoice.model.invoice import Invoice, Repetition, Syntax
from coryphee.einvoice.model.lines import Classification, InvoiceLine, Item, ItemAttribute, Price
from coryphee.einvoice.model.parties import Contact, Party, PostalAddress, TaxRegistration
from coryphee.einvoice.model.payment import CreditTransfer, DirectDebit, PaymentCard, PaymentMeans, PaymentTerms
from coryphee.einvoice.model.place import Places, place_of
from coryphee.einvoice.model.references import (
    Attachment,
    Delivery,
    DeliveryTerms,
    Note,
    PrecedingInvoice,
    ReferencedDocument,
)
from coryphee.einvoice.model.totals import AllowanceCharge, LogisticsCharge, Totals
from coryphee.einvoice.model.values import AmountCurrency, Identifier, Period, WrittenDate
from coryphee.einvoice.model.vat import VatBreakdown, VatCategory, VatTotal

__all__ = [
    "AllowanceCharge",
    "AmountCurrency",
    "Attachment",
    "Classification",
    "Contact",
    "CreditTransfer",
    "Delivery",
    "DeliveryTerms",
    "DirectDebit",
    "Identifier",
    "Invoice",
    "InvoiceLine",
    "Item",
    "ItemAttribute",
    "LogisticsCharge",
    "Note",
    "Party",
    "PaymentCard",
    "PaymentMeans",
    "PaymentTerms",
    "Period",
    "Places",
    "PostalAddress",
    "PrecedingInvoice",
    "Price",
    "ReferencedDocument",
    "Repetition",
    "Syntax",
    "TaxRegistration",
    "Totals",
    "VatBreakdown",
    "VatCategory",
    "VatTotal",
    "WrittenDate",
    "place_of",
]
