"""Payment, totals and the VAT breakdown in general, as Factur-X 1.09 judges them."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from collections.abc import Iterable
from dataclasses import replace

from coryphee.einvoice.model import Invoice, PaymentMeans, Totals, VatBreakdown
from coryphee.einvoice.money import round_half_up, written
from coryphee.einvoice.rulekit import Kind, Outcome
from coryphee.einvoice.rules.en16931 import EN16931, totals
from coryphee.einvoice.rules.en16931.ordinary import BREAKDOWNS, TOTALS
from coryphee.einvoice.rules.en16931.payment import TRANSFERS
from coryphee.einvoice.rules.en16931.xpath_numbers import decimal_sum, double, double_cents, double_sum
from coryphee.einvoice.rules.factur_x.ruleset import FACTUR_X
from coryphee.einvoice.rules.subjects import PAYMENT_MEANS

# In EN 16931 breakdowns of category L, M and O are seen by the rules of their families alone, in Factur-X by these too.
_OF_EVERY_BREAKDOWN = ("BR-45", "BR-46", "BR-CO-17", "BR-DEC-19", "BR-DEC-20")
FACTUR_X.take_over(EN16931, {number: number for number in _OF_EVERY_BREAKDOWN}, "cii", over=BREAKDOWNS)


@FACTUR_X.rule("BR-47", over=BREAKDOWNS, term="BT-118")
def breakdown_has_category(breakdown: VatBreakdown) -> Outcome:
    """Each VAT breakdown (BG-23) shall be defined through a VAT category code (BT-118)."""
    return breakdown.category is not None and breakdown.category.code is not None


@FACTUR_X.rule("BR-48", over=BREAKDOWNS, term="BT-119")
def breakdown_has_rate(breakdown: VatBreakdown) -> Outcome:
    """Each VAT breakdown (BG-23) shall have a VAT category rate (BT-119), except if not subject to VAT."""
    category = breakdown.category
    return category is not None and (category.rate is not None or category.code == "O")


@FACTUR_X.rule("BR-CO-03", over=BREAKDOWNS, term="BT-7")
def vat_point_is_a_date_or_a_code(breakdown: VatBreakdown) -> Outcome:
    """Value added tax point date (BT-7) and Value added tax point date code (BT-8) are mutually exclusive.

    Factur-X compares them inside each breakdown.
    """
    return not (breakdown.tax_point_dates and breakdown.vat_point_codes)


@FACTUR_X.rule("BR-CO-11", over=TOTALS, term="BT-107")
def allowance_total_is_sum_of_allowances(written_totals: Totals, invoice: Invoice) -> Outcome:
    """Sum of allowances on document level (BT-107) = Σ Document level allowance amount (BT-92)."""
    amounts = [entry.amount for entry in invoice.allowance_charges if entry.indicator == "false"]
    if written_totals.allowance_total is None and not amounts:
        return True
    if double(written_totals.allowance_total) == double_cents(double_sum(amounts)):
        return True
    return {"found": written_totals.allowance_total or "–", "expected": written(round_half_up(decimal_sum(amounts)))}


@FACTUR_X.rule("BR-CO-15", over=TOTALS, term="BT-112")
def total_with_vat_adds_up_or_is_the_total_without(_totals: Totals, invoice: Invoice) -> Outcome:
    """Invoice total amount with VAT (BT-112) = Invoice total amount without VAT (BT-109) + Invoice total VAT amount
    (BT-110). A total with VAT that equals the total without is accepted too.
    """
    return totals.total_with_vat_adds_up_or_is_the_total_without(invoice)


def has_ordinary_means(invoice: Invoice) -> bool:
    """One means of payment at most; a transfer is to IBANs alone, or to other accounts alone."""
    means = invoice.payment_means
    if len(means) > 1 or len(invoice.remittance_information) > 1:
        return False
    return all(transfer_has_an_iban_or_another_account(entry) is True for entry in means)


def transfer_has_an_iban_or_another_account(means: PaymentMeans) -> Outcome:
    """A transfer (means 30 and 58) shall name the account (BT-84) as an IBAN or as another number, not both ways."""
    if (means.code or "").strip() not in TRANSFERS:
        return True
    iban = any(account.account is not None for account in means.credit_transfers)
    return iban is not any(account.proprietary_account is not None for account in means.credit_transfers)


ODD_MEANS = Kind("invoice", unless=has_ordinary_means)
MEANS = replace(PAYMENT_MEANS, within=ODD_MEANS)
for _number in ("CII-SR-470", "BR-CO-27"):
    FACTUR_X.rule(_number, over=MEANS, term="BT-84")(transfer_has_an_iban_or_another_account)


@FACTUR_X.rule("CII-SR-467", over=ODD_MEANS, term="BT-81")
def means_have_one_code(invoice: Invoice) -> Outcome:
    """All Payment instructions (BG-16) shall have the same Payment means type code (BT-81)."""
    return _are_one(means.code for means in invoice.payment_means)


@FACTUR_X.rule("CII-SR-468", over=ODD_MEANS, term="BT-82")
def means_have_one_text(invoice: Invoice) -> Outcome:
    """All Payment instructions (BG-16) shall have the same Payment means text (BT-82)."""
    return _are_one(means.text for means in invoice.payment_means)


@FACTUR_X.rule("CII-SR-469", over=ODD_MEANS, term="BT-83")
def has_one_remittance_information(invoice: Invoice) -> Outcome:
    """An Invoice shall have at most one Remittance information (BT-83)."""
    return len(invoice.remittance_information) <= 1


def _are_one(texts: Iterable[str | None]) -> bool:
    return len({" ".join(text.split()) for text in texts if text is not None}) <= 1
