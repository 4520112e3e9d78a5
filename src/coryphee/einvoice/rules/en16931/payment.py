"""Rules about payment instructions (BG-16 to BG-18)."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from coryphee.einvoice.model import CreditTransfer, PaymentCard, PaymentMeans
from coryphee.einvoice.rulekit import Outcome, filled
from coryphee.einvoice.rules.en16931.ordinary import ACCOUNTS, CARDS, PAYMENT_MEANS
from coryphee.einvoice.rules.en16931.ruleset import EN16931

TRANSFERS = frozenset({"30", "58"})
"""The means that the official rules take for transfers: 30 and 58 (SEPA), not 31 nor 42."""

CARD_CHARACTERS = 10


@EN16931.rule("BR-49", over=PAYMENT_MEANS, term="BT-81")
def payment_instruction_has_code(means: PaymentMeans) -> Outcome:
    """A Payment instruction (BG-16) shall specify the Payment means type code (BT-81)."""
    return means.code is not None


@EN16931.rule("BR-50", over=ACCOUNTS, term="BT-84", syntax="ubl")
def transfer_account_is_written(account: CreditTransfer) -> Outcome:
    """A Payment account identifier (BT-84) shall be present if Credit transfer (BG-17) information is provided in the
    Invoice.
    """
    return filled(account.account)


@EN16931.rule("BR-50", over=ACCOUNTS, term="BT-84", syntax="cii")
def transfer_iban_or_account_is_written(account: CreditTransfer) -> Outcome:
    """A Payment account identifier (BT-84) shall be present if Credit transfer (BG-17) information is provided in the
    Invoice.
    """
    return filled(account.account) or filled(account.proprietary_account)


@EN16931.rule("BR-51", over=CARDS, term="BT-87", severity={"ubl": "warning", "cii": "fatal"})
def card_number_is_shortened(card: PaymentCard) -> Outcome:
    """In accordance with card payments security standards an invoice should never include a full card primary account
    number (BT-87). At the moment PCI Security Standards Council has defined that the first 6 digits and last 4 digits
    are the maximum number of digits to be shown.
    """
    # The parameters hold no digits: a finding is stored and shown, and a card number must not be.
    return card.number is None or len(" ".join(card.number.split())) <= CARD_CHARACTERS


@EN16931.rule("BR-61", over=PAYMENT_MEANS, term="BT-84", syntax="ubl")
def transfer_has_account(means: PaymentMeans) -> Outcome:
    """If the Payment means type code (BT-81) means SEPA credit transfer, Local credit transfer or Non-SEPA
    international credit transfer, the Payment account identifier (BT-84) shall be present.
    """
    transfer = (means.code or "").strip() in TRANSFERS
    return not transfer or any(account.account is not None for account in means.credit_transfers)


@EN16931.rule("BR-61", over=ACCOUNTS, term="BT-84", syntax="cii")
def transfer_has_iban_or_account(account: CreditTransfer) -> Outcome:
    """If the Payment means type code (BT-81) means SEPA credit transfer, Local credit transfer or Non-SEPA
    international credit transfer, the Payment account identifier (BT-84) shall be present.

    The official CII rule speaks only when the group of the account is there.
    """
    return account.account is not None or account.proprietary_account is not None
