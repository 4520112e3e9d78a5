"""The head of the invoice: numbers (BR-FR-01, -02), type (-04), framework (-08, -CO-08, -CO-09), currency (-CO-12)."""

from collections.abc import Callable, Iterable

from coryphee.einvoice.model import Invoice, PrecedingInvoice
from coryphee.einvoice.money import amount
from coryphee.einvoice.rulekit import Kind, Outcome, filled
from coryphee.einvoice.rules.fr.dates import due_dates
from coryphee.einvoice.rules.fr.formats import is_identifier
from coryphee.einvoice.rules.fr.frames import AFTER_DEPOSIT, DEPOSITS, FRAMES, PAID, TYPES, repeated
from coryphee.einvoice.rules.fr.ordinary import NUMBER_LENGTH, ODD_HEAD, REFERENCES
from coryphee.einvoice.rules.fr.ruleset import FR
from coryphee.einvoice.rules.ordinary_lines import APART, apart


def line_references(invoice: Invoice) -> Iterable[PrecedingInvoice]:
    """All invoices that lines refer to; a line of UBL also refers to its own invoice."""
    return [
        entry
        for line in apart(invoice)
        if line.preceding_invoices or line.own_references
        for entry in (*line.own_references, *line.preceding_invoices)
    ]


PRECEDING = Kind("preceding invoices", lambda invoice: invoice.preceding_invoices, within=REFERENCES)
LINE_REFERENCES = Kind("invoices that lines refer to", line_references, within=APART)

# What has a number and a type, the number and its term, the type and its term.
_NUMBERED: tuple[tuple[Kind, Callable[..., str | None], str, Callable[..., str | None], str], ...] = (
    (ODD_HEAD, lambda invoice: invoice.number, "BT-1", lambda invoice: invoice.type_code, "BT-3"),
    (PRECEDING, lambda entry: entry.number, "BT-25", lambda entry: entry.type_code, "EXT-FR-FE-02"),
    (LINE_REFERENCES, lambda entry: entry.number, "EXT-FR-FE-136", lambda entry: entry.type_code, "EXT-FR-FE-137"),
)


def _register(
    kind: Kind, number: Callable[..., str | None], term: str, code: Callable[..., str | None], code_term: str
) -> None:
    def is_short(subject: object) -> Outcome:
        """The number of an invoice has at most 35 characters."""
        text = number(subject)
        return text is None or len(text) <= NUMBER_LENGTH or {"value": text, "length": str(len(text))}

    def has_plain_characters(subject: object) -> Outcome:
        """The number of an invoice holds letters without accents, digits and + - _ / only, no space."""
        text = number(subject)
        return text is None or is_identifier(text) or {"value": text}

    def has_known_type(subject: object) -> Outcome:
        """The kind of document (BT-3) is one of the French reform."""
        text = code(subject)
        return text is None or text in TYPES or {"value": text}

    FR.rule(f"BR-FR-01_{term}-1", over=kind, term=term, syntax="ubl", words="BR-FR-01")(is_short)
    FR.rule(f"BR-FR-01_{term}-2", over=kind, term=term, syntax="ubl", words="BR-FR-02")(has_plain_characters)
    FR.rule(f"BR-FR-01_{term}", over=kind, term=term, syntax="cii", words="BR-FR-01")(is_short)
    FR.rule(f"BR-FR-02_{term}", over=kind, term=term, words="BR-FR-02")(has_plain_characters)
    FR.rule(f"BR-FR-04_{code_term}", over=kind, term=code_term, words="BR-FR-04")(has_known_type)


for _row in _NUMBERED:
    _register(*_row)


@FR.rule("BR-FR-08_BT-23", over=ODD_HEAD, term="BT-23", words="BR-FR-08")
def framework_is_known(invoice: Invoice) -> Outcome:
    """The billing framework (BT-23) is there, once, and is one of the reform: B1, S1, M1, B2... M9."""
    frame = invoice.business_process
    return (frame in FRAMES and not repeated(invoice, "business_process")) or {"value": frame or "–"}


@FR.rule("BR-FR-CO-08_BT-23", over=ODD_HEAD, term="BT-23", words="BR-FR-CO-08")
def deposit_is_no_invoice_after_deposit(invoice: Invoice) -> Outcome:
    """A final invoice after a deposit (BT-23: B4, S4, M4) is no deposit invoice itself (BT-3: 386, 500, 503)."""
    return invoice.business_process not in AFTER_DEPOSIT or invoice.type_code not in DEPOSITS


PAID_INVOICE = Kind(
    "paid invoice", lambda invoice: (invoice,) if invoice.business_process in PAID else (), within=ODD_HEAD
)


@FR.rule("BR-FR-CO-09_BT-23-1", over=PAID_INVOICE, term="BT-113", words="BR-FR-CO-09-1")
def paid_invoice_is_paid_wholly(invoice: Invoice) -> Outcome:
    """In an invoice paid already (BT-23: B2, S2, M2) the paid amount (BT-113) is the total with VAT (BT-112)."""
    totals = invoice.totals
    paid, total = (totals.paid, totals.with_vat) if totals is not None else (None, None)
    equal = amount(paid) is not None and amount(paid) == amount(total)
    return equal or {"paid": paid or "–", "total": total or "–"}


@FR.rule("BR-FR-CO-09_BT-23-2", over=PAID_INVOICE, term="BT-115", words="BR-FR-CO-09-2")
def nothing_is_due_of_a_paid_invoice(invoice: Invoice) -> Outcome:
    """In an invoice paid already (BT-23: B2, S2, M2) the amount due (BT-115) is 0."""
    due = invoice.totals.payable if invoice.totals is not None else None
    return amount(due) == 0 or {"due": due or "–"}


@FR.rule("BR-FR-CO-09_BT-23-3", over=PAID_INVOICE, term="BT-9", syntax="ubl", words="BR-FR-CO-09-3")
def paid_invoice_has_one_date_of_payment(invoice: Invoice) -> Outcome:
    """In an invoice paid already (BT-23: B2, S2, M2) the due date (BT-9) is there, once: the day of the payment."""
    dates = due_dates(invoice)
    return len(dates) == 1 and bool(dates[0].text)


@FR.rule("BR-FR-CO-09_BT-23-3", over=PAID_INVOICE, term="BT-9", syntax="cii", words="BR-FR-CO-09-3")
def paid_invoice_has_date_of_payment(invoice: Invoice) -> Outcome:
    """In an invoice paid already (BT-23: B2, S2, M2) the due date (BT-9) is there: the day of the payment."""
    return any(filled(day.text) for day in invoice.due_dates)


@FR.rule("BR-FR-CO-12_BT-5", over=ODD_HEAD, term="BT-5", words="BR-FR-CO-12")
def foreign_currency_has_vat_in_euro(invoice: Invoice) -> Outcome:
    """An invoice in another currency than EUR (BT-5) gives EUR as VAT currency (BT-6) and the VAT in EUR (BT-111)."""
    if invoice.currency in {None, "EUR"}:
        return True
    in_euro = [total.amount for total in invoice.vat_totals if total.currency == "EUR" and total.amount is not None]
    return (invoice.vat_currency == "EUR" and len(in_euro) == 1 and bool(in_euro[0])) or {
        "currency": invoice.currency or ""
    }
