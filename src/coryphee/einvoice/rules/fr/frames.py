"""Billing frameworks (BT-23) and kinds of documents (BT-3), as the French rules group them."""

from coryphee.einvoice.model import Invoice
from coryphee.einvoice.rules.fr.formats import normalized

_GOODS_SERVICES_OR_BOTH = "BSM"
FRAMES = frozenset(
    {"S3", "S5", "S6", "B7", "S7", *(f"{kind}{digit}" for kind in _GOODS_SERVICES_OR_BOTH for digit in "12489")}
)
PAID = frozenset({"B2", "S2", "M2"})
AFTER_DEPOSIT = frozenset({"B4", "S4", "M4"})
SEVERAL_SELLERS = frozenset({"S8", "B8", "M8"})
SEVERAL_DEBTORS = frozenset({"S9", "B9", "M9"})
GATHERED = SEVERAL_SELLERS | SEVERAL_DEBTORS

INVOICES = frozenset({"380", "389", "393", "501"})
DEPOSITS = frozenset({"386", "500", "503"})
SELF_BILLED = frozenset({"389", "501", "500", "471", "473", "261", "502"})
CORRECTED = frozenset({"384", "471", "472", "473"})
CREDIT_NOTES = frozenset({"261", "381", "396", "502", "503"})
GLOBAL_DISCOUNT = "262"
TYPES = INVOICES | DEPOSITS | CORRECTED | CREDIT_NOTES | {GLOBAL_DISCOUNT}


def gathers_debtors(invoice: Invoice) -> bool:
    """Whether the framework is one of several debtors, in which prices may be negative."""
    return normalized(invoice.business_process) in SEVERAL_DEBTORS


def repeated(invoice: Invoice, *names: str) -> bool:
    """Whether a value was written twice where there is room for one: the official judge then gives no answer."""
    return bool(invoice.repetitions) and any(entry.name in names for entry in invoice.repetitions)
