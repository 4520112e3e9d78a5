"""One walk over the tree of a file, led by tables, into the model.

A table says for each element name what becomes of it, in the order of the XML Schema: `compose` goes the same way back
and `unread` lists what it passes over. Names that no table mentions are passed over with all they hold. Nothing here
raises on odd input: a fragment without half of its elements gives a model without half of its values. The first of
several values for one field is kept and the others are noted in `Invoice.repetitions`.

The walk is the hot path of every check (about five hundred elements for thirty lines). A call for each container, none
for a text; the depth is bounded by `safe_xml`.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from coryphee.einvoice.model import Identifier, Invoice, Repetition

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
    inside      table for what it reads inside the element, None when it reads the text alone
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


def walk(root: etree._Element, invoice: Invoice, table: Table) -> None:
    """Read what `root` holds into `invoice`, as `table` says, in the order of the document."""
    _fill(root, table, invoice, invoice)


def _fill(parent: etree._Element, table: Table, target: Any, invoice: Invoice) -> None:  # noqa: ANN401, C901, PLR0912 - any group; one switch, for speed
    entry_of = table.get
    # A slice makes the list of children in one go, in a third less time than iterating over them.
    for element in parent[:]:  # type: ignore[index]  # the stubs do not know slices
        entry = entry_of(element.tag)
        if entry is None:
            continue
        how, name, argument, inner = entry
        if how == TEXT:
            if getattr(target, name) is None:
                setattr(target, name, element.text or "")
            else:
                invoice.repetitions.append(Repetition(name, element))
        elif how == INSIDE:
            _fill(element, inner, target, invoice)
        elif how == GROUPS:
            made = argument()
            made.source = element
            getattr(target, name).append(made)
            _fill(element, inner, made, invoice)
        elif how == GROUP:
            made = argument()
            made.source = element
            _keep(target, name, made, element, invoice)
            _fill(element, inner, made, invoice)
        elif how == MEASURE:
            if _keep(target, name, element.text or "", element, invoice):
                setattr(target, inner, element.get(argument))
        elif how == TEXTS:
            getattr(target, name).append(element.text or "")
        elif how == SPECIAL:
            home = argument(element, target, invoice)
            if home is not None:
                _fill(element, home[0], home[1], invoice)
        elif how == ONE:
            made = getattr(target, name)
            if made is None:
                made = argument()
                made.source = element
                setattr(target, name, made)
            _fill(element, inner, made, invoice)
        elif how == VALUE:
            _keep(target, name, argument(element), element, invoice)
        else:
            getattr(target, name).append(argument(element))


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


def _keep(target: object, name: str, value: object, element: etree._Element, invoice: Invoice) -> bool:
    """Fill a field unless it is filled already; whether it was done."""
    if getattr(target, name) is None:
        setattr(target, name, value)
        return True
    invoice.repetitions.append(Repetition(name, element, None if isinstance(value, str) else value))
    return False
