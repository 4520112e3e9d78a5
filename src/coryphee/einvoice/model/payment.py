"""How the invoice is to be paid (BG-16 to BG-19)."""

from dataclasses import dataclass, field
from typing import Annotated

from coryphee.einvoice.model.values import WrittenDate


@dataclass(slots=True)
class CreditTransfer:
    """An account to which the buyer may transfer the amount (BG-17)."""

    account: Annotated[str | None, "BT-84"] = None
    """The number of the account: the IBAN inside Europe."""
    proprietary_account: Annotated[str | None, "BT-84"] = None
    """CII only: the number of an account that is not an IBAN."""
    account_name: Annotated[str | None, "BT-85"] = None
    """The name of the account's holder."""
    provider: Annotated[str | None, "BT-86"] = None
    """The bank that keeps the account: its BIC."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class PaymentCard:
    """The card with which the amount was paid (BG-18)."""

    number: Annotated[str | None, "BT-87"] = None
    """The last digits of the card's number, never all of them."""
    holder: Annotated[str | None, "BT-88"] = None
    """The name on the card."""
    network: str | None = None
    """UBL only: the network of the card, which the norm does not use."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class DirectDebit:
    """The amount will be taken from the buyer's account (BG-19)."""

    mandate: Annotated[str | None, "BT-89"] = None
    """The reference of the mandate that the buyer signed."""
    creditor: Annotated[str | None, "BT-90"] = None
    """The creditor identifier that the seller's bank gave."""
    debited_account: Annotated[str | None, "BT-91"] = None
    """The account from which the amount will be taken."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class PaymentMeans:
    """One way of paying (BG-16)."""

    code: Annotated[str | None, "BT-81"] = None
    """The means of payment, a code of UNTDID 4461 (30 transfer, 58 SEPA transfer, 59 SEPA direct debit...)."""
    text: Annotated[str | None, "BT-82"] = None
    """The means of payment in words."""
    credit_transfers: list[CreditTransfer] = field(default_factory=list)
    """Accounts to pay to (BG-17)."""
    card: PaymentCard | None = None
    """The card used (BG-18)."""
    due_date: WrittenDate | None = None
    """UBL only: PaymentDueDate; in a credit note it is the due date (BT-9)."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class PaymentTerms:
    """The conditions of payment."""

    texts: Annotated[list[str], "BT-20"] = field(default_factory=list)
    """The conditions in words."""
    due_date: WrittenDate | None = None
    """CII writes the due date (BT-9) here; `Invoice.due_dates` gathers them."""
    source: object = field(default=None, repr=False, compare=False)
