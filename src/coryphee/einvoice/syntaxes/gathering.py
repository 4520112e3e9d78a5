"""Terms that a syntax repeats or moves: gathered on the invoice, whichever place of the model they were put in.

The readers do so with what they read; an invoice that a program built may say them in one place only.
"""

from collections.abc import Iterable
from dataclasses import replace

from coryphee.einvoice.model import Invoice, WrittenDate

TO_CII = {"3": "5", "35": "29", "432": "72"}
"""BT-8: the code list of UBL (UNTDID 2005) in that of CII (UNTDID 2475)."""
TO_UBL = {cii: ubl for ubl, cii in TO_CII.items()}


def gathered(invoice: Invoice) -> Invoice:
    """The invoice with BT-7, BT-8 and BT-9 on it, also when only a breakdown, a period or payment terms say them."""
    dates = [date for breakdown in invoice.vat_breakdowns for date in breakdown.tax_point_dates]
    codes = [code for breakdown in invoice.vat_breakdowns for code in breakdown.vat_point_codes]
    codes += [code for period in invoice.periods for code in period.vat_point_codes]
    due = [terms.due_date for terms in invoice.payment_terms if terms.due_date is not None]
    missing_dates = without(dates, invoice.vat_point_dates)
    missing_due = without(due, invoice.due_dates)
    known = {TO_CII.get(code, code) for code in invoice.vat_point_codes}
    missing_codes = [code for code in dict.fromkeys(codes) if TO_CII.get(code, code) not in known]
    if not (missing_dates or missing_due or missing_codes):
        return invoice
    return replace(
        invoice,
        vat_point_dates=invoice.vat_point_dates + missing_dates,
        vat_point_codes=invoice.vat_point_codes + missing_codes,
        due_dates=invoice.due_dates + missing_due,
    )


def without(dates: Iterable[WrittenDate], held: Iterable[WrittenDate | None]) -> list[WrittenDate]:
    """The dates that mean none of the days held, each once."""
    known = {_meaning(date) for date in held if date is not None}
    found: list[WrittenDate] = []
    for date in dates:
        if _meaning(date) not in known:
            known.add(_meaning(date))
            found.append(date)
    return found


def _meaning(date: WrittenDate) -> object:
    return date.day or (date.text, date.format)
