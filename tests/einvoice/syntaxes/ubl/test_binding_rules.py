"""The binding rules of UBL that functions judge, each on the sample with all terms and one change."""

from collections import Counter

import pytest
from lxml import etree

from coryphee.einvoice.syntaxes.ubl import binding_rules
from tests.einvoice import samples

PAYMENT = "<cac:PaymentMeans>"
REFERENCE = "<cac:AdditionalDocumentReference>"
SELLER = "<cac:AccountingSupplierParty><cac:Party>"
TAX = "<cac:TaxScheme><cbc:ID>{}</cbc:ID></cac:TaxScheme>"
SCHEME = f"<cac:PartyTaxScheme><cbc:CompanyID>FR1</cbc:CompanyID>{TAX}</cac:PartyTaxScheme>"
OBJECT, PROJECT = (f"<cbc:DocumentTypeCode>{code}</cbc:DocumentTypeCode>" for code in ("130", "50"))
CREDITOR = "<cac:PartyIdentification><cbc:ID schemeID='{}'/></cac:PartyIdentification>"
REASON = "<cbc:AllowanceChargeReason/>"
MEANS = "<cac:PaymentMeans><cbc:PaymentMeansCode>{}</cbc:PaymentMeansCode></cac:PaymentMeans>"
REMITTANCE = "<cac:PaymentMeans><cbc:PaymentID>{}</cbc:PaymentID></cac:PaymentMeans>"
NAMESPACES = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in binding_rules.PREFIXES.items())
ALLOWANCE, CHARGE = (
    f"<cac:AllowanceCharge><cbc:ChargeIndicator>{value}</cbc:ChargeIndicator>{{}}</cac:AllowanceCharge>"
    for value in (" 0", "true")
)
NAME = "<cac:PartyLegalEntity><cbc:RegistrationName>Seller</cbc:RegistrationName></cac:PartyLegalEntity>"


def fired(inside: str, root: str = "ubl:Invoice") -> Counter[str]:
    tree = etree.fromstring(f"<{root}{NAMESPACES}>{inside}</{root}>")
    return Counter(finding.rule for finding in binding_rules.judge(tree, "en16931@1.3.16"))


@pytest.mark.parametrize("content", [samples.ubl_invoice(3), samples.ubl_credit_note(3), samples.full_ubl()])
def test_good_invoices_fire_nothing(content: bytes) -> None:
    assert binding_rules.judge(etree.fromstring(content), "en16931@1.3.16") == []


@pytest.mark.parametrize(
    ("rule", "broken", "kept"),
    [
        ("UBL-CR-002", "<cbc:UBLVersionID>2.0</cbc:UBLVersionID>", "<cbc:UBLVersionID>2.1</cbc:UBLVersionID>"),
        ("UBL-CR-412", f"{PAYMENT}<cbc:PaymentDueDate/></cac:PaymentMeans>", "<cbc:DueDate/>"),
        (
            "UBL-CR-665",
            f"{REFERENCE}<cbc:ID schemeID='AAA'/>{PROJECT}</cac:AdditionalDocumentReference>",
            f"{REFERENCE}<cbc:ID schemeID='AAA'/>{OBJECT}</cac:AdditionalDocumentReference>",
        ),
        (
            "UBL-CR-666",
            f"{REFERENCE}{OBJECT}<cac:Attachment/></cac:AdditionalDocumentReference>",
            f"{REFERENCE}<cac:Attachment/></cac:AdditionalDocumentReference>",
        ),
        (
            "UBL-CR-673",
            f"{REFERENCE}{OBJECT}<cbc:DocumentDescription/></cac:AdditionalDocumentReference>",
            f"{REFERENCE}<cbc:DocumentDescription/></cac:AdditionalDocumentReference>",
        ),
        (
            "UBL-DT-01",
            "<cbc:LineExtensionAmount>1.100</cbc:LineExtensionAmount>",
            "<cbc:PriceAmount>1.123</cbc:PriceAmount>",
        ),
        (
            "UBL-DT-01",
            "<cac:Price><cbc:BaseAmount>1.123</cbc:BaseAmount></cac:Price>",
            "<cac:Price><cac:AllowanceCharge><cbc:Amount>1.123</cbc:Amount></cac:AllowanceCharge></cac:Price>",
        ),
        ("UBL-DT-18", "<cbc:ID name='x'/>", f"{PAYMENT}<cbc:PaymentMeansCode name='x'/></cac:PaymentMeans>"),
        (
            "UBL-SR-04",
            2 * f"{REFERENCE}<cbc:ID/>{OBJECT}</cac:AdditionalDocumentReference>",
            2 * f"{REFERENCE}<cbc:ID/></cac:AdditionalDocumentReference>",
        ),
        (
            "UBL-SR-12",
            f"{SELLER}{2 * SCHEME.format('vat')}</cac:Party></cac:AccountingSupplierParty>",
            f"{SELLER}{SCHEME.format('VAT') + SCHEME.format('FC')}</cac:Party></cac:AccountingSupplierParty>",
        ),
        (
            "UBL-SR-13",
            f"{SELLER}{SCHEME.format(' VAT') + SCHEME.format('FC')}</cac:Party></cac:AccountingSupplierParty>",
            f"{SELLER}{SCHEME.format('FC')}</cac:Party></cac:AccountingSupplierParty>",
        ),
        (
            "UBL-SR-29",
            2 * f"<cac:PayeeParty>{CREDITOR.format('sepa')}</cac:PayeeParty>",
            f"<cac:PayeeParty>{CREDITOR.format('SEPA')}</cac:PayeeParty>",
        ),
        (
            "UBL-SR-30",
            ALLOWANCE.format(2 * REASON),
            ALLOWANCE.format(REASON),
        ),
        (
            "UBL-SR-31",
            CHARGE.format(2 * REASON),
            f"<cac:AllowanceCharge>{2 * REASON}</cac:AllowanceCharge>",
        ),
        (
            "UBL-SR-43",
            f"{REFERENCE}{PROJECT}</cac:AdditionalDocumentReference>",
            f"{REFERENCE}<cbc:ID/></cac:AdditionalDocumentReference>",
        ),
        (
            "UBL-SR-44",
            REMITTANCE.format("1") + REMITTANCE.format("2"),
            2 * REMITTANCE.format("1"),
        ),
        (
            "UBL-SR-47",
            MEANS.format("30") + MEANS.format("58"),
            2 * MEANS.format("30"),
        ),
        ("UBL-SR-53", f"{SELLER}<cac:PartyTaxScheme/></cac:Party></cac:AccountingSupplierParty>", SCHEME.format("VAT")),
    ],
)
def test_each_function_says_no_and_yes(rule: str, broken: str, kept: str) -> None:
    assert fired(broken)[rule] == 1
    assert fired(kept)[rule] == 0


def test_a_credit_note_has_its_due_date_in_the_payment_means() -> None:
    assert fired(f"{PAYMENT}<cbc:PaymentDueDate/></cac:PaymentMeans>", "cn:CreditNote")["UBL-CR-412"] == 0


def test_a_credit_note_may_refer_to_a_project() -> None:
    project = f"{REFERENCE}{PROJECT}</cac:AdditionalDocumentReference>"
    assert fired(project, "cn:CreditNote")["UBL-SR-43"] == 0


@pytest.mark.parametrize(
    ("payee", "rules"),
    [
        ("<cac:PartyName><cbc:Name>Bank</cbc:Name></cac:PartyName>", set()),
        ("<cac:PartyName><cbc:Name>Seller</cbc:Name></cac:PartyName>", {"UBL-SR-19", "UBL-SR-20", "UBL-SR-21"}),
        ("", {"UBL-SR-19", "UBL-SR-20", "UBL-SR-21"}),
        (2 * "<cac:PartyName><cbc:Name>Bank</cbc:Name></cac:PartyName>", {"UBL-SR-19"}),
        (
            "<cac:PartyName><cbc:Name>Bank</cbc:Name></cac:PartyName>"
            + 2 * "<cac:PartyIdentification><cbc:ID/></cac:PartyIdentification>",
            {"UBL-SR-20"},
        ),
        (
            "<cac:PartyName><cbc:Name>Bank</cbc:Name></cac:PartyName>"
            + 2 * "<cac:PartyLegalEntity><cbc:CompanyID schemeID='SEPA'/></cac:PartyLegalEntity>",
            {"UBL-SR-21"},
        ),
    ],
)
def test_a_payee_is_somebody_else_than_the_seller(payee: str, rules: set[str]) -> None:
    found = fired(f"{SELLER}{NAME}</cac:Party></cac:AccountingSupplierParty><cac:PayeeParty>{payee}</cac:PayeeParty>")
    assert {rule for rule in found if rule in {"UBL-SR-19", "UBL-SR-20", "UBL-SR-21"}} == rules
