"""What a file holds and the reader passes over: unknown elements, and attributes that say nothing to the model.

Asked for only when somebody wants to know (a conversion, `coryphee show`, the rules on paths that should not be used);
reading an invoice costs nothing for it.
"""

from typing import NamedTuple

from lxml import etree

from coryphee.einvoice.syntaxes.entries import GROUP, GROUPS, INSIDE, MEASURE, ONE, Binding, Entry, Table

_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


class Unread(NamedTuple):
    """An element that is passed over with all it holds, or one attribute of an element that is read.

    attribute  its name as lxml writes it ("currencyID"), "" when the whole element is unread
    """

    element: etree._Element
    attribute: str = ""


def unread(root: etree._Element, binding: Binding) -> list[Unread]:
    """Elements and attributes that `walk` passes over, in the order of the document.

    The tree is the one that was read: comments and processing instructions are out of it. A value that is repeated
    where the model has room for one is not listed here, `Invoice.repetitions` holds it. Attributes of XML Schema
    instances (xsi) are no content.
    """
    found: list[Unread] = []
    _list_attributes(root, (), found)
    _list(root, binding.table, binding, found)
    return found


def _list(parent: etree._Element, table: Table, binding: Binding, found: list[Unread]) -> None:
    entry_of = table.get
    for element in parent[:]:  # type: ignore[index]  # the stubs do not know slices
        entry = entry_of(element.tag)
        if entry is None:
            found.append(Unread(element))
            continue
        attributes, inner = _read_of(entry, binding)
        if element.keys():
            _list_attributes(element, attributes, found)
        if inner is not None:
            _list(element, inner, binding, found)
        elif len(element):
            found += [Unread(child) for child in element]


def _read_of(entry: Entry, binding: Binding) -> tuple[tuple[str, ...], Table | None]:
    """The attributes that an entry reads and the table for what is inside."""
    how, _, argument, inner = entry
    if how in {INSIDE, GROUPS, GROUP, ONE}:
        return (), inner
    if how == MEASURE:
        return (argument,), None
    holds = binding.holds.get(argument)
    return ((), inner) if holds is None else (holds.attributes, inner or holds.inside)


def _list_attributes(element: etree._Element, read: tuple[str, ...], found: list[Unread]) -> None:
    names = map(str, element.keys())
    found += [Unread(element, name) for name in names if name not in read and not name.startswith(_INSTANCE)]
