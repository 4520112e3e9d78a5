"""Rules about the lines (BG-25) and what stands inside them."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from collections.abc import Iterable

from coryphee.einvoice.model import Classification, Invoice, InvoiceLine, ItemAttribute, Period
from coryphee.einvoice.money import is_plain
from coryphee.einvoice.rulekit import Kind, Outcome, filled
from coryphee.einvoice.rules.en16931.document import characters_in_order, days_in_order
from coryphee.einvoice.rules.en16931.ruleset import EN16931
from coryphee.einvoice.rules.en16931.xpath_numbers import is_not_negative
from coryphee.einvoice.rules.ordinary_lines import APART, apart
from coryphee.einvoice.rules.subjects import ATTRIBUTES, CLASSIFICATIONS, LINE_PERIODS, LINES

_WHITE = " \t\r\n"


def _has_all(line: InvoiceLine) -> bool:
    """Whether all that BR-21 to BR-28, BR-64 and BR-CO-04 ask is plainly there, as on nearly every line."""
    item, price = line.item, line.price
    if item is None or price is None or price.gross is not None or item.standard_identifier is not None:
        return False
    if line.quantity is None or line.unit is None or line.net_amount is None or price.net is None:
        return False
    identifier, name, categories = line.identifier, item.name, line.vat_categories
    if not identifier or identifier[0] in _WHITE or not name or name[0] in _WHITE or not is_plain(price.net):
        return False
    return bool(categories) and categories[0].code is not None and categories[0].scheme == "VAT"


def _odd_lines(invoice: Invoice) -> Iterable[InvoiceLine]:
    return [line for line in apart(invoice) if not _has_all(line)]


ODD_LINES = Kind(LINES.name, _odd_lines, LINES.describe, within=APART)
"""Lines that these rules have to look at: of the others one look says that none of them can fire."""


@EN16931.rule("BR-21", over=ODD_LINES, term="BT-126")
def line_has_identifier(line: InvoiceLine) -> Outcome:
    """Each Invoice line (BG-25) shall have an Invoice line identifier (BT-126)."""
    return filled(line.identifier)


@EN16931.rule("BR-22", over=ODD_LINES, term="BT-129")
def line_has_quantity(line: InvoiceLine) -> Outcome:
    """Each Invoice line (BG-25) shall have an Invoiced quantity (BT-129)."""
    return line.quantity is not None


@EN16931.rule("BR-23", over=ODD_LINES, term="BT-130")
def line_has_unit(line: InvoiceLine) -> Outcome:
    """An Invoice line (BG-25) shall have an Invoiced quantity unit of measure code (BT-130)."""
    return line.unit is not None


@EN16931.rule("BR-24", over=ODD_LINES, term="BT-131")
def line_has_net_amount(line: InvoiceLine) -> Outcome:
    """Each Invoice line (BG-25) shall have an Invoice line net amount (BT-131)."""
    return line.net_amount is not None


@EN16931.rule("BR-25", over=ODD_LINES, term="BT-153")
def line_names_its_item(line: InvoiceLine) -> Outcome:
    """Each Invoice line (BG-25) shall contain the Item name (BT-153)."""
    return line.item is not None and filled(line.item.name)


@EN16931.rule("BR-26", over=ODD_LINES, term="BT-146")
def line_has_net_price(line: InvoiceLine) -> Outcome:
    """Each Invoice line (BG-25) shall contain the Item net price (BT-146)."""
    return line.price is not None and line.price.net is not None


@EN16931.rule("BR-27", over=ODD_LINES, term="BT-146")
def net_price_is_not_negative(line: InvoiceLine) -> Outcome:
    """The Item net price (BT-146) shall NOT be negative. The official rule fires for a missing price too."""
    price = line.price.net if line.price is not None else None
    return _is_not_negative(price) or {"price": price or "–"}


@EN16931.rule("BR-28", over=ODD_LINES, term="BT-148")
def gross_price_is_not_negative(line: InvoiceLine) -> Outcome:
    """The Item gross price (BT-148) shall NOT be negative."""
    price = line.price.gross if line.price is not None else None
    if price is None:
        return True
    return _is_not_negative(price) or {"price": price}


@EN16931.rule("BR-64", over=ODD_LINES, term="BT-157", syntax="ubl")
def standard_identifier_has_scheme(line: InvoiceLine) -> Outcome:
    """The Item standard identifier (BT-157) shall have a Scheme identifier."""
    identifier = line.item.standard_identifier if line.item is not None else None
    return identifier is None or identifier.text is None or identifier.scheme is not None


@EN16931.rule("BR-64", over=ODD_LINES, term="BT-157", syntax="cii")
def standard_identifier_has_a_written_scheme(line: InvoiceLine) -> Outcome:
    """The Item standard identifier (BT-157) shall have a Scheme identifier."""
    identifier = line.item.standard_identifier if line.item is not None else None
    return identifier is None or filled(identifier.scheme)


@EN16931.rule("BR-CO-04", over=ODD_LINES, term="BT-151", syntax="ubl")
def line_has_vat_category(line: InvoiceLine) -> Outcome:
    """Each Invoice line (BG-25) shall be categorized with an Invoiced item VAT category code (BT-151)."""
    for category in line.vat_categories:
        if category.code is not None and (category.scheme == "VAT" or category.is_vat):
            return True
    return False


@EN16931.rule("BR-CO-04", over=ODD_LINES, term="BT-151", syntax="cii")
def line_has_category_of_exactly_vat(line: InvoiceLine) -> Outcome:
    """Each Invoice line (BG-25) shall be categorized with an Invoiced item VAT category code (BT-151)."""
    for category in line.vat_categories:
        if category.code is not None and category.scheme is not None and category.scheme.upper() == "VAT":
            return True
    return False


@EN16931.rule("BR-30", over=LINE_PERIODS, term="BT-135", syntax="ubl")
def line_period_ends_after_its_start(period: Period) -> Outcome:
    """If both Invoice line period start date (BT-134) and Invoice line period end date (BT-135) are given then the
    Invoice line period end date (BT-135) shall be later or equal to the Invoice line period start date (BT-134).
    """
    return days_in_order(period)


@EN16931.rule("BR-30", over=LINE_PERIODS, term="BT-135", syntax="cii")
def line_period_reads_in_order(period: Period) -> Outcome:
    """If both Invoice line period start date (BT-134) and Invoice line period end date (BT-135) are given then the
    Invoice line period end date (BT-135) shall be later or equal to the Invoice line period start date (BT-134).
    """
    return characters_in_order(period)


@EN16931.rule("BR-CO-20", over=LINE_PERIODS, term="BG-26")
def line_period_has_start_or_end(period: Period) -> Outcome:
    """If Invoice line period (BG-26) is used, the Invoice line period start date (BT-134) or the Invoice line period
    end date (BT-135) shall be filled, or both.
    """
    return period.start is not None or period.end is not None


@EN16931.rule("BR-54", over=ATTRIBUTES, term="BG-32")
def attribute_has_name_and_value(attribute: ItemAttribute) -> Outcome:
    """Each Item attribute (BG-32) shall contain an attribute name (BT-160) and an attribute value (BT-161)."""
    return attribute.name is not None and attribute.value is not None


@EN16931.rule("BR-65", over=CLASSIFICATIONS, term="BT-158", syntax="ubl")
def classification_has_list(classification: Classification) -> Outcome:
    """The Item classification identifier (BT-158) shall have a Scheme identifier."""
    return classification.code is None or classification.list_id is not None


@EN16931.rule("BR-65", over=CLASSIFICATIONS, term="BT-158", syntax="cii")
def classification_has_a_written_list(classification: Classification) -> Outcome:
    """The Item classification identifier (BT-158) shall have a Scheme identifier."""
    return classification.code is None or filled(classification.list_id)


def _is_not_negative(price: str | None) -> bool:
    return price is not None and (is_plain(price) or is_not_negative(price))
