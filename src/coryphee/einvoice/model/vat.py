"""Value added tax: the category that applies, the breakdown per category (BG-23), the total amounts."""

from dataclasses import dataclass, field
from typing import Annotated

from coryphee.einvoice.model.values import WrittenDate


@dataclass(slots=True)
class VatCategory:
    """Which VAT treatment applies, in a breakdown (BG-23), on a line (BG-30), on an allowance or charge."""

    code: Annotated[str | None, "BT-118 BT-151 BT-95 BT-102"] = None
    """The category: S standard rate, Z zero, E exempt, AE reverse charge, K inside the EU, G export, O out of scope."""
    rate: Annotated[str | None, "BT-119 BT-152 BT-96 BT-103"] = None
    """The rate in percent."""
    scheme: str | None = None
    """The tax as written; only VAT counts for the official rules."""
    exemption_reason: Annotated[str | None, "BT-120"] = None
    """Why no VAT is due, in words."""
    exemption_code: Annotated[str | None, "BT-121"] = None
    """Why no VAT is due, as a code of the VATEX list."""
    source: object = field(default=None, repr=False, compare=False)

    @property
    def is_vat(self) -> bool:
        """Whether the tax is VAT; another tax must not satisfy rules about VAT (BR-47, BR-48, BR-CO-04...)."""
        return self.scheme is not None and self.scheme.strip().upper() == "VAT"


@dataclass(slots=True)
class VatBreakdown:
    """What is taxed and what tax results, for one category and rate (BG-23)."""

    taxable_amount: Annotated[str | None, "BT-116"] = None
    """The sum without VAT to which this category and rate apply."""
    tax_amount: Annotated[str | None, "BT-117"] = None
    """The VAT for this category and rate."""
    category: VatCategory | None = None
    """Category, rate and reason of exemption (BT-118 to BT-121)."""
    tax_point_dates: list[WrittenDate] = field(default_factory=list)
    """CII writes the day on which VAT falls due (BT-7) in each breakdown; `Invoice.vat_point_dates` gathers them."""
    vat_point_codes: list[str] = field(default_factory=list)
    """CII writes the code of that day (BT-8) in each breakdown; `Invoice.vat_point_codes` gathers them."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class VatTotal:
    """A total of VAT in one currency: BT-110 in the currency of the invoice, BT-111 in that of the VAT accounts."""

    amount: str | None = None
    """The amount."""
    currency: str | None = None
    """The currency the amount is written in (attribute currencyID)."""
    breakdowns: list[VatBreakdown] = field(default_factory=list, compare=False)
    """UBL only: the breakdowns written under this total, the same objects as in `Invoice.vat_breakdowns`."""
    source: object = field(default=None, repr=False, compare=False)
