"""The way back of `walk`: the same tables lead from the model to a file, in the order of the XML Schema.

A table says which field an element fills; the schema says where the element stands, how often it may, and whether it
must be there. Both are compiled once into a plan: elements that the schema lacks are left out of it, and what the plan
has no place for is reported, value by value. A smaller schema (a profile of Factur-X) gives a smaller file.

Nothing is judged here: what the invoice lacks, the file lacks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple, TypeAlias

from coryphee.einvoice.model import Identifier, Invoice, InvoiceLine, VatTotal
from coryphee.einvoice.model.terms import values
from coryphee.einvoice.refusals import Refused
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
    Binding,
    Entry,
    Holds,
    Table,
)
from coryphee.einvoice.syntaxes.schema_room import Room, SchemaRoom

_AMOUNT = 10
_CONTAINERS = frozenset({INSIDE, GROUP, GROUPS, ONE})
_NOTHING = Holds()
_NEVER_WRITTEN = frozenset({"source", "repetitions", "syntax", "amounts_in_other_currencies"})
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")


class Lost(NamedTuple):
    """A value of the model that the file has no place for: the group, its field, the value.

    added  the other way round: the file demands a value that the invoice does not have, and this one was written
    """

    holder: Any
    name: str
    value: Any
    added: bool = False


@dataclass(eq=False, slots=True)
class Plan:
    """How one group is written.

    steps  in the order of the schema
    left   fields of the group that no step writes
    """

    steps: list["Step"] = field(default_factory=list)
    left: tuple[str, ...] = ()


class Step(NamedTuple):
    """One element: how it is read, the field, what stands before and after the value, the plan of what is inside.

    single  whether the schema has room for one
    kept    whether the element stays when nothing is inside
    extra   MEASURE: the attribute and its field; values and special functions: the function that writes
    covers  the fields of the group that it writes
    """

    how: int
    name: str
    opening: str
    closing: str
    inner: Plan
    single: bool
    kept: bool
    extra: Any
    covers: tuple[str, ...]


class Written(NamedTuple):
    """A file, every value that found no place in it, and the invoice as it was arranged for writing."""

    content: bytes
    lost: list[Lost]
    arranged: Invoice


Tell: TypeAlias = Callable[[Lost], None]
"""Where the arrangement before writing says what it could not carry over."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One kind of file: its tables, the prefixes of its namespaces, the attributes of its root.

    amounts  whether the amounts carry their currency (UBL)
    single   paths ("InvoiceLine/Note") with room for one although the schema allows more (an older schema)
    settled  fields ("Invoice.due_dates") that the arrangement before writing takes care of
    """

    binding: Binding
    prefixes: Mapping[str, str]
    root: str
    amounts: bool
    single: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()


def compiled(dialect: Dialect, room: SchemaRoom) -> Plan:
    """The plan of a whole document of one kind."""
    return _Compiler(dialect, room).plan(Invoice, dialect.binding.table, room.root(dialect.root))


class Writer:
    """A file under way: its pieces, and what found no place in it."""

    __slots__ = ("_currency", "_hollow", "currency", "invoice", "line", "lost", "pieces")

    def __init__(self, invoice: Invoice) -> None:
        self.invoice = invoice
        self.pieces: list[str] = []
        self.lost: list[Lost] = []
        self.line: InvoiceLine | None = None
        self._hollow = 0  # pieces that only the schema wants
        self._currency = f"{attribute('currencyID', invoice.currency)}>"
        self.currency = self._currency

    def content(self, plan: Plan, dialect: Dialect) -> bytes:
        """The whole file. Raises Refused document.characters, when a text holds what no XML may hold."""
        qualified = _qualified(dialect.root, dialect)
        spaces = "".join(
            f'\n    xmlns{":" if prefix else ""}{prefix.rstrip(":")}="{namespace}"'
            for namespace, prefix in dialect.prefixes.items()
        )
        self.pieces.append(f'<?xml version="1.0" encoding="UTF-8"?>\n<{qualified}{spaces}>\n')
        self.group(plan, self.invoice)
        self.pieces.append(f"</{qualified}>\n")
        content = encoded("".join(self.pieces))
        if content is None:
            found = next((one for one in values(self.invoice) if encoded(one.value) is None), None)
            term, value = (found.number or found.path, found.value) if found else ("", "")
            raise Refused("document.characters", term=term, value=value)
        return content

    def group(self, plan: Plan, target: Any) -> None:  # noqa: ANN401, C901, PLR0912 - any group; one switch, for speed
        """Write what a group holds."""
        pieces = self.pieces
        for how, name, opening, closing, inner, single, kept, extra, _ in plan.steps:
            if how == SPECIAL:
                extra(self, target, opening, closing, inner)
                continue
            if how == INSIDE:
                self.element(target, opening, closing, inner, kept=kept, hollow=True)
                continue
            value = getattr(target, name)
            if not value and value != "":
                if how == MEASURE and getattr(target, extra[1]):
                    self.lost.append(Lost(target, extra[1], getattr(target, extra[1])))
                continue
            if how == TEXT:
                pieces.append(f"{opening}>{escaped(value)}{closing}")
            elif how == _AMOUNT:
                pieces.append(f"{opening}{self.currency}{escaped(value)}{closing}")
            elif how == MEASURE:
                label, other = extra
                written = attribute(label, getattr(target, other))
                pieces.append(f"{opening}{written}>{escaped(value)}{closing}")
                if other == "currency":
                    # The breakdowns below a total are in its currency.
                    self.currency = f"{written}>"
            elif how == VALUE:
                pieces.append(f"{opening}{extra(value)}{closing}")
            elif how in {GROUP, ONE}:
                self.element(value, opening, closing, inner, kept=how == GROUP)
            else:
                self._several(how, target, name, value, (opening, closing, inner, single, extra))
        for name in plan.left:
            if getattr(target, name):
                self.lost.append(Lost(target, name, getattr(target, name)))

    def _several(self, how: int, target: Any, name: str, values: list[Any], step: tuple[Any, ...]) -> None:  # noqa: ANN401 - any group
        opening, closing, inner, single, extra = step
        if single and len(values) > 1:
            self.lost += [Lost(target, name, value) for value in values[1:]]
            values = values[:1]
        if how == TEXTS:
            self.pieces += [f"{opening}>{escaped(value)}{closing}" for value in values]
        elif how == VALUES:
            # A list that two elements share: each writes its own.
            self.pieces += [f"{opening}{found}{closing}" for value in values if (found := extra(value)) is not None]
        else:
            for value in values:
                if isinstance(value, InvoiceLine):
                    self.line = value
                self.element(value, opening, closing, inner, kept=True)
                if isinstance(value, VatTotal):
                    self.currency = self._currency

    def element(
        self,
        target: Any,  # noqa: ANN401 - any group
        opening: str,
        closing: str,
        inner: Plan,
        *,
        kept: bool = False,
        hollow: bool = False,
    ) -> None:
        """Write an element with a group inside; one that holds nothing only when it is kept.

        `hollow`: it is kept because the schema demands it, and does not make the element around it worth writing.
        """
        pieces, before = self.pieces, self._hollow
        mark = len(pieces)
        pieces.append(f"{opening}>\n")
        self.group(inner, target)
        added = len(pieces) - mark - 1
        if added > self._hollow - before:
            pieces.append(closing)
            return
        if not kept:
            del pieces[mark:]
        elif added:
            pieces.append(closing)
        else:
            pieces[mark] = f"{opening}/>\n"
        self._hollow = before + len(pieces) - mark if hollow else before


Special: TypeAlias = Callable[[Writer, Any, str, str, Plan], None]
"""The way back of a special function: it gets the writer, the group, what stands before and after, what is inside."""


class _Compiler:
    """From tables and schema to plans; one for each kind of file."""

    def __init__(self, dialect: Dialect, room: SchemaRoom) -> None:
        self._dialect, self._room = dialect, room
        self._under_way: dict[int, Plan] = {}

    def plan(self, kind: type | None, table: Table, type_: str, path: str = "", depth: int = 1) -> Plan:
        """The plan of a group of a kind; kind None for what is inside and belongs to the group around."""
        if id(table) in self._under_way:
            # Lines inside lines: the plan refers to itself.
            return self._under_way[id(table)]
        made = self._under_way[id(table)] = Plan()
        for room in self._room.inside(type_):
            entry = table.get(room.name)
            if entry is not None:
                made.steps.append(self._step(entry, room, path, depth))
        del self._under_way[id(table)]
        for name, factory in _shared(table).items():
            # A group that several elements fill: what none of them writes is asked of the last one.
            steps = [step for step in made.steps if step.how == ONE and step.name == name]
            for step in steps[-1:]:
                step.inner.left = self._left(factory, [one for each in steps for one in each.inner.steps])
        if kind is not None:
            made.left = self._left(kind, made.steps)
        return made

    def _step(self, entry: Entry, room: Room, path: str, depth: int) -> Step:
        how, name, argument, table = entry
        local = room.name.rpartition("}")[2]
        path = f"{path}/{local}" if path else local
        holds = self._dialect.binding.holds.get(argument, _NOTHING)
        opening, closing = self._tags(room.name, depth)
        inner = Plan()
        covers: tuple[str, ...] = (name,)
        extra: Any = None
        if how == MEASURE:
            extra, covers = (argument, table), (name, table)
        elif how == TEXT and self._dialect.amounts and local.endswith("Amount"):
            how = _AMOUNT
        elif how in _CONTAINERS:
            inner = self.plan(argument if how in {GROUP, GROUPS} else None, table, room.type, path, depth + 1)
        elif how in {SPECIAL, VALUE, VALUES}:
            extra = holds.write
            held = table or holds.inside
            if held is not None:
                inner = self.plan(holds.kind, held, room.type, path, depth + 1)
            if how == SPECIAL:
                covers = (holds.each, *holds.fields)
                if holds.each:
                    how, name = (GROUPS if extra is None else VALUES), holds.each
        if how == INSIDE:
            covers = tuple(one for step in inner.steps for one in step.covers)
        if how in _CONTAINERS or (how == SPECIAL and inner.steps):
            closing = f"{'  ' * depth}{closing}"
        single = room.single or path in self._dialect.single
        step = Step(how, name, opening, closing, inner, single, room.required, extra, covers)
        return _repeated(step) if how == INSIDE else step

    def _left(self, kind: type, steps: list[Step]) -> tuple[str, ...]:
        written = {name for step in steps for name in step.covers} | _NEVER_WRITTEN
        settled = self._dialect.settled
        names = [one.name for one in fields(kind)]  # every group is one of our dataclasses
        return tuple(name for name in names if name not in written and f"{kind.__name__}.{name}" not in settled)

    def _tags(self, name: str, depth: int) -> tuple[str, str]:
        qualified = _qualified(name, self._dialect)
        return f"{'  ' * depth}<{qualified}", f"</{qualified}>\n"


def _shared(table: Table) -> dict[str, type]:
    return {name: factory for how, name, factory, _ in table.values() if how == ONE}


def _repeated(step: Step) -> Step:
    """A container of one list is written again for each value: PartyIdentification around each ID."""
    if len(step.inner.steps) != 1 or step.inner.steps[0].how not in {TEXTS, VALUES}:
        return step
    only = step.inner.steps[0]
    opening = f"{step.opening}>\n{only.opening}"
    return only._replace(opening=opening, closing=f"{only.closing}{step.closing}", single=step.single)


def _qualified(name: str, dialect: Dialect) -> str:
    namespace, _, local = name[1:].rpartition("}")
    return f"{dialect.prefixes[namespace]}{local}"


def escaped(text: str) -> str:
    """A text as XML holds it."""
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return text


def attribute(name: str, value: str | None) -> str:
    """An attribute with a space before it; nothing when it has no value."""
    if value is None:
        return ""
    text = escaped(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f' {name}="{text}"'


def identifier(value: Identifier) -> str:
    """What stands after the name of an element that holds an identifier."""
    scheme = attribute("schemeID", value.scheme) + attribute("schemeVersionID", value.scheme_version)
    return f"{scheme}>{escaped(value.text or '')}"


def text(value: str) -> str:
    """What stands after the name of an element that holds a text."""
    return f">{escaped(value)}"


def encoded(content: str) -> bytes | None:
    """The text in UTF-8; None when it holds a character that no XML may hold (XML 1.0, production 2)."""
    try:
        found = content.encode()
    except UnicodeEncodeError:
        return None
    if len(found.translate(None, _CONTROLS)) != len(found) or any(one in found for one in _NO_CHARACTERS):
        return None
    return found
