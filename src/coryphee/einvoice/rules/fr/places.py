"""Where findings of the French rules point: paths from their subjects, as in `rules.places`."""

from collections.abc import Mapping

Paths = dict[str, Mapping[str, str]]

_AGREEMENT = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement"
_SETTLEMENT = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"
_SUMMATION = "SpecifiedTradeSettlementLineMonetarySummation"

_UBL_HEAD = {
    "BT-9": "DueDate",
    "BT-18": "AdditionalDocumentReference",
    "BT-21": "Note",
    "BT-22": "Note",
    "BT-3": "InvoiceTypeCode",
    "BT-30": "AccountingSupplierParty/Party/PartyLegalEntity/CompanyID",
    "BT-34": "AccountingSupplierParty/Party/EndpointID",
    "BT-47": "AccountingCustomerParty/Party/PartyLegalEntity/CompanyID",
    "BT-49": "AccountingCustomerParty/Party/EndpointID",
    "BT-63": "TaxRepresentativeParty",
    "BT-113": "LegalMonetaryTotal/PrepaidAmount",
    "BT-115": "LegalMonetaryTotal/PayableAmount",
    "BT-123": "AdditionalDocumentReference",
    "BG-3": "BillingReference",
    "BG-14": "InvoicePeriod",
}
_CII_HEAD = {
    "BT-9": f"{_SETTLEMENT}/SpecifiedTradePaymentTerms/DueDateDateTime",
    "BT-18": f"{_AGREEMENT}/AdditionalReferencedDocument",
    "BT-21": "ExchangedDocument/IncludedNote",
    "BT-22": "ExchangedDocument/IncludedNote",
    "BT-3": "ExchangedDocument/TypeCode",
    "BT-30": f"{_AGREEMENT}/SellerTradeParty/SpecifiedLegalOrganization/ID",
    "BT-34": f"{_AGREEMENT}/SellerTradeParty/URIUniversalCommunication/URIID",
    "BT-47": f"{_AGREEMENT}/BuyerTradeParty/SpecifiedLegalOrganization/ID",
    "BT-49": f"{_AGREEMENT}/BuyerTradeParty/URIUniversalCommunication/URIID",
    "BT-63": f"{_AGREEMENT}/SellerTaxRepresentativeTradeParty",
    "BT-113": f"{_SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation/TotalPrepaidAmount",
    "BT-115": f"{_SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation/DuePayableAmount",
    "BT-123": f"{_AGREEMENT}/AdditionalReferencedDocument",
    "BG-3": f"{_SETTLEMENT}/InvoiceReferencedDocument",
    "BG-14": f"{_SETTLEMENT}/BillingSpecifiedPeriod",
}
_UBL_LINE = {
    "BT-128": "DocumentReference/ID",
    "BT-129": "InvoicedQuantity",
    "BT-131": "LineExtensionAmount",
    "BT-146": "Price/PriceAmount",
    "BT-147": "Price/AllowanceCharge/Amount",
    "BT-148": "Price/AllowanceCharge/BaseAmount",
    "BT-149": "Price/BaseQuantity",
    "EXT-FR-FE-163": "BillingReference/InvoiceDocumentReference/DocumentStatusCode",
    "EXT-FR-FE-164": "Item/ManufacturerParty/PartyLegalEntity/RegistrationName",
    "EXT-FR-FE-167": "Item/ManufacturerParty/PartyLegalEntity/CompanyID",
    "EXT-FR-FE-177": "Item/ManufacturerParty/PostalAddress",
    "EXT-FR-FE-181": "TaxTotal/TaxAmount",
    "EXT-FR-FE-182": "TaxTotal/TaxAmount",
    "BT-120": "Item/ClassifiedTaxCategory",
}
_CII_LINE = {
    "BT-128": "SpecifiedLineTradeSettlement/AdditionalReferencedDocument/IssuerAssignedID",
    "BT-129": "SpecifiedLineTradeDelivery/BilledQuantity",
    "BT-131": f"SpecifiedLineTradeSettlement/{_SUMMATION}/LineTotalAmount",
    "BT-146": "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
    "BT-147": "SpecifiedLineTradeAgreement/GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/ActualAmount",
    "BT-148": "SpecifiedLineTradeAgreement/GrossPriceProductTradePrice/ChargeAmount",
    "BT-149": "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/BasisQuantity",
    "EXT-FR-FE-163": "AssociatedDocumentLineDocument/LineStatusReasonCode",
    "EXT-FR-FE-164": "SpecifiedLineTradeAgreement/ItemSellerTradeParty/Name",
    "EXT-FR-FE-167": "SpecifiedLineTradeAgreement/ItemSellerTradeParty/SpecifiedLegalOrganization/ID",
    "EXT-FR-FE-177": "SpecifiedLineTradeAgreement/ItemSellerTradeParty/PostalTradeAddress",
    "EXT-FR-FE-181": f"SpecifiedLineTradeSettlement/{_SUMMATION}/TaxTotalAmount",
    "EXT-FR-FE-182": f"SpecifiedLineTradeSettlement/{_SUMMATION}/TaxTotalAmount",
    "EXT-FR-FE-184": f"SpecifiedLineTradeSettlement/{_SUMMATION}/GrandTotalAmount",
    "BT-120": "SpecifiedLineTradeSettlement/ApplicableTradeTax",
}
_OF_INVOICE = ("BT-9", "BT-18", "BT-34", "BT-49", "BT-63", "BT-123")
_OF_NOTES = ("BT-21", "BT-22", "BT-34", "BT-47", "BT-49")
_OF_PAID = ("BT-9", "BT-113", "BT-115")
_OF_NUMBERS = ("BT-129", "BT-131", "BT-146", "BT-147", "BT-148", "BT-149")
_OF_LINES = ("BT-128", "EXT-FR-FE-163", "EXT-FR-FE-167")
_OF_SELLER = ("EXT-FR-FE-164", "EXT-FR-FE-167", "EXT-FR-FE-177")
_OF_GROUPS = (*_OF_SELLER, "EXT-FR-FE-181", "EXT-FR-FE-182", "BT-128", "BT-131")


def _pick(paths: Mapping[str, str], *terms: str) -> Mapping[str, str]:
    return {term: paths[term] for term in terms}


def _kinds(head: Mapping[str, str], line: Mapping[str, str]) -> Paths:
    """Paths by kind of subject."""
    return {
        "notes together": _pick(head, *_OF_NOTES),
        "paid invoice": _pick(head, *_OF_PAID),
        "credit note": _pick(head, "BG-3"),
        "corrected invoice": _pick(head, "BG-3"),
        "credit note for a global discount": _pick(head, "BG-14"),
        "of several sellers": _pick(head, "BT-3"),
        "of several debtors": _pick(head, "BT-3", "BT-30", "BT-47"),
        "lines by number": _pick(line, *_OF_NUMBERS),
        "gathered lines": _pick(line, *_OF_LINES),
        "gathered details": _pick(line, "BT-120"),
        "groups of the main seller": _pick(line, "BT-128"),
        "groups of lines": {term: line[term] for term in (*_OF_GROUPS, "EXT-FR-FE-184") if term in line},
    }


UBL: Paths = {
    **_kinds(_UBL_HEAD, _UBL_LINE),
    "invoice": _pick(_UBL_HEAD, *_OF_INVOICE),
    "odd totals": {
        "BT-106": "LineExtensionAmount",
        "BT-107": "AllowanceTotalAmount",
        "BT-108": "ChargeTotalAmount",
        "BT-109": "TaxExclusiveAmount",
        "BT-112": "TaxInclusiveAmount",
        "BT-113": "PrepaidAmount",
        "BT-114": "PayableRoundingAmount",
        "BT-115": "PayableAmount",
    },
    "VAT totals anywhere": {"BT-110": "TaxAmount"},
    "VAT breakdowns anywhere": {"BT-116": "TaxableAmount", "BT-117": "TaxAmount"},
    "documents": {"BT-123": "DocumentDescription"},
}
CII: Paths = {
    **_kinds(_CII_HEAD, _CII_LINE),
    "invoice": _pick(_CII_HEAD, *_OF_INVOICE, "BT-30"),
    "odd totals": {
        "BT-106": "LineTotalAmount",
        "BT-107": "AllowanceTotalAmount",
        "BT-108": "ChargeTotalAmount",
        "BT-109": "TaxBasisTotalAmount",
        "BT-112": "GrandTotalAmount",
        "BT-113": "TotalPrepaidAmount",
        "BT-114": "RoundingAmount",
        "BT-115": "DuePayableAmount",
    },
    "VAT breakdowns anywhere": {"BT-116": "BasisAmount", "BT-117": "CalculatedAmount"},
    "documents": {"BT-123": "Name"},
}
