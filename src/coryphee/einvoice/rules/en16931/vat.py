"""Rules about the VAT breakdown (BG-23) that hold for every category."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from decimal import Decimal

from coryphee.einvoice.model import Invoice, VatBreakdown
from coryphee.einvoice.money import amount, round_half_up, written
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931.ordinary import BREAKDOWNS, BREAKDOWNS_BUT_L_M_O, ODD_HEAD
from coryphee.einvoice.rules.en16931.ruleset import EN16931

HUNDRED = Decimal(100)
_HALF = Decimal("0.5")


@EN16931.rule("BR-45", over=BREAKDOWNS, term="BT-116", syntax="ubl")
@EN16931.rule("BR-45", over=BREAKDOWNS_BUT_L_M_O, term="BT-116", syntax="cii")
def breakdown_has_taxable_amount(breakdown: VatBreakdown) -> Outcome:
    """Each VAT breakdown (BG-23) shall have a VAT category taxable amount (BT-116)."""
    return breakdown.taxable_amount is not None


@EN16931.rule("BR-46", over=BREAKDOWNS, term="BT-117", syntax="ubl")
@EN16931.rule("BR-46", over=BREAKDOWNS_BUT_L_M_O, term="BT-117", syntax="cii")
def breakdown_has_tax_amount(breakdown: VatBreakdown) -> Outcome:
    """Each VAT breakdown (BG-23) shall have a VAT category tax amount (BT-117)."""
    return breakdown.tax_amount is not None


@EN16931.rule("BR-47", over=BREAKDOWNS, term="BT-118", syntax="ubl")
def breakdown_has_category(breakdown: VatBreakdown) -> Outcome:
    """Each VAT breakdown (BG-23) shall be defined through a VAT category code (BT-118)."""
    category = breakdown.category
    return category is not None and category.is_vat and category.code is not None


@EN16931.rule("BR-47", over=BREAKDOWNS_BUT_L_M_O, term="BT-118", syntax="cii")
def breakdown_has_category_of_exactly_vat(breakdown: VatBreakdown) -> Outcome:
    """Each VAT breakdown (BG-23) shall be defined through a VAT category code (BT-118)."""
    return _is_exactly_vat(breakdown) and breakdown.category is not None and breakdown.category.code is not None


@EN16931.rule("BR-48", over=BREAKDOWNS, term="BT-119", syntax="ubl")
def breakdown_has_rate(breakdown: VatBreakdown) -> Outcome:
    """Each VAT breakdown (BG-23) shall have a VAT category rate (BT-119), except if not subject to VAT."""
    category = breakdown.category
    if category is None or not category.is_vat:
        return False
    return category.rate is not None or (category.code or "").strip() == "O"


@EN16931.rule("BR-48", over=BREAKDOWNS_BUT_L_M_O, term="BT-119", syntax="cii")
def breakdown_has_rate_of_exactly_vat(breakdown: VatBreakdown) -> Outcome:
    """Each VAT breakdown (BG-23) shall have a VAT category rate (BT-119), except if not subject to VAT."""
    category = breakdown.category
    if category is None or not _is_exactly_vat(breakdown):
        return False
    return category.rate is not None or category.code == "O"


@EN16931.rule("BR-CO-03", over=ODD_HEAD, term="BT-7", syntax="ubl")
def vat_point_is_a_date_or_a_code(invoice: Invoice) -> Outcome:
    """Value added tax point date (BT-7) and Value added tax point date code (BT-8) are mutually exclusive."""
    return not (invoice.vat_point_dates and invoice.vat_point_codes)


@EN16931.rule("BR-CO-03", over=BREAKDOWNS_BUT_L_M_O, term="BT-7", syntax="cii")
def vat_point_is_a_date_or_a_code_in_breakdowns(_breakdown: object, invoice: Invoice) -> Outcome:
    """Value added tax point date (BT-7) and Value added tax point date code (BT-8) are mutually exclusive.

    The official CII rule compares all breakdowns of the invoice and fires once for each.
    """
    return not (invoice.vat_point_dates and invoice.vat_point_codes)


@EN16931.rule("BR-CO-17", over=BREAKDOWNS, term="BT-117", syntax="ubl")
def tax_is_base_times_rate(breakdown: VatBreakdown) -> Outcome:
    """VAT category tax amount (BT-117) = VAT category taxable amount (BT-116) x (VAT category rate (BT-119) / 100),
    rounded to two decimals.

    The official rule lets the two differ by less than 1, compares without signs, and takes a rate that rounds to 0 for
    0.
    """
    return _tax_follows_rate(breakdown, inclusive=False)


@EN16931.rule("BR-CO-17", over=BREAKDOWNS_BUT_L_M_O, term="BT-117", syntax="cii")
def tax_is_base_times_rate_or_1_off(breakdown: VatBreakdown) -> Outcome:
    """VAT category tax amount (BT-117) = VAT category taxable amount (BT-116) x (VAT category rate (BT-119) / 100),
    rounded to two decimals. CII lets the two differ by 1.
    """
    return _tax_follows_rate(breakdown, inclusive=True)


def _tax_follows_rate(breakdown: VatBreakdown, *, inclusive: bool) -> Outcome:
    category = breakdown.category
    written_rate = category.rate if category is not None and category.is_vat else None
    rate, tax, base = amount(written_rate), amount(breakdown.tax_amount), amount(breakdown.taxable_amount)
    if tax is None:
        return _wrong_tax(breakdown, written_rate, None)
    if rate is None or _rounds_to_zero(rate):
        unreadable = written_rate is not None and rate is None
        return (not unreadable and _rounds_to_zero(tax)) or _wrong_tax(breakdown, written_rate, Decimal(0))
    if base is None:
        return _wrong_tax(breakdown, written_rate, None)
    expected = round_half_up(abs(base) * (rate / HUNDRED))
    low, high = abs(tax) - 1, abs(tax) + 1
    if (low <= expected <= high) if inclusive else (low < expected < high):
        return True
    return _wrong_tax(breakdown, written_rate, round_half_up(base * (rate / HUNDRED)))


def _rounds_to_zero(value: Decimal) -> bool:
    """round(x) = 0 in XPath, where a half goes towards positive infinity."""
    return -_HALF <= value < _HALF


def _wrong_tax(breakdown: VatBreakdown, rate: str | None, expected: Decimal | None) -> dict[str, str]:
    return {
        "found": breakdown.tax_amount or "–",
        "basis": breakdown.taxable_amount or "–",
        "rate": rate or "0",
        "expected": "–" if expected is None else written(expected),
    }


def _is_exactly_vat(breakdown: VatBreakdown) -> bool:
    category = breakdown.category
    return category is not None and category.scheme is not None and category.scheme.upper() == "VAT"
