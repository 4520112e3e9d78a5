"""Plain files that keep the rows of the profile EN 16931 without being walked through."""

import re
from collections.abc import Callable, Iterable

import pytest
from lxml import etree

from coryphee.einvoice import open_document
from coryphee.einvoice.model import Delivery, Identifier, Invoice, PostalAddress, TaxRegistration
from coryphee.einvoice.rules.factur_x.tables import codes
from coryphee.einvoice.syntaxes.cii import profile_rules
from coryphee.einvoice.syntaxes.cii.plain_profile import PROFILE, keeps_all_rows
from tests.conformance.rows import broken_rows
from tests.einvoice import samples
from tests.einvoice.syntaxes.cii.plain_walk import empty_groups, open_rows, with_one_more

EMPTY = "PEPPOL-EN16931-R008"

# What the plain schema does not say, by what of the model does; paths without their first steps.
ASKED = {
    "number and type, which the list knows": r".*ExchangedDocument(/TypeCode)?",
    "subjects of notes, which the list knows": r".*IncludedNote/SubjectCode",
    "the schema: dates have format 102": r".*/DateTimeString",
    "seller, buyer, lines, VAT and totals are there": r"|Agreement|Settlement",
    "each line has number, item, price and amount": r"Line(/.*(LineDocument|Summation|Product|LineTradeSettlement))?",
    "each line has one category without exemption": r"Line/SpecifiedLineTradeSettlement/ApplicableTradeTax.*",
    "units, which the list knows": r"Line/.*(BasisQuantity|BilledQuantity)",
    "no gross price": r"Line/.*GrossPriceProductTradePrice(/AppliedTradeAllowanceCharge)?",
    "GTIN, no class and no origin": r"Line/SpecifiedTradeProduct/(GlobalID|DesignatedProduct.*|OriginTradeCountry/ID)",
    "no documents, allowances and charges": r".*/?(AdditionalReferencedDocument(/.*)?|SpecifiedTradeAllowanceCharge)",
    "names, addresses and identifiers of seller and buyer": r"Agreement/(Seller|Buyer)TradeParty(/.*)?",
    "no tax representative, no payee": r"Agreement/SellerTaxRepresentative.*|Settlement/PayeeTradeParty.*",
    "no place of delivery, or a known country": r"Delivery/ShipToTradeParty.*",
    "the breakdown is of category S, without exemption and date": r"Settlement/ApplicableTradeTax.*",
    "one total of VAT in the currency, all totals": r"Settlement/SpecifiedTradeSettlementHeaderMonetarySummation.*",
    "one account, no card": r"Settlement/SpecifiedTradeSettlementPaymentMeans.*",
    "no preceding invoice": r"Settlement/InvoiceReferencedDocument",
    "the currency is of the list": r"Settlement/(Invoice|Tax)CurrencyCode",
    "the profile is of the list": r".*GuidelineSpecifiedDocumentContextParameter/ID",
}
FULL_IN_LINES = {
    "/AssociatedDocumentLineDocument",
    "/SpecifiedTradeProduct",
    "/SpecifiedLineTradeSettlement/ApplicableTradeTax",
    "/SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation",
    # An ordinary line has none.
    "/SpecifiedLineTradeSettlement/BillingSpecifiedPeriod",
}


def invoice_of(content: bytes) -> Invoice:
    document = open_document(content)
    assert document.plain
    return document.invoice


def test_an_ordinary_invoice_keeps_all_rows() -> None:
    invoice = invoice_of(samples.cii_invoice(3))
    assert keeps_all_rows(invoice)
    root = invoice.source
    assert isinstance(root, etree._Element)
    every = profile_rules.judge(PROFILE, root, "p")
    assert [finding.rule for finding in every] == [EMPTY]
    assert profile_rules.judge_empty(PROFILE, root, "p") == every


def test_what_the_schema_leaves_open_is_asked_of_the_model() -> None:
    unexplained, used = set(), set()
    for row in open_rows(PROFILE):
        path = row.partition(" ")[0].removeprefix("/SupplyChainTradeTransaction").lstrip("/")
        path = path.replace("IncludedSupplyChainTradeLineItem", "Line").removeprefix("ApplicableHeaderTrade")
        reasons = {reason for reason, pattern in ASKED.items() if re.fullmatch(pattern, path)}
        used |= reasons
        if not reasons:
            unexplained.add(row)
    assert unexplained == set()
    assert {"S", "VAT", "0160", "102"} <= codes("14") | codes("13") | codes("4") | codes("3")
    assert used == ASKED.keys()


def test_nothing_in_an_ordinary_line_may_be_empty() -> None:
    assert empty_groups("IncludedSupplyChainTradeLineItem") == FULL_IN_LINES


def passed(changed: Iterable[tuple[str, etree._Element]]) -> tuple[list[str], int]:
    """Those that are plain and break a row though they pass, and how many pass."""
    through, plain = [], 0
    for name, root in changed:
        document = open_document(etree.tostring(root))
        if document.plain and keeps_all_rows(document.invoice):
            plain += 1
            tree = document.invoice.source
            assert isinstance(tree, etree._Element)
            if profile_rules.judge(PROFILE, tree, "p") != profile_rules.judge_empty(PROFILE, tree, "p"):
                through.append(name)
    return through, plain


def test_no_broken_row_passes() -> None:
    assert passed(broken_rows(PROFILE)) == ([], 0)


def test_nothing_more_that_breaks_a_row_passes() -> None:
    through, plain = passed(with_one_more(samples.cii_invoice(1)))
    assert through == []
    assert plain > 100


CHANGES: dict[str, Callable[[Invoice], object]] = {
    "another profile": lambda invoice: setattr(invoice, "profile", "urn:cen.eu:en16931:2017#x"),
    "a type that the list lacks": lambda invoice: setattr(invoice, "type_code", "999"),
    "a unit that the list lacks": lambda invoice: setattr(invoice.lines[0], "unit", "nothing"),
    "a gross price": lambda invoice: setattr(invoice.lines[0].price, "gross", "25.00"),
    "a subject that the list lacks": lambda invoice: setattr(invoice.notes[0], "subject_code", "XYZ"),
    "a country that the list lacks": lambda invoice: setattr(invoice.buyer.address, "country", "XX"),
    "a place of delivery": lambda invoice: invoice.deliveries.append(Delivery(locations=[Identifier("1")])),
    "a delivery to nowhere": lambda invoice: invoice.deliveries.append(Delivery(address=PostalAddress(country="XX"))),
    "a scheme that is not global": lambda invoice: setattr(invoice.seller.identifiers[0], "is_global", False),
    "a register that the list lacks": lambda invoice: setattr(invoice.seller.legal_registration, "scheme", "XX"),
    "two VAT numbers": lambda invoice: invoice.seller.tax_registrations.append(TaxRegistration("FR1", "VA")),
    "another tax number": lambda invoice: invoice.seller.tax_registrations.append(TaxRegistration("1", "XX")),
    "a buyer's tax number": lambda invoice: invoice.buyer.tax_registrations.append(TaxRegistration("1", "FC")),
    "two identifiers of the buyer": lambda invoice: invoice.buyer.identifiers.extend(
        [Identifier("1"), Identifier("2")]
    ),
    "two accounts": lambda invoice: invoice.payment_means[0].credit_transfers.append(
        invoice.payment_means[0].credit_transfers[0]
    ),
    "a total that is wrong": lambda invoice: setattr(invoice.totals, "payable", "1"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_anything_else_is_walked_through(what: str) -> None:
    invoice = invoice_of(samples.cii_invoice(2))
    CHANGES[what](invoice)
    assert not keeps_all_rows(invoice)
