"""Exempt from VAT (E): BR-E-01 to BR-E-10."""

from coryphee.einvoice.rules.en16931 import vat_amounts as amounts
from coryphee.einvoice.rules.en16931 import vat_family as vat

E = vat.Family("E", "exempt from VAT")

vat.has_one_breakdown("BR-E-01", E)
vat.names_parties("BR-E-02", E, "lines", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.names_parties("BR-E-03", E, "allowances", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.names_parties("BR-E-04", E, "charges", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.rate_is("BR-E-05", E, "lines", vat.is_zero, vat.is_double_zero, says="0")
vat.rate_is("BR-E-06", E, "allowances", vat.is_zero, vat.is_double_zero, says="0")
vat.rate_is("BR-E-07", E, "charges", vat.is_zero, vat.is_double_zero, says="0")
vat.taxable_amount_adds_up("BR-E-08", E, amounts.equals_sum, amounts.is_within_1_of_cents)
vat.tax_amount_is("BR-E-09", E, amounts.tax_is_zero, amounts.tax_is_double_zero, says="0")
vat.has_exemption_reason("BR-E-10", E)
