"""A plain file of UBL that keeps all rules for certain fires none; one that may break a rule is looked at."""

import pytest

from coryphee import einvoice
from coryphee.einvoice.syntaxes.ubl.plain import keeps_all_rules
from tests.einvoice import samples

MEANS = b"<cac:PaymentMeans><cbc:PaymentMeansCode>%s</cbc:PaymentMeansCode>%s</cac:PaymentMeans>"
REMITTANCE = b"<cbc:PaymentID>%s</cbc:PaymentID>"
REFERENCE = b"<cac:AdditionalDocumentReference><cbc:ID%s>1</cbc:ID>%s</cac:AdditionalDocumentReference>"
OBJECT = b"<cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>"
PAYEE = b"<cac:PayeeParty><cac:PartyName><cbc:Name>%s</cbc:Name></cac:PartyName></cac:PayeeParty>"
SEPA = b'<cac:PartyIdentification><cbc:ID schemeID="SEPA">1</cbc:ID></cac:PartyIdentification>'
TAX = (
    b"<cac:PartyTaxScheme><cbc:CompanyID>1</cbc:CompanyID>"
    b"<cac:TaxScheme><cbc:ID>%s</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
)
KEPT, LOOKED_AT = "kept for certain", "looked at"
SAMPLE = samples.ubl_invoice()


def before(mark: bytes, inside: bytes) -> bytes:
    assert mark in SAMPLE
    return SAMPLE.replace(mark, inside + mark, 1)


@pytest.mark.parametrize("content", [SAMPLE, samples.ubl_credit_note(3), samples.full_ubl()])
def test_ordinary_invoices_are_plain_and_keep_all_rules(content: bytes) -> None:
    document = einvoice.open_document(content)
    assert document.plain
    assert keeps_all_rules(document.invoice)


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        (before(b"<cac:AccountingSupplierParty", REFERENCE % (b"", b"")), KEPT),
        (before(b"<cac:AccountingSupplierParty", REFERENCE % (b' schemeID="AAA"', OBJECT)), KEPT),
        (before(b"<cac:AccountingSupplierParty", REFERENCE % (b' schemeID="AAA"', b"")), LOOKED_AT),
        (before(b"<cac:AccountingSupplierParty", 2 * (REFERENCE % (b"", OBJECT))), LOOKED_AT),
        (before(b"<cac:AccountingSupplierParty", REFERENCE % (b"", OBJECT + b"<cac:Attachment/>")), LOOKED_AT),
        (before(b"<cac:AccountingSupplierParty", REFERENCE % (b"", OBJECT.replace(b"130", b"50"))), LOOKED_AT),
        (before(b"<cac:PaymentMeans>", MEANS % (b"58", b"")), KEPT),
        (before(b"<cac:PaymentMeans>", MEANS % (b"48", b"")), LOOKED_AT),
        (
            before(b"<cac:PaymentMeans>", MEANS % (b"58", REMITTANCE % b"1") + MEANS % (b"58", REMITTANCE % b"2")),
            LOOKED_AT,
        ),
        (before(b"<cac:PaymentMeans>", PAYEE % b"Bank"), KEPT),
        (before(b"<cac:PartyLegalEntity>", TAX % b"FC"), KEPT),
        (before(b"<cac:PartyLegalEntity>", TAX % b"vat"), LOOKED_AT),
    ],
)
def test_what_compares_values_is_looked_at(content: bytes, rules: str) -> None:
    document = einvoice.open_document(content)
    assert document.plain
    assert keeps_all_rules(document.invoice) is (rules == KEPT)


def test_a_payee_named_as_the_seller_is_looked_at() -> None:
    seller = einvoice.open_document(SAMPLE).invoice.seller
    assert seller is not None
    named = before(b"<cac:PaymentMeans>", PAYEE % (seller.name or "").encode())
    assert not keeps_all_rules(einvoice.open_document(named).invoice)


@pytest.mark.parametrize("twice", [b"PartyName", b"PartyLegalEntity"])
def test_a_payee_that_says_a_thing_twice_is_looked_at(twice: bytes) -> None:
    content = samples.full_ubl()
    begin = content.index(b"<cac:" + twice, content.index(b"<cac:PayeeParty>"))
    end = content.index(b"</cac:" + twice + b">", begin) + len(b"</cac:>" + twice)
    document = einvoice.open_document(content[:end] + content[begin:end] + content[end:])
    assert document.plain
    assert not keeps_all_rules(document.invoice)
    fired = {finding.rule for finding in einvoice.check(document).findings}
    assert fired & {"UBL-SR-19", "UBL-SR-20", "UBL-SR-21"} == {"UBL-SR-19" if twice == b"PartyName" else "UBL-SR-21"}


def test_two_creditor_identifiers_are_looked_at() -> None:
    twice = (
        before(b"<cac:PartyName>", 2 * SEPA)
        if b"<cac:PartyName>" in SAMPLE
        else before(b"<cac:PostalAddress>", 2 * SEPA)
    )
    assert not keeps_all_rules(einvoice.open_document(twice).invoice)


@pytest.mark.parametrize(
    "content",
    [
        SAMPLE.replace(b"unitCode=", b'unitCodeListID="x" unitCode='),
        SAMPLE.replace(b">50.00<", b">50.000<"),
        SAMPLE.replace(b"<cbc:IssueDate", b"<cbc:CopyIndicator>false</cbc:CopyIndicator><cbc:IssueDate"),
    ],
)
def test_what_should_not_be_used_is_not_plain(content: bytes) -> None:
    document = einvoice.open_document(content)
    assert (document.plain, document.schema_errors) == (False, ())
    assert any(finding.rule.startswith("UBL-") for finding in einvoice.check(document).findings)
