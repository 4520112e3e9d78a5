"""Reverse charge (AE): BR-AE-01 to BR-AE-10."""

from coryphee.einvoice.model import Invoice
from coryphee.einvoice.rules.en16931 import vat_amounts as amounts
from coryphee.einvoice.rules.en16931 import vat_family as vat

AE = vat.Family("AE", "reverse charge")

_NUMBERS = f"{vat.SELLER}, and a VAT number (BT-48) or legal registration (BT-47) of the buyer"


def _are_named(invoice: Invoice) -> bool:
    buyer = invoice.buyer
    registration = buyer.legal_registration if buyer is not None else None
    is_registered = registration is not None and registration.text is not None
    return vat.has_tax_number_of_seller(invoice) and (vat.has_vat_number_of_buyer(invoice) or is_registered)


vat.has_one_breakdown("BR-AE-01", AE)
vat.names_parties("BR-AE-02", AE, "lines", _are_named, says=_NUMBERS)
vat.names_parties("BR-AE-03", AE, "allowances", _are_named, says=_NUMBERS)
vat.names_parties("BR-AE-04", AE, "charges", _are_named, says=_NUMBERS)
vat.rate_is("BR-AE-05", AE, "lines", vat.is_zero, vat.is_double_zero, says="0")
vat.rate_is("BR-AE-06", AE, "allowances", vat.is_zero, vat.is_double_zero, says="0")
vat.rate_is("BR-AE-07", AE, "charges", vat.is_zero, vat.is_double_zero, says="0")
vat.taxable_amount_adds_up("BR-AE-08", AE, amounts.equals_sum, amounts.is_within_1_of_cents)
vat.tax_amount_is("BR-AE-09", AE, amounts.tax_is_zero, amounts.tax_is_double_zero, says="0")
vat.has_exemption_reason("BR-AE-10", AE)
