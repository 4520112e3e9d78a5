"""The code that banking applications scan to fill in a SEPA credit transfer (EPC069-12, version 2.1: the "GiroCode").

The guideline allows it for one SEPA account, in euro, from 0.01 to 999,999,999.99, with a beneficiary; nothing else
gets a code.
"""

import io
from decimal import Decimal

import segno

from coryphee.einvoice.model import CreditTransfer, Invoice
from coryphee.einvoice.money import amount
from coryphee.rendering.formats import is_iban

_SMALLEST, _LARGEST = Decimal("0.01"), Decimal("999999999.99")
_LONGEST_NAME, _LONGEST_TEXT = 70, 140
_TRANSFERS = {"30", "58"}  # UNTDID 4461: credit transfer, SEPA credit transfer
_CREDIT_NOTES = {"381", "396", "503", "261", "262"}  # UNTDID 1001: nobody pays these


def transfer_code(invoice: Invoice) -> str | None:
    """The code as SVG, or None when the guideline has no room for this invoice."""
    text = payload(invoice)
    if text is None:
        return None
    written = io.BytesIO()
    # EPC069-12 section 2: error correction M, at most version 13; four modules of quiet zone (ISO/IEC 18004).
    segno.make(text, error="m", micro=False, boost_error=False, encoding="utf-8").save(
        written, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True
    )
    return written.getvalue().decode()


def payload(invoice: Invoice) -> str | None:
    """The lines of the code (EPC069-12 section 3), or None."""
    transfer = _transfer(invoice)
    payable = amount(invoice.totals.payable) if invoice.totals else None
    if transfer is None or payable is None or not _SMALLEST <= payable <= _LARGEST:
        return None
    if (invoice.currency or "").strip() != "EUR" or (invoice.type_code or "").strip() in _CREDIT_NOTES:
        return None
    beneficiary = invoice.payee or invoice.seller
    name = _line(transfer.account_name or (beneficiary.name if beneficiary else ""), _LONGEST_NAME)
    if not name or payable != payable.quantize(_SMALLEST):
        return None
    reference = next((text for text in invoice.remittance_information if text), invoice.number)
    lines = (
        "BCD",
        "002",  # version 002: the BIC may be left out inside the European Economic Area
        "1",  # UTF-8
        "SCT",
        _bic(transfer.provider),
        name,
        "".join((transfer.account or "").split()),
        f"EUR{payable:.2f}",
        "",  # purpose
        "",  # structured reference (ISO 11649): nobody says that ours is one
        _line(reference, _LONGEST_TEXT),
    )
    return "\n".join(lines).rstrip("\n")


def _transfer(invoice: Invoice) -> CreditTransfer | None:
    """The account of a credit transfer, when there is exactly one and it is an IBAN."""
    transfers = [
        transfer
        for means in invoice.payment_means
        if (means.code or "").strip() in _TRANSFERS
        for transfer in means.credit_transfers
    ]
    return transfers[0] if len(transfers) == 1 and is_iban(transfers[0].account) else None


def _bic(text: str | None) -> str:
    packed = (text or "").strip()
    return packed if packed.isascii() and packed.isalnum() and len(packed) in {8, 11} else ""


def _line(text: str | None, longest: int) -> str:
    return " ".join((text or "").split())[:longest]
