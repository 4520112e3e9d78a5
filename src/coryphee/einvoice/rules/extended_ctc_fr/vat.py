"""Rules about the VAT breakdown (BG-23): which categories it has, and amounts near what bears them.

The nine families say the same of their categories; UBL and CII have their numbers for it.
"""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from coryphee.einvoice.findings import Severity
from coryphee.einvoice.model import Invoice
from coryphee.einvoice.money import amount, round_half_up, written
from coryphee.einvoice.rulekit import Kind, Outcome, Syntax
from coryphee.einvoice.rules.extended_ctc_fr.ruleset import EXTENDED_CTC_FR
from coryphee.einvoice.rules.extended_ctc_fr.vat_use import UsedBreakdown, VatUse, breakdowns_of, vat_use
from coryphee.einvoice.rules.subjects import BREAKDOWNS

FAMILIES = {"S": "S", "Z": "Z", "E": "E", "AE": "AE", "IC": "K", "G": "G", "O": "O", "AF": "L", "AG": "M"}
"""The nine families by the letters of their rules, with the code of their category."""

_PREFIXES: dict[Syntax, str] = {"ubl": "BR-FREXT", "cii": "BR-FXEXT"}

Judge = Callable[[UsedBreakdown], Outcome]
"""Whether what is used adds up to its breakdown."""

VAT = Kind("VAT", lambda invoice: (vat_use(invoice),))


def _breakdowns(code: str) -> Kind:
    def select(use: VatUse) -> Iterable[UsedBreakdown]:
        return breakdowns_of(use, code)

    return Kind("VAT breakdowns", select, _describe, within=VAT)


def _describe(invoice: Invoice, used: UsedBreakdown) -> Mapping[str, str]:
    return BREAKDOWNS.describe(invoice, used.breakdown)


def _has_breakdown(letters: str, code: str) -> None:
    sentence = (
        f"An invoice with a line that counts (BG-25), a document level allowance (BG-20) or charge (BG-21) of the VAT "
        f"category {code} has at least one VAT breakdown (BG-23) of this category, and one without has none."
    )
    words = "" if letters == "S" else "BR-FREXT-S-01"

    @EXTENDED_CTC_FR.rule(f"BR-FREXT-{letters}-01", over=VAT, term="BG-23", sentence=sentence, words=words)
    def is_listed_where_used(use: VatUse) -> Outcome:
        return (code in use.listed) == (code in use.used) or {"category": code}


def _taxable_amount_adds_up(letters: str, code: str, over: Kind) -> None:
    by_rate = "" if code == "O" else ", for each VAT rate (BT-119)"
    sums = f"the net amounts of lines that count, less allowances, plus charges of the VAT category {code}{by_rate}"
    near = f"The taxable amount (BT-116) of a VAT breakdown (BG-23) is the sum of {sums}, a cent off for each at most"
    alike = "only those with the reason for exemption (BT-120, BT-121) of the breakdown"

    def register(number: str, severity: Severity, syntax: Syntax, sentence: str, judge: Judge) -> None:
        lead = f"BR-FREXT-S-08{number.partition('-08')[2]}"
        words = "" if number == lead else lead
        rule = EXTENDED_CTC_FR.rule(
            number, over=over, term="BT-116", severity=severity, syntax=syntax, sentence=sentence, words=words
        )
        rule(judge)

    for syntax, prefix in _PREFIXES.items():
        number = f"{prefix}-{letters}-08"
        register(number, "fatal", syntax, f"{near}: of all of them, or of {alike}.", _adds_up_somehow)
        register(f"{number}ini", "warning", syntax, f"{near}.", _adds_up)
        register(f"{number}rev", "warning", syntax, f"{near}: {alike}.", _adds_up_alike)


def _adds_up_somehow(used: UsedBreakdown) -> Outcome:
    return used.adds_up(used.whole) or used.adds_up(used.alike) or _difference(used, used.whole.total, used.whole.count)


def _adds_up(used: UsedBreakdown) -> Outcome:
    return used.adds_up(used.whole) or _difference(used, used.whole.total, used.whole.count)


def _adds_up_alike(used: UsedBreakdown) -> Outcome:
    return used.adds_up(used.alike) or _difference(used, used.alike.total, used.alike.count)


def _difference(used: UsedBreakdown, expected: Decimal, count: int) -> Mapping[str, str]:
    found = used.breakdown.taxable_amount or "–"
    return {"found": found, "expected": written(expected), "tolerance": written(Decimal(count) / 100)}


_KINDS = {letters: _breakdowns(code) for letters, code in FAMILIES.items()}
for _letters, _code in FAMILIES.items():
    _has_breakdown(_letters, _code)
    _taxable_amount_adds_up(_letters, _code, _KINDS[_letters])


@EXTENDED_CTC_FR.rule("BR-FREXT-S-09", over=_KINDS["S"], term="BT-117", syntax="ubl")
def tax_follows_rate(used: UsedBreakdown) -> Outcome:
    """The VAT category tax amount (BT-117) in a VAT breakdown (BG-23) of the standard rate (S) is the taxable amount
    (BT-116) times the rate (BT-119), a cent off for each line, allowance and charge that bears it at most.
    """
    return _tax_is_near(used, used.alike.count)


@EXTENDED_CTC_FR.rule("BR-FXEXT-S-09", over=_KINDS["S"], term="BT-117", syntax="cii", words="BR-FREXT-S-09")
def tax_follows_rate_somehow(used: UsedBreakdown) -> Outcome:
    """The VAT category tax amount (BT-117) in a VAT breakdown (BG-23) of the standard rate (S) is the taxable amount
    (BT-116) times the rate (BT-119), a cent off for each line, allowance and charge that bears it at most.
    """
    return _tax_is_near(used, max(used.whole.count, used.alike.count))


def _tax_is_near(used: UsedBreakdown, count: int) -> Outcome:
    breakdown = used.breakdown
    rate_text = breakdown.category.rate if breakdown.category is not None else None
    tax, taxable, rate = map(amount, (breakdown.tax_amount, breakdown.taxable_amount, rate_text))
    expected = None if taxable is None or rate is None else round_half_up(taxable * rate / 100)
    tolerance = Decimal(count) / 100
    if tax is not None and expected is not None and abs(tax - expected) <= tolerance:
        return True
    shown = "–" if expected is None else written(expected)
    return {"found": breakdown.tax_amount or "–", "expected": shown, "tolerance": written(tolerance)}
