"""Supply inside the European Union (K): BR-IC-01 to BR-IC-12."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from coryphee.einvoice.model import Invoice
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931 import vat_amounts as amounts
from coryphee.einvoice.rules.en16931 import vat_family as vat
from coryphee.einvoice.rules.en16931.ruleset import EN16931
from coryphee.einvoice.rules.en16931.vat_use import CategoryUse, UsedBreakdown

K = vat.Family("K", "intra-Community supply")

_NUMBERS = f"{vat.SELLER_VAT}, and a VAT number of the buyer (BT-48)"


def _are_named(invoice: Invoice) -> bool:
    return vat.has_vat_number_of_seller(invoice) and vat.has_vat_number_of_buyer(invoice)


vat.has_one_breakdown("BR-IC-01", K)
vat.names_parties("BR-IC-02", K, "lines", _are_named, says=_NUMBERS)
vat.names_parties("BR-IC-03", K, "allowances", _are_named, says=_NUMBERS)
vat.names_parties("BR-IC-04", K, "charges", _are_named, says=_NUMBERS)
vat.rate_is("BR-IC-05", K, "lines", vat.is_zero, vat.is_double_zero, says="0")
vat.rate_is("BR-IC-06", K, "allowances", vat.is_zero, vat.is_double_zero, says="0")
vat.rate_is("BR-IC-07", K, "charges", vat.is_zero, vat.is_double_zero, says="0")
vat.taxable_amount_adds_up("BR-IC-08", K, amounts.equals_sum, amounts.is_within_1_of_cents)
vat.tax_amount_is("BR-IC-09", K, amounts.tax_is_zero, amounts.tax_is_double_zero, says="0")
vat.has_exemption_reason("BR-IC-10", K)


@EN16931.rule("BR-IC-11", over=K.use, term="BT-72", syntax="ubl")
def says_when_it_was_supplied(use: CategoryUse) -> Outcome:
    """An invoice with a VAT breakdown (BG-23) of the category intra-Community supply (K) has an actual delivery date
    (BT-72) or an invoicing period (BG-14).

    In UBL anything inside the period will do, the code of the VAT point date (BT-8) too.
    """
    invoice = use.invoice
    delivered = any(len(delivery.date.text or "") > 1 for delivery in invoice.deliveries if delivery.date is not None)
    periods = any(period.start or period.end or period.vat_point_codes for period in invoice.periods)
    return delivered or periods or not use.vat_breakdowns


@EN16931.rule("BR-IC-11", over=K.breakdowns, term="BT-72", syntax="cii")
def breakdown_says_when_it_was_supplied(_subject: UsedBreakdown, invoice: Invoice) -> Outcome:
    """An invoice with a VAT breakdown (BG-23) of the category intra-Community supply (K) has an actual delivery date
    (BT-72), or a start (BT-73) or end (BT-74) of its invoicing period.
    """
    delivered = any(delivery.date.text is not None for delivery in invoice.deliveries if delivery.date is not None)
    return delivered or any(period.start or period.end for period in invoice.periods)


@EN16931.rule("BR-IC-12", over=K.use, term="BT-80", syntax="ubl")
def says_to_which_country_it_went(use: CategoryUse) -> Outcome:
    """An invoice with a VAT breakdown (BG-23) of the category intra-Community supply (K) has the country of the
    delivery (BT-80), which UBL wants longer than one character.
    """
    return any(len(country) > 1 for country in _countries(use.invoice)) or not use.vat_breakdowns


@EN16931.rule("BR-IC-12", over=K.breakdowns, term="BT-80", syntax="cii")
def breakdown_says_to_which_country_it_went(_subject: UsedBreakdown, invoice: Invoice) -> Outcome:
    """An invoice with a VAT breakdown (BG-23) of the category intra-Community supply (K) has the country of the
    delivery (BT-80).
    """
    return bool(_countries(invoice))


def _countries(invoice: Invoice) -> list[str]:
    addresses = [delivery.address for delivery in invoice.deliveries if delivery.address is not None]
    return [address.country for address in addresses if address.country is not None]
