"""Binding rules of the extension in CII: what its elements may hold."""

import pytest

from tests.einvoice.rules.extended_ctc_fr.mutants import Changes, fired

CODE = "<ram:DeliveryTypeCode>DAP</ram:DeliveryTypeCode>"
NAME = "<ram:Name>Nantes</ram:Name>"
ORDER = "<ram:ContractReferencedDocument>"
CURRENCY = "<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>"
MEANS = "<ram:SpecifiedTradeSettlementPaymentMeans>"
EXCHANGE = "<ram:TaxApplicableTradeCurrencyExchange>{}</ram:TaxApplicableTradeCurrencyExchange>" + MEANS
DAY = '<qdt:DateTimeString format="102">20260101</qdt:DateTimeString>'
DATE = f"<ram:FormattedIssueDateTime>{DAY}</ram:FormattedIssueDateTime>"
AGENT = "<ram:BuyerAgentTradeParty>"


def document(name: str, inside: str) -> str:
    number = "<ram:IssuerAssignedID>X</ram:IssuerAssignedID>"
    return f"<ram:{name}ReferencedDocument>{number}{inside}</ram:{name}ReferencedDocument>"


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("CII-FREXT-SR-106", {CODE: f"{CODE}<ram:FunctionCode>1</ram:FunctionCode>"}),
        (
            "CII-FREXT-SR-069",
            {"<ram:Description>Poids<": "<ram:Description>x</ram:Description><ram:Description>Poids<"},
        ),
        (
            "CII-FREXT-SR-439",
            {"<ram:ChargeAmount>8.00<": "<ram:ChargeAmount>8</ram:ChargeAmount><ram:ChargeAmount>8.00<"},
        ),
        (
            "CII-FREXT-SR-366",
            {MEANS: EXCHANGE.format("<ram:ConversionRate>1</ram:ConversionRate><ram:MarketID>1</ram:MarketID>")},
        ),
        ("CII-EXT-DT-018", {ORDER: document("BuyerOrder", "<ram:TypeCode>130</ram:TypeCode>") + ORDER}),
        ("CII-EXT-DT-018", {AGENT: document("Additional", "<ram:TypeCode>380</ram:TypeCode>") + AGENT}),
        (
            "CII-FREXT-DT-024",
            {AGENT: document("Additional", "<ram:ReferenceTypeCode>AAB</ram:ReferenceTypeCode>") + AGENT},
        ),
        ("CII-FREXTDT-027", {ORDER: document("SellerOrder", DATE) + ORDER}),
    ],
)
def test_a_change_makes_the_rule_say_no(number: str, changes: Changes) -> None:
    assert fired("cii", changes)[number] == 1


def test_delivery_terms_of_the_document_hold_code_and_place() -> None:
    header = "<ram:RelevantTradeLocation>\n          <ram:Name>Nantes</ram:Name>"
    broken = header.replace("<ram:Name>", "<ram:ID>1</ram:ID><ram:Name>")
    assert fired("cii", {header: broken})["CII-FREXT-SR-293"] == 1


def test_what_the_extension_allows_is_no_fault() -> None:
    assert not fired("cii", {ORDER: document("BuyerOrder", DATE) + ORDER})
    assert not fired("cii", {MEANS: EXCHANGE.format("<ram:ConversionRate>1.1</ram:ConversionRate>")})
