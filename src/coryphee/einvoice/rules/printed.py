"""Advice on invoices that come with pages: what a person reads there should be what the data says.

A buyer pays what the data says, an accountant reads the page: an invoice whose two halves differ is a mistake or a
fraud. Source: Factur-X, section 2 (both representations are the same invoice).
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from coryphee.einvoice.model import Invoice
from coryphee.einvoice.money import CENT, amount
from coryphee.einvoice.rulekit import Kind, Outcome, RuleSet

ADVICE_ON_PAGES = RuleSet("advice", "1")
"""The rules of the set `advice` that need the text of the pages; they speak of a `PrintedInvoice`."""

# 1 234,56 and 1.234,56 and 1,234.56 and 1234.56: groups of three, then two decimals. Spaces may be thin or hard.
_WRITTEN_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[ \u00a0\u202f\u2009.,'’]\d{3})+|\d+)[.,](\d{2})(?!\d|[.,]\d)")
_NOT_A_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class PrintedInvoice:
    """An invoice beside the text of the pages it came with."""

    invoice: Invoice
    text: str
    source: object = field(default=None, repr=False, compare=False)


PRINTED = Kind("invoice", lambda printed: (printed,))


@ADVICE_ON_PAGES.rule("CORYPHEE-PDF-TOTAL", over=PRINTED, term="BT-112", severity="warning")
def total_stands_on_the_page(printed: PrintedInvoice) -> Outcome:
    """The total with VAT (BT-112) or the amount due (BT-115) stands on the pages, where these hold any amounts."""
    totals = printed.invoice.totals
    wanted = [value for text in (totals.with_vat, totals.payable) if (value := amount(text))] if totals else []
    shown = amounts_on(printed.text)
    if not wanted or not shown or any(abs(value).quantize(CENT) in shown for value in wanted):
        return True
    return {"total": str(wanted[0]), "largest": str(max(shown))}


def amounts_on(text: str) -> set[Decimal]:
    """Every amount with two decimals that a text shows, without signs, whatever language writes it."""
    return {Decimal(f"{_NOT_A_DIGIT.sub('', whole)}.{cents}") for whole, cents in _WRITTEN_AMOUNT.findall(text)}
