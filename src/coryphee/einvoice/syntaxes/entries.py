"""The words of the tables that lead from a file to the model and back: what becomes of an element of each name.

A table is in the order of the XML Schema: `walk` reads by it, `compose` goes the same way back, and `unread` lists what
it passes over. Names that no table mentions are passed over with all they hold.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from coryphee.einvoice.model import Identifier, Invoice

# What becomes of an element: (how, name of the field, class or function or attribute, table for what is inside).
Entry: TypeAlias = tuple[int, str, Any, Any]
Table: TypeAlias = dict[str, Entry]
# What the children of an element fill, and by which table.
Home: TypeAlias = tuple[Table, object]
Special: TypeAlias = Callable[[Any, Any, Invoice], Home | None]

TEXT, INSIDE, GROUPS, GROUP, MEASURE, TEXTS, SPECIAL, ONE, VALUE, VALUES = range(10)
"""The ways in which an entry of a table is read."""


class Holds(NamedTuple):
    """What an element holds that a function reads, and the way back.

    attributes  names of the attributes that the function reads
    inside      table for what it reads inside the element, None when its entry has one or it reads the text alone
    kind        the class of the group inside, when it is a group of its own
    write       the way back, for `compose`
    fields      a special function: the fields of its group that it fills
    each        a special function: the list of its group that it adds to
    """

    attributes: tuple[str, ...] = ()
    inside: Table | None = None
    kind: type | None = None
    write: Callable[..., Any] | None = None
    fields: tuple[str, ...] = ()
    each: str = ""


class Binding(NamedTuple):
    """A syntax: the table of its root element, and what each function named in the tables holds."""

    table: Table
    holds: Mapping[Any, Holds]


def text(name: str) -> Entry:
    """The text is the value of a field."""
    return TEXT, name, None, None


def texts(name: str) -> Entry:
    """The text is added to a list of texts."""
    return TEXTS, name, None, None


def measure(name: str, attribute: str, attribute_name: str) -> Entry:
    """The text is one field, an attribute of the element another (a quantity and its unit)."""
    return MEASURE, name, attribute, attribute_name


def value(name: str, make: Callable[[etree._Element], object]) -> Entry:
    """A function makes the value of a field from the element."""
    return VALUE, name, make, None


def values(name: str, make: Callable[[etree._Element], object]) -> Entry:
    """A function makes one more value for a list from the element."""
    return VALUES, name, make, None


def identifier(name: str) -> Entry:
    """The text and its schemeID are an Identifier."""
    return VALUE, name, identifier_of, None


def identifiers(name: str) -> Entry:
    """The text and its schemeID are added to a list of Identifiers."""
    return VALUES, name, identifier_of, None


def inside(table: Table) -> Entry:
    """What is inside belongs to the same group."""
    return INSIDE, "", None, table


def group(name: str, factory: type, table: Table) -> Entry:
    """The element is a group of its own."""
    return GROUP, name, factory, table


def groups(name: str, factory: type, table: Table) -> Entry:
    """The element is one more group in a list."""
    return GROUPS, name, factory, table


def one(name: str, factory: type, table: Table) -> Entry:
    """Several elements together fill one group, made at the first of them."""
    return ONE, name, factory, table


def special(function: Special) -> Entry:
    """A function reads the element: it gets the element, the group being filled and the invoice.

    It answers None, or table and target for what the element holds.
    """
    return SPECIAL, "", function, None


def elsewhere(function: Callable[[Any, Any, Invoice], object], table: Table) -> Entry:
    """What is inside fills, by a table, the group that a function answers.

    It gets the element, the group being filled and the invoice.
    """
    return SPECIAL, "", function, table


def identifier_of(element: etree._Element) -> Identifier:
    """The identifier that an element holds, with the attribute schemeID."""
    return Identifier(element.text or "", element.get("schemeID"), element.get("schemeVersionID"), element)
