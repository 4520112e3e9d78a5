"""An invoice in which every term holds a text of its own: what a rendering leaves out is found by its absence."""

import types
import typing
from dataclasses import fields, is_dataclass
from typing import Any

from coryphee.einvoice import model
from coryphee.einvoice.model import Invoice

# What is not a term: where a value was read, what it decides without being said, what other fields gather again.
UNSAID = {
    "syntax",
    "source",
    "repetitions",
    "written",
    "format",
    "indicator",
    "base64",
    "discount_indicator",
    "own_references",
    "amounts_in_other_currencies",
}
GATHERED = {
    ("VatBreakdown", "tax_point_dates"),
    ("VatBreakdown", "vat_point_codes"),
    ("Period", "vat_point_codes"),
    ("TaxRegistration", "scheme"),
    ("VatTotal", "breakdowns"),
    ("VatTotal", "currency"),
}
_DEEPEST = 2


def filled() -> tuple[Invoice, dict[str, str]]:
    """The invoice and {text: the place it stands in}; each text is short, unique and is neither number nor code."""
    marks: dict[str, str] = {}
    invoice = _fill(Invoice, "Invoice", marks, {})
    invoice.additional_documents[0].type_code = "130"
    supporting = _fill(model.ReferencedDocument, "Invoice.additional_documents", marks, {})
    invoice.additional_documents.append(supporting)
    for gone in (
        "additional_documents.type_code",
        "additional_documents.descriptions",
        "additional_documents.location",
    ):
        _forget_first(marks, f"Invoice.{gone}")
    for gone in ("mime_type", "file_name"):
        _forget_first(marks, f"Invoice.additional_documents.attachments.{gone}")
    return invoice, marks


def _forget_first(marks: dict[str, str], place: str) -> None:
    """Of the object invoiced (BT-18) only the identifier is a term."""
    del marks[next(mark for mark, where in marks.items() if where == place)]


def _fill(kind: type, place: str, marks: dict[str, str], seen: dict[type, int]) -> Any:
    depth = {**seen, kind: seen.get(kind, 0) + 1}
    if depth[kind] > _DEEPEST:
        return None
    made = kind()
    hints = typing.get_type_hints(kind, vars(model))
    for field in fields(kind):
        if field.name in UNSAID or (kind.__name__, field.name) in GATHERED:
            continue
        value = _value(hints[field.name], f"{place}.{field.name}", marks, depth)
        if value is not None:
            setattr(made, field.name, value)
    return made


def _value(hint: Any, place: str, marks: dict[str, str], seen: dict[type, int]) -> Any:
    if typing.get_origin(hint) is list:
        inner = _value(typing.get_args(hint)[0], place, marks, seen)
        return None if inner is None else [inner]
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return _value(next(part for part in typing.get_args(hint) if part is not type(None)), place, marks, seen)
    if hint is str:
        mark = f"t{len(marks)}z"
        marks[mark] = place
        return mark
    if is_dataclass(hint) and isinstance(hint, type):
        return _fill(hint, place, marks, seen)
    return None
