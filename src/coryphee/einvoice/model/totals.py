"""The totals of the document (BG-22), and allowances and charges (BG-20, BG-21, BG-27, BG-28)."""

from dataclasses import dataclass, field
from typing import Annotated

from coryphee.einvoice.model.vat import VatCategory


@dataclass(slots=True)
class Totals:
    """The totals of the document (BG-22); those of VAT (BT-110, BT-111) stand in `Invoice.vat_totals`."""

    line_total: Annotated[str | None, "BT-106"] = None
    """The sum of the net amounts of all lines."""
    allowance_total: Annotated[str | None, "BT-107"] = None
    """The sum of the allowances on the whole document."""
    charge_total: Annotated[str | None, "BT-108"] = None
    """The sum of the charges on the whole document."""
    without_vat: Annotated[str | None, "BT-109"] = None
    """The total without VAT."""
    with_vat: Annotated[str | None, "BT-112"] = None
    """The total with VAT."""
    paid: Annotated[str | None, "BT-113"] = None
    """What has been paid already."""
    rounding: Annotated[str | None, "BT-114"] = None
    """What is added to round the amount to pay."""
    payable: Annotated[str | None, "BT-115"] = None
    """The amount due for payment."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class AllowanceCharge:
    """A deduction (BG-20 on the document, BG-27 on a line) or a supplement (BG-21, BG-28)."""

    indicator: str | None = None
    """As written: false (or 0) for an allowance, true (or 1) for a charge."""
    amount: Annotated[str | None, "BT-92 BT-99 BT-136 BT-141"] = None
    """The amount without VAT."""
    base_amount: Annotated[str | None, "BT-93 BT-100 BT-137 BT-142"] = None
    """The amount to which the percentage applies."""
    percentage: Annotated[str | None, "BT-94 BT-101 BT-138 BT-143"] = None
    """The percentage of the base amount."""
    vat_categories: list[VatCategory] = field(default_factory=list)
    """Category (BT-95, BT-102) and rate (BT-96, BT-103) of VAT on the document level; the norm foresees one."""
    reasons: Annotated[list[str], "BT-97 BT-104 BT-139 BT-144"] = field(default_factory=list)
    """Why, in words."""
    reason_code: Annotated[str | None, "BT-98 BT-105 BT-140 BT-145"] = None
    """Why, as a code: UNTDID 5189 for an allowance, UNTDID 7161 for a charge."""
    reason_list: str | None = None
    """Extension: the list of the code (attribute listID): 7161 for a charge, 5153 for a tax other than VAT."""
    source: object = field(default=None, repr=False, compare=False)

    @property
    def is_allowance(self) -> bool:
        """Whether this is a deduction (the indicator says false)."""
        return self.indicator is not None and self.indicator.strip() in {"false", "0"}

    @property
    def is_charge(self) -> bool:
        """Whether this is a supplement (the indicator says true)."""
        return self.indicator is not None and self.indicator.strip() in {"true", "1"}


@dataclass(slots=True)
class LogisticsCharge:
    """CII extension: a charge for transport, packing or the like on the whole document; it counts in BT-108."""

    description: str | None = None
    """What the charge is for."""
    amount: str | None = None
    """The amount without VAT."""
    vat_categories: list[VatCategory] = field(default_factory=list)
    """The VAT that applies."""
    source: object = field(default=None, repr=False, compare=False)
