"""The tables of an invoice in the words and figures of its reader: lines, allowances and charges, VAT, totals."""

from collections.abc import Iterator
from typing import NamedTuple

from coryphee.einvoice.model import AllowanceCharge, Invoice, InvoiceLine, Item, Price, VatBreakdown, VatCategory
from coryphee.einvoice.money import amount
from coryphee.rendering.contents import (
    delivered,
    delivery_terms,
    document_reference,
    earlier_invoice,
    identifier,
    party_line,
    period,
)
from coryphee.rendering.formats import Language, money, number, percent
from coryphee.rendering.words import country, line_kind, unit, vat_category, word

_DEEPEST = 6
"""Steps to the right that a line makes at most."""


class LineRow(NamedTuple):
    """A line (BG-25): its number, what was sold, what more there is to say of it, and its figures.

    `depth` is 0 for a line of the invoice, 1 for one that details it, and so on.
    """

    number: str
    name: str
    details: tuple[str, ...]
    quantity: str
    price: tuple[str, ...]
    vat: tuple[str, ...]
    net: str
    depth: int


class AllowanceRow(NamedTuple):
    """A deduction or supplement on the document (BG-20, BG-21)."""

    reason: str
    rate: str
    vat: tuple[str, ...]
    amount: str


class VatRow(NamedTuple):
    """A category and rate of VAT (BG-23), with the reasons for which none is due."""

    treatment: str
    reasons: tuple[str, ...]
    rate: str
    taxable: str
    tax: str


class Total(NamedTuple):
    """One of the totals (BG-22); `main` marks the total with VAT and the amount to pay."""

    label: str
    amount: str
    main: bool = False


def line_rows(invoice: Invoice, speech: Language) -> Iterator[LineRow]:
    """The lines in their order, each followed by the lines that detail it."""
    waiting = [(line, 0) for line in reversed(invoice.lines)]
    depths: dict[str, int] = {}
    while waiting:
        line, depth = waiting.pop()
        # CII writes the lines that detail another one flat, UBL may write them inside.
        depth = max(depth, depths.get(line.parent, -1) + 1) if line.parent else depth
        if line.identifier:
            depths[line.identifier] = depth
        yield _line(line, min(depth, _DEEPEST), invoice.currency, speech)
        waiting.extend((sub_line, depth + 1) for sub_line in reversed(line.sub_lines))


def allowance_rows(invoice: Invoice, speech: Language) -> list[AllowanceRow]:
    """Allowances and charges on the document in the order written, then what the transport costs."""
    currency = invoice.currency
    rows = [
        AllowanceRow(
            _joined(_kind(entry, speech), *_reasons(entry), *map(_exemption, entry.vat_categories)),
            _share(entry, currency, speech),
            tuple(_rate(category, speech) for category in entry.vat_categories),
            money(entry.amount, currency, speech),
        )
        for entry in invoice.allowance_charges
    ]
    return rows + [
        AllowanceRow(
            _joined(word("charge", speech), charge.description, *map(_exemption, charge.vat_categories)),
            "",
            tuple(_rate(category, speech) for category in charge.vat_categories),
            money(charge.amount, currency, speech),
        )
        for charge in invoice.logistics_charges
    ]


def vat_rows(invoice: Invoice, speech: Language) -> list[VatRow]:
    """VAT by category and rate."""
    return [_breakdown(breakdown, invoice.currency, speech) for breakdown in invoice.vat_breakdowns]


def totals(invoice: Invoice, speech: Language) -> list[Total]:
    """The totals in the order in which they are computed; those that are not written are left out."""
    currency, found = invoice.currency, invoice.totals
    vat = [
        Total(word("vat_total", speech), money(total.amount, total.currency, speech)) for total in invoice.vat_totals
    ]
    if found is None:
        return [total for total in vat if total.amount]
    shown = [
        Total(word("line_total", speech), money(found.line_total, currency, speech)),
        Total(word("allowance_total", speech), money(found.allowance_total, currency, speech)),
        Total(word("charge_total", speech), money(found.charge_total, currency, speech)),
        Total(word("without_vat", speech), money(found.without_vat, currency, speech)),
        *vat,
        Total(word("with_vat", speech), money(found.with_vat, currency, speech), main=True),
        *(Total(word("third_party", speech), money(text, currency, speech)) for text in invoice.financial_adjustments),
        Total(word("paid", speech), money(found.paid, currency, speech)),
        Total(word("rounding", speech), money(found.rounding, currency, speech)),
        Total(word("payable", speech), money(found.payable, currency, speech), main=True),
    ]
    return [total for total in shown if total.amount]


def _line(line: InvoiceLine, depth: int, currency: str | None, speech: Language) -> LineRow:
    return LineRow(
        number=line.identifier or "",
        name=(line.item.name if line.item else None) or "",
        details=tuple(text for text in _details(line, currency, speech) if text and not text.isspace()),
        quantity=_quantity(line.quantity, line.unit, speech),
        price=_price(line.price, currency, speech),
        vat=tuple(_rate(category, speech) for category in line.vat_categories),
        net=money(line.net_amount, currency, speech),
        depth=depth,
    )


def _details(line: InvoiceLine, currency: str | None, speech: Language) -> Iterator[str | None]:
    if line.item is not None:
        yield from _item(line.item, speech)
    if line.item_seller is not None:
        yield _labelled("seller", party_line(line.item_seller, speech), speech)
    yield period(line.period, speech)
    for delivery in line.deliveries:
        for fact in delivered(delivery, speech):
            yield word("property", speech, label=fact.label, value=", ".join(fact.values))
    yield _labelled("delivery_terms", delivery_terms(line.delivery_terms), speech)
    for note in line.notes:
        yield from note.splitlines()
    for entry in line.allowance_charges:
        share = _share(entry, currency, speech)
        taxed = (text for category in entry.vat_categories for text in (_rate(category, speech), _exemption(category)))
        yield _joined(_kind(entry, speech), *_reasons(entry), *taxed, share, money(entry.amount, currency, speech))
    for category in line.vat_categories:
        yield _exemption(category)
    for total in line.vat_totals:
        yield _labelled("vat_total", money(total.amount, total.currency, speech), speech)
    yield _labelled("with_vat", money(line.with_vat, currency, speech), speech)
    yield from _line_references(line, speech)


def _line_references(line: InvoiceLine, speech: Language) -> Iterator[str | None]:
    yield _labelled("order_line", line.order_line, speech)
    yield _labelled("accounting", line.accounting_reference, speech)
    for document in line.documents:
        name = "object" if document.type_code == "130" else "document"
        yield _labelled(name, document_reference(document), speech)
    for earlier in line.preceding_invoices:
        yield _labelled("preceding", earlier_invoice(earlier, speech), speech)
    yield _labelled("parent", line.parent, speech)
    yield line_kind(line.status_reason, speech)


def _item(item: Item, speech: Language) -> Iterator[str | None]:
    for description in item.descriptions:
        yield from description.splitlines()
    for attribute in item.attributes:
        label = _joined_by(", ", attribute.name, attribute.code) or "…"
        value = _joined_by(", ", attribute.value, _quantity(attribute.quantity, attribute.unit, speech)) or "…"
        yield word("property", speech, label=label, value=value)
    numbers = (item.seller_identifier, item.buyer_identifier, identifier(item.standard_identifier))
    yield _joined(*numbers)
    for found in item.classifications:
        listed = " ".join(part for part in (found.list_id, found.list_version) if part)
        yield _labelled("classification", _joined(found.code, listed), speech)
    yield _labelled("origin", country(item.origin_country, speech), speech)


def _price(price: Price | None, currency: str | None, speech: Language) -> tuple[str, ...]:
    """The net price, the quantity it is for unless that is one, and how it came from the gross price."""
    if price is None:
        return ()
    shown = [money(price.net, currency, speech)]
    if price.base_unit or (price.base_quantity and amount(price.base_quantity) != 1):
        shown.append(word("per", speech, quantity=_quantity(price.base_quantity, price.base_unit, speech)))
    shown.append(_labelled("gross", money(price.gross, currency, speech), speech))
    discount = _joined(money(price.discount, currency, speech), price.discount_reason_code)
    shown.append(_labelled("discount", discount, speech))
    return tuple(text for text in shown if text)


def _breakdown(breakdown: VatBreakdown, currency: str | None, speech: Language) -> VatRow:
    category = breakdown.category or VatCategory()
    other_tax = None if category.is_vat else category.scheme
    reasons = (category.exemption_reason, category.exemption_code, other_tax)
    return VatRow(
        vat_category(category.code, speech),
        tuple(reason for reason in reasons if reason),
        percent(category.rate, speech),
        money(breakdown.taxable_amount, currency, speech),
        money(breakdown.tax_amount, currency, speech),
    )


def _rate(category: VatCategory, speech: Language) -> str:
    """The rate, with the category unless it is the plain one: 20 %, but 0 % (AE)."""
    rate, code = percent(category.rate, speech), (category.code or "").strip()
    named = rate if rate and code == "S" else _joined_by(" ", rate, f"({code})" if rate and code else code)
    return named if category.is_vat else _joined_by(" ", category.scheme, named)


def _exemption(category: VatCategory) -> str:
    return _joined(category.exemption_reason, category.exemption_code)


def _kind(entry: AllowanceCharge, speech: Language) -> str:
    return word("charge" if entry.is_charge else "allowance", speech)


def _reasons(entry: AllowanceCharge) -> list[str]:
    code = _joined_by(", ", entry.reason_code, entry.reason_list)
    return [*entry.reasons, *([f"({code})"] if code else [])]


def _share(entry: AllowanceCharge, currency: str | None, speech: Language) -> str:
    """The percentage and what it was taken of: 10 % de 500,00 €."""
    rate, base = percent(entry.percentage, speech), money(entry.base_amount, currency, speech)
    return word("share", speech, rate=rate or "…", base=base) if base else rate


def _quantity(quantity: str | None, code: str | None, speech: Language) -> str:
    return f"{number(quantity, speech)}\u00a0{unit(code, speech, amount(quantity))}".strip()


def _labelled(name: str, value: str | None, speech: Language) -> str:
    return word("property", speech, label=word(name, speech), value=value) if value else ""


def _joined(*parts: str | None) -> str:
    return _joined_by(" · ", *parts)


def _joined_by(separator: str, *parts: str | None) -> str:
    # A reason that only repeats the word before it is said once.
    return separator.join(dict.fromkeys(part for part in parts if part))
