"""Rules about the totals of the document (BG-22): which must be there, and how they add up."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from decimal import Decimal

from coryphee.einvoice.model import Invoice, Totals, VatTotal
from coryphee.einvoice.money import amount, round_half_up, written
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931.ordinary import TOTALS, VAT_TOTALS, VAT_TOTALS_IN_CURRENCY
from coryphee.einvoice.rules.en16931.ruleset import EN16931
from coryphee.einvoice.rules.en16931.vat_use import LINES_TOTAL, LinesTotal
from coryphee.einvoice.rules.en16931.xpath_numbers import decimal_sum, double_cents, double_sum, same_double
from coryphee.einvoice.rules.ordinary_amounts import ODD_SUMS
from coryphee.einvoice.rules.ordinary_lines import ordinary_lines

ZERO = Decimal(0)
_EXACT = Decimal(10) ** 12
"""Sum times number of summands up to which doubles of cents add up to the cent: the errors stay below a thousandth."""


@EN16931.rule("BR-12", over=TOTALS, term="BT-106")
def has_line_total(totals: Totals) -> Outcome:
    """An Invoice shall have the Sum of Invoice line net amount (BT-106)."""
    return totals.line_total is not None


@EN16931.rule("BR-13", over=TOTALS, term="BT-109")
def has_total_without_vat(totals: Totals) -> Outcome:
    """An Invoice shall have the Invoice total amount without VAT (BT-109)."""
    return totals.without_vat is not None


@EN16931.rule("BR-14", over=TOTALS, term="BT-112")
def has_total_with_vat(totals: Totals) -> Outcome:
    """An Invoice shall have the Invoice total amount with VAT (BT-112)."""
    return totals.with_vat is not None


@EN16931.rule("BR-15", over=TOTALS, term="BT-115")
def has_amount_due(totals: Totals) -> Outcome:
    """An Invoice shall have the Amount due for payment (BT-115)."""
    return totals.payable is not None


@EN16931.rule("BR-CO-10", over=LINES_TOTAL, term="BT-106", syntax="ubl")
def line_total_is_sum_of_lines(subject: LinesTotal) -> Outcome:
    """Sum of Invoice line net amount (BT-106) = Σ Invoice line net amount (BT-131)."""
    expected = round_half_up(subject.vat_use.line_total)
    found = subject.totals.line_total
    return amount(found) == expected or _difference(found, expected)


@EN16931.rule("BR-CO-10", over=TOTALS, term="BT-106", syntax="cii")
def line_total_is_double_sum_of_lines(totals: Totals, invoice: Invoice) -> Outcome:
    """Sum of Invoice line net amount (BT-106) = Σ Invoice line net amount (BT-131).

    CII adds doubles and makes a decimal of the sum before it rounds: one line of 100.005 makes 100.00.
    """
    lines = ordinary_lines(invoice)
    if lines.apart or lines.total * len(invoice.lines) > _EXACT:
        expected = round_half_up(Decimal(double_sum(line.net_amount for line in invoice.lines)))
    else:
        expected = lines.total
    return amount(totals.line_total) == expected or _difference(totals.line_total, expected)


@EN16931.rule("BR-CO-11", over=TOTALS, term="BT-107", syntax="ubl")
def allowance_total_is_sum_of_allowances(totals: Totals, invoice: Invoice) -> Outcome:
    """Sum of allowances on document level (BT-107) = Σ Document level allowance amount (BT-92)."""
    amounts = [entry.amount for entry in invoice.allowances]
    return _is_sum(totals.allowance_total, amounts)


@EN16931.rule("BR-CO-11", over=TOTALS, term="BT-107", syntax="cii")
def allowance_total_is_double_sum_of_allowances(totals: Totals, invoice: Invoice) -> Outcome:
    """Sum of allowances on document level (BT-107) = Σ Document level allowance amount (BT-92)."""
    amounts = [entry.amount for entry in invoice.allowances]
    return _is_double_sum(totals.allowance_total, amounts)


@EN16931.rule("BR-CO-12", over=TOTALS, term="BT-108", syntax="ubl")
def charge_total_is_sum_of_charges(totals: Totals, invoice: Invoice) -> Outcome:
    """Sum of charges on document level (BT-108) = Σ Document level charge amount (BT-99)."""
    amounts = [entry.amount for entry in invoice.charges]
    return _is_sum(totals.charge_total, amounts)


@EN16931.rule("BR-CO-12", over=TOTALS, term="BT-108", syntax="cii")
def charge_total_is_double_sum_of_charges(totals: Totals, invoice: Invoice) -> Outcome:
    """Sum of charges on document level (BT-108) = Σ Document level charge amount (BT-99)."""
    amounts = [entry.amount for entry in invoice.charges]
    return _is_double_sum(totals.charge_total, amounts)


@EN16931.rule("BR-CO-13", over=TOTALS, term="BT-109", syntax="ubl")
def total_without_vat_adds_up(totals: Totals) -> Outcome:
    """Invoice total amount without VAT (BT-109) = Σ Invoice line net amount (BT-131) - Sum of allowances on document
    level (BT-107) + Sum of charges on document level (BT-108).

    UBL rounds to cents only when there are allowances or charges.
    """
    expected = _without_vat(totals)
    if expected is not None and (totals.allowance_total is not None or totals.charge_total is not None):
        expected = round_half_up(expected)
    return _equals(totals.without_vat, expected)


@EN16931.rule("BR-CO-13", over=TOTALS, term="BT-109", syntax="cii")
def total_without_vat_adds_up_to_the_cent(totals: Totals) -> Outcome:
    """Invoice total amount without VAT (BT-109) = Σ Invoice line net amount (BT-131) - Sum of allowances on document
    level (BT-107) + Sum of charges on document level (BT-108).
    """
    expected = _without_vat(totals)
    return _equals(totals.without_vat, None if expected is None else round_half_up(expected))


@EN16931.rule("BR-CO-14", over=VAT_TOTALS, term="BT-110", syntax="ubl")
def vat_total_is_sum_of_its_breakdowns(total: VatTotal) -> Outcome:
    """Invoice total VAT amount (BT-110) = Σ VAT category tax amount (BT-117)."""
    if not total.breakdowns:
        return True
    expected = round_half_up(decimal_sum(entry.tax_amount for entry in total.breakdowns))
    return amount(total.amount) == expected or _difference(total.amount, expected)


@EN16931.rule("BR-CO-14", over=VAT_TOTALS_IN_CURRENCY, term="BT-110", syntax="cii")
def vat_total_is_double_sum_of_breakdowns(total: VatTotal, invoice: Invoice) -> Outcome:
    """Invoice total VAT amount (BT-110) = Σ VAT category tax amount (BT-117).

    In CII it speaks of the total in the currency of the invoice, also when there is no breakdown at all.
    """
    amounts = [entry.tax_amount for entry in invoice.vat_breakdowns]
    expected = double_cents(double_sum(amounts))
    return same_double(total.amount, expected) or _difference(total.amount, round_half_up(decimal_sum(amounts)))


@EN16931.rule("BR-CO-15", over=ODD_SUMS, term="BT-112", syntax="ubl")
def total_with_vat_adds_up(invoice: Invoice) -> Outcome:
    """Invoice total amount with VAT (BT-112) = Invoice total amount without VAT (BT-109) + Invoice total VAT amount
    (BT-110). There is exactly one total of VAT in the currency of the invoice.
    """
    if invoice.currency is None:
        return True
    totals = invoice.totals or Totals()
    expected, count = _with_vat(invoice, totals)
    return (count == 1 and expected is not None and amount(totals.with_vat) == expected) or _difference(
        totals.with_vat, expected
    )


@EN16931.rule("BR-CO-15", over=ODD_SUMS, term="BT-112", syntax="cii")
def total_with_vat_adds_up_or_is_the_total_without(invoice: Invoice) -> Outcome:
    """Invoice total amount with VAT (BT-112) = Invoice total amount without VAT (BT-109) + Invoice total VAT amount
    (BT-110).

    CII also accepts a total with VAT that equals the total without.
    """
    if invoice.currency is None:
        return True
    totals = invoice.totals or Totals()
    with_vat = amount(totals.with_vat)
    expected, count = _with_vat(invoice, totals)
    if with_vat is not None and ((count == 1 and with_vat == expected) or with_vat == amount(totals.without_vat)):
        return True
    return _difference(totals.with_vat, expected)


@EN16931.rule("BR-CO-16", over=TOTALS, term="BT-115", syntax="ubl")
def amount_due_adds_up(totals: Totals) -> Outcome:
    """Amount due for payment (BT-115) = Invoice total amount with VAT (BT-112) - Paid amount (BT-113) + Rounding amount
    (BT-114).

    UBL rounds each side to cents where it calculates.
    """
    due, with_vat = amount(totals.payable), amount(totals.with_vat)
    paid, rounding = amount(totals.paid), amount(totals.rounding)
    if totals.rounding is not None:
        due = None if due is None or rounding is None else round_half_up(due - rounding)
    if totals.paid is not None:
        with_vat = None if with_vat is None or paid is None else round_half_up(with_vat - paid)
    return (due is not None and due == with_vat) or _difference(totals.payable, _due(totals))


@EN16931.rule("BR-CO-16", over=TOTALS, term="BT-115", syntax="cii")
def amount_due_adds_up_exactly(totals: Totals) -> Outcome:
    """Amount due for payment (BT-115) = Invoice total amount with VAT (BT-112) - Paid amount (BT-113) + Rounding amount
    (BT-114).
    """
    return _equals(totals.payable, _due(totals))


def _is_sum(text: str | None, amounts: list[str | None]) -> Outcome:
    if text is None and not amounts:
        return True
    expected = round_half_up(decimal_sum(amounts))
    return amount(text) == expected or _difference(text, expected)


def _is_double_sum(text: str | None, amounts: list[str | None]) -> Outcome:
    if text is None and not amounts:
        return True
    return same_double(text, double_cents(double_sum(amounts))) or _difference(
        text, round_half_up(decimal_sum(amounts))
    )


def _equals(text: str | None, expected: Decimal | None) -> Outcome:
    return (expected is not None and amount(text) == expected) or _difference(text, expected)


def _without_vat(totals: Totals) -> Decimal | None:
    """BT-106 - BT-107 + BT-108; None when one that is there cannot be read, or BT-106 is not there."""
    lines, allowances, charges = map(amount, (totals.line_total, totals.allowance_total, totals.charge_total))
    unreadable = (totals.allowance_total is not None and allowances is None) or (
        totals.charge_total is not None and charges is None
    )
    return None if lines is None or unreadable else lines - (allowances or ZERO) + (charges or ZERO)


def _with_vat(invoice: Invoice, totals: Totals) -> tuple[Decimal | None, int]:
    """BT-109 + BT-110 to the cent, and how many totals of VAT are in the currency of the invoice."""
    mine = [total for total in invoice.vat_totals if total.currency == invoice.currency and total.amount is not None]
    without_vat, vat = amount(totals.without_vat), amount(mine[0].amount) if mine else None
    return None if without_vat is None or vat is None else round_half_up(without_vat + vat), len(mine)


def _due(totals: Totals) -> Decimal | None:
    """BT-112 - BT-113 + BT-114; None when one that is there cannot be read, or BT-112 is not there."""
    with_vat, paid, rounding = map(amount, (totals.with_vat, totals.paid, totals.rounding))
    unreadable = (totals.paid is not None and paid is None) or (totals.rounding is not None and rounding is None)
    return None if with_vat is None or unreadable else with_vat - (paid or ZERO) + (rounding or ZERO)


def _difference(text: str | None, expected: Decimal | None) -> dict[str, str]:
    return {"found": text or "–", "expected": "–" if expected is None else written(expected)}
