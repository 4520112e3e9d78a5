"""Binding rules of the extension in UBL: what its elements may hold."""

import pytest

from tests.einvoice.rules.extended_ctc_fr.mutants import Changes, fired

TERMS = "<cac:DeliveryTerms>\n{}<cbc:ID>DAP</cbc:ID>"
NAME = "<cbc:Name>Nantes</cbc:Name>"
REFERENCE = "<cac:BillingReference>\n    <cac:InvoiceDocumentReference>\n      <cbc:ID>FA-2026-0002</cbc:ID>"
RATE = "<cac:TaxExchangeRate><cbc:SourceCurrencyCode>EUR</cbc:SourceCurrencyCode>{}</cac:TaxExchangeRate><cac:TaxTotal>"


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("UBL-FREXT-CR-410", {"<cbc:ID>DAP</cbc:ID>": "<cbc:ID>DAP</cbc:ID><cbc:SpecialTerms/>"}),
        ("UBL-FREXT-CR-410", {NAME: f"<cbc:Description/>{NAME}"}),
        ("UBL-FREXT-CR-645", {TERMS.format("      "): TERMS.format("      ") + "<cbc:SpecialTerms/>"}),
        (
            "CII-FREXT-CR-490",
            {"<cac:TaxTotal>": RATE.format("<cbc:SourceCurrencyBaseRate>1</cbc:SourceCurrencyBaseRate>")},
        ),
        ("UBL-SR-07", {REFERENCE: REFERENCE.replace("<cbc:ID>FA-2026-0002</cbc:ID>", "")}),
    ],
)
def test_a_change_makes_the_rule_say_no(number: str, changes: Changes) -> None:
    assert fired("ubl", changes)[number] == 1


def test_what_the_extension_allows_is_no_fault() -> None:
    assert not fired("ubl", {"<cac:TaxTotal>": RATE.format("<cbc:CalculationRate>1.1</cbc:CalculationRate>")})
    # On a line a reference without a number is no business of EN 16931.
    line = "<cac:InvoiceDocumentReference>\n        <cbc:ID>FA-2026-0007</cbc:ID>"
    assert not fired("ubl", {line: "<cac:InvoiceDocumentReference>"})
