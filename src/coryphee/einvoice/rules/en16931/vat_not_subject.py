"""Not subject to VAT (O): BR-O-01 to BR-O-14."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from coryphee.einvoice.model import Invoice
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931 import vat_amounts as amounts
from coryphee.einvoice.rules.en16931 import vat_family as vat
from coryphee.einvoice.rules.en16931.ruleset import EN16931
from coryphee.einvoice.rules.en16931.vat_use import CategoryUse, UsedBreakdown

O = vat.Family("O", "not subject to VAT")  # noqa: E741 - the code of the category

_NUMBERS = "no VAT number of the seller (BT-31), of its tax representative (BT-63) or of the buyer (BT-48)"


def _none_is_registered(invoice: Invoice) -> bool:
    return not vat.has_vat_number_of_seller(invoice) and not vat.has_vat_number_of_buyer(invoice)


def _not_with_document_allowance(use: CategoryUse) -> bool:
    """The official assert of UBL looks at allowances of the document alone."""
    borne = any(entry.vat and entry.on_document for entry in use.allowances)
    return not borne or _none_is_registered(use.invoice)


def _not_with_document_charge(use: CategoryUse) -> bool:
    """The official assert of UBL looks at charges of the document alone."""
    borne = any(entry.vat and entry.on_document for entry in use.charges)
    return not borne or _none_is_registered(use.invoice)


vat.has_one_breakdown("BR-O-01", O, unlisted_in_cii=True)
vat.names_parties("BR-O-02", O, "lines", _none_is_registered, says=_NUMBERS)
vat.names_parties("BR-O-03", O, "allowances", _none_is_registered, says=_NUMBERS, ubl=_not_with_document_allowance)
vat.names_parties("BR-O-04", O, "charges", _none_is_registered, says=_NUMBERS, ubl=_not_with_document_charge)
vat.has_no_rate("BR-O-05", O, "lines")
vat.has_no_rate("BR-O-06", O, "allowances")
vat.has_no_rate("BR-O-07", O, "charges")
vat.taxable_amount_adds_up("BR-O-08", O, amounts.equals_sum, amounts.equals_cents)
vat.tax_amount_is("BR-O-09", O, amounts.tax_is_zero, amounts.tax_is_double_zero, says="0")
vat.has_exemption_reason("BR-O-10", O)


@EN16931.rule("BR-O-11", over=O.use, term="BG-23", syntax="ubl")
def has_no_other_breakdown(use: CategoryUse) -> Outcome:
    """An invoice with a VAT breakdown (BG-23) of the category not subject to VAT (O) has no other VAT breakdown."""
    return not use.vat_breakdowns or not any(other.vat_breakdowns for other in use.others)


@EN16931.rule("BR-O-12", over=O.use, term="BT-151", syntax="ubl")
def has_no_line_of_another_category(use: CategoryUse) -> Outcome:
    """An invoice with a VAT breakdown (BG-23) of the category not subject to VAT (O) has no line (BG-25) of another VAT
    category (BT-151).
    """
    return not use.vat_breakdowns or not any(other.on_vat_lines for other in use.others)


@EN16931.rule("BR-O-13", over=O.use, term="BT-95", syntax="ubl")
def has_no_allowance_of_another_category(use: CategoryUse) -> Outcome:
    """An invoice with a VAT breakdown (BG-23) of the category not subject to VAT (O) has no allowance (BG-20) of
    another VAT category (BT-95). The official assert counts allowances of lines too.
    """
    return not use.vat_breakdowns or not any(entry.vat for other in use.others for entry in other.allowances)


@EN16931.rule("BR-O-14", over=O.use, term="BT-102", syntax="ubl")
def has_no_charge_of_another_category(use: CategoryUse) -> Outcome:
    """An invoice with a VAT breakdown (BG-23) of the category not subject to VAT (O) has no charge (BG-21) of
    another VAT category (BT-102). The official assert counts charges of lines too.
    """
    return not use.vat_breakdowns or not any(entry.vat for other in use.others for entry in other.charges)


@EN16931.rule("BR-O-11", over=O.breakdowns, term="BG-23", syntax="cii")
@EN16931.rule("BR-O-12", over=O.breakdowns, term="BT-151", syntax="cii")
def nothing_else_is_taxed(subject: UsedBreakdown) -> Outcome:
    """An invoice with a VAT breakdown (BG-23) of the category not subject to VAT (O) has no breakdown and no line of
    another category. In CII both rules look at breakdowns and lines, whatever their tax.
    """
    return not any(other.breakdowns or other.line_groups for other in subject.use.others if other.code is not None)


@EN16931.rule("BR-O-13", over=O.breakdowns, term="BT-95", syntax="cii")
@EN16931.rule("BR-O-14", over=O.breakdowns, term="BT-102", syntax="cii")
def nothing_else_is_allowed_or_charged(subject: UsedBreakdown) -> Outcome:
    """An invoice with a VAT breakdown (BG-23) of the category not subject to VAT (O) has no allowance and no charge of
    another category. In CII both rules look at allowances and charges, whatever their tax.
    """
    return not any(other.entries for other in subject.use.others if other.code is not None)
