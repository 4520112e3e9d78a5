"""How amounts, quantities and prices are written: BR-FR-DEC-01 (19,2), -02 (19,4), -03 (19,6).

Ordinary lines have plain numbers, the others are looked at in one go: rules are asked where a number is not plain.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from coryphee.einvoice.model import AllowanceCharge, Invoice, InvoiceLine, Totals, VatBreakdown, VatTotal
from coryphee.einvoice.rulekit import Kind, Outcome
from coryphee.einvoice.rules.fr.formats import all_plain, is_number
from coryphee.einvoice.rules.fr.frames import gathers_debtors
from coryphee.einvoice.rules.fr.ordinary import ODD_HEAD
from coryphee.einvoice.rules.fr.ruleset import FR
from coryphee.einvoice.rules.ordinary_amounts import ODD_AMOUNTS
from coryphee.einvoice.rules.ordinary_lines import APART, apart
from coryphee.einvoice.rules.subjects import TOTALS, line_name

AMOUNT, QUANTITY, PRICE = 2, 4, 6

Number = Callable[[Any], str | None]


def _describe(invoice: Invoice, line: InvoiceLine) -> dict[str, str]:
    return {"line": line_name(line, invoice)}


def _odd_lines(invoice: Invoice) -> Iterable[Invoice]:
    """The invoice, where any of its lines has a number that is not short, plain and positive."""
    lines = apart(invoice)
    prices = [line.price for line in lines if line.price is not None]
    plain = (
        all_plain([line.net_amount for line in lines if line.net_amount is not None], AMOUNT)
        and all_plain([line.quantity for line in lines if line.quantity is not None], QUANTITY)
        and all_plain([price.net for price in prices if price.net is not None], PRICE)
        and all_plain([price.gross for price in prices if price.gross is not None], PRICE)
        and all_plain([price.discount for price in prices if price.discount is not None], PRICE)
        and all_plain([price.base_quantity for price in prices if price.base_quantity is not None], QUANTITY)
    )
    return () if plain else (invoice,)


def _line_entries(invoice: Invoice) -> Iterable[AllowanceCharge]:
    return [entry for line in apart(invoice) if line.allowance_charges for entry in line.allowance_charges]


def _vat_totals(invoice: Invoice) -> Iterable[VatTotal]:
    """UBL also looks at totals of VAT on lines."""
    if invoice.syntax == "cii":
        return invoice.vat_totals
    return [*invoice.vat_totals, *(total for line in apart(invoice) if line.vat_totals for total in line.vat_totals)]


def _breakdowns(invoice: Invoice) -> Iterable[VatBreakdown]:
    if invoice.syntax == "cii":
        return invoice.vat_breakdowns
    totals = [total for line in apart(invoice) if line.vat_totals for total in line.vat_totals]
    return [*invoice.vat_breakdowns, *(entry for total in totals for entry in total.breakdowns)]


ODD_LINES = Kind("lines of odd numbers", _odd_lines, within=APART)
LINES = Kind("lines by number", apart, _describe, within=ODD_LINES)
ODD_TOTALS = replace(TOTALS, name="odd totals", within=ODD_AMOUNTS)
ENTRIES = Kind("allowances and charges", lambda invoice: invoice.allowance_charges, within=ODD_AMOUNTS)
LINE_ENTRIES = Kind("allowances and charges of lines", _line_entries, within=APART)
VAT_TOTALS = Kind("VAT totals anywhere", _vat_totals, within=ODD_AMOUNTS)
BREAKDOWNS = Kind("VAT breakdowns anywhere", _breakdowns, within=ODD_AMOUNTS)


def _amount(number: Number) -> Callable[[Any], Outcome]:
    def is_an_amount(subject: Any) -> Outcome:  # noqa: ANN401 - whatever has an amount
        """An amount has at most 19 characters and two decimals."""
        text = number(subject)
        return text is None or is_number(text, AMOUNT) or {"value": text}

    return is_an_amount


def _total(name: str) -> Number:
    def total(totals: Totals) -> str | None:
        text: str | None = getattr(totals, name)
        return text

    return total


# Terms in the number of the rule (the first is that of the finding), what has the amount, the amount.
_AMOUNTS: tuple[tuple[str, Kind, Number], ...] = (
    ("BT-92_BT-99", ENTRIES, lambda entry: entry.amount),
    ("BT-93_BT-100", ENTRIES, lambda entry: entry.base_amount),
    ("BT-106", ODD_TOTALS, _total("line_total")),
    ("BT-107", ODD_TOTALS, _total("allowance_total")),
    ("BT-108", ODD_TOTALS, _total("charge_total")),
    ("BT-109", ODD_TOTALS, _total("without_vat")),
    ("BT-110", VAT_TOTALS, lambda total: total.amount),
    ("BT-112", ODD_TOTALS, _total("with_vat")),
    ("BT-113", ODD_TOTALS, _total("paid")),
    ("BT-114", ODD_TOTALS, _total("rounding")),
    ("BT-115", ODD_TOTALS, _total("payable")),
    ("BT-116", BREAKDOWNS, lambda entry: entry.taxable_amount),
    ("BT-117", BREAKDOWNS, lambda entry: entry.tax_amount),
    ("BT-131", LINES, lambda line: line.net_amount),
    ("BT-136_BT-141", LINE_ENTRIES, lambda entry: entry.amount),
    ("BT-137_BT-142", LINE_ENTRIES, lambda entry: entry.base_amount),
)
for _terms, _kind, _number in _AMOUNTS:
    FR.rule(f"BR-FR-DEC-01_{_terms}", over=_kind, term=_terms.partition("_")[0], words="BR-FR-DEC-01")(_amount(_number))


@FR.rule("BR-FR-DEC-01_BT-111", over=ODD_HEAD, term="BT-111", words="BR-FR-DEC-01")
def vat_in_vat_currency_never_fires(_invoice: Invoice) -> Outcome:
    """An amount has at most 19 characters and two decimals.

    The artefacts judge every total of VAT by BR-FR-DEC-01_BT-110 first: it never fires.
    """
    return True


def is_a_quantity(line: InvoiceLine) -> Outcome:
    """A quantity has at most 19 characters and four decimals."""
    return line.quantity is None or is_number(line.quantity, QUANTITY) or {"value": line.quantity}


def has_base_quantity(line: InvoiceLine) -> Outcome:
    """The base quantity of the price has at most 19 characters and four decimals."""
    text = line.price.base_quantity if line.price is not None else None
    return text is None or is_number(text, QUANTITY) or {"value": text}


FR.rule("BR-FR-DEC-02_BT-129", over=LINES, term="BT-129", words="BR-FR-DEC-02")(is_a_quantity)
FR.rule("BR-FR-DEC-02_BT-149", over=LINES, term="BT-149", words="BR-FR-DEC-02")(has_base_quantity)


def _price(name: str) -> Number:
    def price(line: InvoiceLine) -> str | None:
        return getattr(line.price, name) if line.price is not None else None

    return price


def _is_price(number: Number) -> Callable[[InvoiceLine, Invoice], Outcome]:
    def is_a_price(line: InvoiceLine, invoice: Invoice) -> Outcome:
        """A price has at most 19 characters and six decimals; it is negative only between several debtors."""
        text = number(line)
        return text is None or is_number(text, PRICE, positive=not gathers_debtors(invoice)) or {"value": text}

    return is_a_price


for _term, _name in (("BT-146", "net"), ("BT-147", "discount"), ("BT-148", "gross")):
    FR.rule(f"BR-FR-DEC-03_{_term}", over=LINES, term=_term, words="BR-FR-DEC-03")(_is_price(_price(_name)))
