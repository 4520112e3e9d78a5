"""IGIC, the general indirect tax of the Canary Islands (L): BR-AF-01 to BR-AF-10."""

from coryphee.einvoice.rules.en16931 import vat_amounts as amounts
from coryphee.einvoice.rules.en16931 import vat_family as vat
from coryphee.einvoice.rules.en16931.vat_use import CategoryUse
from coryphee.einvoice.rules.en16931.xpath_numbers import is_not_negative

L = vat.Family("L", "IGIC")


def _is_listed(use: CategoryUse) -> bool:
    """In the official assert of UBL breakdowns of any tax count, written L without white space."""
    used = use.on_vat_lines or any(entry.vat for entry in use.entries)
    if not used:
        return not use.vat_breakdowns
    return any(entry.category is not None and entry.category.code == "L" for entry in use.breakdowns)


def _names_seller_for_charges(use: CategoryUse) -> bool:
    """The official assert of UBL speaks of charges whose category is written L without white space."""
    charged = any(entry.vat and entry.category.code == "L" for entry in use.charges)
    return not charged or vat.has_tax_number_of_seller(use.invoice)


vat.has_breakdowns("BR-AF-01", L, _is_listed)
vat.names_parties("BR-AF-02", L, "lines", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.names_parties("BR-AF-03", L, "allowances", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.names_parties(
    "BR-AF-04", L, "charges", vat.has_tax_number_of_seller, says=vat.SELLER, ubl=_names_seller_for_charges
)
vat.rate_is("BR-AF-05", L, "lines", is_not_negative, vat.is_positive, says="0 or greater, in CII greater than 0")
vat.rate_is("BR-AF-06", L, "allowances", is_not_negative, vat.is_positive, says="0 or greater, in CII greater than 0")
vat.rate_is("BR-AF-07", L, "charges", is_not_negative, vat.is_positive, says="0 or greater, in CII greater than 0")
vat.taxable_amount_adds_up(
    "BR-AF-08", L, amounts.is_within_1_of_sum_at_rate, amounts.is_never_judged, by=", for each VAT rate (BT-119)"
)
vat.tax_amount_is("BR-AF-09", L, amounts.tax_follows_rate, amounts.is_never_judged, says=vat.BASE_TIMES_RATE)
vat.has_no_exemption_reason("BR-AF-10", L)
