"""Judge the tree of a file by the binding rules of a rule set: what may stand where, and how often.

    UBL = Bindings(CONTEXTS, PREFIXES, OWN, rules)
    findings = UBL.judge(root, "en16931@1.3.16")

All rules of a table are judged in one walk. The patterns of the table are an automaton that is built as it is used: a
state is the set of patterns that are under way at an element, so that each element costs one look-up, whatever the
number of rules. Rules that count nothing are functions of their context (`OWN`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from lxml import etree

from coryphee.einvoice.findings import Finding
from coryphee.einvoice.model import Places
from coryphee.einvoice.rulekit import TabledRule
from coryphee.einvoice.syntaxes.paths import Own
from coryphee.einvoice.syntaxes.walk import without_comments

Table: TypeAlias = Sequence[tuple[str, Sequence[tuple[str, str, str, str, str]]]]
_REMEMBERED = 300  # names that a state keeps: a hostile file has new ones without end
_ROOT = -1  # in place of a distance: the context is the document


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """One rule: how often its target may stand in its context; `high` None is without limit.

    A rule that is a function is asked only where its target stands, when it has one (`asked`).
    """

    order: int
    number: str
    low: int
    high: int | None
    asked: bool


class _Name(NamedTuple):
    """A step of a pattern: names, or the ends of names in a namespace ("" for any)."""

    names: frozenset[str]
    namespace: str = ""
    ending: str = ""

    def fits(self, tag: str) -> bool:
        if not self.ending:
            return tag in self.names
        return tag.endswith(self.ending) and tag.startswith(self.namespace) and tag not in self.names


class _Pattern(NamedTuple):
    """Steps that end at a context (`context`) or, anywhere in the document, at a target (`row`, `attribute`)."""

    steps: tuple[_Name, ...]
    anywhere: bool
    context: "_Context | None" = None
    row: _Row | None = None
    attribute: str = ""


class _Targets:
    """What the rows of one context look for: a tree of names."""

    __slots__ = ("attributes", "inside", "rows")

    def __init__(self) -> None:
        self.inside: dict[str, _Targets] = {}
        self.rows: list[_Row] = []
        self.attributes: list[tuple[str, _Row]] = []


class _Context:
    """The rows of one context."""

    __slots__ = ("order", "own", "required", "targets")

    def __init__(self, order: int) -> None:
        self.order = order
        self.targets = _Targets()
        self.required: list[_Row] = []
        self.own: list[tuple[_Row, Own]] = []


class State:
    """What is under way at an element, and what the element means to the rules.

    under_way   patterns with the number of their steps that are done
    searched    targets with the distance to their context
    hits        rows that count this element, with the distance to their context
    attributes  the same for attributes, by name
    opened      the context that this element is
    """

    __slots__ = ("attributes", "hits", "next", "opened", "searched", "under_way")

    def __init__(self) -> None:
        self.next: dict[str, State] = {}
        self.under_way: list[tuple[_Pattern, int]] = []
        self.searched: list[tuple[_Targets, int]] = []
        self.hits: list[tuple[_Row, int]] = []
        self.attributes: dict[str, list[tuple[_Row, int]]] = {}
        self.opened: _Context | None = None

    def key(self) -> tuple[object, ...]:
        """Two elements with equal keys mean the same to all rules."""
        return (
            self.opened,
            frozenset((id(pattern), done) for pattern, done in self.under_way),
            frozenset(self.searched),
            frozenset(self.hits),
            frozenset((name, row, distance) for name, rows in self.attributes.items() for row, distance in rows),
        )


class Bindings:
    """The binding rules of one syntax in one version, ready to judge."""

    def __init__(
        self, table: Table, prefixes: Mapping[str, str], own: Mapping[str, Own], rules: Mapping[str, TabledRule]
    ) -> None:
        """Read a table (see `codes`); `prefixes` lead to namespaces, `rules` from a number to its severity and words.

        Raises KeyError for a row "own" that no function judges.
        """
        self._prefixes = {prefix: f"{{{uri}}}" for prefix, uri in prefixes.items()}
        self._rules = rules
        self._patterns: list[_Pattern] = []
        self._everywhere: dict[str, list[tuple[_Row, int]]] = {}
        self._known: set[str] = set()
        self._states: dict[tuple[object, ...], State] = {}
        self.start = State()
        count = 0
        for order, (match, rows) in enumerate(table):
            context = _Context(order)
            self._patterns += [self._pattern(one, context) for one in match.split(" | ")]
            for number, _, often, target, _ in rows:
                low, high = _limits(often)
                row = _Row(count, number, low, high, asked=often == "own" and target != "")
                if often == "own":
                    context.own.append((row, own[number]))
                if target:
                    self._add(row, target, context)
                count += 1

    def judge(self, root: etree._Element, ruleset: str) -> list[Finding]:
        """One finding for each firing, in the order of the table. Comments are taken out of the tree."""
        walk = _Walk()
        state = self.after(self.start, root.tag)
        walk.meet(root, state, [])
        for name in root.keys():  # noqa: SIM118 - as below
            walk.meet_attribute(root, state.attributes.get(str(name), []), [])
        self._visit(without_comments(root), state, [root], walk)
        fired = sorted(walk.fired(), key=lambda firing: firing[0].order)
        places = Places()
        return [self._finding(row, places.of(element), element, ruleset) for row, element in fired]

    def _visit(self, parent: etree._Element, state: State, around: list[etree._Element], walk: "_Walk") -> None:
        """Judge all that an element holds; `around` leads from the root to it."""
        following = state.next
        for element in parent[:]:  # type: ignore[index]  # the stubs do not know slices
            after = following.get(element.tag) or self.after(state, element.tag)
            if after.opened is not None or after.hits:
                walk.meet(element, after, around)
            for name in element.keys():  # noqa: SIM118 - iterating over an element gives what is inside it
                if name in after.attributes:
                    walk.meet_attribute(element, after.attributes[name], around)
            if len(element):
                around.append(element)
                self._visit(element, after, around, walk)
                around.pop()

    def after(self, state: State, tag: str) -> State:
        """The state of an element of this name inside one of that state; names that no rule knows share theirs."""
        name = tag
        if tag not in self._known:
            name = next((f"{one.namespace or '{}'}*{one.ending}" for one in self._endings() if one.fits(tag)), "{}")
        found = state.next.get(name)
        if found is None:
            made = self._made(state, name)
            found = state.next[name] = self._states.setdefault(made.key(), made)
        if len(state.next) < _REMEMBERED:
            state.next[tag] = found
        return found

    def _made(self, state: State, tag: str) -> State:
        made = State()
        made.attributes = {name: list(rows) for name, rows in self._everywhere.items()}
        opened = self._advanced(state, tag, made)
        for targets, distance in state.searched:
            inside = targets.inside.get(tag)
            if inside is not None:
                made.searched.append((inside, distance + 1))
        if opened:
            made.opened = min(opened, key=lambda context: context.order)
            made.searched.append((made.opened.targets, 0))
        for targets, distance in made.searched:
            for row in targets.rows:
                _meet(made, row, "", distance)
            for attribute, row in targets.attributes:
                _meet(made, row, attribute, distance)
        return made

    def _advanced(self, state: State, tag: str, made: State) -> list[_Context]:
        """Advance all patterns under way by one element; the contexts that end at it."""
        opened = []
        begun = [(pattern, 0) for pattern in self._patterns if pattern.anywhere or state is self.start]
        for pattern, done in [*state.under_way, *begun]:
            if not pattern.steps[done].fits(tag):
                continue
            if done + 1 < len(pattern.steps):
                made.under_way.append((pattern, done + 1))
            elif pattern.context is not None:
                opened.append(pattern.context)
            elif pattern.row is not None:
                _meet(made, pattern.row, pattern.attribute, _ROOT)
        return opened

    def _finding(self, row: _Row, place: tuple[str, int | None], element: etree._Element, ruleset: str) -> Finding:
        rule = self._rules[row.number]
        where, line = place
        parameters = dict(rule.parameters)
        parameters.setdefault("element", etree.QName(element).localname)
        if rule.sentence:
            parameters["sentence"] = rule.sentence
        return Finding(row.number, ruleset, rule.severity, rule.term, tuple(parameters.items()), where, line)

    def _pattern(self, match: str, context: _Context) -> _Pattern:
        match, _, excepted = match.partition(" except ")
        steps = [self._step(step, excepted) for step in match.lstrip("/").split("/")]
        return _Pattern(tuple(steps), match.startswith("//"), context)

    def _step(self, step: str, excepted: str = "") -> _Name:
        if "*" not in step:
            names = frozenset(self._named(name) for name in step.split("|"))
            self._known |= names
            return _Name(names)
        prefix, _, ending = step.partition("*")
        exceptions = frozenset({self._named(excepted)} if excepted else ())
        self._known |= exceptions
        return _Name(exceptions, self._prefixes.get(prefix[:-1], ""), ending)

    def _named(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return self._prefixes[prefix] + local

    def _endings(self) -> Iterator[_Name]:
        return (pattern.steps[-1] for pattern in self._patterns if pattern.steps[-1].ending)

    def _add(self, row: _Row, target: str, context: _Context) -> None:
        if row.low:
            context.required.append(row)
        path, _, attribute = target.partition("@")
        names = [name for name in path.strip("/").split("/") if name]
        if not target.startswith("//"):
            self._search(row, names, attribute, context.targets)
        elif names:
            steps = tuple(self._step(name) for name in names)
            self._patterns.append(_Pattern(steps, anywhere=True, row=row, attribute=attribute))
        else:
            self._everywhere.setdefault(attribute, []).append((row, _ROOT))

    def _search(self, row: _Row, names: list[str], attribute: str, targets: _Targets) -> None:
        if names:
            for name in self._step(names[0]).names:
                self._search(row, names[1:], attribute, targets.inside.setdefault(name, _Targets()))
        elif attribute:
            targets.attributes.append((attribute, row))
        else:
            targets.rows.append(row)


class _Walk:
    """What one walk has found."""

    __slots__ = ("counted", "opened")

    def __init__(self) -> None:
        self.opened: dict[_Context, list[etree._Element]] = {}
        # By row and context: how many were found, and the first that is too many.
        self.counted: dict[tuple[_Row, etree._Element], tuple[int, etree._Element]] = {}

    def meet(self, element: etree._Element, state: State, around: list[etree._Element]) -> None:
        """Note what an element means in its state; `around` leads from the root to what is around it."""
        if state.opened is not None:
            self.opened.setdefault(state.opened, []).append(element)
        self.meet_attribute(element, state.hits, around)

    def meet_attribute(
        self, element: etree._Element, hits: list[tuple[_Row, int]], around: list[etree._Element]
    ) -> None:
        """Note an element that rows look for, or an element with an attribute that they look for."""
        for row, distance in hits:
            context = element if distance == 0 or not around else around[0 if distance == _ROOT else -distance]
            number, first_too_many = self.counted.get((row, context), (0, element))
            self.counted[row, context] = (number + 1, element if number == row.high else first_too_many)

    def fired(self) -> Iterator[tuple[_Row, etree._Element]]:
        """The rows that do not hold, each with the element at fault."""
        for (row, _), (number, element) in self.counted.items():
            if row.high is not None and number > row.high:
                yield row, element
        for context, elements in self.opened.items():
            for row in context.required:
                yield from ((row, element) for element in elements if (row, element) not in self.counted)
            for row, judge in context.own:
                asked = [element for element in elements if (row, element) in self.counted] if row.asked else elements
                yield from ((row, element) for element in judge(asked))


def _meet(state: State, row: _Row, attribute: str, distance: int) -> None:
    if attribute:
        state.attributes.setdefault(attribute, []).append((row, distance))
    else:
        state.hits.append((row, distance))


def _limits(often: str) -> tuple[int, int | None]:
    """How often "0..1" and the like allow."""
    if often == "own":
        return 0, None
    low, _, high = often.partition("..")
    return int(low), None if high == "n" else int(high or low)
