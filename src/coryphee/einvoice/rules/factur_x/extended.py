"""What the profile EXTENDED adds: lines that group others, characteristics with codes and units, use of VAT categories.

BR-FXEXT-12 and BR-FX-EN-04 belong to BASIC as well, or to it alone.
"""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from collections.abc import Callable
from decimal import Decimal

from coryphee.einvoice.model import AllowanceCharge, Delivery, Invoice, InvoiceLine, ItemAttribute, Party
from coryphee.einvoice.money import amount, round_half_up
from coryphee.einvoice.rulekit import Kind, Outcome, filled
from coryphee.einvoice.rules.factur_x.ruleset import FACTUR_X
from coryphee.einvoice.rules.factur_x.tables import codes
from coryphee.einvoice.rules.factur_x.vat import FAMILIES
from coryphee.einvoice.rules.factur_x.vat_in_cents import is_detail
from coryphee.einvoice.rules.subjects import (
    ATTRIBUTES,
    CHARGES,
    INVOICE,
    LINE_CHARGES,
    LINES,
    has_line_document,
)

_ADVANCE_PAYMENT = "386"

DETAILS = Kind(
    "detail lines",
    lambda invoice: [line for line in invoice.lines if is_detail(line) and has_line_document(line)],
    LINES.describe,
)
GROUPS = Kind(
    "groups of lines with a total",
    lambda invoice: [line for line in invoice.lines if line.status_reason == "GROUP" and line.net_amount is not None],
    LINES.describe,
)
CODED_ATTRIBUTES = Kind(
    "item attributes with a code",
    lambda invoice: [entry for entry in ATTRIBUTES.select(invoice) if entry.code is not None],
    ATTRIBUTES.describe,
)


@FACTUR_X.rule("BR-FXEXT-BR-22", over=DETAILS, term="BT-129", words="BR-22")
def line_has_quantity(line: InvoiceLine) -> Outcome:
    """Each detail line (BG-25) shall have an Invoiced quantity (BT-129)."""
    return line.quantity is not None


@FACTUR_X.rule("BR-FXEXT-BR-23", over=DETAILS, term="BT-130", words="BR-23")
def line_has_unit(line: InvoiceLine) -> Outcome:
    """Each detail line (BG-25) shall have an Invoiced quantity unit of measure code (BT-130)."""
    return line.unit is not None


@FACTUR_X.rule("BR-FXEXT-BR-24", over=DETAILS, term="BT-131", words="BR-24")
def line_has_net_amount(line: InvoiceLine) -> Outcome:
    """Each detail line (BG-25) shall have an Invoice line net amount (BT-131)."""
    return line.net_amount is not None


@FACTUR_X.rule("BR-FXEXT-BR-26", over=DETAILS, term="BT-146", words="BR-26")
def line_has_net_price(line: InvoiceLine) -> Outcome:
    """Each detail line (BG-25) shall contain the Item net price (BT-146)."""
    return line.price is not None and line.price.net is not None


@FACTUR_X.rule("BR-FXEXT-CO-04", over=DETAILS, term="BT-151", words="BR-CO-04")
def line_has_vat_category(line: InvoiceLine) -> Outcome:
    """Each detail line (BG-25) shall be categorized with an Invoiced item VAT category code (BT-151)."""
    categories = line.vat_categories
    return any(category.scheme == "VAT" for category in categories) and any(
        category.scheme is not None and category.scheme.upper() == "VAT" and category.code is not None
        for category in categories
    )


@FACTUR_X.rule("BR-FXEXT-06", over=LINES, term="BG-25")
def line_inside_another_says_what_it_is(line: InvoiceLine) -> Outcome:
    """A line that names the line it belongs to says whether it is a detail, a group or an information."""
    return not filled(line.parent) or bool(line.status_reason)


@FACTUR_X.rule("BR-FXEXT-08", over=LINES, term="BT-131")
def groups_add_up(_line: object, invoice: Invoice) -> Outcome:
    """The net amount of a group (BT-131) is the sum of the details and groups in it.

    The official rule asks every line about all groups of the invoice, and so fires once for each line.
    """
    wrong = next((line for line in invoice.lines if not _adds_up(line, invoice)), None)
    return wrong is None or {"group": wrong.identifier or "–", "found": wrong.net_amount or "–"}


@FACTUR_X.rule("BR-FXEXT-11", over=LINES, term="BT-126")
def line_belongs_to_a_line_of_the_invoice(line: InvoiceLine, invoice: Invoice) -> Outcome:
    """The line that another names as the one it belongs to is in the invoice."""
    if not filled(line.parent):
        return True
    wanted = _normal(line.parent)
    known = any(other.identifier is not None and _normal(other.identifier) == wanted for other in invoice.lines)
    return known or {"parent": line.parent or "–"}


@FACTUR_X.rule("BR-FXEXT-12", over=GROUPS, term="BT-131")
def groups_inside_a_group_with_total_have_totals(group: InvoiceLine, invoice: Invoice) -> Outcome:
    """Where a group has a net amount (BT-131), all groups in it have one."""
    if group.identifier is None:
        return False
    inside = [line for line in invoice.lines if line.parent == group.identifier and line.status_reason == "GROUP"]
    return all(line.net_amount is not None for line in inside)


@FACTUR_X.rule("BR-FXEXT-BR-38", over=CHARGES, term="BT-104", words="BR-38")
@FACTUR_X.rule("BR-FXEXT-BR-44", over=LINE_CHARGES, term="BT-144", words="BR-44")
def charge_has_reason(charge: AllowanceCharge) -> Outcome:
    """Each charge (BG-21, BG-28) shall have a reason (BT-104, BT-144) or a code for it (BT-105, BT-145)."""
    return bool(charge.reasons) or charge.reason_code is not None


@FACTUR_X.rule("BR-FXEXT-BR-54-1", over=ATTRIBUTES, term="BT-160")
def attribute_has_name_or_code(attribute: ItemAttribute) -> Outcome:
    """Each Item attribute (BG-32) shall have a name (BT-160) or a code."""
    return attribute.name is not None or attribute.code is not None


@FACTUR_X.rule("BR-FXEXT-BR-54-2", over=ATTRIBUTES, term="BT-161")
def attribute_has_value_or_quantity(attribute: ItemAttribute) -> Outcome:
    """Each Item attribute (BG-32) shall have a value (BT-161), or a quantity with its unit instead."""
    if attribute.value is not None:
        return attribute.quantity is None
    return attribute.quantity is not None and bool(attribute.unit)


@FACTUR_X.rule("BR-FXEXT-04", over=CODED_ATTRIBUTES, term="BT-160", severity="warning")
def attribute_code_is_known(attribute: ItemAttribute) -> Outcome:
    """The code of an Item attribute (BG-32) is one of UNTDID 6313 or of Factur-X."""
    code = (attribute.code or "").strip()
    return code in codes("BR-FXEXT-04") or {"code": attribute.code or "–"}


@FACTUR_X.rule("BR-FX-EN-04", over=INVOICE, term="BT-72", severity="warning")
def german_invoice_says_when_it_was_supplied(invoice: Invoice) -> Outcome:
    """An invoice between Germans that is not for an advance payment (386) has an actual delivery date (BT-72), an
    invoicing period (BG-14) or a period on every line (BG-26); without a date it says something of the delivery.
    """
    from_germany = _is_german(invoice.seller) or _is_german(invoice.invoicer)
    to_germany = _is_german(invoice.buyer) or _is_german(invoice.invoicee)
    if invoice.type_code in {None, _ADVANCE_PAYMENT} or not (from_germany and to_germany):
        return True
    if any(delivery.date is not None for delivery in invoice.deliveries):
        return True
    told = any(map(_says_something, invoice.deliveries)) or invoice.despatch_advice or invoice.receiving_advice
    return bool(told) and (bool(invoice.periods) or all(line.period is not None for line in invoice.lines))


def _says_something(delivery: Delivery) -> bool:
    texts = [delivery.recipient, *(location.text for location in delivery.locations)]
    address = delivery.address
    if address is not None:
        texts += [address.line_one, address.line_two, address.line_three, address.city, address.post_code]
        texts += [address.subdivision, address.country]
    return any(map(filled, texts))


def _is_german(party: Party | None) -> bool:
    address = None if party is None else party.address
    return address is not None and (address.country or "").strip().upper() == "DE"


def _adds_up(group: InvoiceLine, invoice: Invoice) -> bool:
    if group.status_reason != "GROUP" or not filled(group.net_amount):
        return True
    wanted = _normal(group.identifier or "")
    inside = [
        amount(line.net_amount)
        for line in invoice.lines
        if _normal(line.parent or "") == wanted and line.status_reason in {"DETAIL", "GROUP"}
    ]
    if any(value is None for value in inside):
        return False
    total = sum((value for value in inside if value is not None), Decimal(0))
    found = amount(group.net_amount)
    return found is not None and float(found) == float(round_half_up(total))


def _normal(text: str | None) -> str:
    return " ".join((text or "").split())


def _uses_breakdowns(code: str) -> Callable[[Invoice], Outcome]:
    def holds(invoice: Invoice) -> Outcome:
        listed = any(entry.category is not None and entry.category.code == code for entry in invoice.vat_breakdowns)
        return listed is _is_used(invoice, code) or {"category": code}

    return holds


def _is_used(invoice: Invoice, code: str) -> bool:
    """Whether a detail line, an allowance, a charge or a charge for logistics bears the category."""
    on_lines = [entry for line in invoice.lines for entry in line.allowance_charges]
    bearers = [
        *(line.vat_categories for line in invoice.lines if is_detail(line)),
        *(entry.vat_categories for entry in [*invoice.allowance_charges, *on_lines]),
        *(entry.vat_categories for entry in invoice.logistics_charges),
    ]
    return any(category.code == code for categories in bearers for category in categories)


def _register() -> None:
    names = {"K": "IC", "L": "AF", "M": "AG"}
    for family in FAMILIES:
        sentence = (
            f"An invoice has a VAT breakdown (BG-23) of the category {family.name} if a detail line (BG-25), an "
            f"allowance or a charge bears it, and only then."
        )
        name = names.get(family.code, family.code)
        FACTUR_X.rule(f"BR-FXEXT-{name}-01", over=INVOICE, term="BG-23", sentence=sentence, words=f"BR-{name}-01")(
            _uses_breakdowns(family.code)
        )


_register()
