"""Tables turned into functions: what a table says of each element name, as code that does nothing else.

    fill = filler(table)
    fill(element, target, invoice)          # reads what the element holds into the target

This is the hot path of every check (about five hundred elements for thirty lines). A name that the code compares costs
a tenth of one that is looked up and leads to a call, a field that it names a quarter of one that is looked up by name,
a group that it makes with all its fields at once a third of what its class takes: so all of it is written as text, as
`dataclasses` writes methods, from names that stand in the tables and the model.
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

_LONG = 20
"""Entries of a table from which on names are looked up: to compare one with each of them would take longer."""

_SHORT = 12
"""Entries of a table up to which its code stands where it is needed, and needs no call."""

_TEXT = 'element.text or ""'
_ONCE = """
if {{target}}.{{name}} is None:
    {keep}
else:
    invoice.repetitions.append(Repetition({{name!r}}, element, {value}))
"""
_CODE = {
    TEXT: _ONCE.format(keep=f"{{target}}.{{name}} = {_TEXT}", value=_TEXT),
    MEASURE: _ONCE.format(
        keep=f"{{target}}.{{name}} = {_TEXT}\n    {{target}}.{{inner}} = element.get({{argument!r}})", value=_TEXT
    ),
    VALUE: _ONCE.format(keep="{target}.{name} = {function}(element)", value="{function}(element)"),
    GROUP: _ONCE.format(keep="{target}.{name} = {read}(element, invoice)", value="{read}(element, invoice)"),
    GROUPS: "{read}(element, invoice, {target}.{name})",
    TEXTS: f"{{target}}.{{name}}.append({_TEXT})",
    VALUES: "{target}.{name}.append({function}(element))",
    INSIDE: "",
    ONE: """
if {target}.{name} is None:
    {target}.{name} = {make}(element)
{within} = {target}.{name}
""",
    SPECIAL: """
home = {function}(element, {target}, invoice)
if home is not None:
    filler(home[0])(element, home[1], invoice)
""",
}
_ELSEWHERE = "{within} = {function}(element, {target}, invoice)"

# A table is kept beside its function: another one could else be given its address.
_fillers: dict[int, tuple[Table, Fill]] = {}
_readers: dict[tuple[int, type, bool], tuple[Table, Callable[..., Any]]] = {}
_makers: dict[type, Callable[[etree._Element], Any]] = {}


def filler(table: Table) -> Fill:
    """The function of a table, made at its first use. Tables are constants of their modules, never changed."""
    known = _fillers.get(id(table))
    if known is None:
        code = _Code("def fill(parent, target, invoice):")
        code.children(1, table, "parent", "target")
        known = _fillers[id(table)] = table, code.function("fill")
    return known[1]


def maker(kind: type) -> Callable[[etree._Element], Any]:
    """A function that makes an empty group of a class of the model with its source."""
    known = _makers.get(kind)
    if known is None:
        code = _Code("def make(source):")
        code.group(1, kind)
        code.add(1, "return made")
        known = _makers[kind] = code.function("make")
    return known


def _reader(table: Table, kind: type, *, listed: bool) -> Callable[..., Any]:
    """A function that makes a group and reads what its element holds; `listed`: one more of a list.

    It stands in its list before it is read: the last line of the invoice is the one under way.
    """
    known = _readers.get((id(table), kind, listed))
    if known is None:
        code = _Code(f"def read(source, invoice{', several' if listed else ''}):")
        code.group(1, kind)
        if listed:
            code.add(1, "several.append(made)")
        code.children(1, table, "source", "made")
        code.add(1, "return made")
        known = _readers[id(table), kind, listed] = table, code.function("read")
    return known[1]


class _Code:
    """The text of a function under way, and the names that stand in it."""

    def __init__(self, head: str) -> None:
        self._lines = [head]
        self._names: dict[str, Any] = {"Repetition": Repetition, "filler": filler, "new": object.__new__}
        self._under_way: list[Table] = []

    def function(self, name: str) -> Callable[..., Any]:
        """The function, finished."""
        exec("\n".join(self._lines), self._names)  # noqa: S102 - the lines above with names of our own tables
        made: Callable[..., Any] = self._names[name]
        return made

    def add(self, depth: int, text: str) -> None:
        """Add lines at a depth."""
        self._lines += ["    " * depth + line for line in text.strip().split("\n") if line]

    def group(self, depth: int, kind: type) -> None:
        """Make an empty group with its source."""
        self.add(depth, f"made = new({self._named(kind)})")
        for field in fields(kind):
            if field.default is MISSING and field.default_factory is MISSING:
                raise TypeError(f"{kind.__name__}.{field.name} has no default")
            value = "[]" if field.default_factory is list else repr(field.default)
            self.add(depth, f"made.{field.name} = {'source' if field.name == 'source' else value}")

    def children(self, depth: int, table: Table, parent: str, target: str) -> None:
        """Read the elements inside another one by a table."""
        # A slice makes the list of children in one go, in a third less time than iterating over them.
        self.add(depth, f"for element in {parent}[:]:" if table else "pass")
        if len(table) > _LONG:
            handlers = {tag: self._handler(entry, table) for tag, entry in table.items()}
            self.add(depth + 1, f"handle = {self._named(handlers.get)}(element.tag)")
            self.add(depth + 1, f"if handle is not None:\n    handle(element, {target}, invoice)")
            return
        self._under_way.append(table)
        if table:
            self.add(depth + 1, "tag = element.tag")
        for position, (tag, entry) in enumerate(table.items()):
            self.add(depth + 1, f"{'elif' if position else 'if'} tag == {tag!r}:")
            self.entry(depth + 2, entry, target)
        self._under_way.pop()

    def entry(self, depth: int, entry: Entry, target: str) -> None:
        """Read one element as its entry says."""
        how, name, argument, inner = entry
        within = target if how == INSIDE else f"{target}_within"
        words = {"target": target, "within": within, "name": name, "argument": argument, "inner": inner}
        if how in {VALUE, VALUES, SPECIAL}:
            words["function"] = self._named(argument)
        elif how in {GROUP, GROUPS}:
            words["read"] = self._later(lambda: _reader(inner, argument, listed=how == GROUPS))
        elif how == ONE:
            words["make"] = self._named(maker(argument))
        self.add(depth, (_ELSEWHERE if how == SPECIAL and inner else _CODE[how]).format(**words))
        if how in {INSIDE, ONE} or (how == SPECIAL and inner):
            if len(inner) > _SHORT or any(inner is table for table in self._under_way):
                fill = self._later(lambda: filler(inner))
                self.add(depth, f"{fill}(element, {within}, invoice)")
            else:
                self.children(depth, inner, "element", within)

    def _named(self, value: object) -> str:
        name = f"name_{len(self._names)}"
        self._names[name] = value
        return name

    def _later(self, make: Callable[[], Callable[..., Any]]) -> str:
        """Name a function that is made at its first call: most groups stand in few files."""
        names = self._names

        def first(*arguments: object) -> object:
            names[name] = made = make()
            return made(*arguments)

        name = self._named(first)
        return name

    def _handler(self, entry: Entry, table: Table) -> Fill:
        code = _Code("def handle(element, target, invoice):")
        code._under_way = [*self._under_way, table]
        code.entry(1, entry, "target")
        return code.function("handle")
