"""The ordinary lines of an invoice, told from the others in one pass that all rule sets share.

An ordinary line has a number, an item with a name, a quantity with its unit, prices, an amount and one category of VAT,
all of them plainly written, and nothing else that any rule looks at. Nearly all lines are ordinary. What rules about
lines ask is then either certain or a matter of a few columns: units, categories and rates, amounts. The others stand
`apart`: rules look at each of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from coryphee.einvoice.model import Invoice, InvoiceLine, VatCategory
from coryphee.einvoice.rulekit import Kind, once_in_run

# All numbers of a column at once. They are short, not negative, and have few enough decimals for BR-DEC and BR-FR-DEC.
_COLUMNS = {decimals: re.compile(rf"(?:[0-9]{{1,12}}+(?:\.[0-9]{{1,{decimals}}}+)?+\n)*+") for decimals in (2, 4, 6)}
_AMOUNT, _QUANTITY, _PRICE = 2, 4, 6
_NOTHING = Decimal(0)
_GTIN = "0160"


@dataclass(slots=True)
class TaxedAlike:
    """Ordinary lines with the same category and rate.

    total  the sum of their net amounts (BT-131)
    """

    lines: list[InvoiceLine] = field(default_factory=list)
    total: Decimal = _NOTHING

    @property
    def category(self) -> VatCategory:
        """The VAT of the first of them."""
        return self.lines[0].vat_categories[0]

    @property
    def categories(self) -> list[VatCategory]:
        """The VAT of each line, in their order."""
        return [line.vat_categories[0] for line in self.lines]


@dataclass(slots=True)
class OrdinaryLines:
    """The lines of an invoice.

    apart       lines that are not ordinary, in their order
    taxed       the ordinary ones by category and rate
    units       the units of measure of the ordinary ones and of their prices
    gross       gross prices and discounts of the ordinary ones (BT-148, BT-147)
    amounts, quantities, prices, bases  the columns of the ordinary ones: BT-131, BT-129, BT-146, BT-149 or "1"
    total       the sum of their amounts
    """

    apart: list[InvoiceLine] = field(default_factory=list)
    taxed: dict[tuple[str | None, str | None], TaxedAlike] = field(default_factory=dict)
    units: set[str | None] = field(default_factory=set)
    gross: list[str] = field(default_factory=list)
    amounts: list[str] = field(default_factory=list)
    quantities: list[str] = field(default_factory=list)
    prices: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    total: Decimal = _NOTHING


def ordinary_lines(invoice: Invoice) -> OrdinaryLines:
    """Go once through the lines in a run, whoever asks."""
    return once_in_run(_told_apart, invoice)


def apart(invoice: Invoice) -> list[InvoiceLine]:
    """The lines that are not ordinary."""
    return once_in_run(_told_apart, invoice).apart


def is_ordinary(line: InvoiceLine) -> bool:
    """Whether a line has what nearly every line has, and nothing else; its numbers are not looked at."""
    item, price, categories = line.item, line.price, line.vat_categories
    if item is None or price is None or len(categories) != 1:
        return False
    if line.quantity is None or line.unit is None or line.net_amount is None or price.net is None:
        return False
    identifier, name, category = line.identifier, item.name, categories[0]
    if not identifier or identifier[0] <= " " or not name or name[0] <= " " or category.code is None:
        return False
    return not (
        category.scheme != "VAT"
        or category.exemption_code is not None
        or category.exemption_reason is not None
        or (item.standard_identifier is not None and item.standard_identifier.scheme != _GTIN)
        or item.origin_country is not None
        or item.classifications
        or item.attributes
        or line.documents
        or line.allowance_charges
        or line.period is not None
        or line.status_reason is not None
        or line.parent is not None
        or line.own_references
        or line.preceding_invoices
        or line.item_seller is not None
        or line.deliveries
        or line.sub_lines
        or line.vat_totals
    )


def are_amounts(texts: list[str]) -> bool:
    """Whether all texts are plain amounts, with two decimals at most."""
    return _are_plain(texts, _AMOUNT)


def _told_apart(invoice: Invoice) -> OrdinaryLines:
    found = _sort_out(invoice.lines, is_ordinary)
    if not _has_plain_columns(found):
        found = _sort_out(invoice.lines, _is_plainly_ordinary)
    for taxed in found.taxed.values():
        amounts = found.amounts if len(found.taxed) == 1 else [line.net_amount or "0" for line in taxed.lines]
        taxed.total = sum(map(Decimal, amounts), _NOTHING)
        found.total += taxed.total
    return found


def _is_plainly_ordinary(line: InvoiceLine) -> bool:
    return is_ordinary(line) and _has_plain_columns(_sort_out([line], is_ordinary))


def _sort_out(lines: list[InvoiceLine], is_fit: Callable[[InvoiceLine], bool]) -> OrdinaryLines:
    # One pass: a line of a long invoice has left the caches when it is met again. Most are taxed like the one before.
    found = OrdinaryLines()
    amounts, quantities, prices, bases = found.amounts, found.quantities, found.prices, found.bases
    code: str | None = None
    rate: str | None = None
    alike: list[InvoiceLine] = []
    for line in lines:
        price = line.price
        if price is None or not is_fit(line):
            found.apart.append(line)
            continue
        category = line.vat_categories[0]
        if category.rate != rate or category.code != code:
            code, rate = category.code, category.rate
            alike = found.taxed.setdefault((code, rate), TaxedAlike()).lines
        alike.append(line)
        # Ordinary lines have all of these: "" is for the types.
        amounts.append(line.net_amount or "")
        quantities.append(line.quantity or "")
        prices.append(price.net or "")
        bases.append("1" if price.base_quantity is None else price.base_quantity)
        found.units.add(line.unit)
        if price.gross is not None or price.discount is not None or price.base_unit is not None:
            found.gross += (price.gross or "0", price.discount or "0")
            found.units.add(price.base_unit or line.unit)
    return found


def _has_plain_columns(found: OrdinaryLines) -> bool:
    return (
        _are_plain(found.amounts, _AMOUNT)
        and _are_plain([*found.quantities, *found.bases], _QUANTITY)
        and _are_plain([*found.prices, *found.gross], _PRICE)
    )


def _are_plain(texts: list[str], decimals: int) -> bool:
    return not texts or _COLUMNS[decimals].fullmatch("\n".join(texts) + "\n") is not None


APART = Kind("invoice", unless=lambda invoice: not apart(invoice))
"""The invoice where a line is not ordinary: what rules look for in lines is within."""
