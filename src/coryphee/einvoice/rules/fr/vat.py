"""VAT: categories (BR-FR-15), rates (BR-FR-16) and how rates are written (BR-FR-DEC-04).

Rates are compared as texts: 20, 20.0 and 20.00 stand in the list one by one.
"""

from collections.abc import Iterable

from coryphee.einvoice.model import AllowanceCharge, Invoice, InvoiceLine, VatCategory
from coryphee.einvoice.rulekit import Kind, Outcome
from coryphee.einvoice.rules.fr.formats import is_percent
from coryphee.einvoice.rules.fr.ruleset import FR
from coryphee.einvoice.rules.ordinary_lines import apart, ordinary_lines

CATEGORIES = frozenset({"S", "E", "AE", "K", "G", "O", "Z"})
OF_ISLANDS = frozenset({"L", "M"})
_WHOLE = ("0", "7", "10", "13", "20")
_BROKEN = ("0.9", "2.1", "5.5", "8.5", "9.2", "9.6", "19.6", "20.6")
RATES = frozenset(
    {
        *(f"{rate}{end}" for rate in _WHOLE for end in ("", ".0", ".00")),
        *(f"{rate}{end}" for rate in _BROKEN for end in ("", "0")),
        "1.05",
        "1.75",
    }
)
_WITHOUT_CATEGORY = frozenset({"GROUP", "INFORMATION"})


def _all_lines(lines: Iterable[InvoiceLine]) -> Iterable[InvoiceLine]:
    for line in lines:
        yield line
        if line.sub_lines:
            yield from _all_lines(line.sub_lines)


def _of_entries(entries: Iterable[AllowanceCharge]) -> list[VatCategory]:
    return [category for entry in entries for category in entry.vat_categories]


def _of_allowances(invoice: Invoice) -> list[VatCategory]:
    """UBL looks at allowances and charges of lines too, when they name a category."""
    found = _of_entries(invoice.allowance_charges)
    if invoice.syntax != "cii":
        for line in _all_lines(apart(invoice)):
            if line.allowance_charges:
                found += _of_entries(line.allowance_charges)
    return found


def _of_breakdowns(invoice: Invoice) -> list[VatCategory]:
    found = [entry.category for entry in invoice.vat_breakdowns if entry.category is not None]
    if invoice.syntax != "cii":
        totals = [total for line in _all_lines(apart(invoice)) if line.vat_totals for total in line.vat_totals]
        found += [entry.category for total in totals for entry in total.breakdowns if entry.category is not None]
    return found


def has_known_vat(invoice: Invoice) -> bool:
    """Whether lines and breakdowns have a category and a rate that French law knows, and nothing else is taxed."""
    others = apart(invoice)
    if invoice.allowance_charges or any(
        line.allowance_charges or line.vat_totals or line.sub_lines or line.status_reason is not None for line in others
    ):
        return False
    taxed = [alike.category for alike in ordinary_lines(invoice).taxed.values()]
    taxed += [category for line in others for category in line.vat_categories]
    taxed += [entry.category for entry in invoice.vat_breakdowns if entry.category is not None]
    return all(category.code in CATEGORIES and category.rate in RATES for category in taxed)


def _of_lines(invoice: Invoice) -> tuple[tuple[Invoice, list[VatCategory]]]:
    """The invoice with the VAT of its lines and of the lines inside them."""
    return ((invoice, [category for line in _all_lines(invoice.lines) for category in line.vat_categories]),)


def _by_code(odd: tuple[Invoice, list[VatCategory]]) -> Iterable[VatCategory]:
    """In CII, lines that group others or only inform need no category."""
    invoice, categories = odd
    if invoice.syntax != "cii":
        return categories
    lines = [line for line in invoice.lines if line.status_reason in _WITHOUT_CATEGORY]
    bare = {id(category) for line in lines for category in line.vat_categories if category.code is None}
    return [category for category in categories if id(category) not in bare]


def _of_invoice_lines(odd: tuple[Invoice, list[VatCategory]]) -> Iterable[VatCategory]:
    """UBL asks for the rate of lines of the document Invoice only, and not of the lines inside them."""
    invoice, _ = odd
    lines = invoice.lines if invoice.syntax == "ubl-invoice" else []
    return [category for line in lines for category in line.vat_categories]


ODD_VAT = Kind("invoice", unless=has_known_vat)
LINES = Kind("VAT of all lines", _of_lines, within=ODD_VAT)
ALLOWANCES = Kind("VAT of allowances and charges", _of_allowances, within=ODD_VAT)
BREAKDOWNS = Kind("VAT of breakdowns", _of_breakdowns, within=ODD_VAT)
CODES_OF_LINES = Kind("VAT of lines by category", _by_code, within=LINES)
RATES_OF_LINES = Kind("VAT of lines by rate", lambda odd: odd[1], within=LINES)
RATES_OF_INVOICE_LINES = Kind("VAT of invoice lines by rate", _of_invoice_lines, within=LINES)


def has_known_category(category: VatCategory) -> Outcome:
    """A VAT category, when given, is S, E, AE, K, G, O or Z."""
    return category.code is None or category.code in CATEGORIES or {"value": category.code}


def has_category(category: VatCategory) -> Outcome:
    """A VAT category is given, and is S, E, AE, K, G, O or Z."""
    return category.code in CATEGORIES or {"value": category.code or "–"}


def is_not_of_islands(category: VatCategory) -> Outcome:
    """A VAT category is none of the Canary Islands, Ceuta and Melilla (L, M)."""
    return category.code not in OF_ISLANDS or {"value": category.code or ""}


def has_known_rate(category: VatCategory) -> Outcome:
    """A VAT rate, when given, is one that French law has or had."""
    return category.rate is None or category.rate in RATES or {"value": category.rate}


def has_no_other_rate(category: VatCategory) -> Outcome:
    """A VAT rate, when given and not empty, is one that French law has or had."""
    return not category.rate or category.rate in RATES or {"value": category.rate}


def has_short_rate(category: VatCategory) -> Outcome:
    """A VAT rate has at most four digits, two of them after the point, and no sign."""
    return category.rate is None or is_percent(category.rate) or {"value": category.rate}


def _register(kind: Kind, term: str, ubl: tuple[str, str], cii: tuple[str, str]) -> None:
    FR.rule(ubl[0], over=kind, term=term, syntax="ubl", words="BR-FR-15")(has_known_category)
    FR.rule(ubl[1], over=kind, term=term, syntax="ubl", words="BR-FR-15")(is_not_of_islands)
    FR.rule(cii[0], over=kind, term=term, syntax="cii", words="BR-FR-15")(has_category)
    FR.rule(cii[1], over=kind, term=term, syntax="cii", words="BR-FR-15")(is_not_of_islands)


_register(
    ALLOWANCES,
    "BT-95",
    ("BR-FR-15_BT-95_BT-102-1", "BR-FR-15_BT-95_BT-102-2"),
    ("BR-FR-15_BT-95_BT-102", "BR-FR-15_BT-95_BT-102_LM"),
)
_register(
    BREAKDOWNS,
    "BT-118",
    ("BR-FR-15_BT-118-1", "BR-FR-15_BT-118-2"),
    ("BR-FR-15_BT-95_BT-118", "BR-FR-15_BT-95_BT-118_LM"),
)
_register(
    CODES_OF_LINES,
    "BT-151",
    ("BR-FR-15_BT-151-1", "BR-FR-08_BT-151-2"),  # the artefact numbers the second one as BR-FR-08
    ("BR-FR-15_BT-95_BT-151", "BR-FR-15_BT-95_BT-151_LM"),
)

FR.rule("BR-FR-16_BT-96", over=ALLOWANCES, term="BT-96", syntax="ubl", words="BR-FR-16")(has_known_rate)
FR.rule("BR-FR-16_BT-96_BT-103", over=ALLOWANCES, term="BT-96", syntax="cii", words="BR-FR-16")(has_no_other_rate)
FR.rule("BR-FR-16_BT-119", over=BREAKDOWNS, term="BT-119", syntax="ubl", words="BR-FR-16")(has_known_rate)
FR.rule("BR-FR-16_BT-119", over=BREAKDOWNS, term="BT-119", syntax="cii", words="BR-FR-16")(has_no_other_rate)
FR.rule("BR-FR-16_BT-152", over=RATES_OF_INVOICE_LINES, term="BT-152", syntax="ubl", words="BR-FR-16")(has_known_rate)
FR.rule("BR-FR-16_BT-152", over=RATES_OF_LINES, term="BT-152", syntax="cii", words="BR-FR-16")(has_no_other_rate)


@FR.rule("BR-FR-16_BT-103", over=ODD_VAT, term="BT-103", syntax="ubl", words="BR-FR-16")
def charge_rate_never_fires(_invoice: Invoice) -> Outcome:
    """A VAT rate of a charge, when given, is one that French law has or had.

    UBL judges allowances and charges by BR-FR-16_BT-96 first: it never fires.
    """
    return True


FR.rule("BR-FR-DEC-04_BT-96_BT-103", over=ALLOWANCES, term="BT-96", words="BR-FR-DEC-04")(has_short_rate)
FR.rule("BR-FR-DEC-04_BT-119", over=BREAKDOWNS, term="BT-119", words="BR-FR-DEC-04")(has_short_rate)
FR.rule("BR-FR-DEC-04_BT-152", over=RATES_OF_LINES, term="BT-152", words="BR-FR-DEC-04")(has_short_rate)
