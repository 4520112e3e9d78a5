"""The amounts of a VAT breakdown to the cent: BR-FXEXT-x-08 in its three readings, and BR-FXEXT-S-09b.

From 2026 on breakdowns of one category and rate may differ by the reason of an exemption. A breakdown holds when its
taxable amount is the sum of what bears its category and rate (`ini`, as EN 16931 has it), or of what bears its reason
too (`rev`); `b` asks for either, and the two alone are warnings. A cent is allowed for each line, allowance or charge.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from coryphee.einvoice.model import Invoice, InvoiceLine, VatBreakdown, VatCategory
from coryphee.einvoice.money import amount, round_half_up, written
from coryphee.einvoice.rulekit import Kind, Outcome
from coryphee.einvoice.rules.en16931.vat_use import UsedBreakdown
from coryphee.einvoice.rules.en16931.xpath_numbers import decimal_sum
from coryphee.einvoice.rules.factur_x.ruleset import FACTUR_X, WITHOUT_GROUPS
from coryphee.einvoice.rules.factur_x.vat import FAMILIES

_NAMES = {"K": "IC", "L": "AF", "M": "AG"}
_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class _Sought:
    """What counts for a breakdown.

    details  lines that group or inform others do not count
    """

    code: str | None
    rate: Decimal | None
    reason: tuple[str, str] | None
    details: bool

    def bears(self, categories: list[VatCategory]) -> bool:
        """Whether an entry with these taxes counts: each condition asks for one of them, whichever it is."""
        if not any(category.code == self.code for category in categories):
            return False
        if self.rate is not None and not any(amount(category.rate) == self.rate for category in categories):
            return False
        return self.reason is None or _reason(categories[0]) == self.reason

    def counts(self, line: InvoiceLine) -> bool:
        """Whether a line counts."""
        return (not self.details or is_detail(line)) and self.bears(line.vat_categories)


@dataclass(frozen=True)
class _Found:
    """What bears category, rate and reason: the sum without VAT, and how many entries make it."""

    total: Decimal
    entries: int


def is_detail(line: InvoiceLine) -> bool:
    """Whether a line counts in the totals: it says DETAIL, or nothing."""
    return line.status_reason is None or line.status_reason == "DETAIL"


def _reason(category: VatCategory | None) -> tuple[str, str]:
    code, text = (category.exemption_code, category.exemption_reason) if category is not None else (None, None)
    return " ".join((code or "").split()), " ".join((text or "").split())


def _found(invoice: Invoice, sought: _Sought) -> _Found:
    lines = [line.net_amount for line in invoice.lines if sought.counts(line)]
    entries = [entry for entry in invoice.allowance_charges if sought.bears(entry.vat_categories)]
    logistics = [entry.amount for entry in invoice.logistics_charges if sought.bears(entry.vat_categories)]
    allowances = _cents(entry.amount for entry in entries if entry.is_allowance)
    charges = _cents(entry.amount for entry in entries if entry.is_charge)
    total = _cents(lines) - allowances + charges + _cents(logistics)
    return _Found(total, len(lines) + len(entries) + len(logistics))


def _cents(texts: Iterable[str | None]) -> Decimal:
    return round_half_up(decimal_sum(texts))


def _readings(subject: UsedBreakdown, *, rated: bool, details: bool) -> tuple[_Found, _Found] | None:
    """What bears category and rate, and what bears the reason too; None where a rate is needed and not there."""
    category = subject.breakdown.category
    rate = subject.rate if rated else None
    if rated and rate is None:
        return None
    invoice, code = subject.use.invoice, subject.use.code
    every = _found(invoice, _Sought(code, rate, None, details))
    return every, _found(invoice, _Sought(code, rate, _reason(category), details))


Reading = Callable[[tuple[_Found, _Found], Callable[[_Found], bool]], bool]

_READINGS: dict[str, Reading] = {
    "b": lambda found, holds: any(map(holds, found)),
    "ini": lambda found, holds: holds(found[0]),
    "rev": lambda found, holds: holds(found[1]),
}


def _taxable_amount(reading: Reading, *, rated: bool, details: bool) -> Callable[[UsedBreakdown], Outcome]:
    def holds(subject: UsedBreakdown) -> Outcome:
        found = _readings(subject, rated=rated, details=details)
        base = amount(subject.breakdown.taxable_amount)
        if found is None or base is None:
            return {"found": subject.breakdown.taxable_amount or "–", "expected": "–"}
        if reading(found, lambda one: abs(base - one.total) <= _CENT * one.entries):
            return True
        return {"found": written(base), "expected": written(found[0].total)}

    return holds


def _tax_amount(subject: UsedBreakdown) -> Outcome:
    """BT-117 is BT-116 times BT-119, a cent off for each line, allowance and charge."""
    found = _readings(subject, rated=True, details=True)
    base, tax, rate = amount(subject.breakdown.taxable_amount), amount(subject.breakdown.tax_amount), subject.rate
    if found is None or base is None or tax is None or rate is None:
        return {"found": subject.breakdown.tax_amount or "–", "expected": "–"}
    expected = round_half_up(base * rate / _HUNDRED)
    most = max(one.entries for one in found)
    return abs(tax - expected) <= _CENT * most or {"found": written(tax), "expected": written(expected)}


def _equals_sum_of_category(subject: UsedBreakdown) -> Outcome:
    """BR-FXEXT-G-08 of the profile MINIMUM: whatever the rate and the reason."""
    return _taxable_amount(_READINGS["ini"], rated=False, details=True)(subject)


def _is_vat(breakdown: VatBreakdown) -> bool:
    category = breakdown.category
    return category is not None and category.scheme is not None and category.scheme.upper() == "VAT"


def _register() -> None:
    for family in FAMILIES:
        name = _NAMES.get(family.code, family.code)
        describe = family.breakdowns.describe
        vat = Kind(
            "VAT breakdowns",
            lambda use: [UsedBreakdown(entry, use) for entry in use.breakdowns if _is_vat(entry)],
            describe,
            within=family.use,
        )
        any_tax = Kind(
            "VAT breakdowns of any tax",
            lambda use: [UsedBreakdown(entry, use) for entry in use.breakdowns],
            describe,
            within=family.use,
        )
        rated = family.code != "O"
        for reading, judge in _READINGS.items():
            number = "BR-FXEXT-S08b" if (name, reading) == ("S", "b") else f"BR-FXEXT-{name}-08{reading}"
            sentence = (
                f"The taxable amount (BT-116) of a VAT breakdown (BG-23) of the category {family.name} is what its "
                f"lines, charges and allowances come to, a cent off at most for each of them{_SAYS[reading]}."
            )
            severity: Literal["fatal", "warning"] = "fatal" if reading == "b" else "warning"
            words = f"BR-{name}-08" if reading == "b" else f"BR-FXEXT-08{reading}"
            for rules, details in ((FACTUR_X, True), (WITHOUT_GROUPS, False)):
                holds = _taxable_amount(judge, rated=rated, details=details)
                rules.rule(number, over=vat, term="BT-116", severity=severity, sentence=sentence, words=words)(holds)
        if family.code == "S":
            sentence = (
                "The tax amount (BT-117) of a VAT breakdown (BG-23) of the category standard rate (S) is its taxable "
                "amount (BT-116) times its rate (BT-119), a cent off at most for each line, allowance and charge."
            )
            FACTUR_X.rule("BR-FXEXT-S-09b", over=any_tax, term="BT-117", sentence=sentence, words="BR-S-09")(
                _tax_amount
            )
        if family.code == "G":
            sentence = (
                "The taxable amount (BT-116) of a VAT breakdown (BG-23) of the category export (G) is what its lines, "
                "charges and allowances come to, a cent off at most for each of them."
            )
            FACTUR_X.rule("BR-FXEXT-G-08", over=any_tax, term="BT-116", sentence=sentence, words="BR-G-08")(
                _equals_sum_of_category
            )


_SAYS = {
    "b": "",
    "ini": ", whatever the reason of an exemption",
    "rev": ", counting those with the same reason of an exemption",
}

_register()
