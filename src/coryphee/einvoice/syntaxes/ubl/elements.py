"""What a function of the tables of UBL reads, written again: the way back of `read`, for `compose`."""

from typing import TYPE_CHECKING, Any

from coryphee.einvoice.model import (
    Attachment,
    Classification,
    DirectDebit,
    Item,
    Note,
    PaymentMeans,
    Price,
    WrittenDate,
)
from coryphee.einvoice.syntaxes.compose import attribute, escaped

if TYPE_CHECKING:
    from coryphee.einvoice.syntaxes.compose import Plan, Special, Writer

DIRECT_DEBIT = frozenset({"49", "59"})
"""Means of payment (BT-81) by which the amount is taken from the buyer's account."""


def day(value: WrittenDate) -> str:
    """2026-08-16: what CII writes as 20260816; what is no real day stays as it is, for the checks to tell."""
    written = value.text or ""
    found = value.day if value.format is not None or written.isdigit() else None
    return f">{escaped(written if found is None else found.isoformat())}"


def note(value: Note) -> str:
    """Write the subject (BT-21) in front of the text: #PMT#text."""
    subject = f"#{value.subject_code}#" if value.subject_code else ""
    return f">{escaped(subject + (value.text or ''))}"


def attachment(value: Attachment) -> str:
    """Write a file (BT-125) with its type and name."""
    about = attribute("mimeCode", value.mime_type) + attribute("filename", value.file_name)
    return f"{about}>{escaped(value.base64 or '')}"


def classification(value: Classification) -> str:
    """Write a class of the item (BT-158) with its list."""
    about = attribute("listID", value.list_id) + attribute("listVersionID", value.list_version)
    return f"{about}>{escaped(value.code or '')}"


def remittance(writer: "Writer", target: PaymentMeans, opening: str, closing: str, _: "Plan") -> None:
    """Write BT-83 in the first means of payment: the model has it once for the invoice, and equal texts are one."""
    if target is writer.invoice.payment_means[0]:
        texts = dict.fromkeys(writer.invoice.remittance_information)
        writer.pieces += [f"{opening}>{escaped(one)}{closing}" for one in texts]


def mandate(writer: "Writer", target: PaymentMeans, opening: str, closing: str, inner: "Plan") -> None:
    """Write BT-89 and BT-91 in the means of payment that is a direct debit, or else in the first one."""
    debit, payer = writer.invoice.direct_debit, writer.invoice.payer
    if (debit or payer) and target is debit_means(writer.invoice.payment_means):
        # An empty one was an empty element; a creditor alone is an identifier of a party (BT-90).
        kept = debit is not None and debit.creditor is None
        writer.element(debit or DirectDebit(), opening, closing, inner, kept=kept)


def vat_of_line(writer: "Writer", _: Item, opening: str, closing: str, inner: "Plan") -> None:
    """Write the VAT of the line (BG-30), which UBL has inside the item."""
    for category in writer.line.vat_categories if writer.line is not None else ():
        writer.element(category, opening, closing, inner)


def party(name: str) -> "Special":
    """Write a party of the invoice where UBL has it: inside another group."""

    def write(writer: "Writer", _: object, opening: str, closing: str, inner: "Plan") -> None:
        found = getattr(writer.invoice, name)
        if found is not None:
            writer.element(found, opening, closing, inner, kept=True)

    return write


def item_seller(writer: "Writer", _: Item, opening: str, closing: str, inner: "Plan") -> None:
    """Write the seller of the line, which UBL has inside the item."""
    if writer.line is not None and writer.line.item_seller is not None:
        writer.element(writer.line.item_seller, opening, closing, inner, kept=True)


def price_indicator(writer: "Writer", target: Price, opening: str, closing: str, _: "Plan") -> None:
    """Say that the amount in a price is a discount (BT-147): the schema wants it said."""
    if target.discount is not None or target.gross is not None:
        writer.pieces.append(f"{opening}>false{closing}")


def network(writer: "Writer", target: Any, opening: str, closing: str, _: "Plan") -> None:  # noqa: ANN401 - a card
    """Write the network of a card, empty when it is not known: the schema demands it."""
    writer.pieces.append(f"{opening}>{escaped(target.network or '')}{closing}")


def debit_means(means: list[PaymentMeans]) -> PaymentMeans | None:
    """The means of payment that stands for the direct debit."""
    return next((one for one in means if one.code in DIRECT_DEBIT), means[0] if means else None)
