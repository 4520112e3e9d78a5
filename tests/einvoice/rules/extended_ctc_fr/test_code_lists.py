"""Codes of the lists that the extension has for itself."""

import pytest

from tests.einvoice.rules.extended_ctc_fr.mutants import Changes, Syntax, fired

TAX = {
    "ubl": '<cbc:AllowanceChargeReasonCode listID="5153">ENV<',
    "cii": '<ram:ReasonCode listID="5153">ENV<',
}
PRICE = "<ram:NetPriceProductTradePrice>"
DISCOUNT = (
    "<ram:GrossPriceProductTradePrice><ram:ChargeAmount>60.00</ram:ChargeAmount><ram:AppliedTradeAllowanceCharge>"
    "<ram:ChargeIndicator><udt:Indicator>{}</udt:Indicator></ram:ChargeIndicator>"
    "<ram:ActualAmount>10.00</ram:ActualAmount><ram:ReasonCode>{}</ram:ReasonCode>"
    "</ram:AppliedTradeAllowanceCharge></ram:GrossPriceProductTradePrice>" + PRICE
)
SUPPORT = (
    "<cac:AdditionalDocumentReference><cbc:ID>A</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject "
    'mimeCode="{}" filename="a">eA==</cbc:EmbeddedDocumentBinaryObject></cac:Attachment>'
    "</cac:AdditionalDocumentReference>"
)
SELLER = "<cac:AccountingSupplierParty>"


@pytest.mark.parametrize(
    ("syntax", "number", "changes"),
    [
        ("ubl", "BR-FREXT-CL-10", {'schemeID="0009"': 'schemeID="0000"'}),
        ("cii", "BR-FREXT-CL-10", {'schemeID="0009"': 'schemeID=""'}),
        ("ubl", "BR-FREXT-CL-20-TAX", {TAX["ubl"]: TAX["ubl"].replace("ENV", "VAT")}),
        ("cii", "BR-FREXT-CL-20-TAX", {TAX["cii"]: TAX["cii"].replace("ENV", "FC")}),
        ("ubl", "BR-FREXT-CL-20", {TAX["ubl"]: TAX["ubl"].replace("5153", "7161")}),
        ("cii", "BR-FREXT-CL-20", {TAX["cii"]: TAX["cii"].replace(' listID="5153"', "")}),
        ("ubl", "BR-FREXT-CL-20-LISTID", {TAX["ubl"]: TAX["ubl"].replace("5153", "5189")}),
        ("cii", "BR-FREXT-CL-20-LISTID", {TAX["cii"]: TAX["cii"].replace("5153", "5189")}),
        ("cii", "BR-FREXT-CL-19-GP", {PRICE: DISCOUNT.format("false", "ZZ")}),
        ("ubl", "BR-FREXT-CL-24", {SELLER: SUPPORT.format("text/html") + SELLER}),
        ("ubl", "BR-FREXT-CL-27", {"<cbc:ID>DAP<": "<cbc:ID>DAT<"}),
        ("cii", "BR-FREXT-CL-27", {">DAP<": ">DAT<"}),
        ("ubl", "BR-FREXT-04", {">WA<": ">WEIGHT<"}),
        ("cii", "BR-FXEXT-04", {">WA<": ">WEIGHT<"}),
    ],
)
def test_a_code_that_is_not_of_the_list(syntax: Syntax, number: str, changes: Changes) -> None:
    assert fired(syntax, changes)[number] == 1


@pytest.mark.parametrize(
    ("syntax", "changes"),
    [
        ("ubl", {'schemeID="0009"': 'schemeID="SEPA"'}),
        ("ubl", {'schemeID="0009"': 'schemeID=" BY "'}),
        ("ubl", {TAX["ubl"]: TAX["ubl"].replace("5153", "7161").replace("ENV", "FC")}),
        ("cii", {TAX["cii"]: TAX["cii"].replace("5153", "")}),
        ("cii", {PRICE: DISCOUNT.format("false", "95")}),
        ("cii", {PRICE: DISCOUNT.format("true", "ZZ")}),
        ("ubl", {SELLER: SUPPORT.format("text/xml") + SELLER}),
        ("cii", {">DAP<": "><"}),
    ],
)
def test_a_code_that_is_allowed(syntax: Syntax, changes: Changes) -> None:
    assert {number for number in fired(syntax, changes) if number.startswith("BR-FREXT-CL")} == set()


def test_in_ubl_sepa_is_for_those_who_are_paid() -> None:
    agent = '<cbc:ID schemeID="0009">55203253400011<'
    assert fired("ubl", {agent: agent.replace("0009", "SEPA")})["BR-FREXT-CL-10"] == 1
