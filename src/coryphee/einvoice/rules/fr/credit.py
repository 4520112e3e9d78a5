"""Credit notes and corrected invoices: what they must refer to (BR-FR-CO-03, -04, -05)."""

from collections.abc import Iterable

from coryphee.einvoice.model import Invoice, PrecedingInvoice
from coryphee.einvoice.rulekit import Kind, Outcome
from coryphee.einvoice.rules.fr.frames import CORRECTED, CREDIT_NOTES, GLOBAL_DISCOUNT, repeated
from coryphee.einvoice.rules.fr.ordinary import ODD_HEAD
from coryphee.einvoice.rules.fr.ruleset import FR


def _global_discounts(invoice: Invoice) -> Iterable[Invoice]:
    return (invoice,) if invoice.type_code == GLOBAL_DISCOUNT else ()


def _corrected(invoice: Invoice) -> Iterable[Invoice]:
    return (invoice,) if invoice.type_code in CORRECTED else ()


def _credit_notes(invoice: Invoice) -> Iterable[Invoice]:
    return (invoice,) if invoice.type_code in CREDIT_NOTES else ()


GLOBAL_DISCOUNTS = Kind("credit note for a global discount", _global_discounts, within=ODD_HEAD)
CORRECTED_INVOICES = Kind("corrected invoice", _corrected, within=ODD_HEAD)
CREDITS = Kind("credit note", _credit_notes, within=ODD_HEAD)


def _global_discount(invoice: Invoice) -> Outcome:
    """A credit note for a global discount (BT-3: 262) gives the contract (BT-12) and a whole period (BG-14)."""
    starts = [period.start.text for period in invoice.periods if period.start is not None]
    ends = [period.end.text for period in invoice.periods if period.end is not None]
    return (
        bool(invoice.contract_reference)
        and not repeated(invoice, "contract_reference")
        and len(starts) == len(ends) == 1
        and bool(starts[0])
        and bool(ends[0])
    )


@FR.rule("BR-FR-CO-03_BT-3", over=GLOBAL_DISCOUNTS, term="BG-14", syntax="ubl", words="BR-FR-CO-03")
def global_discount_has_contract_and_period(invoice: Invoice) -> Outcome:
    """A credit note for a global discount (BT-3: 262) gives the contract (BT-12) and a period with both ends (BG-14).

    UBL asks it of the document CreditNote only.
    """
    return invoice.syntax != "ubl-creditnote" or _global_discount(invoice)


FR.rule("BR-FR-CO-03_BT-3", over=GLOBAL_DISCOUNTS, term="BG-14", syntax="cii", words="BR-FR-CO-03")(_global_discount)


def _one_reference(invoice: Invoice) -> Outcome:
    """A corrected invoice (BT-3: 384, 471, 472, 473) refers to one preceding invoice (BG-3), and to one only."""
    return len(invoice.preceding_invoices) == 1 or {"count": str(len(invoice.preceding_invoices))}


@FR.rule("BR-FR-CO-04_BT-3", over=CORRECTED_INVOICES, term="BG-3", syntax="ubl", words="BR-FR-CO-04")
def corrected_invoice_has_one_reference(invoice: Invoice) -> Outcome:
    """A corrected invoice (BT-3: 384, 471, 472, 473) refers to one preceding invoice (BG-3), and to one only.

    UBL asks it of the document Invoice only.
    """
    return invoice.syntax != "ubl-invoice" or _one_reference(invoice)


FR.rule("BR-FR-CO-04_BT-4", over=CORRECTED_INVOICES, term="BG-3", syntax="cii", words="BR-FR-CO-04")(_one_reference)


def _is_whole(entry: PrecedingInvoice) -> bool:
    return entry.number is not None and entry.issue_date is not None and entry.issue_date.text is not None


@FR.rule("BR-FR-CO-05_BT-3", over=CREDITS, term="BG-3", syntax="ubl", words="BR-FR-CO-05")
def credit_note_refers_to_invoices(invoice: Invoice) -> Outcome:
    """A credit note (BT-3: 261, 381, 396, 502, 503) names a preceding invoice with its date, once or by line.

    UBL asks it of the document CreditNote only; lines that group others or only inform need none.
    """
    if invoice.syntax != "ubl-creditnote" or any(map(_is_whole, invoice.preceding_invoices)):
        return True
    return all(
        any(map(_is_whole, line.preceding_invoices))
        for line in invoice.lines
        if not line.own_references or line.status_reason == "DETAIL"
    )


@FR.rule("BR-FR-CO-05_BT-3", over=CREDITS, term="BG-3", syntax="cii", words="BR-FR-CO-05")
def credit_note_or_its_details_refer_to_invoices(invoice: Invoice) -> Outcome:
    """A credit note (BT-3: 261, 381, 396, 502, 503) names a preceding invoice with its date, once or by line.

    Lines that group others or only inform need none.
    """
    return any(map(_is_whole, invoice.preceding_invoices)) or all(
        any(map(_is_whole, line.preceding_invoices)) for line in invoice.lines if line.status_reason in {None, "DETAIL"}
    )
