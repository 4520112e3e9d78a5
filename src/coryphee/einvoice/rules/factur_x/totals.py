"""The totals of the profile EXTENDED: groups of lines do not count, and a cent is allowed for each amount added up."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from collections.abc import Mapping
from decimal import Decimal

from coryphee.einvoice.model import Invoice, Totals
from coryphee.einvoice.money import amount, round_half_up, written
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931.ordinary import TOTALS
from coryphee.einvoice.rules.en16931.xpath_numbers import decimal_sum, double, double_cents, double_sum
from coryphee.einvoice.rules.factur_x.ruleset import FACTUR_X
from coryphee.einvoice.rules.factur_x.vat_in_cents import is_detail
from coryphee.einvoice.rules.subjects import INVOICE

_CENT = Decimal("0.01")


@FACTUR_X.rule("BR-CO-12", over=TOTALS, term="BT-108")
def charge_total_is_sum_of_charges(totals: Totals, invoice: Invoice) -> Outcome:
    """Sum of charges on document level (BT-108) = Σ Document level charge amount (BT-99). Charges for logistics count
    too.
    """
    charges = _charges(invoice)
    if totals.charge_total is None and not charges:
        return True
    logistics = [entry.amount for entry in invoice.logistics_charges]
    expected = double_cents(double_cents(double_sum(charges)) + double_cents(double_sum(logistics)))
    found = double(totals.charge_total)
    if found is not None and double_cents(found) == expected:
        return True
    return _difference(totals.charge_total, round_half_up(decimal_sum(charges)) + round_half_up(decimal_sum(logistics)))


@FACTUR_X.rule("BR-FXEXT-CO-10", over=TOTALS, term="BT-106", words="BR-CO-10")
def line_total_is_sum_of_lines(totals: Totals, invoice: Invoice) -> Outcome:
    """Sum of Invoice line net amount (BT-106) = Σ Invoice line net amount (BT-131), a cent off at most for each."""
    return _is_close(totals.line_total, _lines(invoice), len(invoice.lines))


@FACTUR_X.rule("BR-FXEXT-CO-11", over=TOTALS, term="BT-107", words="BR-CO-11")
def allowance_total_is_sum_of_allowances(totals: Totals, invoice: Invoice) -> Outcome:
    """Sum of allowances on document level (BT-107) = Σ Document level allowance amount (BT-92), a cent off at most for
    each of them.
    """
    allowances = _allowances(invoice)
    if totals.allowance_total is None and not allowances:
        return True
    # Added up as doubles; the cents are then taken for the decimal that the double stands for.
    return _is_close(totals.allowance_total, Decimal(double_cents(double_sum(allowances))), len(allowances))


@FACTUR_X.rule("BR-FXEXT-CO-12", over=TOTALS, term="BT-108", words="BR-CO-12")
def charge_total_is_close_to_sum_of_charges(totals: Totals, invoice: Invoice) -> Outcome:
    """Sum of charges on document level (BT-108) = Σ Document level charge amount (BT-99) + charges for logistics, a
    cent off at most for each of them.
    """
    charges = _charges(invoice)
    if totals.charge_total is None and not charges:
        return True
    return _is_close(totals.charge_total, _all_charges(invoice), len(charges) + len(invoice.logistics_charges))


@FACTUR_X.rule("BR-FXEXT-CO-13", over=TOTALS, term="BT-109", words="BR-CO-13")
def total_without_vat_adds_up(totals: Totals, invoice: Invoice) -> Outcome:
    """Invoice total amount without VAT (BT-109) = Σ Invoice line net amount (BT-131) - Σ Document level allowance
    amount (BT-92) + Σ Document level charge amount (BT-99) + charges for logistics, a cent off at most for each.
    """
    expected = _lines(invoice) - round_half_up(decimal_sum(_allowances(invoice))) + _all_charges(invoice)
    return _is_close(totals.without_vat, expected, _entries(invoice))


@FACTUR_X.rule("BR-FXEXT-CO-15", over=TOTALS, term="BT-112", words="BR-CO-15")
def total_with_vat_adds_up(totals: Totals, invoice: Invoice) -> Outcome:
    """Invoice total amount with VAT (BT-112) = Invoice total amount without VAT (BT-109) + Invoice total VAT amount
    (BT-110), a cent off at most for each line, allowance and charge.
    """
    without_vat, total = amount(totals.without_vat), invoice.vat_total
    vat = None if total is None else amount(total.amount)
    if invoice.currency is None or without_vat is None or vat is None:
        return _difference(totals.with_vat, None)
    return _is_close(totals.with_vat, without_vat + vat, _entries(invoice))


@FACTUR_X.rule("BR-FXEXT-CO-16", over=TOTALS, term="BT-115", words="BR-CO-16")
def amount_due_adds_up(totals: Totals, invoice: Invoice) -> Outcome:
    """Amount due for payment (BT-115) = Invoice total amount with VAT (BT-112) - Paid amount (BT-113) + Rounding amount
    (BT-114) + adjustments by third parties.
    """
    added = decimal_sum([totals.with_vat, totals.rounding, *invoice.financial_adjustments])
    return _is_close(totals.payable, added - decimal_sum([totals.paid]), 0)


@FACTUR_X.rule("BR-CO-25", over=INVOICE, term="BT-9")
def positive_amount_due_has_date_or_terms(invoice: Invoice) -> Outcome:
    """If the Amount due for payment (BT-115) is positive, the Payment due date (BT-9) or the Payment terms (BT-20)
    shall be present.
    """
    due = None if invoice.totals is None else amount(invoice.totals.payable)
    if due is None or due <= 0:
        return True
    return any(terms.due_date is not None or terms.texts for terms in invoice.payment_terms)


def _allowances(invoice: Invoice) -> list[str | None]:
    return [entry.amount for entry in invoice.allowance_charges if entry.indicator == "false"]


def _charges(invoice: Invoice) -> list[str | None]:
    return [entry.amount for entry in invoice.allowance_charges if entry.indicator == "true"]


def _all_charges(invoice: Invoice) -> Decimal:
    logistics = decimal_sum(entry.amount for entry in invoice.logistics_charges)
    return round_half_up(decimal_sum(_charges(invoice))) + round_half_up(logistics)


def _lines(invoice: Invoice) -> Decimal:
    return round_half_up(decimal_sum(line.net_amount for line in invoice.lines if is_detail(line)))


def _entries(invoice: Invoice) -> int:
    details = sum(is_detail(line) for line in invoice.lines)
    return details + len(_allowances(invoice)) + len(_charges(invoice)) + len(invoice.logistics_charges)


def _is_close(text: str | None, expected: Decimal, entries: int) -> Outcome:
    found = amount(text)
    return (found is not None and abs(found - expected) <= _CENT * entries) or _difference(text, expected)


def _difference(text: str | None, expected: Decimal | None) -> Mapping[str, str]:
    return {"found": text or "–", "expected": "–" if expected is None else written(round_half_up(expected))}
