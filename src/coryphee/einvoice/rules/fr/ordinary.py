"""What is ordinary on the head of an invoice for the French rules: looked at once for whole families of rules.

A look may be wrong on the careful side only: what it calls odd is judged rule by rule, what it calls ordinary keeps all
of them. `dates`, `notes`, `parties` and `vat` look at theirs.
"""

from coryphee.einvoice.model import Invoice
from coryphee.einvoice.rulekit import Kind
from coryphee.einvoice.rules.fr.formats import is_identifier
from coryphee.einvoice.rules.fr.frames import AFTER_DEPOSIT, FRAMES, GATHERED, INVOICES, PAID

NUMBER_LENGTH = 35

_FRAMES = FRAMES - PAID - AFTER_DEPOSIT - GATHERED


def has_ordinary_head(invoice: Invoice) -> bool:
    """An invoice in euro, neither deposit nor correction nor credit note, of a framework without rules of its own."""
    number = invoice.number
    return (
        invoice.type_code in INVOICES
        and invoice.business_process in _FRAMES
        and invoice.currency == "EUR"
        and number is not None
        and len(number) <= NUMBER_LENGTH
        and is_identifier(number)
        and not invoice.repetitions
    )


ODD_HEAD = Kind("invoice", unless=has_ordinary_head)
REFERENCES = Kind("invoice", unless=lambda invoice: not (invoice.additional_documents or invoice.preceding_invoices))
"""The invoice where it refers to documents or to earlier invoices."""
