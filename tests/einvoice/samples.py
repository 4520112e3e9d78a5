"""Invoices of firms that do not exist, for tests and benchmarks.

`ubl_invoice`, `ubl_credit_note` and `cii_invoice` give ordinary, correct documents of any number of lines;
`full_ubl` and `full_cii` hold every business term of EN 16931 at least once (and are odd as invoices).
`extended_ubl` and `extended_cii` hold the terms of EXTENDED-CTC-FR in one invoice that keeps its rules.
Every line costs 2 x 25.00 at 20 %.
"""

from base64 import b64encode
from decimal import Decimal
from pathlib import Path

_HERE = Path(__file__).parent / "samples"

LINE_NET = Decimal("50.00")


def totals(lines: int) -> dict[str, str]:
    """Net, VAT and gross of an ordinary sample."""
    net = LINE_NET * lines
    vat = (net * 20 / 100).quantize(Decimal("0.01"))
    return {"net": f"{net:.2f}", "vat": f"{vat:.2f}", "gross": f"{net + vat:.2f}"}


def ubl_invoice(lines: int = 1, number: str = "FA-2026-0042") -> bytes:
    return _ubl("Invoice", "InvoicedQuantity", lines, number)


def ubl_credit_note(lines: int = 1, number: str = "AV-2026-0007") -> bytes:
    return _ubl("CreditNote", "CreditedQuantity", lines, number)


def cii_invoice(lines: int = 1, number: str = "FA-2026-0042") -> bytes:
    body = "".join(_CII_LINE.format(number=position) for position in range(1, lines + 1))
    return _CII.format(number=number, lines=body, **totals(lines)).encode()


def full_ubl() -> bytes:
    return (_HERE / "full-ubl.xml").read_bytes()


def full_cii() -> bytes:
    return (_HERE / "full-cii.xml").read_bytes()


def extended_ubl() -> bytes:
    return (_HERE / "extended-ubl.xml").read_bytes()


def extended_cii() -> bytes:
    return (_HERE / "extended-cii.xml").read_bytes()


def attachment() -> str:
    return b64encode(b"releve;heures\n1;12\n").decode()


def _ubl(kind: str, quantity: str, lines: int, number: str) -> bytes:
    body = "".join(_UBL_LINE.format(number=position, kind=kind, quantity=quantity) for position in range(1, lines + 1))
    due = "\n  <cbc:DueDate>2026-09-15</cbc:DueDate>" if kind == "Invoice" else ""
    payment_due = "" if kind == "Invoice" else "\n    <cbc:PaymentDueDate>2026-09-15</cbc:PaymentDueDate>"
    return _UBL.format(
        kind=kind,
        code="380" if kind == "Invoice" else "381",
        due=due,
        payment_due=payment_due,
        number=number,
        lines=body,
        **totals(lines),
    ).encode()


_UBL = """<?xml version="1.0" encoding="UTF-8"?>
<{kind} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{kind}-2"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
  <cbc:ProfileID>S1</cbc:ProfileID>
  <cbc:ID>{number}</cbc:ID>
  <cbc:IssueDate>2026-08-16</cbc:IssueDate>{due}
  <cbc:{kind}TypeCode>{code}</cbc:{kind}TypeCode>
  <cbc:Note>#PMT#Indemnité forfaitaire de 40 euros en cas de retard</cbc:Note>
  <cbc:Note>#PMD#Pénalités de retard : trois fois le taux légal</cbc:Note>
  <cbc:Note>#AAB#Pas d’escompte</cbc:Note>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cbc:BuyerReference>SERVICE-DEMO</cbc:BuyerReference>
  <cac:OrderReference><cbc:ID>ENG-0815</cbc:ID></cac:OrderReference>
  <cac:AccountingSupplierParty>
    <cac:Party>
      <cbc:EndpointID schemeID="0225">999000037</cbc:EndpointID>
      <cac:PartyIdentification><cbc:ID schemeID="0009">99900003700013</cbc:ID></cac:PartyIdentification>
      <cac:PostalAddress>
        <cbc:StreetName>1 rue de l’Exemple</cbc:StreetName>
        <cbc:CityName>Démoville</cbc:CityName>
        <cbc:PostalZone>99999</cbc:PostalZone>
        <cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country>
      </cac:PostalAddress>
      <cac:PartyTaxScheme>
        <cbc:CompanyID>FR47999000037</cbc:CompanyID>
        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
      </cac:PartyTaxScheme>
      <cac:PartyLegalEntity>
        <cbc:RegistrationName>Ateliers Démo SARL</cbc:RegistrationName>
        <cbc:CompanyID schemeID="0002">999000037</cbc:CompanyID>
      </cac:PartyLegalEntity>
    </cac:Party>
  </cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>
    <cac:Party>
      <cbc:EndpointID schemeID="0225">999000045</cbc:EndpointID>
      <cac:PostalAddress>
        <cbc:StreetName>2 place du Modèle</cbc:StreetName>
        <cbc:CityName>Démoville</cbc:CityName>
        <cbc:PostalZone>99999</cbc:PostalZone>
        <cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country>
      </cac:PostalAddress>
      <cac:PartyLegalEntity>
        <cbc:RegistrationName>Commune de Démoville</cbc:RegistrationName>
        <cbc:CompanyID schemeID="0002">999000045</cbc:CompanyID>
      </cac:PartyLegalEntity>
    </cac:Party>
  </cac:AccountingCustomerParty>
  <cac:PaymentMeans>
    <cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>{payment_due}
    <cac:PayeeFinancialAccount><cbc:ID>FR7999999999990000000000099</cbc:ID></cac:PayeeFinancialAccount>
  </cac:PaymentMeans>
  <cac:TaxTotal>
    <cbc:TaxAmount currencyID="EUR">{vat}</cbc:TaxAmount>
    <cac:TaxSubtotal>
      <cbc:TaxableAmount currencyID="EUR">{net}</cbc:TaxableAmount>
      <cbc:TaxAmount currencyID="EUR">{vat}</cbc:TaxAmount>
      <cac:TaxCategory>
        <cbc:ID>S</cbc:ID>
        <cbc:Percent>20</cbc:Percent>
        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
      </cac:TaxCategory>
    </cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="EUR">{net}</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="EUR">{net}</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="EUR">{gross}</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="EUR">{gross}</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>{lines}
</{kind}>
"""

_UBL_LINE = """
  <cac:{kind}Line>
    <cbc:ID>{number}</cbc:ID>
    <cbc:{quantity} unitCode="C62">2</cbc:{quantity}>
    <cbc:LineExtensionAmount currencyID="EUR">50.00</cbc:LineExtensionAmount>
    <cac:Item>
      <cbc:Name>Chaise d’exposition n° {number}</cbc:Name>
      <cac:ClassifiedTaxCategory>
        <cbc:ID>S</cbc:ID>
        <cbc:Percent>20</cbc:Percent>
        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
      </cac:ClassifiedTaxCategory>
    </cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="EUR">25.00</cbc:PriceAmount></cac:Price>
  </cac:{kind}Line>"""

_CII = """<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
    xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
    xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:ExchangedDocumentContext>
    <ram:BusinessProcessSpecifiedDocumentContextParameter>
      <ram:ID>S1</ram:ID>
    </ram:BusinessProcessSpecifiedDocumentContextParameter>
    <ram:GuidelineSpecifiedDocumentContextParameter>
      <ram:ID>urn:cen.eu:en16931:2017</ram:ID>
    </ram:GuidelineSpecifiedDocumentContextParameter>
  </rsm:ExchangedDocumentContext>
  <rsm:ExchangedDocument>
    <ram:ID>{number}</ram:ID>
    <ram:TypeCode>380</ram:TypeCode>
    <ram:IssueDateTime><udt:DateTimeString format="102">20260816</udt:DateTimeString></ram:IssueDateTime>
    <ram:IncludedNote>
      <ram:Content>Indemnité forfaitaire de 40 euros en cas de retard</ram:Content>
      <ram:SubjectCode>PMT</ram:SubjectCode>
    </ram:IncludedNote>
    <ram:IncludedNote>
      <ram:Content>Pénalités de retard : trois fois le taux légal</ram:Content>
      <ram:SubjectCode>PMD</ram:SubjectCode>
    </ram:IncludedNote>
    <ram:IncludedNote>
      <ram:Content>Pas d’escompte</ram:Content>
      <ram:SubjectCode>AAB</ram:SubjectCode>
    </ram:IncludedNote>
  </rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>{lines}
    <ram:ApplicableHeaderTradeAgreement>
      <ram:BuyerReference>SERVICE-DEMO</ram:BuyerReference>
      <ram:SellerTradeParty>
        <ram:GlobalID schemeID="0009">99900003700013</ram:GlobalID>
        <ram:Name>Ateliers Démo SARL</ram:Name>
        <ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">999000037</ram:ID></ram:SpecifiedLegalOrganization>
        <ram:PostalTradeAddress>
          <ram:PostcodeCode>99999</ram:PostcodeCode>
          <ram:LineOne>1 rue de l’Exemple</ram:LineOne>
          <ram:CityName>Démoville</ram:CityName>
          <ram:CountryID>FR</ram:CountryID>
        </ram:PostalTradeAddress>
        <ram:URIUniversalCommunication><ram:URIID schemeID="0225">999000037</ram:URIID></ram:URIUniversalCommunication>
        <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">FR47999000037</ram:ID></ram:SpecifiedTaxRegistration>
      </ram:SellerTradeParty>
      <ram:BuyerTradeParty>
        <ram:Name>Commune de Démoville</ram:Name>
        <ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">999000045</ram:ID></ram:SpecifiedLegalOrganization>
        <ram:PostalTradeAddress>
          <ram:PostcodeCode>99999</ram:PostcodeCode>
          <ram:LineOne>2 place du Modèle</ram:LineOne>
          <ram:CityName>Démoville</ram:CityName>
          <ram:CountryID>FR</ram:CountryID>
        </ram:PostalTradeAddress>
        <ram:URIUniversalCommunication><ram:URIID schemeID="0225">999000045</ram:URIID></ram:URIUniversalCommunication>
      </ram:BuyerTradeParty>
      <ram:BuyerOrderReferencedDocument>
        <ram:IssuerAssignedID>ENG-0815</ram:IssuerAssignedID>
      </ram:BuyerOrderReferencedDocument>
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeDelivery/>
    <ram:ApplicableHeaderTradeSettlement>
      <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
      <ram:SpecifiedTradeSettlementPaymentMeans>
        <ram:TypeCode>58</ram:TypeCode>
        <ram:PayeePartyCreditorFinancialAccount>
          <ram:IBANID>FR7999999999990000000000099</ram:IBANID>
        </ram:PayeePartyCreditorFinancialAccount>
      </ram:SpecifiedTradeSettlementPaymentMeans>
      <ram:ApplicableTradeTax>
        <ram:CalculatedAmount>{vat}</ram:CalculatedAmount>
        <ram:TypeCode>VAT</ram:TypeCode>
        <ram:BasisAmount>{net}</ram:BasisAmount>
        <ram:CategoryCode>S</ram:CategoryCode>
        <ram:RateApplicablePercent>20</ram:RateApplicablePercent>
      </ram:ApplicableTradeTax>
      <ram:SpecifiedTradePaymentTerms>
        <ram:DueDateDateTime><udt:DateTimeString format="102">20260915</udt:DateTimeString></ram:DueDateDateTime>
      </ram:SpecifiedTradePaymentTerms>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
        <ram:LineTotalAmount>{net}</ram:LineTotalAmount>
        <ram:TaxBasisTotalAmount>{net}</ram:TaxBasisTotalAmount>
        <ram:TaxTotalAmount currencyID="EUR">{vat}</ram:TaxTotalAmount>
        <ram:GrandTotalAmount>{gross}</ram:GrandTotalAmount>
        <ram:DuePayableAmount>{gross}</ram:DuePayableAmount>
      </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
"""

_CII_LINE = """
    <ram:IncludedSupplyChainTradeLineItem>
      <ram:AssociatedDocumentLineDocument><ram:LineID>{number}</ram:LineID></ram:AssociatedDocumentLineDocument>
      <ram:SpecifiedTradeProduct><ram:Name>Chaise d’exposition n° {number}</ram:Name></ram:SpecifiedTradeProduct>
      <ram:SpecifiedLineTradeAgreement>
        <ram:NetPriceProductTradePrice><ram:ChargeAmount>25.00</ram:ChargeAmount></ram:NetPriceProductTradePrice>
      </ram:SpecifiedLineTradeAgreement>
      <ram:SpecifiedLineTradeDelivery>
        <ram:BilledQuantity unitCode="C62">2</ram:BilledQuantity>
      </ram:SpecifiedLineTradeDelivery>
      <ram:SpecifiedLineTradeSettlement>
        <ram:ApplicableTradeTax>
          <ram:TypeCode>VAT</ram:TypeCode>
          <ram:CategoryCode>S</ram:CategoryCode>
          <ram:RateApplicablePercent>20</ram:RateApplicablePercent>
        </ram:ApplicableTradeTax>
        <ram:SpecifiedTradeSettlementLineMonetarySummation>
          <ram:LineTotalAmount>50.00</ram:LineTotalAmount>
        </ram:SpecifiedTradeSettlementLineMonetarySummation>
      </ram:SpecifiedLineTradeSettlement>
    </ram:IncludedSupplyChainTradeLineItem>"""
