"""Judging a CII tree by the table of a Factur-X profile, in one walk.

The official stylesheets look for a template for every element, by its path and, where an element has variants, by its
content; the first of several that match counts for the element itself, while what is inside may belong to all of them.
So the place in the table is a set of nodes. A set is met again and again: it becomes a `_State`, made at the first
meeting, and from then on an element costs one look-up. Elements whose children have been seen in that very order before
are not counted again either (the lines of an invoice resemble each other).

Nearly all invoices break no row, and a process that judges many of them asks that first (`profile_shapes`): then only
elements with variants are walked through.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from typing import TypeAlias, cast

from lxml import etree

from coryphee.einvoice.findings import Finding
from coryphee.einvoice.model import Places
from coryphee.einvoice.refusals import printable
from coryphee.einvoice.rules.factur_x.tables import RAM, Node, Row, Variant, codes, shown, table
from coryphee.einvoice.rules.factur_x.terms import term_of
from coryphee.einvoice.syntaxes.cii.profile_shapes import shape

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml names the class of its elements so
Fired: TypeAlias = tuple[Row, Element, int | str]
"""A row that does not hold, the element it speaks of, and the count or value that was found."""
Test: TypeAlias = Callable[[Element], bool]

_EMPTY = etree.XPath("descendant-or-self::*[not(*) and not(normalize-space())]")
_PREFIXES = {"udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100", "ram": RAM[1:-1]}
_EMPTY_OUTSIDE_LINES = etree.XPath(
    "/*/*/*[not(self::ram:IncludedSupplyChainTradeLineItem)]/descendant-or-self::*[not(*) and not(normalize-space())]"
    " | /*/*[not(*) and not(normalize-space())]",
    namespaces=_PREFIXES,
)
_OTHER_TAX_NUMBERS = etree.XPath(
    "//ram:SpecifiedTaxRegistration/ram:ID[not(@schemeID = 'VA') and not(ancestor::ram:SellerTradeParty)]",
    namespaces=_PREFIXES,
)
_DAY = r"\d{4}(1[0-2]|0[1-9])(3[01]|[12][0-9]|0[1-9])"
_WALKED_FIRST = 600
"""Lines of the invoices of a profile that a process walks through: making a shape takes as long as some more."""
_AROUND = 5
"""How many lines the rest of an invoice weighs."""

_judged: Counter[str] = Counter()
_KEPT_ORDERS = 500
_LONGEST_ORDER = 60
"""How many orders of children a state remembers, and how long they may be: nobody fills the memory with odd files."""


def _dates(form: str) -> etree.XPath:
    return etree.XPath(f"//udt:DateTimeString[@format = '{form}']", namespaces=_PREFIXES)


def judge(profile: str, root: Element, label: str) -> list[Finding]:
    """The findings of a profile's table on an invoice; `label` is the name@version of the rule set."""
    fired: list[Fired] = []
    if _pays(profile, root) and (known := shape(profile)).fits(root):
        empty = _judge_open_elements(profile, known.open_elements(root), fired)
    else:
        _walk(root, _start(profile), fired)
        empty = _empty(root)
    return _told([*fired, *_fired_anywhere(profile, root, empty)], label)


def judge_empty(profile: str, root: Element, label: str) -> list[Finding]:
    """The findings of the row about empty elements, where nothing in the lines is empty."""
    return _told(_fired_anywhere(profile, root, cast("list[Element]", _EMPTY_OUTSIDE_LINES(root))), label)


def _fired_anywhere(profile: str, root: Element, empty: list[Element]) -> list[Fired]:
    return [
        (row, element, _text(element))
        for row in table(profile).rows
        if row.sign == "~"
        for element in (empty if row.attribute == "empty" else _ANYWHERE[row.attribute](root))
    ]


def _told(fired: list[Fired], label: str) -> list[Finding]:
    places = Places()
    return [_finding(row, element, found, label, places) for row, element, found in fired]


def _pays(profile: str, root: Element) -> bool:
    """Whether this process has judged enough lines for a shape to be worth making, those of this invoice included."""
    _judged[profile] += _AROUND + (len(root[-1]) if len(root) else 0)
    return _judged[profile] > _WALKED_FIRST


def _judge_open_elements(profile: str, elements: list[Element], fired: list[Fired]) -> list[Element]:
    """Walk through what the shape leaves open, and answer what is empty there."""
    parent: Element | None = None
    state = _start(profile)
    empty: list[Element] = []
    for element in elements:
        around = [*element.iterancestors()]
        if around[0] is not parent:
            parent = around[0]
            state = _state_at(profile, [step.tag for step in around[-2::-1]])
            _count_apart(parent, state, fired)
        _visit(element, state.below(element.tag), fired)
        empty += _empty(element)
    return empty


def _state_at(profile: str, path: list[str]) -> "_State":
    """The state at a place that has no variants around it, as all places have that a shape knows."""
    state = _start(profile)
    for tag in path:
        state = cast("_State", state.below(tag))
    return state


def _unreadable(dates: etree.XPath, pattern: re.Pattern[str], root: Element) -> list[Element]:
    return [date for date in cast("list[Element]", dates(root)) if not pattern.fullmatch(_text(date))]


def _not_for_vat(root: Element) -> list[Element]:
    return cast("list[Element]", _OTHER_TAX_NUMBERS(root))


_ANYWHERE: dict[str, Callable[[Element], list[Element]]] = {
    "day": partial(_unreadable, _dates("102"), re.compile(rf"\s*{_DAY}\s*", re.ASCII)),
    "minute": partial(_unreadable, _dates("205"), re.compile(rf"\s*{_DAY}([01][0-9]|2[0-3])[0-5][0-9]\s*", re.ASCII)),
    "vat": _not_for_vat,
}
"""What rows about the whole invoice find wrong."""


def _empty(element: Element) -> list[Element]:
    return cast("list[Element]", _EMPTY(element))


class _State:
    """What the table says of the elements at one place: rows of the element, of its children, and further states.

    own      the rows of the element itself
    counted  the rows that count children of one name
    apart    those that count one variant of them
    one_of   those that ask for one of several children beside another
    nodes    the places in the table
    inside   whether what is inside is judged
    """

    __slots__ = ("_next", "_orders", "apart", "counted", "inside", "leaf", "nodes", "one_of", "own")

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.nodes = nodes
        variants = (node for node in nodes if node.rows and not node.besides)
        first = min(variants, key=lambda node: node.order, default=None)
        rows = [row for node in nodes if node is first or node.besides for row in node.rows]
        counting = [row for row in rows if row.tag]
        self.one_of = tuple(row for row in counting if row.others)
        self.own = tuple(row for row in rows if not row.tag)
        self.counted = tuple(row for row in counting if not (row.any_of or row.none_of or row.others))
        self.apart = tuple((row, _test(row.any_of, row.none_of)) for row in counting if row.any_of or row.none_of)
        self.inside = any(node.children for node in nodes) and not (first is not None and first.closed)
        self.leaf = not counting and not self.inside
        self._next: dict[str, _State | _Choice | None] = {}
        self._orders: dict[tuple[str, ...], _Order] = {}

    def below(self, tag: str) -> "_State | _Choice | None":
        """The state of a child, what decides it, or None when the table knows nothing of it and of what it holds."""
        if tag in self._next:
            return self._next[tag]
        branches = [child for node in self.nodes for child in node.children if child.tag == tag]
        found: _State | _Choice | None = None
        if any(branch.any_of or branch.none_of for branch in branches):
            found = _Choice(branches)
        elif branches:
            found = _state(tuple(branches))
        if branches or len(self._next) < _KEPT_ORDERS:
            self._next[tag] = found
        return found

    def order(self, tags: list[str]) -> "_Order":
        """What is to be done for children of these names."""
        if len(tags) > _LONGEST_ORDER:
            return self._order(tags)
        key = tuple(tags)
        known = self._orders.get(key)
        if known is None:
            known = self._order(tags)
            if len(self._orders) < _KEPT_ORDERS:
                self._orders[key] = known
        return known

    def _order(self, tags: list[str]) -> "_Order":
        wrong = []
        for row in self.counted:
            count = tags.count(row.tag)
            if count < row.least or (row.most is not None and count > row.most):
                wrong.append((row, count))
        unmet = (row for row in self.one_of if row.tag in tags and not any(other in tags for other in row.others))
        wrong += [(row, 0) for row in unmet]
        names = tags if self.inside else ()
        visits = [(index, state) for index, tag in enumerate(names) if (state := self.below(tag)) is not None]
        return tuple(wrong), tuple(visits)


class _Choice:
    """Variants of an element: which of them apply is known when the element is seen."""

    __slots__ = ("branches", "states", "tests")

    def __init__(self, branches: list[Node]) -> None:
        self.branches = branches
        self.tests = tuple(_test(node.any_of, node.none_of) for node in branches)
        self.states: dict[tuple[bool, ...], _State | None] = {}

    def state_of(self, element: Element) -> "_State | None":
        """The state of an element, None when it is of no variant."""
        answers = tuple([test(element) for test in self.tests])
        if answers not in self.states:
            nodes = tuple(node for node, answer in zip(self.branches, answers, strict=True) if answer)
            self.states[answers] = _state(nodes) if nodes else None
        return self.states[answers]


_Order: TypeAlias = tuple[tuple[tuple[Row, int], ...], tuple[tuple[int, _State | _Choice], ...]]
"""Rows about the number of children that do not hold, with the number; positions of children to look at."""


@cache
def _start(profile: str) -> _State:
    return _State((table(profile),))


def _state(nodes: tuple[Node, ...]) -> _State:
    return _State(nodes)


def _walk(element: Element, state: _State, fired: list[Fired]) -> None:
    # A slice makes the list of children in one go, in a third less time than iterating over them.
    children = element[:]  # type: ignore[index]  # the stubs do not know slices
    wrong, visits = state.order([child.tag for child in children])
    for row, count in wrong:
        fired.append((row, element, count))
    if state.apart:
        _count_apart(element, state, fired)
    for index, found in visits:
        _visit(children[index], found, fired)


def _visit(element: Element, found: _State | _Choice | None, fired: list[Fired]) -> None:
    state = found.state_of(element) if isinstance(found, _Choice) else found
    if state is None:
        return
    if state.own:
        _judge_itself(element, state.own, fired)
    if not state.leaf:
        _walk(element, state, fired)


def _count_apart(element: Element, state: _State, fired: list[Fired]) -> None:
    for row, test in state.apart:
        count = sum(map(test, element.iterchildren(row.tag)))
        if count < row.least or (row.most is not None and count > row.most):
            fired.append((row, element, count))


def _judge_itself(element: Element, rows: tuple[Row, ...], fired: list[Fired]) -> None:
    for row in rows:
        sign = row.sign
        if sign == "!":
            fired.append((row, element, ""))
            continue
        value = element.get(row.attribute) if row.attribute else _text(element)
        if sign == "-":
            if value is not None:
                fired.append((row, element, value))
        elif sign == "+":
            if value is None:
                fired.append((row, element, ""))
        elif value and value not in codes(row.codes):
            fired.append((row, element, value))


@cache
def _settled(tag: str) -> etree.XPath:
    """Find an element of the settlement of the invoice that any element is in."""
    return etree.XPath(f"/*/*/ram:ApplicableHeaderTradeSettlement/ram:{tag.rpartition('}')[2]}", namespaces=_PREFIXES)


def _text(element: Element) -> str:
    """The string value of XPath."""
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def _test(any_of: tuple[Variant, ...], none_of: tuple[Variant, ...]) -> Test:
    """Whether an element is of a variant."""
    tests = [_has(variant) for variant in any_of or none_of]
    wanted = bool(any_of)

    def is_of(element: Element) -> bool:
        for test in tests:
            if test(element):
                return wanted
        return not wanted

    return tests[0] if len(tests) == 1 and wanted else is_of


def _has(variant: Variant) -> Test:
    """Whether some element at the end of the path has the value: comparisons of XPath are true for one of many."""
    attribute, value = variant.attribute, variant.value
    if variant.currency:
        settled = _settled(variant.currency)
        return lambda element: element.get(attribute) in [*map(_text, cast("list[Element]", settled(element)))]
    if variant.text:
        return lambda element: bool(_text(element))
    if not variant.path:
        return lambda element: (element.get(attribute) if attribute else _text(element)) == value
    *between, last = variant.path

    def has(element: Element) -> bool:
        ends = [element]
        for step in between:
            ends = [inner for end in ends for inner in end.iterchildren(step)]
        for end in ends:
            for inner in end.iterchildren(last):
                if (inner.get(attribute) if attribute else _text(inner)) == value:
                    return True
        return False

    return has


def _finding(row: Row, element: Element, found: int | str, label: str, places: Places) -> Finding:
    parameters = dict(row.parameters())
    place = element
    if isinstance(found, int) and row.most is not None and found > row.most:
        parameters["sentence"] = "element.repeated"
        same = [*filter(_test(row.any_of, row.none_of), element.iterchildren(row.tag))]
        place = same[row.most]
    elif row.sign == "~":
        parameters |= {"element": shown(element.tag), "value": str(found)}
    elif row.sign == ":":
        parameters["value"] = str(found)
    where, line = places.of(place)
    values = tuple((name, printable(value)) for name, value in parameters.items())
    return Finding(row.number, label, row.severity, _term(row, element), values, where, line)


def _term(row: Row, element: Element) -> str:
    """The business term of what a row speaks of: the child that it counts, or the element itself."""
    counted = row.others[-1] if row.others else row.tag
    tags = [step.tag for step in (element, *element.iterancestors())][-2::-1]
    path = "/".join(tag.rpartition("}")[2] for tag in ([*tags, counted] if counted else tags))
    return term_of(path, row.attribute)
