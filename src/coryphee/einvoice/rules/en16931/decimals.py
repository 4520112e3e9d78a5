"""How many decimals an amount is written with: BR-DEC-01 to BR-DEC-28.

The official asserts look at the text: 100.000 has three decimals, and so has "100.00 " with a space after it.
"""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

import math
from collections.abc import Callable
from operator import attrgetter

from coryphee.einvoice.model import Invoice
from coryphee.einvoice.rulekit import Kind, Outcome, Syntax
from coryphee.einvoice.rules.en16931.ordinary import (
    ALLOWANCES,
    BREAKDOWNS,
    BREAKDOWNS_BUT_L_M_O,
    CHARGES,
    ODD_HEAD,
    TOTALS,
)
from coryphee.einvoice.rules.en16931.ruleset import EN16931
from coryphee.einvoice.rules.en16931.xpath_numbers import double
from coryphee.einvoice.rules.subjects import LINE_ALLOWANCES, LINE_CHARGES, LINES_APART

_DECIMALS = 2


def has_two_decimals(field: str) -> Callable[[object], Outcome]:
    """Make the test that a field of a subject, where it is there, is written with two decimals at most."""
    text_of = attrgetter(field)

    def holds(subject: object) -> Outcome:
        text = text_of(subject)
        # Most amounts have two: this is seen at once.
        return text is None or text[-3:-2] == "." or len(text.partition(".")[2]) <= _DECIMALS or {"value": text}

    return holds


def _two_decimals(number: str, over: Kind, term: str, field: str, name: str, *, syntax: Syntax | None = None) -> None:
    sentence = f"The {name} ({term}) is written with two decimals at most."
    EN16931.rule(number, over=over, term=term, syntax=syntax, sentence=sentence)(has_two_decimals(field))


_two_decimals("BR-DEC-01", ALLOWANCES, "BT-92", "amount", "document level allowance amount")
_two_decimals("BR-DEC-02", ALLOWANCES, "BT-93", "base_amount", "document level allowance base amount")
_two_decimals("BR-DEC-05", CHARGES, "BT-99", "amount", "document level charge amount")
_two_decimals("BR-DEC-06", CHARGES, "BT-100", "base_amount", "document level charge base amount")
_two_decimals("BR-DEC-09", TOTALS, "BT-106", "line_total", "sum of line net amounts")
_two_decimals("BR-DEC-10", TOTALS, "BT-107", "allowance_total", "sum of document level allowances")
_two_decimals("BR-DEC-11", TOTALS, "BT-108", "charge_total", "sum of document level charges")
_two_decimals("BR-DEC-12", TOTALS, "BT-109", "without_vat", "total without VAT")
_two_decimals("BR-DEC-14", TOTALS, "BT-112", "with_vat", "total with VAT")
_two_decimals("BR-DEC-16", TOTALS, "BT-113", "paid", "paid amount")
_two_decimals("BR-DEC-17", TOTALS, "BT-114", "rounding", "rounding amount")
_two_decimals("BR-DEC-18", TOTALS, "BT-115", "payable", "amount due for payment")
_two_decimals("BR-DEC-19", BREAKDOWNS, "BT-116", "taxable_amount", "VAT category taxable amount", syntax="ubl")
_two_decimals(
    "BR-DEC-19", BREAKDOWNS_BUT_L_M_O, "BT-116", "taxable_amount", "VAT category taxable amount", syntax="cii"
)
_two_decimals("BR-DEC-20", BREAKDOWNS, "BT-117", "tax_amount", "VAT category tax amount", syntax="ubl")
_two_decimals("BR-DEC-20", BREAKDOWNS_BUT_L_M_O, "BT-117", "tax_amount", "VAT category tax amount", syntax="cii")
_two_decimals("BR-DEC-23", LINES_APART, "BT-131", "net_amount", "line net amount")
_two_decimals("BR-DEC-24", LINE_ALLOWANCES, "BT-136", "amount", "line allowance amount")
_two_decimals("BR-DEC-25", LINE_ALLOWANCES, "BT-137", "base_amount", "line allowance base amount")
_two_decimals("BR-DEC-27", LINE_CHARGES, "BT-141", "amount", "line charge amount")
_two_decimals("BR-DEC-28", LINE_CHARGES, "BT-142", "base_amount", "line charge base amount")


@EN16931.rule("BR-DEC-13", over=ODD_HEAD, term="BT-110", syntax="ubl")
def vat_total_has_two_decimals(_invoice: Invoice) -> Outcome:
    """The total VAT (BT-110) has two decimals at most. The official assert of UBL is always true: it compares the
    currency of an amount with an element that amounts do not have.
    """
    return True


@EN16931.rule("BR-DEC-15", over=ODD_HEAD, term="BT-111", syntax="ubl")
def vat_total_in_vat_currency_has_two_decimals(_invoice: Invoice) -> Outcome:
    """The total VAT in the VAT accounting currency (BT-111) has two decimals at most. The official assert of UBL is
    always true: it compares the currency of an amount with an element that amounts do not have.
    """
    return True


@EN16931.rule("BR-DEC-13", over=TOTALS, term="BT-110", syntax="cii")
def vat_total_is_in_cents(_totals: object, invoice: Invoice) -> Outcome:
    """The total VAT (BT-110) has two decimals at most. The official assert of CII compares numbers, so that 20.000
    passes, and one total that passes or is in another currency will do.
    """
    totals = invoice.vat_totals
    holds = not totals or any(
        total.currency is None or total.currency != invoice.currency or _is_in_cents(total.amount) for total in totals
    )
    return holds or {"value": totals[0].amount or "–"}


@EN16931.rule("BR-DEC-15", over=TOTALS, term="BT-111", syntax="cii")
def vat_total_in_vat_currency_is_in_cents(_totals: object, invoice: Invoice) -> Outcome:
    """The total VAT in the VAT accounting currency (BT-111) has two decimals at most. The official assert of CII asks
    for one total in that currency that is in cents.
    """
    totals, wanted = invoice.vat_totals, invoice.vat_currency
    if not totals or wanted is None:
        return True
    mine = [total.amount for total in totals if total.currency == wanted]
    return any(map(_is_in_cents, mine)) or {"value": next(filter(None, mine), "–")}


def _is_in_cents(text: str | None) -> bool:
    value = double(text)
    return value is not None and value == math.floor(value * 100 + 0.5) / 100
