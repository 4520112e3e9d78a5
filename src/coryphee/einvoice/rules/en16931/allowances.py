"""Rules about allowances and charges, on the document (BG-20, BG-21) and on lines (BG-27, BG-28)."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from coryphee.einvoice.model import AllowanceCharge
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931.ordinary import ALLOWANCES, CHARGES
from coryphee.einvoice.rules.en16931.ruleset import EN16931
from coryphee.einvoice.rules.subjects import LINE_ALLOWANCES, LINE_CHARGES


@EN16931.rule("BR-31", over=ALLOWANCES, term="BT-92")
def allowance_has_amount(allowance: AllowanceCharge) -> Outcome:
    """Each Document level allowance (BG-20) shall have a Document level allowance amount (BT-92)."""
    return allowance.amount is not None


@EN16931.rule("BR-32", over=ALLOWANCES, term="BT-95", syntax="ubl")
def allowance_has_vat_category(allowance: AllowanceCharge) -> Outcome:
    """Each Document level allowance (BG-20) shall have a Document level allowance VAT category code (BT-95)."""
    return _has_category(allowance)


@EN16931.rule("BR-32", over=ALLOWANCES, term="BT-95", syntax="cii")
def allowance_has_category_of_exactly_vat(allowance: AllowanceCharge) -> Outcome:
    """Each Document level allowance (BG-20) shall have a Document level allowance VAT category code (BT-95)."""
    return _has_category_of_exactly_vat(allowance)


@EN16931.rule("BR-33", over=ALLOWANCES, term="BT-97")
def allowance_has_reason(allowance: AllowanceCharge) -> Outcome:
    """Each Document level allowance (BG-20) shall have a Document level allowance reason (BT-97) or a Document level
    allowance reason code (BT-98).
    """
    return _has_reason(allowance)


@EN16931.rule("BR-36", over=CHARGES, term="BT-99")
def charge_has_amount(charge: AllowanceCharge) -> Outcome:
    """Each Document level charge (BG-21) shall have a Document level charge amount (BT-99)."""
    return charge.amount is not None


@EN16931.rule("BR-37", over=CHARGES, term="BT-102", syntax="ubl")
def charge_has_vat_category(charge: AllowanceCharge) -> Outcome:
    """Each Document level charge (BG-21) shall have a Document level charge VAT category code (BT-102)."""
    return _has_category(charge)


@EN16931.rule("BR-37", over=CHARGES, term="BT-102", syntax="cii")
def charge_has_category_of_exactly_vat(charge: AllowanceCharge) -> Outcome:
    """Each Document level charge (BG-21) shall have a Document level charge VAT category code (BT-102)."""
    return _has_category_of_exactly_vat(charge)


@EN16931.rule("BR-38", over=CHARGES, term="BT-104")
def charge_has_reason(charge: AllowanceCharge) -> Outcome:
    """Each Document level charge (BG-21) shall have a Document level charge reason (BT-104) or a Document level charge
    reason code (BT-105).
    """
    return _has_reason(charge)


@EN16931.rule("BR-41", over=LINE_ALLOWANCES, term="BT-136")
def line_allowance_has_amount(allowance: AllowanceCharge) -> Outcome:
    """Each Invoice line allowance (BG-27) shall have an Invoice line allowance amount (BT-136)."""
    return allowance.amount is not None


@EN16931.rule("BR-42", over=LINE_ALLOWANCES, term="BT-139")
def line_allowance_has_reason(allowance: AllowanceCharge) -> Outcome:
    """Each Invoice line allowance (BG-27) shall have an Invoice line allowance reason (BT-139) or an Invoice line
    allowance reason code (BT-140).
    """
    return _has_reason(allowance)


@EN16931.rule("BR-43", over=LINE_CHARGES, term="BT-141")
def line_charge_has_amount(charge: AllowanceCharge) -> Outcome:
    """Each Invoice line charge (BG-28) shall have an Invoice line charge amount (BT-141)."""
    return charge.amount is not None


@EN16931.rule("BR-44", over=LINE_CHARGES, term="BT-144")
def line_charge_has_reason(charge: AllowanceCharge) -> Outcome:
    """Each Invoice line charge (BG-28) shall have an Invoice line charge reason (BT-144) or an invoice line charge
    reason code (BT-145).
    """
    return _has_reason(charge)


@EN16931.rule("BR-CO-05", over=ALLOWANCES, term="BT-98")
def allowance_code_and_reason_agree(_allowance: AllowanceCharge) -> Outcome:
    """Document level allowance reason code (BT-98) and Document level allowance reason (BT-97) shall indicate the same
    type of allowance. The official assert is always true: no program can judge the words.
    """
    return True


@EN16931.rule("BR-CO-06", over=CHARGES, term="BT-105")
def charge_code_and_reason_agree(_charge: AllowanceCharge) -> Outcome:
    """Document level charge reason code (BT-105) and Document level charge reason (BT-104) shall indicate the same type
    of charge. The official assert is always true: no program can judge the words.
    """
    return True


@EN16931.rule("BR-CO-07", over=LINE_ALLOWANCES, term="BT-140")
def line_allowance_code_and_reason_agree(_allowance: AllowanceCharge) -> Outcome:
    """Invoice line allowance reason code (BT-140) and Invoice line allowance reason (BT-139) shall indicate the same
    type of allowance reason. The official assert is always true: no program can judge the words.
    """
    return True


@EN16931.rule("BR-CO-08", over=LINE_CHARGES, term="BT-145")
def line_charge_code_and_reason_agree(_charge: AllowanceCharge) -> Outcome:
    """Invoice line charge reason code (BT-145) and Invoice line charge reason (BT-144) shall indicate the same type of
    charge reason. The official assert is always true: no program can judge the words.
    """
    return True


@EN16931.rule("BR-CO-21", over=ALLOWANCES, term="BT-97")
def allowance_says_why(allowance: AllowanceCharge) -> Outcome:
    """Each Document level allowance (BG-20) shall contain a Document level allowance reason (BT-97) or a Document level
    allowance reason code (BT-98), or both.
    """
    return _has_reason(allowance)


@EN16931.rule("BR-CO-22", over=CHARGES, term="BT-104")
def charge_says_why(charge: AllowanceCharge) -> Outcome:
    """Each Document level charge (BG-21) shall contain a Document level charge reason (BT-104) or a Document level
    charge reason code (BT-105), or both.
    """
    return _has_reason(charge)


@EN16931.rule("BR-CO-23", over=LINE_ALLOWANCES, term="BT-139")
def line_allowance_says_why(allowance: AllowanceCharge) -> Outcome:
    """Each Invoice line allowance (BG-27) shall contain an Invoice line allowance reason (BT-139) or an Invoice line
    allowance reason code (BT-140), or both.
    """
    return _has_reason(allowance)


@EN16931.rule("BR-CO-24", over=LINE_CHARGES, term="BT-144")
def line_charge_says_why(charge: AllowanceCharge) -> Outcome:
    """Each Invoice line charge (BG-28) shall contain an Invoice line charge reason (BT-144) or an Invoice line charge
    reason code (BT-145), or both.
    """
    return _has_reason(charge)


def _has_reason(entry: AllowanceCharge) -> bool:
    return bool(entry.reasons) or entry.reason_code is not None


def _has_category(entry: AllowanceCharge) -> bool:
    return any(category.is_vat and category.code is not None for category in entry.vat_categories)


def _has_category_of_exactly_vat(entry: AllowanceCharge) -> bool:
    return any(
        category.code is not None and category.scheme is not None and category.scheme.upper() == "VAT"
        for category in entry.vat_categories
    )
