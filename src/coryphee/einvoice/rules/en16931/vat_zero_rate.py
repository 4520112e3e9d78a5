"""Zero rate (Z): BR-Z-01 to BR-Z-10."""

from coryphee.einvoice.rules.en16931 import vat_amounts as amounts
from coryphee.einvoice.rules.en16931 import vat_family as vat

Z = vat.Family("Z", "zero rate", any_tax_in_cii=True)

vat.has_one_breakdown("BR-Z-01", Z)
vat.names_parties("BR-Z-02", Z, "lines", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.names_parties("BR-Z-03", Z, "allowances", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.names_parties("BR-Z-04", Z, "charges", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.rate_is("BR-Z-05", Z, "lines", vat.is_zero, vat.is_double_zero, says="0")
vat.rate_is("BR-Z-06", Z, "allowances", vat.is_zero, vat.is_double_zero, says="0")
vat.rate_is("BR-Z-07", Z, "charges", vat.is_zero, vat.is_double_zero, says="0")
vat.taxable_amount_adds_up("BR-Z-08", Z, amounts.equals_sum, amounts.is_within_1_of_cents)
vat.tax_amount_is("BR-Z-09", Z, amounts.tax_is_zero, amounts.tax_is_double_zero, says="0")
vat.has_no_exemption_reason("BR-Z-10", Z)
