"""An invoice as a list of business terms: what `coryphee show` prints and what tests compare between syntaxes.

The classes of the model name their terms in their annotations; here only those are placed that depend on the role a
class plays (the name of a party is BT-27 or BT-44) or on a value beside them (BT-110 or BT-111).
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, NamedTuple, get_args, get_origin, get_type_hints

from coryphee.einvoice.model.invoice import Invoice
from coryphee.einvoice.model.lines import InvoiceLine
from coryphee.einvoice.model.parties import TaxRegistration
from coryphee.einvoice.model.references import ReferencedDocument
from coryphee.einvoice.model.totals import AllowanceCharge
from coryphee.einvoice.model.values import Identifier, WrittenDate


class Term(NamedTuple):
    """One value of an invoice: its business term ("BT-1"), the line it belongs to ("" for the document), the value."""

    number: str
    line: str
    value: str


class Value(NamedTuple):
    """One text of an invoice, whether the norm has a term for it or not.

    number  the business term ("BT-1"), "" for extensions
    line    the line it belongs to, "" for the document
    path    the fields that lead to it ("seller.address.city")
    holder  the group that holds it, with the element it was read from
    """

    number: str
    line: str
    path: str
    value: str
    holder: object


# Which business terms a group may stand for, by the part it plays.
_ROLES: dict[str, frozenset[int]] = {
    "document": frozenset(range(1, 27)) | {73, 74} | frozenset(range(81, 92)) | frozenset(range(106, 126)),
    "line": frozenset(range(126, 136)) | frozenset(range(146, 162)),
    "seller": frozenset(range(27, 44)) | {162},
    "buyer": frozenset(range(44, 59)) | {163},
    "payee": frozenset(range(59, 62)),
    "tax_representative": frozenset(range(62, 70)) | {164},
    "deliveries": frozenset(range(70, 73)) | frozenset(range(75, 81)) | {165},
    "document allowance": frozenset(range(92, 99)),
    "document charge": frozenset(range(99, 106)),
    "line allowance": frozenset(range(136, 141)),
    "line charge": frozenset(range(141, 146)),
    "tender": frozenset({17}),
    "document object": frozenset({18}),
    "line object": frozenset({128}),
}
# Groups that are read elsewhere (invoicee, registered address) or twice (breakdowns under a total of UBL).
_NO_VALUES = frozenset({"source", "repetitions", "syntax", "written", "amounts_in_other_currencies"})
_PASSED_OVER = {"source", "repetitions", "invoicee", "registered_address", "sub_lines", "vat_totals", "syntax"}
_PASSED_OVER |= {"own_references"}


def terms(invoice: Invoice) -> Iterator[Term]:
    """Every value of the invoice that EN 16931 has a term for, in the order of the model. Empty values are left out."""
    yield from _group(invoice, "document", "")
    for number, total in (("BT-110", invoice.vat_total), ("BT-111", invoice.vat_total_in_vat_currency)):
        if total is not None and total.amount:
            yield Term(number, "", total.amount)


def values(invoice: Invoice) -> Iterator[Value]:
    """Every text of the invoice, with or without a term, in the order of the model."""
    yield from _values(invoice, "document", "", "")


def values_in(invoices: Iterable[Invoice], holder: object, name: str, value: object) -> Iterator[Value]:
    """The texts of one value: a field of a group, or an entry of it; the group is in one of the invoices."""
    homes = (_home(invoice, holder, ("document", "", "")) for invoice in invoices)
    role, line, path = next(filter(None, homes), ("none", "", ""))
    yield from _texts(holder, name, value, (role, line, f"{path}.{name}" if path else name))


def _home(group: object, wanted: object, place: tuple[str, str, str]) -> tuple[str, str, str] | None:
    """The part that a group plays, its line and the path to it; None when it is not in the invoice."""
    if group is wanted:
        return place
    role, line, path = place
    for field in fields(group):  # type: ignore[arg-type] # every group is one of our dataclasses
        held = getattr(group, field.name)
        if field.name in _NO_VALUES or not held or isinstance(held, str):
            continue
        for entry in held if isinstance(held, list) else [held]:
            if is_dataclass(entry):
                of_line = (entry.identifier or "?") if isinstance(entry, InvoiceLine) else line
                below = (_role(entry, field.name, role), of_line, f"{path}.{field.name}" if path else field.name)
                if (found := _home(entry, wanted, below)) is not None:
                    return found
    return None


def _values(group: object, role: str, line: str, path: str) -> Iterator[Value]:
    for field in fields(group):  # type: ignore[arg-type] # every group is one of our dataclasses
        held = getattr(group, field.name)
        if field.name not in _NO_VALUES and held:
            below = f"{path}.{field.name}" if path else field.name
            yield from _texts(group, field.name, held, (role, line, below))


def _texts(holder: object, name: str, value: object, place: tuple[str, str, str]) -> Iterator[Value]:
    role, line, path = place
    kind: type = type(holder)
    number = _number(_numbers_of(kind).get(name, ""), holder, role)
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, str):
            yield Value(number, line, path, entry, holder)
        elif isinstance(entry, (Identifier, WrittenDate)):
            for field in ("text", "scheme", "scheme_version", "format"):
                if text := getattr(entry, field, None):
                    of_text = field == "text"
                    yield Value(number, line, path if of_text else f"{path}.{field}", text, entry)
        elif is_dataclass(entry):
            of_line = (entry.identifier or "?") if isinstance(entry, InvoiceLine) else line
            yield from _values(entry, _role(entry, name, role), of_line, path)


def _group(holder: object, role: str, line: str) -> Iterator[Term]:
    kind: type = type(holder)
    numbers = _numbers_of(kind)
    for field in fields(holder):  # type: ignore[arg-type] # every holder is one of our dataclasses
        value = getattr(holder, field.name)
        if value is None or field.name in _PASSED_OVER:
            continue
        number = _number(numbers.get(field.name, ""), holder, role)
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, Identifier) and entry.scheme == "SEPA":
                continue  # UBL writes BT-90 among the identifiers of a party
            if isinstance(entry, (Identifier, WrittenDate, str)):
                text = entry if isinstance(entry, str) else entry.text
                if number and text:
                    yield Term(number, line, text)
            elif is_dataclass(entry):
                of_line = (entry.identifier or "?") if isinstance(entry, InvoiceLine) else line
                yield from _group(entry, _role(entry, field.name, role), of_line)


def _role(entry: object, name: str, role: str) -> str:
    level = role.partition(" ")[0]
    if isinstance(entry, InvoiceLine):
        return "line"
    if isinstance(entry, AllowanceCharge):
        return f"{level} charge" if entry.is_charge else f"{level} allowance"
    if isinstance(entry, ReferencedDocument):
        if name == "tender_references":
            return "tender"
        if entry.type_code == "130":
            return f"{level} object"
        # Type 50 stands among the tender references, or is the project in a UBL credit note.
        return "none" if entry.type_code == "50" or level == "line" else role
    return role if level == "line" or name not in _ROLES else name


def _number(candidates: str, holder: object, role: str) -> str:
    if not candidates:
        return ""
    if isinstance(holder, TaxRegistration) and role == "seller":
        return "BT-31" if holder.vat else "BT-32"
    if isinstance(holder, TaxRegistration) and not holder.vat:
        return ""
    known = _ROLES.get(role, frozenset())
    numbers = candidates.split()
    if role == "line":
        numbers.reverse()  # what is a term of the norm on the document may be an extension on a line
    return next((number for number in numbers if number.startswith("EXT") or int(number[3:]) in known), "")


@cache
def _numbers_of(kind: type) -> dict[str, str]:
    return {
        name: str(get_args(hint)[1])
        for name, hint in get_type_hints(kind, include_extras=True).items()
        if get_origin(hint) is Annotated
    }
