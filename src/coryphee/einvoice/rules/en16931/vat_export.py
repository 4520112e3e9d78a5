"""Export outside the European Union (G): BR-G-01 to BR-G-10."""

from coryphee.einvoice.rules.en16931 import vat_amounts as amounts
from coryphee.einvoice.rules.en16931 import vat_family as vat

G = vat.Family("G", "export")

vat.has_one_breakdown("BR-G-01", G)
vat.names_parties("BR-G-02", G, "lines", vat.has_vat_number_of_seller, says=vat.SELLER_VAT)
vat.names_parties("BR-G-03", G, "allowances", vat.has_vat_number_of_seller, says=vat.SELLER_VAT)
vat.names_parties("BR-G-04", G, "charges", vat.has_vat_number_of_seller, says=vat.SELLER_VAT)
vat.rate_is("BR-G-05", G, "lines", vat.is_zero, vat.is_double_zero, says="0")
vat.rate_is("BR-G-06", G, "allowances", vat.is_zero, vat.is_double_zero, says="0")
vat.rate_is("BR-G-07", G, "charges", vat.is_zero, vat.is_double_zero, says="0")
vat.taxable_amount_adds_up("BR-G-08", G, amounts.equals_sum, amounts.is_within_1_of_cents)
vat.tax_amount_is("BR-G-09", G, amounts.tax_is_zero, amounts.tax_is_double_zero, says="0")
vat.has_exemption_reason("BR-G-10", G)
