"""IPSI, the tax on production, services and imports in Ceuta and Melilla (M): BR-AG-01 to BR-AG-10."""

from coryphee.einvoice.rules.en16931 import vat_amounts as amounts
from coryphee.einvoice.rules.en16931 import vat_family as vat
from coryphee.einvoice.rules.en16931.vat_use import CategoryUse
from coryphee.einvoice.rules.en16931.xpath_numbers import is_not_negative

M = vat.Family("M", "IPSI")


def _is_listed(use: CategoryUse) -> bool:
    """In the official assert of UBL a breakdown counts that is written M without white space."""
    used = use.on_vat_lines or any(entry.vat for entry in use.entries)
    if not used:
        return not use.vat_breakdowns
    return any(entry.category is not None and entry.category.code == "M" for entry in use.vat_breakdowns)


vat.has_breakdowns("BR-AG-01", M, _is_listed)
vat.names_parties("BR-AG-02", M, "lines", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.names_parties("BR-AG-03", M, "allowances", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.names_parties("BR-AG-04", M, "charges", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.rate_is("BR-AG-05", M, "lines", is_not_negative, is_not_negative, says="0 or greater")
vat.rate_is("BR-AG-06", M, "allowances", is_not_negative, is_not_negative, says="0 or greater")
vat.rate_is("BR-AG-07", M, "charges", is_not_negative, is_not_negative, says="0 or greater")
vat.taxable_amount_adds_up(
    "BR-AG-08", M, amounts.is_within_1_of_sum_at_rate, amounts.is_never_judged, by=", for each VAT rate (BT-119)"
)
vat.tax_amount_is("BR-AG-09", M, amounts.tax_follows_rate, amounts.is_never_judged, says=vat.BASE_TIMES_RATE)
vat.has_no_exemption_reason("BR-AG-10", M)
