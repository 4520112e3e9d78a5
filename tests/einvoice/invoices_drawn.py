"""Invoices that hypothesis draws: any value in any field of the model, whether it makes sense or not."""

import dataclasses
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from coryphee.einvoice import Invoice
from coryphee.einvoice.model import (
    AllowanceCharge,
    Identifier,
    InvoiceLine,
    Note,
    TaxRegistration,
    VatTotal,
    WrittenDate,
)

# All that XML 1.0 can hold, with what it must escape more often than chance would have it.
CHARACTERS = st.one_of(
    st.sampled_from("aé<>&\"' \t\n\r"),
    st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn"), exclude_characters="\ufffe\uffff"),
)
TEXTS = st.text(CHARACTERS, max_size=8)
DAYS = st.dates().map(lambda day: WrittenDate(f"{day.year:04}-{day.month:02}-{day.day:02}"))
# Fields that are always there, and what they hold: left to chance they would hardly ever say what they are for.
FIXED: dict[type, dict[str, st.SearchStrategy[Any]]] = {
    AllowanceCharge: {"indicator": st.sampled_from(["true", "false", None])},
    Note: {"subject_code": st.sampled_from([None, "PMT", "AAB"]), "written": st.none()},
    TaxRegistration: {"scheme": st.none(), "vat": st.booleans()},
    Identifier: {"text": TEXTS},
    # The breakdowns below a total are those of the invoice.
    VatTotal: {"amount": TEXTS, "currency": st.sampled_from(["EUR", "SEK"]), "breakdowns": st.just([])},
    InvoiceLine: {"sub_lines": st.just([]), "own_references": st.just([])},
}
_LEFT_OUT = {"source", "repetitions", "syntax", "amounts_in_other_currencies"}


def invoices() -> st.SearchStrategy[Invoice]:
    """Any invoice, as a program would build it."""
    return _of(Invoice)


@cache
def _of(kind: type) -> st.SearchStrategy[Any]:
    if kind is WrittenDate:
        return DAYS
    hints = get_type_hints(kind, include_extras=True)
    fixed = FIXED.get(kind, {})
    # Others are left out half of the time: a group that holds everything hides what depends on something missing.
    optional = {
        field.name: _value(hints[field.name])
        for field in dataclasses.fields(kind)
        if field.name not in _LEFT_OUT | set(fixed)
    }
    return st.fixed_dictionaries(fixed, optional=optional).map(lambda given: kind(**given))


def _value(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if isinstance(hint, UnionType):
        (inner,) = (one for one in get_args(hint) if one is not NoneType)
        return st.none() | _value(inner)
    if get_origin(hint) is list:
        return st.lists(_value(get_args(hint)[0]), max_size=2)
    if hint is str:
        return TEXTS
    if hint is bool:
        return st.booleans()
    return st.deferred(lambda: _of(hint))
