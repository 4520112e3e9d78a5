"""Rules about the totals of the document (BG-22): sums of the lines that count, a cent off for each summand at most."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from coryphee.einvoice.model import Invoice, Totals
from coryphee.einvoice.money import amount, round_half_up, written
from coryphee.einvoice.rulekit import Kind, Outcome
from coryphee.einvoice.rules.en16931.xpath_numbers import decimal_sum, double, double_sum
from coryphee.einvoice.rules.extended_ctc_fr.double_numbers import cents
from coryphee.einvoice.rules.extended_ctc_fr.ruleset import EXTENDED_CTC_FR
from coryphee.einvoice.rules.extended_ctc_fr.subjects import counted_lines
from coryphee.einvoice.rules.subjects import INVOICE, TOTALS

CENT = Decimal("0.01")


@dataclass(slots=True)
class Sums:
    """The totals of a document and what adds up to them.

    lines, allowances, charges  sums as the official asserts round them: in UBL the one of lines is a double
    line_count...               how many summands there are
    every_line                  how many lines there are, also those that do not count
    """

    totals: Totals
    lines: Decimal
    double_lines: float
    allowances: Decimal
    charges: Decimal
    line_count: int
    allowance_count: int
    charge_count: int
    every_line: int

    @property
    def source(self) -> object:
        """The element of the totals."""
        return self.totals.source

    @property
    def tolerance(self) -> Decimal:
        """A cent for each line, allowance and charge."""
        return CENT * (self.line_count + self.allowance_count + self.charge_count)


def _sums_in_ubl(invoice: Invoice) -> Iterable[Sums]:
    if invoice.totals is None:
        return ()
    lines = [line.net_amount for line in counted_lines(invoice) if line.net_amount is not None]
    allowances, charges = invoice.allowances, invoice.charges
    double_lines = cents(double_sum(lines))
    return (
        Sums(
            totals=invoice.totals,
            lines=round_half_up(decimal_sum(lines)),
            double_lines=double_lines,
            allowances=Decimal(cents(double_sum(entry.amount for entry in allowances))),
            charges=Decimal(cents(double_sum(entry.amount for entry in charges))),
            line_count=len(lines),
            allowance_count=len(allowances),
            charge_count=len(charges),
            every_line=len(invoice.lines),
        ),
    )


def _sums_in_cii(invoice: Invoice) -> Iterable[Sums]:
    if invoice.totals is None:
        return ()
    lines = counted_lines(invoice)
    allowances = [entry for entry in invoice.allowance_charges if entry.indicator == "false"]
    charges = [entry for entry in invoice.allowance_charges if entry.indicator == "true"]
    transport = invoice.logistics_charges
    return (
        Sums(
            totals=invoice.totals,
            lines=round_half_up(decimal_sum(line.net_amount for line in lines)),
            double_lines=0.0,
            allowances=round_half_up(decimal_sum(entry.amount for entry in allowances)),
            charges=round_half_up(decimal_sum(entry.amount for entry in charges))
            + round_half_up(decimal_sum(entry.amount for entry in transport)),
            line_count=len(lines),
            allowance_count=len(allowances),
            charge_count=len(charges) + len(transport),
            every_line=len(invoice.lines),
        ),
    )


UBL_SUMS = Kind("totals", _sums_in_ubl)
CII_SUMS = Kind("totals", _sums_in_cii)


@EXTENDED_CTC_FR.rule("BR-FREXT-CO-10", over=UBL_SUMS, term="BT-106", syntax="ubl")
def line_total_is_near_double_sum(sums: Sums) -> Outcome:
    """Sum of Invoice line net amount (BT-106) = Σ Invoice line net amount (BT-131) of the lines that count, a cent
    off for each of them at most. UBL calculates in doubles.
    """
    total = double(sums.totals.line_total)
    near = total is not None and cents(abs(total - sums.double_lines)) <= sums.line_count / 100
    return near or _difference(sums.totals.line_total, sums.lines, sums.line_count)


@EXTENDED_CTC_FR.rule("BR-FREXT-CO-10", over=CII_SUMS, term="BT-106", syntax="cii")
def line_total_is_near_sum(sums: Sums) -> Outcome:
    """Sum of Invoice line net amount (BT-106) = Σ Invoice line net amount (BT-131) of the lines that count, a cent
    off for each line of the invoice at most, also for lines that do not count.
    """
    total = amount(sums.totals.line_total)
    near = total is not None and abs(total - sums.lines) <= CENT * sums.every_line
    return near or _difference(sums.totals.line_total, sums.lines, sums.every_line)


@EXTENDED_CTC_FR.rule("BR-FREXT-CO-11", over=UBL_SUMS, term="BT-107", syntax="ubl")
@EXTENDED_CTC_FR.rule("BR-FREXT-CO-11", over=CII_SUMS, term="BT-107", syntax="cii")
def allowance_total_is_near_sum(sums: Sums) -> Outcome:
    """Sum of allowances on document level (BT-107) = Σ Document level allowance amount (BT-92), a cent off for each
    of them at most.
    """
    return _is_near(sums.totals.allowance_total, sums.allowances, sums.allowance_count)


@EXTENDED_CTC_FR.rule("BR-FREXT-CO-12", over=UBL_SUMS, term="BT-108", syntax="ubl")
def charge_total_is_near_sum(sums: Sums) -> Outcome:
    """Sum of charges on document level (BT-108) = Σ Document level charge amount (BT-99), a cent off for each of them
    at most.
    """
    return _is_near(sums.totals.charge_total, sums.charges, sums.charge_count)


@EXTENDED_CTC_FR.rule("BR-FREXT-CO-12", over=CII_SUMS, term="BT-108", syntax="cii")
def charge_total_is_near_sum_with_transport(sums: Sums, invoice: Invoice) -> Outcome:
    """Sum of charges on document level (BT-108) = Σ Document level charge amount (BT-99) and charges for transport, a
    cent off for each of them at most. Without the total and without other charges, those for transport are not asked
    for.
    """
    charges = any(entry.indicator == "true" for entry in invoice.allowance_charges)
    if sums.totals.charge_total is None and not charges:
        return True
    return _is_near(sums.totals.charge_total, sums.charges, sums.charge_count)


@EXTENDED_CTC_FR.rule("BR-FREXT-CO-13", over=UBL_SUMS, term="BT-109", syntax="ubl")
def total_without_vat_nearly_adds_up_in_doubles(sums: Sums) -> Outcome:
    """Invoice total amount without VAT (BT-109) = Σ Invoice line net amount (BT-131) of the lines that count - Σ
    Document level allowance amount (BT-92) + Σ Document level charge amount (BT-99), a cent off for each of them at
    most.

    UBL calculates in doubles.
    """
    total = double(sums.totals.without_vat)
    if total is not None:
        off = total - sums.double_lines + float(sums.allowances) - float(sums.charges)
        if cents(abs(off)) <= float(sums.tolerance):
            return True
    return _without_vat_differs(sums)


@EXTENDED_CTC_FR.rule("BR-FREXT-CO-13", over=CII_SUMS, term="BT-109", syntax="cii")
def total_without_vat_nearly_adds_up(sums: Sums) -> Outcome:
    """Invoice total amount without VAT (BT-109) = Σ Invoice line net amount (BT-131) of the lines that count - Σ
    Document level allowance amount (BT-92) + Σ Document level charge amount (BT-99) and charges for transport, a cent
    off for each of them at most.
    """
    total = amount(sums.totals.without_vat)
    if total is not None and abs(total - sums.lines + sums.allowances - sums.charges) <= sums.tolerance:
        return True
    return _without_vat_differs(sums)


@EXTENDED_CTC_FR.rule("BR-FREXT-CO-15", over=UBL_SUMS, term="BT-112", syntax="ubl")
def total_with_vat_nearly_adds_up(sums: Sums, invoice: Invoice) -> Outcome:
    """Invoice total amount with VAT (BT-112) = Invoice total amount without VAT (BT-109) + Invoice total VAT amount
    (BT-110), a cent off for each line that counts, allowance and charge at most, where there is a total of VAT in the
    currency of the invoice. With two of them the official judge gives up.
    """
    totals = _vat_totals(invoice)
    return not totals or (len(totals) == 1 and _with_vat_is_near(sums, totals[0])) or _with_vat_differs(sums, totals)


@EXTENDED_CTC_FR.rule("BR-FREXT-CO-15", over=CII_SUMS, term="BT-112", syntax="cii")
def total_with_vat_nearly_adds_up_or_is_the_total_without(sums: Sums, invoice: Invoice) -> Outcome:
    """Invoice total amount with VAT (BT-112) = Invoice total amount without VAT (BT-109) + Invoice total VAT amount
    (BT-110), a cent off for each line that counts, allowance and charge at most.

    CII always wants a total of VAT in the currency of the invoice; where there are two, the total with VAT shall be
    the total without.
    """
    totals = _vat_totals(invoice)
    if len(totals) == 1:
        holds = _with_vat_is_near(sums, totals[0])
    else:
        with_vat = amount(sums.totals.with_vat)
        holds = bool(totals) and with_vat is not None and with_vat == amount(sums.totals.without_vat)
    return holds or _with_vat_differs(sums, totals)


@EXTENDED_CTC_FR.rule("BR-CO-25", over=TOTALS, term="BT-115", syntax="ubl")
def amount_due_has_terms(totals: Totals, invoice: Invoice) -> Outcome:
    """In case the Amount due for payment (BT-115) is positive, either the Payment due date (BT-9) or the Payment
    terms (BT-20) shall be present. UBL does not ask credit notes.
    """
    if totals.payable is None or invoice.syntax != "ubl-invoice":
        return True
    due = amount(totals.payable)
    return (due is not None and (due <= 0 or _has_terms(invoice))) or {"amount": totals.payable}


@EXTENDED_CTC_FR.rule("BR-CO-25", over=INVOICE, term="BT-115", syntax="cii")
def positive_amount_due_has_terms(invoice: Invoice) -> Outcome:
    """In case the Amount due for payment (BT-115) is positive, either the Payment due date (BT-9) or the Payment
    terms (BT-20) shall be present.
    """
    payable = None if invoice.totals is None else invoice.totals.payable
    due = amount(payable)
    return due is None or due <= 0 or _has_terms(invoice) or {"amount": payable or "–"}


def _has_terms(invoice: Invoice) -> bool:
    return bool(invoice.due_dates) or any(terms.texts for terms in invoice.payment_terms)


def _is_near(text: str | None, expected: Decimal, count: int) -> Outcome:
    if text is None and not count:
        return True
    total = amount(text)
    return (total is not None and abs(total - expected) <= CENT * count) or _difference(text, expected, count)


def _vat_totals(invoice: Invoice) -> list[str]:
    return [
        total.amount
        for total in invoice.vat_totals
        if total.currency is not None and total.currency == invoice.currency and total.amount is not None
    ]


def _with_vat_is_near(sums: Sums, vat_total: str) -> bool:
    with_vat, without_vat, vat = map(amount, (sums.totals.with_vat, sums.totals.without_vat, vat_total))
    if with_vat is None or without_vat is None or vat is None:
        return False
    return abs(with_vat - vat - without_vat) <= sums.tolerance


def _without_vat_differs(sums: Sums) -> dict[str, str]:
    expected = sums.lines - round_half_up(sums.allowances) + round_half_up(sums.charges)
    count = sums.line_count + sums.allowance_count + sums.charge_count
    return _difference(sums.totals.without_vat, expected, count)


def _with_vat_differs(sums: Sums, vat_totals: list[str]) -> dict[str, str]:
    vat = amount(vat_totals[0]) if vat_totals else None
    without_vat = amount(sums.totals.without_vat)
    expected = None if vat is None or without_vat is None else without_vat + vat
    count = sums.line_count + sums.allowance_count + sums.charge_count
    return _difference(sums.totals.with_vat, expected, count)


def _difference(text: str | None, expected: Decimal | None, count: int) -> dict[str, str]:
    shown = "–" if expected is None else written(round_half_up(expected))
    return {"found": text or "–", "expected": shown, "tolerance": written(CENT * count)}
