"""What rules may ask of a directory of recipients: the platform has one, a single file does not."""

from dataclasses import dataclass, field
from typing import Protocol

from coryphee.einvoice.model import Identifier, Invoice, Party
from coryphee.einvoice.rulekit import Kind

SIRET = "0009"
SERVICE_CODE = "0224"
_PUBLIC_SIREN = ("1", "2")


@dataclass(frozen=True, slots=True)
class Recipient:
    """What the directory says of a recipient.

    public                  whether it is a public body
    service_required        invoices need the code of one of its services
    engagement_required     invoices need an engagement number (BT-13)
    service_or_engagement   invoices need one of the two
    services                codes of its active services
    """

    public: bool
    service_required: bool = False
    engagement_required: bool = False
    service_or_engagement: bool = False
    services: frozenset[str] = frozenset()


class Directory(Protocol):
    """Whoever knows the recipients."""

    def recipient(self, invoice: Invoice) -> Recipient | None:
        """Return the recipient that the invoice names, or None when the directory has none such."""


@dataclass(frozen=True, slots=True)
class AddressedInvoice:
    """An invoice beside what the directory says of its recipient: the subject of rules that need both."""

    invoice: Invoice
    recipient: Recipient
    source: object = field(default=None, repr=False, compare=False)


ADDRESSED = Kind("invoice", lambda addressed: (addressed,))


def identifiers(party: Party | None, *schemes: str) -> list[Identifier]:
    """Identifiers of a party (BT-29, BT-46, BT-60 and its legal registration) in the schemes asked for."""
    if party is None:
        return []
    every = [*party.identifiers, *([party.legal_registration] if party.legal_registration else [])]
    return [entry for entry in every if entry.known_scheme in schemes]


def seems_public(invoice: Invoice) -> bool:
    """Whether the buyer is a public body by its number alone: such SIREN begin with 1 or 2. Source: INSEE, Sirene.

    A directory knows better: some public bodies have numbers like those of companies.
    """
    numbers = identifiers(invoice.buyer, SIRET, "0002")
    return any((entry.text or "").strip().startswith(_PUBLIC_SIREN) for entry in numbers)
