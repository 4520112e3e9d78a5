"""Whether the amounts of an invoice are ordinary: told at one look that all rule sets share.

Most invoices give their totals in plain numbers that add up to the cent, have lines of the VAT category S alone, and
neither allowances nor charges on the document. Then no rule about totals and VAT of EN 16931, Factur-X or
EXTENDED-CTC-FR can fire, whatever tolerance and arithmetic it has: what is exact is within all of them.
"""

from dataclasses import dataclass
from decimal import Decimal

from coryphee.einvoice.model import Invoice, Totals, VatBreakdown, VatCategory
from coryphee.einvoice.money import amount
from coryphee.einvoice.rulekit import Kind, once_in_run
from coryphee.einvoice.rules.ordinary_lines import OrdinaryLines, apart, are_amounts, ordinary_lines

_LARGE = Decimal(10) ** 12
"""Sum times number of summands below which doubles add up cents exactly too: CII calculates with them."""
_HALF_A_CENT = Decimal("0.5")
"""In hundredths of a cent, as a product with a percentage is."""
_NONE = frozenset({None, "0", "0.00"})


@dataclass(frozen=True, slots=True)
class OrdinaryAmounts:
    """What one look says of the amounts on the document.

    plain   all are digits with at most two decimals, those of VAT on lines too; none is negative
    add_up  they are plain and add up, nothing but the category S is used, and the seller is registered for VAT
    """

    plain: bool
    add_up: bool


def ordinary_amounts(invoice: Invoice) -> OrdinaryAmounts:
    """Look once in a run, whoever asks."""
    return once_in_run(_look, invoice)


def _look(invoice: Invoice) -> OrdinaryAmounts:
    totals = invoice.totals or Totals()
    plain = are_amounts(_written(invoice, totals))
    add_up = plain and _has_one_total_of_vat(invoice) and _add_up(invoice, totals) and _is_registered(invoice)
    return OrdinaryAmounts(plain, add_up)


def _written(invoice: Invoice, totals: Totals) -> list[str]:
    texts = [
        totals.line_total,
        totals.allowance_total,
        totals.charge_total,
        totals.without_vat,
        totals.with_vat,
        totals.paid,
        totals.rounding,
        totals.payable,
    ]
    texts += [total.amount for total in invoice.vat_totals]
    for breakdown in invoice.vat_breakdowns:
        texts += (breakdown.taxable_amount, breakdown.tax_amount)
    for entry in invoice.allowance_charges:
        texts += (entry.amount, entry.base_amount)
    for total in (total for line in apart(invoice) for total in line.vat_totals):
        texts.append(total.amount)
        for breakdown in total.breakdowns:
            texts += (breakdown.taxable_amount, breakdown.tax_amount)
    return [text for text in texts if text is not None]


def _has_one_total_of_vat(invoice: Invoice) -> bool:
    """Whether there is one, in the currency of the invoice and of all breakdowns, and nothing but lines is taxed."""
    if len(invoice.vat_totals) != 1 or invoice.currency is None or invoice.vat_currency is not None:
        return False
    total = invoice.vat_totals[0]
    return (
        total.currency == invoice.currency
        and (not total.breakdowns or total.breakdowns == invoice.vat_breakdowns)
        and not invoice.allowance_charges
        and not invoice.logistics_charges
        and not invoice.financial_adjustments
    )


def _add_up(invoice: Invoice, totals: Totals) -> bool:
    lines, vat = ordinary_lines(invoice), invoice.vat_totals[0].amount
    line_total, without_vat, with_vat, payable = totals.line_total, totals.without_vat, totals.with_vat, totals.payable
    if line_total is None or without_vat is None or with_vat is None or payable is None or vat is None or lines.apart:
        return False
    if totals.allowance_total not in _NONE or totals.charge_total not in _NONE or totals.rounding is not None:
        return False
    net, gross = lines.total, Decimal(with_vat)
    return (
        Decimal(line_total) == net == Decimal(without_vat)
        and net + Decimal(vat) == gross == Decimal(payable) + Decimal(totals.paid or 0)
        and gross * len(invoice.lines) < _LARGE
        and _are_right(invoice.vat_breakdowns, lines, Decimal(vat))
    )


def _is_registered(invoice: Invoice) -> bool:
    """Whether the seller has a VAT number, as all that is taxed asks for (BR-S-02)."""
    scheme = "VA" if invoice.syntax == "cii" else "VAT"
    numbers = invoice.seller.tax_registrations if invoice.seller is not None else []
    return any(number.vat and number.identifier is not None and number.scheme == scheme for number in numbers)


def _are_right(breakdowns: list[VatBreakdown], lines: OrdinaryLines, vat: Decimal) -> bool:
    """Whether each breakdown has what its lines come to and the tax of it to the cent, and all tax is in them."""
    taxed: dict[Decimal, Decimal] = {}
    for (code, written_rate), alike in lines.taxed.items():
        rate = amount(written_rate)
        if code != "S" or rate is None or rate < 1:
            return False
        taxed[rate] = taxed.get(rate, 0) + alike.total
    for breakdown in breakdowns:
        category, base, tax = breakdown.category, breakdown.taxable_amount, breakdown.tax_amount
        if category is None or base is None or tax is None or not _is_standard(category):
            return False
        if breakdown.tax_point_dates or breakdown.vat_point_codes:
            return False
        rate = amount(category.rate)
        net, due = Decimal(base), Decimal(tax)
        if rate is None or taxed.get(rate) != net or abs(due * 100 - net * rate) > _HALF_A_CENT:
            return False
        vat -= due
    return bool(breakdowns) and vat == 0


def _is_standard(category: VatCategory) -> bool:
    return (
        category.code == "S"
        and category.scheme == "VAT"
        and category.exemption_reason is None
        and category.exemption_code is None
    )


ODD_SUMS = Kind("invoice", unless=lambda invoice: ordinary_amounts(invoice).add_up)
"""The invoice where its amounts are not ordinary: rules about totals and VAT are within."""

ODD_AMOUNTS = Kind("invoice", unless=lambda invoice: ordinary_amounts(invoice).plain)
"""The invoice where an amount on the document is not plainly written."""
