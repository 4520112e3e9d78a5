"""Where a finding points: the path from the element of its subject to the value that its term names.

A path leads as far as the file goes: a rule about a missing value points at the group that should hold it.
Local names; for kinds and terms that are not listed the place is the subject itself.
"""

from collections.abc import Mapping
from functools import cache

from coryphee.einvoice.rulekit import Syntax
from coryphee.einvoice.rules.fr import places as french

Paths = dict[str, Mapping[str, str]]

_UBL_TOTALS = {
    "BT-106": "LineExtensionAmount",
    "BT-107": "AllowanceTotalAmount",
    "BT-108": "ChargeTotalAmount",
    "BT-109": "TaxExclusiveAmount",
    "BT-112": "TaxInclusiveAmount",
    "BT-115": "PayableAmount",
}
_CII_TOTALS = {
    "BT-106": "LineTotalAmount",
    "BT-107": "AllowanceTotalAmount",
    "BT-108": "ChargeTotalAmount",
    "BT-109": "TaxBasisTotalAmount",
    "BT-111": "TaxTotalAmount",
    "BT-112": "GrandTotalAmount",
    "BT-115": "DuePayableAmount",
}
_TRANSACTION = "SupplyChainTradeTransaction"
_AGREEMENT = f"{_TRANSACTION}/ApplicableHeaderTradeAgreement"
_SETTLEMENT = f"{_TRANSACTION}/ApplicableHeaderTradeSettlement"
_SUMMATION = f"{_SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation"

_UBL: Paths = {
    "invoice": {
        "BT-1": "ID",
        "BT-2": "IssueDate",
        "BT-3": "InvoiceTypeCode",
        "BT-5": "DocumentCurrencyCode",
        "BT-7": "TaxPointDate",
        "BT-10": "BuyerReference",
        "BT-12": "ContractDocumentReference/ID",
        "BT-13": "OrderReference/ID",
        "BT-23": "ProfileID",
        "BT-24": "CustomizationID",
        "BT-25": "BillingReference",
        "BT-27": "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName",
        "BT-29": "AccountingSupplierParty/Party/PartyIdentification",
        "BT-44": "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName",
        "BT-46": "AccountingCustomerParty/Party/PartyIdentification",
        "BT-81": "PaymentMeans",
        "BG-5": "AccountingSupplierParty/Party",
        "BG-8": "AccountingCustomerParty/Party",
        "BG-22": "LegalMonetaryTotal",
        **{term: f"LegalMonetaryTotal/{name}" for term, name in _UBL_TOTALS.items()},
    },
    "totals": _UBL_TOTALS,
    "seller": {"BT-34": "Party/EndpointID", "BT-40": "Party/PostalAddress", "BT-31": "Party"},
    "buyer": {"BT-49": "Party/EndpointID", "BT-55": "Party/PostalAddress", "BT-46": "Party/PartyIdentification"},
    "tax representative": {"BT-62": "PartyName/Name", "BT-69": "PostalAddress/Country", "BG-12": "PostalAddress"},
    "payee": {"BT-59": "PartyName/Name"},
    "VAT breakdowns": {
        "BT-116": "TaxableAmount",
        "BT-117": "TaxAmount",
        "BT-118": "TaxCategory/ID",
        "BT-119": "TaxCategory/Percent",
        "BT-120": "TaxCategory",
    },
    "VAT categories": {
        "BG-23": "TaxTotal",
        "BT-31": "AccountingSupplierParty/Party/PartyTaxScheme",
        "BT-72": "Delivery/ActualDeliveryDate",
        "BT-80": "Delivery/DeliveryLocation/Address/Country",
    },
    "VAT of lines": {"BT-152": "Percent"},
    "VAT of allowances": {"BT-96": "Percent"},
    "VAT of charges": {"BT-103": "Percent"},
    "VAT totals": {"BT-110": "TaxAmount"},
    "payment means": {"BT-81": "PaymentMeansCode", "BT-84": "PayeeFinancialAccount"},
    "lines": {
        "BT-126": "ID",
        "EXT-FR-FE-162": "BillingReference",
        "EXT-FR-FE-163": "BillingReference",
        "BT-129": "InvoicedQuantity",
        "BT-130": "InvoicedQuantity",
        "BT-131": "LineExtensionAmount",
        "BT-146": "Price/PriceAmount",
        "BT-148": "Price/AllowanceCharge/BaseAmount",
        "BT-151": "Item/ClassifiedTaxCategory",
        "BT-153": "Item/Name",
        "BT-157": "Item/StandardItemIdentification/ID",
    },
}
_CII: Paths = {
    "invoice": {
        "BT-1": "ExchangedDocument/ID",
        "BT-2": "ExchangedDocument/IssueDateTime",
        "BT-3": "ExchangedDocument/TypeCode",
        "BT-5": f"{_SETTLEMENT}/InvoiceCurrencyCode",
        "BT-10": f"{_AGREEMENT}/BuyerReference",
        "BT-12": f"{_AGREEMENT}/ContractReferencedDocument/IssuerAssignedID",
        "BT-13": f"{_AGREEMENT}/BuyerOrderReferencedDocument/IssuerAssignedID",
        "BT-23": "ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID",
        "BT-24": "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID",
        "BT-25": f"{_SETTLEMENT}/InvoiceReferencedDocument",
        "BT-27": f"{_AGREEMENT}/SellerTradeParty/Name",
        "BT-29": f"{_AGREEMENT}/SellerTradeParty",
        "BT-40": f"{_AGREEMENT}/SellerTradeParty/PostalTradeAddress/CountryID",
        "BT-44": f"{_AGREEMENT}/BuyerTradeParty/Name",
        "BT-46": f"{_AGREEMENT}/BuyerTradeParty",
        "BT-55": f"{_AGREEMENT}/BuyerTradeParty/PostalTradeAddress/CountryID",
        "BT-81": f"{_SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans",
        "BG-5": f"{_AGREEMENT}/SellerTradeParty",
        "BG-8": f"{_AGREEMENT}/BuyerTradeParty",
        "BG-22": _SUMMATION,
        "BG-25": _TRANSACTION,
        **{term: f"{_SUMMATION}/{name}" for term, name in _CII_TOTALS.items()},
    },
    "totals": _CII_TOTALS,
    "seller": {"BT-34": "URIUniversalCommunication/URIID"},
    "buyer": {"BT-49": "URIUniversalCommunication/URIID"},
    "tax representative": {"BT-62": "Name", "BT-69": "PostalTradeAddress/CountryID", "BG-12": "PostalTradeAddress"},
    "payee": {"BT-59": "Name"},
    "VAT categories": {"BG-23": f"{_SETTLEMENT}/ApplicableTradeTax"},
    "VAT of lines": {"BT-152": "RateApplicablePercent"},
    "VAT of allowances": {"BT-96": "RateApplicablePercent"},
    "VAT of charges": {"BT-103": "RateApplicablePercent"},
    "VAT breakdowns": {"BT-116": "BasisAmount", "BT-117": "CalculatedAmount", "BT-120": "ExemptionReason"},
    "VAT breakdowns other than L, M, O": {
        "BT-116": "BasisAmount",
        "BT-117": "CalculatedAmount",
        "BT-118": "CategoryCode",
        "BT-119": "RateApplicablePercent",
    },
    "payment means": {"BT-81": "TypeCode"},
    "lines": {
        "BT-126": "AssociatedDocumentLineDocument/LineID",
        "EXT-FR-FE-162": "AssociatedDocumentLineDocument/ParentLineID",
        "EXT-FR-FE-163": "AssociatedDocumentLineDocument/LineStatusReasonCode",
        "BT-129": "SpecifiedLineTradeDelivery/BilledQuantity",
        "BT-130": "SpecifiedLineTradeDelivery/BilledQuantity",
        "BT-131": "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
        "BT-146": "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
        "BT-148": "SpecifiedLineTradeAgreement/GrossPriceProductTradePrice/ChargeAmount",
        "BT-151": "SpecifiedLineTradeSettlement/ApplicableTradeTax",
        "BT-153": "SpecifiedTradeProduct/Name",
        "BT-157": "SpecifiedTradeProduct/GlobalID",
    },
}
_UBL |= {kind: {**_UBL.get(kind, {}), **paths} for kind, paths in french.UBL.items()}
_CII |= {kind: {**_CII.get(kind, {}), **paths} for kind, paths in french.CII.items()}
_NOWHERE: Mapping[str, str] = {}


@cache
def path_of(syntax: Syntax, kind: str, term: str) -> tuple[str, ...]:
    """Local names that lead from a subject of this kind to the term; none when the subject itself is the place."""
    path = (_CII if syntax == "cii" else _UBL).get(kind, _NOWHERE).get(term, "")
    return tuple(path.split("/")) if path else ()
