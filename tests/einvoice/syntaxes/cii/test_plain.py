"""A plain file of CII that keeps all rules for certain fires none; one that may break a rule is looked at."""

import re

import pytest

from coryphee import einvoice
from coryphee.einvoice.syntaxes.cii.plain import keeps_all_rules
from tests.einvoice import samples

DOCUMENT = (
    b"<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>1</ram:IssuerAssignedID>%s<ram:TypeCode>%s</ram:TypeCode>%s"
    b"</ram:AdditionalReferencedDocument>"
)
NAME = b"<ram:Name>x</ram:Name>"
KIND = b"<ram:ReferenceTypeCode>AAA</ram:ReferenceTypeCode>"
MEANS = (
    b"<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>%s</ram:TypeCode>%s"
    b"</ram:SpecifiedTradeSettlementPaymentMeans>"
)
ACCOUNT = (
    b"<ram:PayeePartyCreditorFinancialAccount><ram:IBANID>FR76</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>"
)
INFORMATION = b"<ram:Information>%s</ram:Information>"
KEPT, LOOKED_AT = "kept for certain", "looked at"
SAMPLE = samples.cii_invoice()
BREAKDOWN = SAMPLE[SAMPLE.rindex(b"<ram:ApplicableTradeTax>") :].partition(b"</ram:ApplicableTradeTax>")[0]
END_OF_AGREEMENT = b"</ram:ApplicableHeaderTradeAgreement>"


def before(mark: bytes, inside: bytes) -> bytes:
    assert mark in SAMPLE
    return SAMPLE.replace(mark, inside + mark, 1)


@pytest.mark.parametrize("content", [SAMPLE, samples.cii_invoice(3), samples.full_cii()])
def test_ordinary_invoices_are_plain_and_keep_all_rules(content: bytes) -> None:
    document = einvoice.open_document(content)
    assert document.plain
    assert keeps_all_rules(document.invoice)


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        (before(END_OF_AGREEMENT, DOCUMENT % (b"", b"916", NAME)), KEPT),
        (before(END_OF_AGREEMENT, 2 * (DOCUMENT % (b"", b"916", b""))), KEPT),
        (before(END_OF_AGREEMENT, 2 * (DOCUMENT % (b"", b"916", NAME))), LOOKED_AT),
        (before(END_OF_AGREEMENT, DOCUMENT % (b"", b"130", KIND)), KEPT),
        (before(END_OF_AGREEMENT, DOCUMENT % (b"", b"130", NAME)), LOOKED_AT),
        (before(END_OF_AGREEMENT, DOCUMENT % (b"", b"916", KIND)), LOOKED_AT),
        (before(END_OF_AGREEMENT, 2 * (DOCUMENT % (b"", b"50", b""))), LOOKED_AT),
        (before(BREAKDOWN, MEANS % (b"58", ACCOUNT)), KEPT),
        (before(BREAKDOWN, MEANS % (b"58", b"")), LOOKED_AT),
        (before(BREAKDOWN, MEANS % (b"48", b"")), LOOKED_AT),
        (
            before(BREAKDOWN, b"".join(MEANS % (b"58", INFORMATION % text + ACCOUNT) for text in (b"a", b"b"))),
            LOOKED_AT,
        ),
    ],
)
def test_what_compares_values_is_looked_at(content: bytes, rules: str) -> None:
    document = einvoice.open_document(content)
    assert document.plain
    assert keeps_all_rules(document.invoice) is (rules == KEPT)


@pytest.mark.parametrize(
    "content",
    [
        SAMPLE.replace(b"unitCode=", b'unitCodeListID="x" unitCode='),
        SAMPLE.replace(b"<ram:LineTotalAmount>", b'<ram:LineTotalAmount currencyID="EUR">'),
        SAMPLE.replace(b"<ram:TypeCode>380", b"<ram:Name>x</ram:Name><ram:TypeCode>380"),
    ],
)
def test_what_should_not_be_used_is_not_plain(content: bytes) -> None:
    document = einvoice.open_document(content)
    assert (document.plain, document.schema_errors) == (False, ())
    assert any(finding.rule.startswith("CII-") for finding in einvoice.check(document).findings)


def test_a_line_without_delivery_is_not_plain() -> None:
    content = samples.full_cii()
    delivery = rb"<ram:SpecifiedLineTradeDelivery>.*</ram:SpecifiedLineTradeDelivery>"
    document = einvoice.open_document(re.sub(delivery, b"", content, flags=re.DOTALL))
    assert (document.plain, document.schema_errors) == (False, ())
    assert "CII-DT-033" in {finding.rule for finding in einvoice.check(document).findings}


@pytest.mark.parametrize("holder", [b"DueDateDateTime", b"IssueDateTime", b"ChargeIndicator", b"TaxPointDate"])
def test_an_empty_holder_breaks_the_schema(holder: bytes) -> None:
    content = re.sub(b"<ram:%s>.*?</ram:%s>" % (holder, holder), b"<ram:%s/>" % holder, samples.full_cii(), count=1)
    assert b"<ram:%s/>" % holder in content
    document = einvoice.open_document(content)
    assert document.schema_errors
    assert einvoice.check(document).channels == {"direct": False, "platform": False}
