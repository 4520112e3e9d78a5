"""A CII tree is judged by the rows of a profile: what fires, how often, where, and with which words."""

from collections import Counter

import pytest
from lxml import etree

from coryphee.einvoice.findings import Finding
from coryphee.einvoice.model import Invoice
from coryphee.einvoice.rules.factur_x.tables import NOT_USED
from coryphee.einvoice.syntaxes.cii import profile_rules, read
from coryphee.einvoice.words import explain
from tests.einvoice import samples

PLAIN = samples.cii_invoice(3)
SELLER = b"<ram:SellerTradeParty>"


def invoice(content: bytes) -> Invoice:
    return read.read(etree.fromstring(content))


def judged(profile: str, *changes: tuple[bytes, bytes], content: bytes = PLAIN) -> list[Finding]:
    for written, wanted in changes:
        assert written in content, written
        content = content.replace(written, wanted)
    root = invoice(content).source
    assert isinstance(root, etree._Element)
    found = profile_rules.judge(profile, root, "factur-x@test")
    # The samples have an empty delivery, of which some profiles warn.
    return [entry for entry in found if not entry.where.endswith("ApplicableHeaderTradeDelivery")]


def fired(profile: str, *changes: tuple[bytes, bytes]) -> Counter[str]:
    return Counter(finding.rule for finding in judged(profile, *changes))


def test_an_ordinary_invoice_keeps_to_its_profile() -> None:
    assert judged("en16931") == []


def test_another_profile_is_a_wrong_code() -> None:
    [found] = [finding for finding in judged("extended") if finding.rule == "FX-SCH-A-000636"]
    assert dict(found.parameters)["value"] == "urn:cen.eu:en16931:2017"
    assert found.where == "/CrossIndustryInvoice/ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"
    assert "ram:ID" in explain(found.rule, dict(found.parameters)).message


def test_a_missing_element_is_told_of_what_should_hold_it() -> None:
    [found] = judged("en16931", (_first(b"ram:CountryID", SELLER), b""), content=samples.cii_invoice(1))[:1]
    assert dict(found.parameters)["sentence"] == "element.missing"
    assert found.where.endswith("SellerTradeParty/PostalTradeAddress")
    assert (found.term, found.line is not None) == ("BT-40", True)


def test_a_repeated_element_is_told_of_the_first_that_is_too_much() -> None:
    currency = _first(b"ram:InvoiceCurrencyCode", b"")
    [found] = [entry for entry in judged("en16931", (currency, currency * 3)) if "Currency" in entry.where]
    assert dict(found.parameters)["sentence"] == "element.repeated"
    assert dict(found.parameters)["limit"] == "1"
    assert found.where.endswith("InvoiceCurrencyCode[2]")


def test_what_a_profile_does_not_use_fires_once_for_each_place() -> None:
    amount = b"<ram:LineTotalAmount>"
    assert fired("en16931", (amount, b'<ram:LineTotalAmount currencyID="EUR">')) == {NOT_USED: PLAIN.count(amount)}


def test_a_code_list_is_asked_about_values_alone() -> None:
    assert fired("en16931", (b'unitCode="C62"', b'unitCode=""')) == {}
    wrong = fired("en16931", (b'unitCode="C62"', b'unitCode="PIECE"'))
    assert set(wrong.values()) == {3}
    assert {entry.term for entry in judged("en16931", (b'unitCode="C62"', b'unitCode="PIECE"'))} == {"BT-130"}


@pytest.mark.parametrize(("scheme", "count"), [(b"VA", 0), (b"FC", 0), (b"XX", 1)])
def test_variants_are_told_apart_by_what_they_hold(scheme: bytes, count: int) -> None:
    before = _first(b"ram:SpecifiedTaxRegistration", SELLER)
    more = b'<ram:SpecifiedTaxRegistration><ram:ID schemeID="%s">1</ram:ID></ram:SpecifiedTaxRegistration>' % scheme
    found = [entry for entry in judged("minimum", (before, more)) if "SellerTradeParty" in entry.where]
    assert [entry.rule for entry in found] == [NOT_USED] * count


def test_one_variant_of_an_element_may_be_too_much() -> None:
    registration = _first(b"ram:SpecifiedTaxRegistration", SELLER)
    found = [
        entry for entry in judged("minimum", (registration, registration * 2)) if "SellerTradeParty" in entry.where
    ]
    assert [entry.rule for entry in found] == ["FX-SCH-A-000033"]
    assert found[0].where.endswith("SpecifiedTaxRegistration[2]")


def test_an_empty_element_is_a_warning() -> None:
    root = invoice(PLAIN).source
    [found] = profile_rules.judge("en16931", root, "factur-x@test")
    assert (found.rule, found.severity) == ("PEPPOL-EN16931-R008", "warning")
    assert explain(found.rule, dict(found.parameters)).message == "ram:ApplicableHeaderTradeDelivery is empty."


def test_a_comment_hides_nothing() -> None:
    assert fired("en16931", (b"<ram:InvoiceCurrencyCode>E", b"<ram:InvoiceCurrencyCode>E<!-- -->")) == {}


def test_lines_are_judged_in_linear_time_whatever_their_order() -> None:
    many = samples.cii_invoice(200)
    assert judged("en16931", content=many) == []
    assert len(judged("en16931", (b'unitCode="C62"', b'unitCode="PIECE"'), content=many)) == 200


def _first(name: bytes, after: bytes) -> bytes:
    """The first element of a name behind a mark, as written."""
    begin = PLAIN.index(b"<" + name, PLAIN.index(after) if after else 0)
    end = PLAIN.index(b"</" + name + b">", begin) + len(name) + 3
    return PLAIN[begin:end]
