"""The sums of an invoice in the order of the norm: BR-CO-10 to BR-CO-17, rounded as the norm rounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from coryphee.einvoice.model import (
    AllowanceCharge,
    Invoice,
    InvoiceLine,
    LogisticsCharge,
    Totals,
    VatBreakdown,
    VatCategory,
    VatTotal,
)
from coryphee.einvoice.money import amount, round_half_up, written

_ZERO = Decimal(0)
# Categories of which no VAT is due, whatever rate is written (BR-Z-09, BR-E-09, BR-AE-09, BR-IC-09, BR-G-09, BR-O-09).
_WITHOUT_VAT = frozenset({"Z", "E", "AE", "K", "G", "O"})


@dataclass(frozen=True, slots=True)
class ComputedTotals:
    """What the sums of an invoice must be: its totals (BG-22), its VAT by category (BG-23), its VAT (BT-110)."""

    totals: Totals
    vat_breakdowns: list[VatBreakdown]
    vat_total: VatTotal


def compute_totals(invoice: Invoice) -> ComputedTotals:
    """Add up an invoice from its lines, or from the taxable amounts of its VAT breakdown when it has no lines.

    Amounts already paid (BT-113), the rounding (BT-114) and, without lines, VAT amounts that are written are taken as
    they are. In the extensions only detail lines count, and logistics charges are charges. The invoice is not changed.
    Raises ValueError, naming the term, when a value that counts is no decimal or has no VAT category.
    """
    lines = _sum("BT-131", (line.net_amount for line in _counting(invoice)))
    allowances = _sum("BT-92", (entry.amount for entry in invoice.allowances))  # BR-CO-11
    charges = _sum("BT-99", (entry.amount for entry in _charges(invoice)))  # BR-CO-12
    breakdowns = _from_lines(invoice) if invoice.lines else _from_breakdowns(invoice)
    if not invoice.lines:
        taxable = _sum("BT-116", (breakdown.taxable_amount for breakdown in breakdowns))
        lines = taxable + allowances - charges
    line_total = round_half_up(lines)  # BR-CO-10
    without_vat = round_half_up(line_total - allowances + charges)  # BR-CO-13
    vat = round_half_up(_sum("BT-117", (breakdown.tax_amount for breakdown in breakdowns)))  # BR-CO-14
    with_vat = round_half_up(without_vat + vat)  # BR-CO-15
    given = invoice.totals or Totals()
    paid = _sum("BT-113", [given.paid]) if given.paid else None
    rounding = _sum("BT-114", [given.rounding]) if given.rounding else None
    payable = with_vat - (paid or _ZERO) + (rounding or _ZERO)  # BR-CO-16
    totals = Totals(
        line_total=written(line_total),
        allowance_total=written(allowances) if invoice.allowances else None,
        charge_total=written(charges) if _charges(invoice) else None,
        without_vat=written(without_vat),
        with_vat=written(with_vat),
        paid=None if paid is None else written(paid),
        rounding=None if rounding is None else written(rounding),
        payable=written(payable),
    )
    return ComputedTotals(totals, breakdowns, VatTotal(written(vat), invoice.currency))


def vat_of(taxable: Decimal, rate: Decimal) -> Decimal:
    """The VAT of a taxable amount, rounded to cents (BR-CO-17)."""
    return round_half_up(taxable * rate / 100)


def _counting(invoice: Invoice) -> list[InvoiceLine]:
    """The lines that count in the totals: not those that group or inform (EXT-FR-FE-163)."""
    return [line for line in invoice.lines if (line.status_reason or "DETAIL").strip() == "DETAIL"]


def _charges(invoice: Invoice) -> list[AllowanceCharge | LogisticsCharge]:
    return [*invoice.charges, *invoice.logistics_charges]


def _from_lines(invoice: Invoice) -> list[VatBreakdown]:
    """Taxable amounts by category and rate: lines, less allowances, plus charges (BR-S-08 and its like)."""
    sums: dict[tuple[str, Decimal | None], Decimal] = {}
    kinds: dict[tuple[str, Decimal | None], VatCategory] = {}

    def add(category: VatCategory | None, value: Decimal) -> None:
        if category is None or not category.code:
            raise ValueError("BT-151: a VAT category is missing")
        # 20 and 20.00 are one rate; no rate (category O) is not the rate zero.
        rate = None if category.rate is None else _decimal("BT-152", category.rate)
        key = category.code, rate
        sums[key] = sums.get(key, _ZERO) + value
        kinds.setdefault(key, category)

    for line in _counting(invoice):
        add(line.vat, _decimal("BT-131", line.net_amount))
    for entry in invoice.allowances:
        add(next(iter(entry.vat_categories), None), -_decimal("BT-92", entry.amount))
    for charge in _charges(invoice):
        add(next(iter(charge.vat_categories), None), _decimal("BT-99", charge.amount))
    reasons = {
        breakdown.category.code: breakdown.category for breakdown in invoice.vat_breakdowns if breakdown.category
    }
    return [
        _breakdown(round_half_up(total), None, kinds[code, rate], reasons.get(code, kinds[code, rate]))
        for (code, rate), total in sums.items()
    ]


def _from_breakdowns(invoice: Invoice) -> list[VatBreakdown]:
    computed = []
    for breakdown in invoice.vat_breakdowns:
        category = breakdown.category
        if category is None or not category.code:
            raise ValueError("BT-118: a VAT category is missing")
        taxable = round_half_up(_decimal("BT-116", breakdown.taxable_amount))
        tax = _decimal("BT-117", breakdown.tax_amount) if breakdown.tax_amount else None
        computed.append(_breakdown(taxable, tax, category, category))
    return computed


def _breakdown(
    taxable: Decimal, tax: Decimal | None, category: VatCategory, reason: VatCategory | None
) -> VatBreakdown:
    rate = _ZERO if category.rate is None else _decimal("BT-119", category.rate)
    due = _ZERO if category.code in _WITHOUT_VAT else vat_of(taxable, rate)
    return VatBreakdown(
        taxable_amount=written(taxable),
        tax_amount=written(due if tax is None else tax),
        category=VatCategory(
            code=category.code,
            rate=category.rate,
            scheme="VAT",
            exemption_reason=reason.exemption_reason if reason else None,
            exemption_code=reason.exemption_code if reason else None,
        ),
    )


def _sum(term: str, values: Iterable[str | None]) -> Decimal:
    return sum((_decimal(term, value) for value in values), _ZERO)


def _decimal(term: str, text: str | None) -> Decimal:
    value = amount(text)
    if value is None:
        raise ValueError(f"{term}: {text!r} is not an amount")
    return value
