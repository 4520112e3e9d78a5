"""Where an invoice uses which VAT category, gathered in one pass for the nine families of rules.

The official rules compare codes as texts, in UBL without the white space around them, in CII as written. Lines whose
VAT is written alike make one group: no rule can tell them apart but by their amounts.
"""

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from coryphee.einvoice.model import AllowanceCharge, Invoice, InvoiceLine, Totals, VatBreakdown, VatCategory
from coryphee.einvoice.money import amount
from coryphee.einvoice.rulekit import Kind, once_in_run
from coryphee.einvoice.rules.en16931.xpath_numbers import decimal_sum
from coryphee.einvoice.rules.ordinary_amounts import ODD_SUMS
from coryphee.einvoice.rules.ordinary_lines import apart, ordinary_lines

_SPACE = " \t\r\n"
_NOTHING = Decimal(0)


@dataclass(slots=True)
class LineGroup:
    """Lines with the same category, rate and tax.

    categories  the VAT of each line, in their order
    total       the sum of the net amounts (BT-131) of those that have this VAT alone
    """

    category: VatCategory
    vat: bool
    categories: list[VatCategory] = field(default_factory=list)
    total: Decimal = _NOTHING


class Taxed(NamedTuple):
    """An allowance or charge, of the document or of a line, and one VAT category it bears."""

    category: VatCategory
    vat: bool
    on_document: bool


class Sums(NamedTuple):
    """What bears one category (and one rate): lines, document charges and document allowances, not rounded."""

    lines: Decimal
    charges: Decimal
    allowances: Decimal


@dataclass(slots=True)
class CategoryUse:
    """Where one VAT category is used; entries of other taxes under the same code are there too.

    nested            UBL only: the VAT of lines inside lines
    line_breakdowns   UBL only: breakdowns written on a line
    undecided         entries that say neither that they are allowances nor that they are charges
    """

    code: str | None
    shared: "SharedByUses"
    breakdowns: list[VatBreakdown] = field(default_factory=list)
    line_breakdowns: list[VatBreakdown] = field(default_factory=list)
    line_groups: list[LineGroup] = field(default_factory=list)
    nested: list[VatCategory] = field(default_factory=list)
    allowances: list[Taxed] = field(default_factory=list)
    charges: list[Taxed] = field(default_factory=list)
    undecided: list[Taxed] = field(default_factory=list)

    @property
    def source(self) -> object:
        """The invoice: what uses a category is all over it."""
        return self.invoice.source

    @property
    def invoice(self) -> Invoice:
        """The invoice in which the category is used."""
        return self.shared.invoice

    @property
    def entries(self) -> list[Taxed]:
        """Allowances, charges, and entries that do not say which they are."""
        return [*self.allowances, *self.charges, *self.undecided]

    @property
    def vat_breakdowns(self) -> list[VatBreakdown]:
        """The breakdowns of the document whose tax is VAT."""
        is_vat = self.shared.is_vat
        return [entry for entry in self.breakdowns if entry.category is not None and is_vat(entry.category)]

    @property
    def on_vat_lines(self) -> bool:
        """Whether a line bears this category, with VAT as its tax."""
        return any(group.vat for group in self.line_groups) or any(map(self.shared.is_vat, self.nested))

    def sums(self, rate: Decimal | None = None) -> Sums:
        """Add up the lines, document charges and document allowances of this category, at any rate or at one."""
        bear, code = self.shared.bear, self.code
        lines = decimal_sum(line.net_amount for line in self.shared.apart if bear(line.vat_categories, code, rate))
        for group in self.line_groups:
            if rate is None or amount(group.category.rate) == rate:
                lines += group.total
        entries = [entry for entry in self.invoice.allowance_charges if bear(entry.vat_categories, code, rate)]
        charges = decimal_sum(entry.amount for entry in entries if entry.is_charge)
        allowances = decimal_sum(entry.amount for entry in entries if entry.is_allowance)
        return Sums(lines, charges, allowances)

    @property
    def others(self) -> list["CategoryUse"]:
        """The uses of the other categories. Raises ReferenceError when nobody holds the `VatUse` any more."""
        whole = self.shared.of_all() if self.shared.of_all is not None else None
        if whole is None:
            raise ReferenceError("the uses of this invoice are gone")
        return [other for other in whole.by_code.values() if other is not self]

    def bears(self, rate: Decimal) -> bool:
        """Whether a line, allowance or charge bears this category at this rate."""
        lines = (group.category for group in self.line_groups)
        entries = (entry.category for entry in self.entries)
        return any(amount(category.rate) == rate for category in [*lines, *entries])


class UsedBreakdown(NamedTuple):
    """A VAT breakdown (BG-23) and all that bears its category."""

    breakdown: VatBreakdown
    use: CategoryUse

    @property
    def source(self) -> object:
        """The element of the breakdown."""
        return self.breakdown.source

    @property
    def rate(self) -> Decimal | None:
        """The rate as a number (BT-119); None when it is absent or none."""
        category = self.breakdown.category
        return None if category is None else amount(category.rate)


@dataclass(slots=True)
class SharedByUses:
    """What the uses of all categories need of the invoice.

    It does not keep them: an invoice would stay in memory until Python searches for cycles.
    apart   lines with several categories or none, whose amounts are in no group
    of_all  all uses, while somebody holds them
    """

    invoice: Invoice
    is_vat: Callable[[VatCategory], bool]
    key: Callable[[str | None], str | None]
    apart: list[InvoiceLine] = field(default_factory=list)
    of_all: "weakref.ref[VatUse] | None" = None

    def bear(self, categories: list[VatCategory], code: str | None, rate: Decimal | None) -> bool:
        """Whether categories name this one, and a rate where one is given."""
        # The official rules ask for the code in one category and for the rate in one, which may be another.
        return any(self.key(category.code) == code for category in categories) and (
            rate is None or any(amount(category.rate) == rate for category in categories)
        )


@dataclass(slots=True, weakref_slot=True)
class VatUse:
    """All VAT categories of an invoice, by code."""

    shared: SharedByUses
    by_code: dict[str | None, CategoryUse] = field(default_factory=dict)

    @property
    def invoice(self) -> Invoice:
        """The invoice whose categories these are."""
        return self.shared.invoice

    def of(self, code: str) -> Iterable[CategoryUse]:
        """The use of one category: one, or none where it is absent."""
        found = self.by_code.get(code)
        return () if found is None else (found,)

    def use(self, code: str | None) -> CategoryUse:
        """The use of the category that is written so, made at its first mention."""
        key = self.shared.key(code)
        found = self.by_code.get(key)
        if found is None:
            found = self.by_code[key] = CategoryUse(key, self.shared)
        return found

    @property
    def line_total(self) -> Decimal:
        """The sum of the net amounts of all lines."""
        groups = (group.total for use in self.by_code.values() for group in use.line_groups)
        return sum(groups, decimal_sum(line.net_amount for line in self.shared.apart))


def vat_use(invoice: Invoice) -> VatUse:
    """Go once through lines, allowances, charges and breakdowns."""
    cii = invoice.syntax == "cii"
    use = VatUse(SharedByUses(invoice, _is_exactly_vat if cii else _is_vat, _as_written if cii else _trimmed))
    use.shared.of_all = weakref.ref(use)
    _gather_lines(use)
    _gather_entries(use, invoice.allowance_charges, on_document=True)
    for breakdown in invoice.vat_breakdowns:
        use.use(_code_of(breakdown)).breakdowns.append(breakdown)
    return use


_Groups = dict[tuple[str | None, str | None, str | None], tuple[LineGroup, list[str | None]]]
"""By category, rate and tax as written: the group, and the amounts of its lines."""


def _gather_lines(use: VatUse) -> None:
    for taxed in ordinary_lines(use.invoice).taxed.values():
        use.use(taxed.category.code).line_groups.append(
            LineGroup(taxed.category, vat=True, categories=taxed.categories, total=taxed.total)
        )
    groups: _Groups = {}
    for line in apart(use.invoice):
        _gather_line(use, line, groups)
        if line.allowance_charges:
            _gather_entries(use, line.allowance_charges, on_document=False)
        if line.vat_totals:
            _gather_line_breakdowns(use, line)
        if line.sub_lines:
            _gather_nested(use, line)
    for group, amounts in groups.values():
        group.total = decimal_sum(amounts)


def _gather_line(use: VatUse, line: InvoiceLine, groups: _Groups) -> None:
    alone = len(line.vat_categories) == 1
    if not alone:
        use.shared.apart.append(line)
    for category in line.vat_categories:
        written = category.code, category.rate, category.scheme
        known = groups.get(written)
        if known is None:
            known = groups[written] = LineGroup(category, use.shared.is_vat(category)), []
            use.use(category.code).line_groups.append(known[0])
        group, amounts = known
        group.categories.append(category)
        if alone:
            amounts.append(line.net_amount)


def _gather_entries(use: VatUse, entries: list[AllowanceCharge], *, on_document: bool) -> None:
    for entry in entries:
        for category in entry.vat_categories:
            found = use.use(category.code)
            taxed = Taxed(category, use.shared.is_vat(category), on_document)
            if entry.is_allowance:
                found.allowances.append(taxed)
            elif entry.is_charge:
                found.charges.append(taxed)
            else:
                found.undecided.append(taxed)


def _gather_line_breakdowns(use: VatUse, line: InvoiceLine) -> None:
    for total in line.vat_totals:
        for breakdown in total.breakdowns:
            use.use(_code_of(breakdown)).line_breakdowns.append(breakdown)


def _gather_nested(use: VatUse, line: InvoiceLine) -> None:
    for inner in _lines_inside(line):
        for category in inner.vat_categories:
            use.use(category.code).nested.append(category)
        _gather_entries(use, inner.allowance_charges, on_document=False)
        _gather_line_breakdowns(use, inner)


def _lines_inside(line: InvoiceLine) -> Iterator[InvoiceLine]:
    for inner in line.sub_lines:
        yield inner
        yield from _lines_inside(inner)


def _code_of(breakdown: VatBreakdown) -> str | None:
    return None if breakdown.category is None else breakdown.category.code


def _is_vat(category: VatCategory) -> bool:
    return category.is_vat


def _is_exactly_vat(category: VatCategory) -> bool:
    return category.scheme is not None and category.scheme.upper() == "VAT"


def _trimmed(code: str | None) -> str | None:
    return None if code is None else code.strip(_SPACE)


def _as_written(code: str | None) -> str | None:
    return code


def describe_use(_invoice: Invoice, use: CategoryUse) -> Mapping[str, str]:
    """Name the category in every finding about its use."""
    return {"category": use.code or "–"}


VAT = Kind("VAT", lambda invoice: (once_in_run(vat_use, invoice),), within=ODD_SUMS)
"""The VAT of the invoice as a whole; the families look at what is within."""


class LinesTotal(NamedTuple):
    """The totals of the document, and the lines that they add up."""

    totals: Totals
    vat_use: VatUse

    @property
    def source(self) -> object:
        """The element of the totals."""
        return self.totals.source


def _totals(use: VatUse) -> Iterable[LinesTotal]:
    return () if use.invoice.totals is None else (LinesTotal(use.invoice.totals, use),)


LINES_TOTAL = Kind("totals", _totals, within=VAT)
"""The totals with the sums of the lines, which are made once for all rules."""
