"""Parents, subtypes and amounts of groups, in both syntaxes."""

import pytest

from tests.einvoice.rules.extended_ctc_fr.mutants import SYNTAXES, Changes, Syntax, findings, fired

CHANGES: dict[str, dict[Syntax, Changes]] = {
    "BR-FREXT-05": {
        "ubl": {">INFORMATION</cbc:DocumentStatusCode>": ">NOTE</cbc:DocumentStatusCode>"},
        "cii": {">INFORMATION</ram:LineStatusReasonCode>": "> INFORMATION</ram:LineStatusReasonCode>"},
    },
    "BR-FREXT-06": {
        "ubl": {"<cbc:DocumentStatusCode>DETAIL</cbc:DocumentStatusCode>": ""},
        "cii": {"<ram:LineStatusReasonCode>DETAIL</ram:LineStatusReasonCode>": ""},
    },
    "BR-FREXT-08": {
        "ubl": {'<cbc:LineExtensionAmount currencyID="EUR">150.00': '<cbc:LineExtensionAmount currencyID="EUR">150.01'},
        "cii": {"<ram:LineTotalAmount>150.00": "<ram:LineTotalAmount>150.01"},
    },
    "BR-FREXT-11": {
        "ubl": {"<cac:BillingReferenceLine>\n        <cbc:ID>1<": "<cac:BillingReferenceLine>\n        <cbc:ID>7<"},
        "cii": {"<ram:ParentLineID>1<": "<ram:ParentLineID>1.1<"},
    },
    "BR-FREXT-12": {
        "ubl": {
            "<cbc:DocumentStatusCode>DETAIL": "<cbc:DocumentStatusCode>GROUP",
            '<cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>': "",
        },
        "cii": {
            "<ram:LineStatusReasonCode>DETAIL": "<ram:LineStatusReasonCode>GROUP",
            "<ram:LineTotalAmount>100.00</ram:LineTotalAmount>": "",
        },
    },
}


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("number", CHANGES)
def test_a_change_makes_the_rule_say_no(number: str, syntax: Syntax) -> None:
    assert fired(syntax, CHANGES[number][syntax])[number] == 1


def test_ubl_does_not_mind_white_space_around_a_subtype() -> None:
    assert fired("ubl", {">INFORMATION<": "> INFORMATION <"})["BR-FREXT-05"] == 0


def test_a_parent_may_be_a_line_further_down() -> None:
    assert fired("cii", {"<ram:ParentLineID>1<": "<ram:ParentLineID>3<"})["BR-FREXT-11"] == 0


def test_the_finding_names_line_parent_and_place() -> None:
    (finding,) = [one for one in findings("cii", CHANGES["BR-FREXT-11"]["cii"]) if one.rule == "BR-FREXT-11"]
    assert dict(finding.parameters) == {"line": "1.1", "parent": "1.1"}
    assert finding.where.endswith("/IncludedSupplyChainTradeLineItem[2]/AssociatedDocumentLineDocument/ParentLineID")
