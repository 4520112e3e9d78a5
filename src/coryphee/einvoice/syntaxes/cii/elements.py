"""What a function of the tables of CII reads, written again: the way back of `read`, for `compose`."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coryphee.einvoice.model import (
    Attachment,
    Classification,
    Identifier,
    Invoice,
    InvoiceLine,
    Note,
    PaymentMeans,
    PaymentTerms,
    Price,
    ReferencedDocument,
    TaxRegistration,
    Totals,
    VatBreakdown,
    VatTotal,
    WrittenDate,
)
from coryphee.einvoice.syntaxes.compose import Lost, attribute, escaped, identifier

if TYPE_CHECKING:
    from coryphee.einvoice.syntaxes.compose import Plan, Special, Writer

PROJECT_NAME = "Project reference"
"""What CII writes beside the number of a project (BT-11), as its schema demands."""
DIRECT_DEBIT = frozenset({"49", "59"})
"""Means of payment (BT-81) by which the amount is taken from the buyer's account."""


def date(inner: str) -> Callable[[WrittenDate], str]:
    """Write a date inside the named element: 20260816 with format 102."""

    def write(value: WrittenDate) -> str:
        if value.text is None:
            return ">"
        # What was read from CII stays as it is; what is no real day too, for the checks to tell.
        found = None if _is_cii(value.source) else value.day
        text = value.text if found is None else found.isoformat().replace("-", "")
        kind = value.format if _is_cii(value.source) else "102"
        return f"><{inner}{attribute('format', kind)}>{escaped(text)}</{inner}>"

    return write


def _is_cii(source: object) -> bool:
    return str(getattr(source, "tag", "")).startswith("{urn:un:unece:")


def plain_identifier(value: Identifier) -> str | None:
    """Write an identifier that has no scheme; None for those that GlobalID holds."""
    return identifier(value) if _element_of(value) == "ID" else None


def global_identifier(value: Identifier) -> str | None:
    """Write an identifier that has a scheme; None for those that ID holds."""
    return identifier(value) if _element_of(value) == "GlobalID" else None


def _element_of(value: Identifier) -> str:
    if _is_cii(value.source):
        return str(getattr(value.source, "tag", "")).rpartition("}")[2]
    return "ID" if value.scheme is None else "GlobalID"


def note_text(writer: "Writer", target: Note, opening: str, closing: str, _: "Plan") -> None:
    """Write the text of a note (BT-22), without its subject."""
    if target.text is not None:
        writer.pieces.append(f"{opening}>{escaped(target.text)}{closing}")


def tax_registration(value: TaxRegistration) -> str:
    """Write a tax number with its scheme: VA or FC."""
    return f"{attribute('schemeID', value.scheme)}>{escaped(value.identifier or '')}"


def electronic_address(value: Identifier) -> str:
    """Write an electronic address inside its element."""
    if value.text is None:
        return ">"
    return f"><ram:URIID{identifier(value)}</ram:URIID>"


def attachment(value: Attachment) -> str:
    """Write a file (BT-125) with its type and name."""
    about = attribute("mimeCode", value.mime_type) + attribute("filename", value.file_name)
    return f"{about}>{escaped(value.base64 or '')}"


def ship_to(writer: "Writer", target: Invoice | InvoiceLine, opening: str, closing: str, inner: "Plan") -> None:
    """Write where was delivered (BG-13, BG-15); an empty place for a delivery of which nothing is known."""
    for delivery in target.deliveries[:1]:
        writer.element(delivery, opening, closing, inner, kept=delivery.date is None)


def delivery_event(writer: "Writer", target: Invoice | InvoiceLine, opening: str, closing: str, inner: "Plan") -> None:
    """Write when was delivered (BT-72)."""
    for delivery in target.deliveries[:1]:
        writer.element(delivery, opening, closing, inner)


def mandate(writer: "Writer", target: PaymentTerms, opening: str, closing: str, _: "Plan") -> None:
    """Write BT-89 in the first terms of payment."""
    debit = writer.invoice.direct_debit
    if debit is not None and debit.mandate is not None and target is writer.invoice.payment_terms[0]:
        writer.pieces.append(f"{opening}>{escaped(debit.mandate)}{closing}")


def creditor(writer: "Writer", target: Invoice, opening: str, closing: str, _: "Plan") -> None:
    """Write BT-90."""
    if target.direct_debit is not None and target.direct_debit.creditor is not None:
        writer.pieces.append(f"{opening}>{escaped(target.direct_debit.creditor)}{closing}")


def debited_account(writer: "Writer", target: PaymentMeans, opening: str, closing: str, inner: "Plan") -> None:
    """Write BT-91 in the means of payment that is a direct debit, or else in the first one."""
    debit, means = writer.invoice.direct_debit, writer.invoice.payment_means
    home = next((one for one in means if one.code in DIRECT_DEBIT), means[0] if means else None)
    if debit is not None and target is home:
        empty = debit.mandate is None and debit.creditor is None
        writer.element(debit, opening, closing, inner, kept=empty)


def provider(writer: "Writer", target: PaymentMeans, opening: str, closing: str, _: "Plan") -> None:
    """Write the bank of the account (BT-86), which CII has beside it."""
    for transfer in target.credit_transfers[:1]:
        if transfer.provider is not None:
            writer.pieces.append(f"{opening}><ram:BICID>{escaped(transfer.provider)}</ram:BICID>{closing.lstrip()}")


def in_category(name: str) -> "Special":
    """Write a field of the category of a breakdown, which CII has in the breakdown itself."""

    def write(writer: "Writer", target: object, opening: str, closing: str, _: "Plan") -> None:
        category = target.category if isinstance(target, VatBreakdown) else None
        value = getattr(category, name, None)
        if value is not None:
            writer.pieces.append(f"{opening}>{escaped(value)}{closing}")

    return write


def vat_total(writer: "Writer", _: Totals, opening: str, closing: str, __: "Plan") -> None:
    """Write the totals of VAT (BT-110, BT-111) among the totals."""
    for total in writer.invoice.vat_totals:
        about = attribute("currencyID", total.currency)
        writer.pieces.append(f"{opening}{about}>{escaped(total.amount or '')}{closing}")


def line_vat_total(value: VatTotal) -> str:
    """Write a total of VAT of a group of lines."""
    return f"{attribute('currencyID', value.currency)}>{escaped(value.amount or '')}"


def base_quantity(writer: "Writer", target: Price, opening: str, closing: str, _: "Plan") -> None:
    """Write the base quantity (BT-149) with the net price."""
    if target.base_quantity is not None:
        unit = attribute("unitCode", target.base_unit)
        writer.pieces.append(f"{opening}{unit}>{escaped(target.base_quantity)}{closing}")
    elif target.base_unit:
        writer.lost.append(Lost(target, "base_unit", target.base_unit))


def gross_base_quantity(writer: "Writer", target: Price, opening: str, closing: str, inner: "Plan") -> None:
    """Write the base quantity with the gross price when there is no net one."""
    if target.net is None:
        base_quantity(writer, target, opening, closing, inner)


def class_code(writer: "Writer", target: Classification, opening: str, closing: str, _: "Plan") -> None:
    """Write a class of the item (BT-158) with its list."""
    if target.code is None:
        names = [name for name in ("list_id", "list_version") if getattr(target, name)]
        writer.lost += [Lost(target, name, getattr(target, name)) for name in names]
    else:
        about = attribute("listID", target.list_id) + attribute("listVersionID", target.list_version)
        writer.pieces.append(f"{opening}{about}>{escaped(target.code)}{closing}")


def issuer_assigned(value: Identifier) -> str:
    """Write the reference of a document; its scheme stands apart (`reference_type`)."""
    return f">{escaped(value.text or '')}"


def reference_type(writer: "Writer", target: ReferencedDocument, opening: str, closing: str, _: "Plan") -> None:
    """Write the scheme of a document: that of the object invoiced (BT-18-1, BT-128-1)."""
    scheme = target.identifier.scheme if target.identifier is not None else None
    if scheme is not None:
        writer.pieces.append(f"{opening}>{escaped(scheme)}{closing}")


def project_name(writer: "Writer", target: Invoice, opening: str, closing: str, _: "Plan") -> None:
    """Write what stands beside the number of a project."""
    if target.project_reference is not None:
        writer.pieces.append(f"{opening}>{PROJECT_NAME}{closing}")
