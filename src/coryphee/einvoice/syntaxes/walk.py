"""One walk over the tree of a file, led by tables, into the model.

A table says for each element name what becomes of it. Names that no table mentions are passed over with all they
hold. Nothing here raises on odd input: a fragment without half of its elements gives a model without half of its
values. The first of several values for one field is kept and the others are noted in `Invoice.repetitions`.

`walk` is the hot path of every check (about a thousand elements for thirty lines): one function, no call per leaf.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from lxml import etree

from coryphee.einvoice.model import Identifier, Invoice, Repetition

# What becomes of an element: (how, name of the field, class or function or attribute, table for what is inside).
Entry: TypeAlias = tuple[int, str, Any, Any]
Table: TypeAlias = dict[str, Entry]
Special: TypeAlias = Callable[[Any, Any, Invoice], None]

_TEXT, _INSIDE, _GROUPS, _GROUP, _MEASURE, _TEXTS, _SPECIAL, _ONE, _VALUE, _VALUES = range(10)


def text(name: str) -> Entry:
    """The text is the value of a field."""
    return _TEXT, name, None, None


def texts(name: str) -> Entry:
    """The text is added to a list of texts."""
    return _TEXTS, name, None, None


def measure(name: str, attribute: str, attribute_name: str) -> Entry:
    """The text is one field, an attribute of the element another (a quantity and its unit)."""
    return _MEASURE, name, attribute, attribute_name


def value(name: str, make: Callable[[etree._Element], object]) -> Entry:
    """A function makes the value of a field from the element."""
    return _VALUE, name, make, None


def values(name: str, make: Callable[[etree._Element], object]) -> Entry:
    """A function makes one more value for a list from the element."""
    return _VALUES, name, make, None


def identifier(name: str) -> Entry:
    """The text and its schemeID are an Identifier."""
    return _VALUE, name, identifier_of, None


def identifiers(name: str) -> Entry:
    """The text and its schemeID are added to a list of Identifiers."""
    return _VALUES, name, identifier_of, None


def inside(table: Table) -> Entry:
    """What is inside belongs to the same group."""
    return _INSIDE, "", None, table


def group(name: str, factory: type, table: Table) -> Entry:
    """The element is a group of its own."""
    return _GROUP, name, factory, table


def groups(name: str, factory: type, table: Table) -> Entry:
    """The element is one more group in a list."""
    return _GROUPS, name, factory, table


def one(name: str, factory: type, table: Table) -> Entry:
    """Several elements together fill one group, made at the first of them."""
    return _ONE, name, factory, table


def special(function: Special) -> Entry:
    """A function reads the element: it gets the element, the group being filled and the invoice."""
    return _SPECIAL, "", function, None


def walk(element: etree._Element, target: object, table: Table, invoice: Invoice) -> None:  # noqa: C901, PLR0912 a switch, kept in one function for speed
    """Read what `element` holds into the fields of `target`, as `table` says."""
    find = table.get
    for child in element:
        entry = find(child.tag)
        if entry is None:
            continue
        how, name, argument, inner = entry
        if how == _TEXT:
            if getattr(target, name) is None:
                setattr(target, name, child.text or "")
            else:
                invoice.repetitions.append(Repetition(name, child))
        elif how == _INSIDE:
            walk(child, target, inner, invoice)
        elif how == _GROUPS:
            made = argument()
            made.source = child
            getattr(target, name).append(made)
            walk(child, made, inner, invoice)
        elif how == _GROUP:
            made = argument()
            made.source = child
            _keep(target, name, made, child, invoice)
            walk(child, made, inner, invoice)
        elif how == _MEASURE:
            if getattr(target, name) is None:
                setattr(target, name, child.text or "")
                setattr(target, inner, child.get(argument))
            else:
                invoice.repetitions.append(Repetition(name, child))
        elif how == _TEXTS:
            getattr(target, name).append(child.text or "")
        elif how == _SPECIAL:
            argument(child, target, invoice)
        elif how == _ONE:
            made = getattr(target, name)
            if made is None:
                made = argument()
                made.source = child
                setattr(target, name, made)
            walk(child, made, inner, invoice)
        elif how == _VALUE:
            _keep(target, name, argument(child), child, invoice)
        else:
            getattr(target, name).append(argument(child))


def identifier_of(element: etree._Element) -> Identifier:
    """The identifier that an element holds, with the attribute schemeID."""
    return Identifier(element.text or "", element.get("schemeID"), element.get("schemeVersionID"), element)


def without_comments(root: etree._Element) -> etree._Element:
    """Take comments and processing instructions out of the tree, so that a text cut by one is whole again.

    XPath joins 12<!-- x -->.34 to 12.34, and so must every reader.
    """
    if next(root.iter(etree.Comment, etree.ProcessingInstruction), None) is not None:
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root


def _keep(target: object, name: str, value: object, element: etree._Element, invoice: Invoice) -> None:
    if getattr(target, name) is None:
        setattr(target, name, value)
    else:
        invoice.repetitions.append(Repetition(name, element))
