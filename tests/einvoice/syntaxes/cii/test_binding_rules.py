"""The binding rules of CII that functions judge, each broken and kept in a fragment."""

from collections import Counter

import pytest
from lxml import etree

from coryphee.einvoice.syntaxes.cii import binding_rules
from tests.einvoice import samples

NAMESPACES = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in binding_rules.PREFIXES.items())
TAX = "<ram:TypeCode>{}</ram:TypeCode>"


def inside(path: str, content: str) -> str:
    for step in reversed(path.split("/")):
        name = step if ":" in step else f"ram:{step}"
        content = f"<{name}>{content}</{name}>"
    return content


def agreement(content: str) -> str:
    return inside("rsm:SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement", content)


def delivery(content: str) -> str:
    return inside("rsm:SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery", content)


def settlement(content: str) -> str:
    return inside("rsm:SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement", content)


def line(path: str, content: str) -> str:
    return inside(f"rsm:SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/{path}", content)


def document(code: str, content: str = "", name: str = "AdditionalReferencedDocument") -> str:
    return inside(name, TAX.format(code) + content)


def means(code: str, content: str = "") -> str:
    return inside("SpecifiedTradeSettlementPaymentMeans", TAX.format(code) + content)


def fired(content: str) -> Counter[str]:
    tree = etree.fromstring(f"<rsm:CrossIndustryInvoice{NAMESPACES}>{content}</rsm:CrossIndustryInvoice>")
    return Counter(finding.rule for finding in binding_rules.judge(tree, "en16931@1.3.16"))


@pytest.mark.parametrize("content", [samples.cii_invoice(3), samples.full_cii()])
def test_good_invoices_fire_nothing(content: bytes) -> None:
    assert binding_rules.judge(etree.fromstring(content), "en16931@1.3.16") == []


DISCOUNT = "SpecifiedLineTradeAgreement"
INDICATOR = "<ram:ChargeIndicator><udt:Indicator>{}</udt:Indicator></ram:ChargeIndicator>"
PRICE = "GrossPriceProductTradePrice/AppliedTradeAllowanceCharge"
PERSON = "DefinedTradeContact/PersonName"
DEPARTMENT = "DefinedTradeContact/DepartmentName"


@pytest.mark.parametrize(
    ("rule", "broken", "kept"),
    [
        ("CII-DT-015", agreement(document("50", "<ram:URIID/>")), agreement(document("916", "<ram:URIID/>"))),
        ("CII-DT-018", agreement(document("380")), agreement(document("130"))),
        ("CII-DT-018", agreement(document("916", "", "ContractReferencedDocument")), agreement(document("916"))),
        ("CII-DT-021", agreement(document("130", "<ram:Name/>")), agreement(document("916", "<ram:Name/>"))),
        (
            "CII-DT-022",
            agreement(document("130", "<ram:AttachmentBinaryObject/>")),
            agreement(document("916", "<ram:AttachmentBinaryObject/>")),
        ),
        (
            "CII-DT-024",
            agreement(document("916", "<ram:ReferenceTypeCode/>")),
            agreement(document("130", "<ram:ReferenceTypeCode/>")),
        ),
        (
            "CII-DT-027",
            settlement(inside("OtherReferencedDocument/FormattedIssueDateTime", "")),
            settlement(inside("InvoiceReferencedDocument/FormattedIssueDateTime", "")),
        ),
        (
            "CII-DT-033",
            line("SpecifiedLineTradeDelivery", "<ram:BilledQuantity/>")
            + line("X", "<ram:BasisQuantity unitCode='H87'/>"),
            line("SpecifiedLineTradeDelivery", "<ram:BilledQuantity unitCode='H87'/>"),
        ),
        (
            "CII-DT-037",
            settlement(inside("ApplicableTradeTax", TAX.format("GST"))),
            settlement(inside("ApplicableTradeTax", TAX.format("VAT"))),
        ),
        (
            "CII-DT-041",
            line("SpecifiedLineTradeSettlement/ApplicableTradeTax", "<ram:BasisAmount/>"),
            settlement(inside("ApplicableTradeTax", "<ram:BasisAmount/>")),
        ),
        (
            "CII-DT-052",
            settlement(inside("SpecifiedTradeAllowanceCharge/CategoryTradeTax", "<ram:ExemptionReasonCode/>")),
            settlement(inside("ApplicableTradeTax", "<ram:ExemptionReasonCode/>")),
        ),
        (
            "CII-DT-054",
            line("SpecifiedLineTradeSettlement/ApplicableTradeTax", "<ram:TaxPointDate/>"),
            settlement(inside("ApplicableTradeTax", "<ram:TaxPointDate/>")),
        ),
        (
            "CII-DT-058",
            line("SpecifiedLineTradeSettlement/ApplicableTradeTax", "<ram:DueDateTypeCode/>"),
            settlement(inside("ApplicableTradeTax", "<ram:DueDateTypeCode/>")),
        ),
        (
            "CII-DT-097",
            "<udt:DateTimeString format='102'>2026-11-24</udt:DateTimeString>",
            "<udt:DateTimeString format='102'> 20260231\n</udt:DateTimeString>",
        ),
        (
            "CII-DT-098",
            settlement(inside("SpecifiedTradeAllowanceCharge/CategoryTradeTax", "<ram:ExemptionReason/>")),
            settlement(inside("ApplicableTradeTax", "<ram:ExemptionReason/>")),
        ),
        (
            "CII-SR-046",
            line("SpecifiedTradeProduct", "<ram:GlobalID/>"),
            line("SpecifiedTradeProduct", "<ram:GlobalID/><ram:GlobalID schemeID='0160'/>"),
        ),
        (
            "CII-SR-090",
            line("SpecifiedTradeProduct", inside("OriginTradeCountry", "<ram:ID/><ram:ID/>")),
            line("SpecifiedTradeProduct", inside("OriginTradeCountry", "<ram:ID/>")),
        ),
        (
            "CII-SR-119",
            line(DISCOUNT, inside(PRICE, INDICATOR.format("true") + "<ram:ActualAmount/>")),
            line(DISCOUNT, inside(PRICE, INDICATOR.format(" 0") + "<ram:ActualAmount/>")),
        ),
        ("CII-SR-119", line(DISCOUNT, inside(PRICE, INDICATOR.format("false"))), line(DISCOUNT, inside(PRICE, ""))),
        (
            "CII-SR-449",
            delivery(inside("ShipToTradeParty", "<ram:ID/><ram:GlobalID/>")),
            delivery(inside("ShipToTradeParty", "<ram:ID/><ram:ID/>")),
        ),
        (
            "CII-SR-450",
            agreement(inside("BuyerTradeParty", "<ram:ID/><ram:GlobalID/>")),
            agreement(inside("BuyerTradeParty", "<ram:GlobalID/>")),
        ),
        (
            "CII-SR-451",
            settlement(inside("PayeeTradeParty", "<ram:ID/><ram:GlobalID/>")),
            settlement(inside("PayeeTradeParty", "<ram:ID/>")),
        ),
        ("CII-SR-457", agreement(2 * document("50")), agreement(document("50") + document(" 50"))),
        ("CII-SR-458", agreement(2 * document("130")), agreement(document("50") + document("130"))),
        (
            "CII-SR-462",
            settlement(
                inside("ApplicableTradeTax/DueDateTypeCode", "5") + inside("ApplicableTradeTax/DueDateTypeCode", "29")
            ),
            settlement(2 * inside("ApplicableTradeTax/DueDateTypeCode", "5")),
        ),
        (
            "CII-SR-465",
            agreement(inside("SellerTradeParty", inside(PERSON, "") + inside(DEPARTMENT, ""))),
            agreement(inside("SellerTradeParty", inside(PERSON, ""))),
        ),
        (
            "CII-SR-466",
            agreement(inside("BuyerTradeParty", inside(PERSON, "") + inside(DEPARTMENT, ""))),
            agreement(inside("BuyerTradeParty", inside(DEPARTMENT, ""))),
        ),
        ("CII-SR-467", settlement(means("30") + means("58")), settlement(means("58") + means(" 58 "))),
        (
            "CII-SR-468",
            settlement(means("10", "<ram:Information>a</ram:Information>") + means("10", "<ram:Information/>")),
            settlement(means("10", "<ram:Information>a</ram:Information>") + means("10")),
        ),
        (
            "CII-SR-470",
            settlement(means(" 30")),
            settlement(means("30", inside("PayeePartyCreditorFinancialAccount/ProprietaryID", ""))),
        ),
        (
            "CII-SR-474",
            line("SpecifiedLineTradeSettlement", document("130") + document(" 130")),
            line("SpecifiedLineTradeSettlement", document("130")),
        ),
        (
            "CII-SR-475",
            agreement(document("916", "<ram:Name/>") + document(" 916", "<ram:Name/>")),
            agreement(document("916", "<ram:Name/>") + document("916")),
        ),
        (
            "CII-SR-476",
            agreement(2 * document("916", "<ram:AttachmentBinaryObject/>")),
            agreement(document("916", "<ram:AttachmentBinaryObject/>")),
        ),
    ],
)
def test_each_function_says_no_and_yes(rule: str, broken: str, kept: str) -> None:
    assert fired(broken)[rule] == 1
    assert fired(kept)[rule] == 0


def test_the_type_code_of_the_document_is_judged_once() -> None:
    """The official context that would look at its lists comes after one that fits every type code, and never fires."""
    found = fired("<rsm:ExchangedDocument><ram:TypeCode listID='x' name='y'>380</ram:TypeCode></rsm:ExchangedDocument>")
    assert found["CII-DT-008"] == 1
    assert found["CII-DT-010"] == 0
