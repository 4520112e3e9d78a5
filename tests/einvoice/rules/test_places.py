"""A finding points at its value, or at the group where the value is missing."""

import pytest

from coryphee import einvoice
from coryphee.einvoice.rules import places
from coryphee.einvoice.rules.catalogue import RULESETS
from tests.invoices_made import SAMPLES


def where(file: str, rule: str, *changes: tuple[bytes, bytes]) -> str:
    content = (SAMPLES / file).read_bytes()
    for written, wanted in changes:
        assert written in content
        content = content.replace(written, wanted)
    report = einvoice.check(einvoice.open_document(content))
    return next(finding.where for finding in report.findings if finding.rule == rule)


def test_a_wrong_value_is_pointed_at() -> None:
    assert where("14-wrong-total.xml", "BR-CO-15") == "/Invoice/LegalMonetaryTotal/TaxInclusiveAmount"
    change = (b"<ram:GrandTotalAmount>", b"<ram:GrandTotalAmount>9")
    assert where("04-cii-d16b.xml", "CHORUS-TOTAL-WITH-VAT", change).endswith("MonetarySummation/GrandTotalAmount")


def test_a_missing_value_points_at_the_group_that_should_hold_it() -> None:
    assert where("15-no-number.xml", "BR-02").startswith("/CrossIndustryInvoice/ExchangedDocument")
    assert where("25-no-seller-name.xml", "BR-06").startswith("/Invoice/AccountingSupplierParty/Party")


def test_a_line_is_counted() -> None:
    change = (b'<cbc:PriceAmount currencyID="EUR">55.00', b'<cbc:PriceAmount currencyID="EUR">-55.00')
    assert where("01-ubl-invoice.xml", "BR-27", change) == "/Invoice/InvoiceLine[2]/Price/PriceAmount"


@pytest.mark.parametrize("syntax", ["ubl", "cii"])
def test_no_path_is_written_for_a_term_that_no_rule_uses(syntax: str) -> None:
    used = {(rule.over.name, rule.term) for entry in RULESETS for rule in entry.rules if rule.syntax in {None, syntax}}
    written = {
        (kind, term) for kind, terms in (places._CII if syntax == "cii" else places._UBL).items() for term in terms
    }
    assert {pair for pair in written - used if pair[0] != "invoice"} == set()


def test_an_unlisted_term_is_at_its_subject() -> None:
    assert places.path_of("ubl", "lines", "BT-999") == ()
    assert places.path_of("cii", "nothing", "BT-1") == ()
