"""The ordinary lines of an invoice, told from the others in one pass that all rule sets share.

An ordinary line has a number, an item with a name, a quantity with its unit, prices, an amount and one category of VAT,
all of them plainly written, and nothing else that any rule looks at. Nearly all lines are ordinary. What rules about
lines ask is then either certain or a matter of a few columns: units, categories and rates, amounts. The others stand
`apart`: rules look at each of them.
"""

import re
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

    categories  the VAT of each line, in their order
    amounts     the net amount of each line (BT-131)
    total       their sum
    """

    category: VatCategory
    categories: list[VatCategory] = field(default_factory=list)
    amounts: list[str] = field(default_factory=list)
    total: Decimal = _NOTHING


@dataclass(slots=True)
class OrdinaryLines:
    """The lines of an invoice.

    apart       lines that are not ordinary, in their order
    taxed       the ordinary ones by category and rate
    units       the ordinary ones, and their prices, by unit of measure
    amounts, quantities, prices, bases  the columns of the ordinary ones: BT-131, BT-129, BT-146, BT-149 or "1"
    total       the sum of their amounts
    """

    apart: list[InvoiceLine] = field(default_factory=list)
    taxed: dict[tuple[str | None, str | None], TaxedAlike] = field(default_factory=dict)
    units: dict[str, list[object]] = field(default_factory=dict)
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
    lines = invoice.lines
    found = OrdinaryLines()
    chosen = [line for line in lines if is_ordinary(line)]
    if not _fill_columns(found, chosen):
        chosen = [line for line in chosen if _fill_columns(OrdinaryLines(), [line])]
        _fill_columns(found, chosen)
    if len(chosen) < len(lines):
        known = set(map(id, chosen))
        found.apart = [line for line in lines if id(line) not in known]
    _gather(chosen, found)
    return found


def _fill_columns(found: OrdinaryLines, lines: list[InvoiceLine]) -> bool:
    """Set the columns, and answer whether all numbers in them are plain."""
    # Ordinary lines have all three; the tests are for the types.
    found.amounts = [line.net_amount for line in lines if line.net_amount is not None]
    found.quantities = [line.quantity for line in lines if line.quantity is not None]
    prices = [line.price for line in lines if line.price is not None]
    found.prices = [price.net for price in prices if price.net is not None]
    found.bases = ["1" if price.base_quantity is None else price.base_quantity for price in prices]
    discounts = [price.discount for price in prices if price.discount is not None]
    gross = [price.gross for price in prices if price.gross is not None]
    return (
        _are_plain(found.amounts, _AMOUNT)
        and _are_plain([*found.quantities, *found.bases], _QUANTITY)
        and _are_plain([*found.prices, *gross, *discounts], _PRICE)
    )


def _are_plain(texts: list[str], decimals: int) -> bool:
    return not texts or _COLUMNS[decimals].fullmatch("\n".join(texts) + "\n") is not None


def _gather(lines: list[InvoiceLine], found: OrdinaryLines) -> None:
    """Put lines together that are taxed alike, and those measured alike; most are like the line before."""
    unit: str | None = None
    taxed: TaxedAlike | None = None
    for line in lines:
        if line.unit != unit:
            unit = line.unit
            measured = found.units.setdefault(unit or "", [])
        measured.append(line)
        price = line.price
        if price is not None and price.base_unit is not None:
            found.units.setdefault(price.base_unit, []).append(price)
        category = line.vat_categories[0]
        if taxed is None or category.rate != taxed.category.rate or category.code != taxed.category.code:
            taxed = found.taxed.setdefault((category.code, category.rate), TaxedAlike(category))
        taxed.categories.append(category)
        taxed.amounts.append(line.net_amount or "")
    for taxed in found.taxed.values():
        taxed.total = sum(map(Decimal, taxed.amounts), _NOTHING)
        found.total += taxed.total


APART = Kind("invoice", unless=lambda invoice: not apart(invoice))
"""The invoice where a line is not ordinary: what rules look for in lines is within."""
