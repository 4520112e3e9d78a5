"""Lines that count need quantity, unit, amount, price and VAT; item attributes need a name and one value."""

from collections import Counter

import pytest

from tests.einvoice import samples
from tests.einvoice.rules.extended_ctc_fr.mutants import Changes, Syntax, fired

UBL: dict[str, Changes] = {
    "BR-FREXT-23": {'<cbc:InvoicedQuantity unitCode="C62">5': "<cbc:InvoicedQuantity>5"},
    "BR-FREXT-22": {'<cbc:InvoicedQuantity unitCode="C62">5</cbc:InvoicedQuantity>': ""},
    "BR-FREXT-24": {'<cbc:LineExtensionAmount currencyID="EUR">40.00</cbc:LineExtensionAmount>': ""},
    "BR-FREXT-26": {'<cbc:PriceAmount currencyID="EUR">8.00</cbc:PriceAmount>': ""},
    "BR-FREXT-CO-04": {
        "<cbc:Name>Livre</cbc:Name>\n      <cac:ClassifiedTaxCategory>\n        <cbc:ID>S</cbc:ID>": (
            "<cbc:Name>Livre</cbc:Name>\n      <cac:ClassifiedTaxCategory>"
        )
    },
    "BR-FREXT-54-1": {"<cbc:Name>Poids</cbc:Name>": "", "<cbc:NameCode>WA</cbc:NameCode>": ""},
    "BR-FREXT-54-2": {
        "<cbc:NameCode>WA</cbc:NameCode>": "<cbc:NameCode>WA</cbc:NameCode><cbc:Value>2,5 kg</cbc:Value>"
    },
}
CII: dict[str, Changes] = {
    "BR-FREXT-BR-23": {'<ram:BilledQuantity unitCode="C62">5': "<ram:BilledQuantity>5"},
    "BR-FREXT-BR-22": {'<ram:BilledQuantity unitCode="C62">5</ram:BilledQuantity>': ""},
    "BR-FREXT-BR-24": {"<ram:LineTotalAmount>40.00</ram:LineTotalAmount>": ""},
    "BR-FREXT-BR-26": {"<ram:ChargeAmount>8.00</ram:ChargeAmount>": ""},
    "BR-FREXT-CO-04": {
        "<ram:CategoryCode>S</ram:CategoryCode>\n          <ram:RateApplicablePercent>5.5": (
            "<ram:RateApplicablePercent>5.5"
        )
    },
    "BR-FREXT-54-1": {"<ram:Description>Poids</ram:Description>": "", "<ram:TypeCode>WA</ram:TypeCode>": ""},
    "BR-FREXT-54-2": {' unitCode="KGM"': ""},
    "BR-FREXT-BR-38": {
        '<ram:ReasonCode listID="5153">ENV</ram:ReasonCode>': "",
        "<ram:Reason>Éco-contribution</ram:Reason>": "",
    },
}


@pytest.mark.parametrize(
    ("syntax", "number", "changes"),
    [("ubl", number, changes) for number, changes in UBL.items()]
    + [("cii", number, changes) for number, changes in CII.items()],
)
def test_a_line_that_counts_lacks_something(syntax: Syntax, number: str, changes: Changes) -> None:
    assert fired(syntax, changes)[number] == 1


def test_lines_that_only_inform_need_none_of_it() -> None:
    # Lines 1 (GROUP) and 2 (INFORMATION) of the sample have no quantity, no price and no VAT.
    for syntax, status in (
        ("ubl", "<cbc:DocumentStatusCode>INFORMATION"),
        ("cii", "<ram:LineStatusReasonCode>INFORMATION"),
    ):
        now = fired(syntax, {status: status.replace("INFORMATION", "DETAIL")})
        prefix = "BR-FREXT-" if syntax == "ubl" else "BR-FREXT-BR-"
        missing = Counter({f"{prefix}22": 1, f"{prefix}23": 1, f"{prefix}26": 1, "BR-FREXT-CO-04": 1})
        missing["UBL-FREXT-SR-48"] = int(syntax == "ubl")
        assert now == missing


@pytest.mark.parametrize(("document", "asked"), [("<ram:AssociatedDocumentLineDocument/>", 1), ("", 0)])
def test_in_cii_a_line_without_document_is_not_asked(document: str, asked: int) -> None:
    whole = samples.extended_cii().decode()
    start = whole.index("<ram:AssociatedDocumentLineDocument>")
    end = whole.index("</ram:AssociatedDocumentLineDocument>") + len("</ram:AssociatedDocumentLineDocument>")
    found = fired("cii", {whole[start:end]: document})
    numbers = ("BR-FREXT-BR-22", "BR-FREXT-BR-23", "BR-FREXT-BR-26", "BR-FREXT-CO-04")
    assert [found[number] for number in numbers] == 4 * [asked]


def test_in_ubl_a_reference_to_ones_own_invoice_without_subtype_does_not_count() -> None:
    status = "<cbc:DocumentStatusCode>DETAIL</cbc:DocumentStatusCode>"
    assert fired("ubl", {status: ""}) == fired("ubl", {status: ""}) != Counter()
    assert fired("ubl", {status: ""})["BR-FREXT-CO-10"] == 1
