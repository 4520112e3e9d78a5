"""Tables turned into functions: what a table says of each element name, as code that does nothing else.

    fill = filler(table)
    fill(element, target, invoice)          # reads what the element holds into the target

This is the hot path of every check (about five hundred elements for thirty lines). A field that is named in the code
is read and written in a quarter of the time of one that is looked up by name, and a group made with all its fields at
once takes a third of what its class takes: so both are written as text, as `dataclasses` writes them, from names that
stand in the tables and the model.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, TypeAlias

from lxml import etree

from coryphee.einvoice.model import Invoice, Repetition
from coryphee.einvoice.syntaxes.entries import (
    GROUP,
    GROUPS,
    INSIDE,
    MEASURE,
    ONE,
    SPECIAL,
    TEXT,
    TEXTS,
    VALUE,
    VALUES,
    Entry,
    Table,
)

Fill: TypeAlias = Callable[[Any, Any, Invoice], None]
"""Reads what an element holds into a group of the invoice."""

_FIRST_WINS = """
def handle(element, target, invoice):
    if target.{name} is None:
        {keep}
    else:
        {repeat}
"""
_TOLD = 'invoice.repetitions.append(Repetition("{name}", element, {value}))'
_CODE = {
    TEXT: _FIRST_WINS.format(
        name="{name}",
        keep='target.{name} = element.text or ""',
        repeat=_TOLD.format(name="{name}", value='element.text or ""'),
    ),
    MEASURE: _FIRST_WINS.format(
        name="{name}",
        keep='target.{name} = element.text or ""\n        target.{attribute_field} = element.get(argument)',
        repeat=_TOLD.format(name="{name}", value='element.text or ""'),
    ),
    VALUE: _FIRST_WINS.format(
        name="{name}",
        keep="target.{name} = argument(element)",
        repeat=_TOLD.format(name="{name}", value="argument(element)"),
    ),
    GROUP: _FIRST_WINS.format(
        name="{name}",
        keep="made = target.{name} = argument(element)\n        fill(element, made, invoice)",
        repeat="made = argument(element)\n        fill(element, made, invoice)\n        "
        + _TOLD.format(name="{name}", value="made"),
    ),
    ONE: """
def handle(element, target, invoice):
    if target.{name} is None:
        target.{name} = argument(element)
    fill(element, target.{name}, invoice)
""",
    GROUPS: """
def handle(element, target, invoice):
    made = argument(element)
    target.{name}.append(made)
    fill(element, made, invoice)
""",
    TEXTS: """
def handle(element, target, invoice):
    target.{name}.append(element.text or "")
""",
    VALUES: """
def handle(element, target, invoice):
    target.{name}.append(argument(element))
""",
    SPECIAL: """
def handle(element, target, invoice):
    home = argument(element, target, invoice)
    if home is not None:
        filler(home[0])(element, home[1], invoice)
""",
}

# A table is kept beside its function: another one could else be given its address.
_fillers: dict[int, tuple[Table, Fill]] = {}
_makers: dict[type, Callable[[etree._Element], Any]] = {}


def filler(table: Table) -> Fill:
    """The function of a table, made at its first use. Tables are constants of their modules, never changed."""
    known = _fillers.get(id(table))
    if known is not None:
        return known[1]
    handlers: dict[str, Fill] = {}
    handler_of = handlers.get

    def fill(parent: etree._Element, target: Any, invoice: Invoice) -> None:  # noqa: ANN401 - any group
        # A slice makes the list of children in one go, in a third less time than iterating over them.
        for element in parent[:]:  # type: ignore[index]  # the stubs do not know slices
            handle = handler_of(element.tag)
            if handle is not None:
                handle(element, target, invoice)

    _fillers[id(table)] = table, fill  # before its entries: what is inside may be the table itself
    for tag, entry in table.items():
        handlers[tag] = _handler(entry)
    return fill


def _handler(entry: Entry) -> Fill:
    how, name, argument, inner = entry
    if how == INSIDE:
        return filler(inner)
    names: dict[str, Any] = {"argument": argument, "Repetition": Repetition, "filler": filler}
    if how in {GROUP, GROUPS, ONE}:
        names |= {"argument": _maker(argument), "fill": filler(inner)}
    attribute_field = inner if how == MEASURE else ""
    return _made(_CODE[how].format(name=name, attribute_field=attribute_field), "handle", names)


def _maker(kind: type) -> Callable[[etree._Element], Any]:
    """A function that makes an empty group of a class of the model with its source."""
    maker = _makers.get(kind)
    if maker is None:
        names: dict[str, Any] = {"new": object.__new__, "kind": kind}
        lines = ["def make(source):", "    made = new(kind)"]
        for field in fields(kind):
            if field.name == "source":
                lines.append("    made.source = source")
            elif field.default_factory is list:
                lines.append(f"    made.{field.name} = []")
            else:
                names[f"default_{field.name}"] = field.default
                if field.default is MISSING:
                    raise TypeError(f"{kind.__name__}.{field.name} has no default")
                value = "None" if field.default is None else f"default_{field.name}"
                lines.append(f"    made.{field.name} = {value}")
        maker = _makers[kind] = _made("\n".join([*lines, "    return made"]), "make", names)
    return maker


def _made(code: str, name: str, names: dict[str, Any]) -> Callable[..., Any]:
    exec(code, names)  # noqa: S102 - the text is made of the lines above and of names of our own tables
    made: Callable[..., Any] = names[name]
    return made
