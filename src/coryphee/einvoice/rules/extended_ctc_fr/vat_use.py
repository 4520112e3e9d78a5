"""What bears each VAT category and rate, gathered in one pass: lines that count, allowances, charges, transport.

The official asserts add up twice: all that bears category and rate, and of that only what gives the same reason for
an exemption as the breakdown. One of the two sums must be near the taxable amount. They compare codes in UBL without
the white space around them, in CII as written; the tax itself is not looked at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from coryphee.einvoice.model import AllowanceCharge, Invoice, VatBreakdown, VatCategory
from coryphee.einvoice.money import amount, round_half_up
from coryphee.einvoice.rules.en16931.xpath_numbers import decimal_sum, double_sum
from coryphee.einvoice.rules.extended_ctc_fr.double_numbers import cents
from coryphee.einvoice.rules.extended_ctc_fr.subjects import counted_lines

_WITHOUT_RATE = "O"


class Key(NamedTuple):
    """Category, rate and reason of exemption; the rate is None for the category that has none."""

    code: str
    rate: Decimal | None
    reason_code: str = ""
    reason: str = ""

    @property
    def whole(self) -> "Key":
        """Category and rate alone."""
        return Key(self.code, self.rate)


@dataclass(slots=True)
class Bearing:
    """Amounts that bear one key; `entries` counts allowances and charges, `line_count` the lines."""

    lines: list[str | None] = field(default_factory=list)
    allowances: list[str | None] = field(default_factory=list)
    charges: list[str | None] = field(default_factory=list)
    transport: list[str | None] = field(default_factory=list)
    line_count: int = 0
    entries: int = 0

    @property
    def count(self) -> int:
        """How many summands there are."""
        return self.line_count + self.entries + len(self.transport)

    @property
    def total(self) -> Decimal:
        """Lines - allowances + charges + transport, each sum rounded to cents."""
        lines, allowances, charges, transport = (
            round_half_up(decimal_sum(amounts))
            for amounts in (self.lines, self.allowances, self.charges, self.transport)
        )
        return lines - allowances + charges + transport

    def is_near(self, taxable: Decimal | None) -> bool:
        """CII: a cent off for each summand at most."""
        return taxable is not None and abs(taxable - self.total) <= Decimal(self.count) / 100

    def is_near_in_doubles(self, taxable: Decimal | None) -> bool:
        """UBL: the same in doubles."""
        if taxable is None:
            return False
        lines, allowances, charges = (
            cents(double_sum(amounts)) for amounts in (self.lines, self.allowances, self.charges)
        )
        return abs(float(taxable) - lines + allowances - charges) <= self.count / 100


@dataclass(slots=True)
class VatUse:
    """The VAT of an invoice.

    listed  categories that have a breakdown
    used    categories of lines that count, of allowances and charges
    """

    invoice: Invoice
    listed: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    bearing: dict[Key, Bearing] = field(default_factory=dict)
    whole: dict[Key, Bearing] = field(default_factory=dict)

    @property
    def source(self) -> object:
        """The invoice: VAT is all over it."""
        return self.invoice.source

    @property
    def cii(self) -> bool:
        """Whether codes count as written."""
        return self.invoice.syntax == "cii"

    def code(self, category: VatCategory | None) -> str:
        """The code of a category, "" for none."""
        code = category.code if category is not None else None
        return (code if self.cii else (code or "").strip(" \t\r\n")) or ""


@dataclass(slots=True)
class UsedBreakdown:
    """A VAT breakdown (BG-23) with what bears its category and rate.

    alike  of that, what gives the same reason for an exemption
    """

    breakdown: VatBreakdown
    cii: bool
    whole: Bearing
    alike: Bearing

    @property
    def source(self) -> object:
        """The element of the breakdown."""
        return self.breakdown.source

    def adds_up(self, bearing: Bearing) -> bool:
        """Whether the taxable amount (BT-116) is near what bears it."""
        taxable = amount(self.breakdown.taxable_amount)
        return bearing.is_near(taxable) if self.cii else bearing.is_near_in_doubles(taxable)


def vat_use(invoice: Invoice) -> VatUse:
    """Go once through breakdowns, lines, allowances and charges."""
    use = VatUse(invoice)
    for breakdown in invoice.vat_breakdowns:
        use.listed.add(use.code(breakdown.category))
    _gather_lines(use)
    for entry in invoice.allowance_charges:
        use.used.update(map(use.code, entry.vat_categories))
        _gather_entry(use, entry)
    if use.cii:
        for line in invoice.lines:
            for entry in line.allowance_charges:
                use.used.update(map(use.code, entry.vat_categories))
        for charge in invoice.logistics_charges:
            for bearing in _bearings(use, _keys(use, charge.vat_categories)):
                bearing.transport.append(charge.amount)
    return use


def breakdowns_of(use: VatUse, code: str) -> Iterator[UsedBreakdown]:
    """The breakdowns of one category whose tax is VAT."""
    for breakdown in use.invoice.vat_breakdowns if code in use.listed else ():
        category = breakdown.category
        if category is None or use.code(category) != code or not _is_vat(category, cii=use.cii):
            continue
        key = next(iter(_keys(use, [category])), None)
        nothing = Bearing()
        whole = use.whole.get(key.whole, nothing) if key is not None else nothing
        alike = use.bearing.get(key, nothing) if key is not None else nothing
        yield UsedBreakdown(breakdown, use.cii, whole, alike)


def _gather_lines(use: VatUse) -> None:
    # Most lines are taxed like the one before: what is written alike is read once.
    alike: dict[tuple[str | None, ...], list[Bearing]] = {}
    for line in counted_lines(use.invoice):
        written = tuple(
            text
            for category in line.vat_categories
            for text in (category.code, category.rate, category.exemption_code, category.exemption_reason)
        )
        bearings = alike.get(written)
        if bearings is None:
            use.used.update(map(use.code, line.vat_categories))
            bearings = alike[written] = _bearings(use, _keys(use, line.vat_categories))
        for bearing in bearings:
            bearing.lines.append(line.net_amount)
            bearing.line_count += use.cii or line.net_amount is not None


def _gather_entry(use: VatUse, entry: AllowanceCharge) -> None:
    for bearing in _bearings(use, _keys(use, entry.vat_categories)):
        if entry.is_allowance:
            bearing.allowances.append(entry.amount)
        elif entry.is_charge:
            bearing.charges.append(entry.amount)
        bearing.entries += use.cii or entry.amount is not None


def _bearings(use: VatUse, keys: Iterable[Key]) -> list[Bearing]:
    keys = list(dict.fromkeys(keys))
    whole = dict.fromkeys(key.whole for key in keys)
    return [use.bearing.setdefault(key, Bearing()) for key in keys] + [
        use.whole.setdefault(key, Bearing()) for key in whole
    ]


def _keys(use: VatUse, categories: list[VatCategory]) -> Iterator[Key]:
    """The keys that several categories together stand for: in CII code and rate may be those of two of them."""
    pairs = (
        [(one, other) for one in categories for other in categories]
        if use.cii
        else [(category, category) for category in categories]
    )
    for one, other in pairs:
        code, rate = use.code(one), amount(other.rate)
        if code == _WITHOUT_RATE:
            rate = None
        elif rate is None:
            continue
        yield Key(code, rate, _normal(one.exemption_code), _normal(one.exemption_reason))


def _normal(text: str | None) -> str:
    return " ".join((text or "").split())


def _is_vat(category: VatCategory, *, cii: bool) -> bool:
    return category.scheme is not None and category.scheme.upper() == "VAT" if cii else category.is_vat
