"""The shape that the nine families of VAT rules share; each family says in its own file how its rules are.

A family has ten rules: 01 is about its breakdown, 02 to 04 about who must be registered for VAT, 05 to 07 about rates,
08 and 09 about the amounts of its breakdown, 10 about the reason for an exemption. 02 and 05 speak of lines, 03 and 06
of allowances, 04 and 07 of charges. Where the official asserts of UBL and CII differ, each of them is copied.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from coryphee.einvoice.model import Invoice, VatBreakdown, VatCategory
from coryphee.einvoice.money import amount
from coryphee.einvoice.rulekit import Kind, Outcome
from coryphee.einvoice.rules.en16931.ruleset import EN16931
from coryphee.einvoice.rules.en16931.vat_use import VAT, CategoryUse, UsedBreakdown, VatUse, describe_use
from coryphee.einvoice.rules.en16931.xpath_numbers import same_double
from coryphee.einvoice.rules.subjects import describe_breakdown, describe_in_line

Bearer = Literal["lines", "allowances", "charges"]

_NAMES: Mapping[Bearer, str] = {
    "lines": "line (BG-25)",
    "allowances": "document level allowance (BG-20)",
    "charges": "document level charge (BG-21)",
}
_RATE_TERMS: Mapping[Bearer, str] = {"lines": "BT-152", "allowances": "BT-96", "charges": "BT-103"}

# How the sentences of the families go on.
SELLER_VAT = "a VAT number of the seller (BT-31) or of its tax representative (BT-63)"
SELLER = f"a tax number of the seller (BT-32) or {SELLER_VAT}"
BASE_TIMES_RATE = "its taxable amount (BT-116) times its rate (BT-119), rounded to cents and less than 1 off"


class Family:
    """One VAT category and what its rules speak of; none of it is looked at where the invoice has no such category.

    use         the category as the whole invoice uses it
    lines       the VAT of each line; what is written alike is judged once
    allowances  the VAT of each allowance, of the document and of lines
    charges     the VAT of each charge, of the document and of lines
    breakdowns  the VAT breakdowns (BG-23); in CII some families take breakdowns of any tax for their own
    """

    def __init__(self, code: str, name: str, *, any_tax_in_cii: bool = False) -> None:
        def select(vat: VatUse) -> Iterable[CategoryUse]:
            return vat.of(code)

        def breakdowns(use: CategoryUse) -> list[UsedBreakdown]:
            any_tax = any_tax_in_cii and use.invoice.syntax == "cii"
            return [UsedBreakdown(entry, use) for entry in (use.breakdowns if any_tax else use.vat_breakdowns)]

        self.code = code
        self.name = f"{name} ({code})"
        self.use = Kind("VAT categories", select, describe_use, within=VAT)
        self.lines = Kind("VAT of lines", _lines, _describe, within=self.use, alike=True)
        self.allowances = Kind("VAT of allowances", _allowances, _describe, within=self.use)
        self.charges = Kind("VAT of charges", _charges, _describe, within=self.use)
        self.breakdowns = Kind("VAT breakdowns", breakdowns, _describe_breakdown, within=self.use)

    def borne_by(self, bearer: Bearer) -> Kind:
        """The kind of subject that bears the category."""
        return {"lines": self.lines, "allowances": self.allowances, "charges": self.charges}[bearer]


def _lines(use: CategoryUse) -> list[tuple[VatCategory, list[VatCategory]]]:
    return [(group.category, group.categories) for group in use.line_groups if group.vat]


def _allowances(use: CategoryUse) -> list[VatCategory]:
    return [entry.category for entry in use.allowances if entry.vat]


def _charges(use: CategoryUse) -> list[VatCategory]:
    return [entry.category for entry in use.charges if entry.vat]


def _describe(invoice: Invoice, category: VatCategory) -> Mapping[str, str]:
    return {"category": category.code or "–", "rate": category.rate or "–", **describe_in_line(invoice, category)}


def _describe_breakdown(invoice: Invoice, subject: UsedBreakdown) -> Mapping[str, str]:
    return describe_breakdown(invoice, subject.breakdown)


# 01: the breakdown


def has_breakdowns(number: str, family: Family, listed_in_ubl: Callable[[CategoryUse], bool]) -> None:
    """What bears the category is in at least one breakdown; the three families with rates of their own."""
    sentence = (
        f"An invoice with a line (BG-25), a document level allowance (BG-20) or charge (BG-21) of the category "
        f"{family.name} has at least one VAT breakdown (BG-23) of this category."
    )

    @EN16931.rule(number, over=family.use, term="BG-23", syntax="ubl", sentence=sentence)
    def holds_in_ubl(use: CategoryUse) -> Outcome:
        return listed_in_ubl(use)

    @EN16931.rule(number, over=family.use, term="BG-23", syntax="cii", sentence=sentence)
    def holds_in_cii(use: CategoryUse) -> Outcome:
        # Lines and breakdowns together are two or more, whatever their tax; so are allowances, charges and breakdowns.
        listed, lines = len(use.breakdowns), sum(len(group.categories) for group in use.line_groups)
        entries = len(use.entries)
        return (not lines or lines + listed > 1) and (not entries or entries + listed > 1)


def has_one_breakdown(number: str, family: Family, *, unlisted_in_cii: bool = False) -> None:
    """The category has one breakdown; the families without a rate of their own.

    unlisted_in_cii  whether CII lets lines of the category go without any breakdown
    """
    sentence = (
        f"An invoice with a line (BG-25), a document level allowance (BG-20) or charge (BG-21) of the category "
        f"{family.name} has exactly one VAT breakdown (BG-23) of this category."
    )

    @EN16931.rule(number, over=family.use, term="BG-23", syntax="ubl", sentence=sentence)
    def holds_in_ubl(use: CategoryUse) -> Outcome:
        listed = len(use.vat_breakdowns)
        return listed == 1 or (listed == 0 and not _is_used_with_vat(use))

    @EN16931.rule(number, over=family.use, term="BG-23", syntax="cii", sentence=sentence)
    def holds_in_cii(use: CategoryUse) -> Outcome:
        listed, used = len(use.breakdowns), bool(use.line_groups or use.entries)
        return (listed == 1 and used) or (listed == 0 and (unlisted_in_cii or not used))


def _is_used_with_vat(use: CategoryUse) -> bool:
    is_vat = use.shared.is_vat
    on_lines = any(entry.category is not None and is_vat(entry.category) for entry in use.line_breakdowns)
    return use.on_vat_lines or on_lines or any(entry.vat for entry in use.entries)


# 02 to 04: who is registered


def has_tax_number_of_seller(invoice: Invoice) -> bool:
    """The seller has a VAT number (BT-31) or a tax number (BT-32), or the tax representative a VAT number (BT-63)."""
    seller = invoice.seller
    registrations = seller.tax_registrations if seller is not None else ()
    if invoice.syntax == "cii":
        return any(entry.scheme in {"VA", "FC"} for entry in registrations) or has_vat_number_of_representative(invoice)
    return any(entry.identifier is not None for entry in registrations) or has_vat_number_of_representative(invoice)


def has_vat_number_of_seller(invoice: Invoice) -> bool:
    """The seller has a VAT number (BT-31), or the tax representative has one (BT-63)."""
    return _is_registered(invoice, "seller") or has_vat_number_of_representative(invoice)


def has_vat_number_of_representative(invoice: Invoice) -> bool:
    """The seller's tax representative has a VAT number (BT-63)."""
    return _is_registered(invoice, "tax_representative")


def has_vat_number_of_buyer(invoice: Invoice) -> bool:
    """The buyer has a VAT number (BT-48)."""
    return _is_registered(invoice, "buyer")


def _is_registered(invoice: Invoice, party: Literal["seller", "tax_representative", "buyer"]) -> bool:
    found = getattr(invoice, party)
    return found is not None and any(entry.vat and entry.identifier is not None for entry in found.tax_registrations)


def names_parties(
    number: str,
    family: Family,
    bearer: Bearer,
    are_named: Callable[[Invoice], bool],
    *,
    says: str,
    ubl: Callable[[CategoryUse], bool] | None = None,
) -> None:
    """What bears the category asks for numbers of seller and buyer: UBL once for the invoice, CII for each bearer.

    says  how the sentence goes on
    ubl   the official assert of UBL, where it differs from: they are named, or nothing bears the category as VAT
    """
    sentence = f"An invoice with a {_NAMES[bearer]} of the category {family.name} has {says}."
    bears = _BEARS_VAT[bearer]

    def holds_in_ubl(use: CategoryUse) -> Outcome:
        return are_named(use.invoice) or not bears(use)

    def holds_in_cii(_category: VatCategory, invoice: Invoice) -> Outcome:
        return are_named(invoice)

    over = family.borne_by(bearer)
    EN16931.rule(number, over=family.use, term="BT-31", syntax="ubl", sentence=sentence)(ubl or holds_in_ubl)
    EN16931.rule(number, over=over, term="BT-31", syntax="cii", sentence=sentence)(holds_in_cii)


_BEARS_VAT: Mapping[Bearer, Callable[[CategoryUse], bool]] = {
    "lines": lambda use: use.on_vat_lines,
    "allowances": lambda use: any(entry.vat for entry in use.allowances),
    "charges": lambda use: any(entry.vat for entry in use.charges),
}


# 05 to 07: the rate


Test = Callable[[str | None], bool]


def rate_is(number: str, family: Family, bearer: Bearer, ubl: Test, cii: Test, *, says: str) -> None:
    """Each bearer of the category has a rate, and the rate is as asked."""
    sentence = f"The VAT rate ({_RATE_TERMS[bearer]}) of a {_NAMES[bearer]} of the category {family.name} is {says}."

    def holds_in_ubl(category: VatCategory) -> Outcome:
        return ubl(category.rate)

    def holds_in_cii(category: VatCategory) -> Outcome:
        return cii(category.rate)

    over, term = family.borne_by(bearer), _RATE_TERMS[bearer]
    EN16931.rule(number, over=over, term=term, syntax="ubl", sentence=sentence)(holds_in_ubl)
    EN16931.rule(number, over=over, term=term, syntax="cii", sentence=sentence)(holds_in_cii)


def is_zero(text: str | None) -> bool:
    """UBL: the decimal is 0."""
    return amount(text) == 0


def is_double_zero(text: str | None) -> bool:
    """CII: the double is 0, which -0 is not."""
    return same_double(text, 0.0)


def is_positive(text: str | None) -> bool:
    """The number is greater than 0."""
    value = amount(text)
    return value is not None and value > 0


def has_no_rate(number: str, family: Family, bearer: Bearer) -> None:
    """What is not subject to VAT has no rate."""
    sentence = f"A {_NAMES[bearer]} of the category {family.name} has no VAT rate ({_RATE_TERMS[bearer]})."

    @EN16931.rule(number, over=family.borne_by(bearer), term=_RATE_TERMS[bearer], sentence=sentence)
    def holds(category: VatCategory) -> Outcome:
        return category.rate is None


# 08 and 09: the amounts of the breakdown

Judge = Callable[[UsedBreakdown], Outcome]


def taxable_amount_adds_up(number: str, family: Family, ubl: Judge, cii: Judge, *, by: str = "") -> None:
    """The taxable amount of each breakdown (BT-116) is what its lines, charges and allowances come to."""
    sentence = (
        f"The taxable amount (BT-116) of a VAT breakdown (BG-23) of the category {family.name} is the sum of the net "
        f"amounts of its lines (BT-131), minus its document level allowances (BT-92), plus its document level charges "
        f"(BT-99){by}."
    )
    EN16931.rule(number, over=family.breakdowns, term="BT-116", syntax="ubl", sentence=sentence)(ubl)
    EN16931.rule(number, over=family.breakdowns, term="BT-116", syntax="cii", sentence=sentence)(cii)


def tax_amount_is(number: str, family: Family, ubl: Judge, cii: Judge, *, says: str) -> None:
    """The tax amount of each breakdown (BT-117) is 0, or what the rate makes of the taxable amount."""
    sentence = f"The tax amount (BT-117) of a VAT breakdown (BG-23) of the category {family.name} is {says}."
    EN16931.rule(number, over=family.breakdowns, term="BT-117", syntax="ubl", sentence=sentence)(ubl)
    EN16931.rule(number, over=family.breakdowns, term="BT-117", syntax="cii", sentence=sentence)(cii)


# 10: the reason for an exemption


def has_exemption_reason(number: str, family: Family) -> None:
    """Where no VAT is due, the breakdown says why."""
    sentence = (
        f"A VAT breakdown (BG-23) of the category {family.name} has an exemption reason (BT-120) or its code (BT-121)."
    )

    @EN16931.rule(number, over=family.breakdowns, term="BT-120", sentence=sentence)
    def holds(subject: UsedBreakdown) -> Outcome:
        return _has_reason(subject.breakdown)


def has_no_exemption_reason(number: str, family: Family) -> None:
    """Where VAT is due at a rate, there is nothing to be exempt from."""
    sentence = (
        f"A VAT breakdown (BG-23) of the category {family.name} has neither a VAT exemption reason (BT-120) nor a code "
        f"for it (BT-121)."
    )

    @EN16931.rule(number, over=family.breakdowns, term="BT-120", sentence=sentence)
    def holds(subject: UsedBreakdown) -> Outcome:
        return not _has_reason(subject.breakdown)


def _has_reason(breakdown: VatBreakdown) -> bool:
    category = breakdown.category
    return category is not None and (category.exemption_reason is not None or category.exemption_code is not None)
