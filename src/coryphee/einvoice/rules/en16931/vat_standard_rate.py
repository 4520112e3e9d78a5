"""Standard or reduced rate (S): BR-S-01 to BR-S-10."""

from coryphee.einvoice.rules.en16931 import vat_amounts as amounts
from coryphee.einvoice.rules.en16931 import vat_family as vat
from coryphee.einvoice.rules.en16931.vat_use import CategoryUse

S = vat.Family("S", "standard rate", any_tax_in_cii=True)


def _is_listed(use: CategoryUse) -> bool:
    """The official assert of UBL looks at every tax, not at VAT alone."""
    return bool(use.breakdowns) == bool(use.line_groups or use.nested or use.entries)


def _names_seller(use: CategoryUse) -> bool:
    """The official assert of UBL fires where lines bear the category for another tax alone, whoever is registered."""
    if not use.line_groups and not use.nested:
        return True
    return use.on_vat_lines and vat.has_tax_number_of_seller(use.invoice)


vat.has_breakdowns("BR-S-01", S, _is_listed)
vat.names_parties("BR-S-02", S, "lines", vat.has_tax_number_of_seller, says=vat.SELLER, ubl=_names_seller)
vat.names_parties("BR-S-03", S, "allowances", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.names_parties("BR-S-04", S, "charges", vat.has_tax_number_of_seller, says=vat.SELLER)
vat.rate_is("BR-S-05", S, "lines", vat.is_positive, vat.is_positive, says="greater than 0")
vat.rate_is("BR-S-06", S, "allowances", vat.is_positive, vat.is_positive, says="greater than 0")
vat.rate_is("BR-S-07", S, "charges", vat.is_positive, vat.is_positive, says="greater than 0")
vat.taxable_amount_adds_up(
    "BR-S-08",
    S,
    amounts.is_within_1_of_what_bears_rate,
    amounts.equals_cents_at_rate,
    by=", for each VAT rate (BT-119)",
)
vat.tax_amount_is("BR-S-09", S, amounts.tax_follows_rate, amounts.tax_follows_rate_in_doubles, says=vat.BASE_TIMES_RATE)
vat.has_no_exemption_reason("BR-S-10", S)
