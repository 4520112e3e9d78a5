"""How a rule is written, registered and run.

A rule is one small function that reads like the sentence of the norm and is found by its number:

    @EN16931.rule("BR-21", over=LINES, term="BT-126")
    def line_has_identifier(line: Line) -> Outcome:
        \"\"\"Each Invoice line (BG-25) shall have an Invoice line identifier (BT-126).\"\"\"
        return filled(line.identifier)

It gets its subject (and the invoice as second argument when it asks for one) and answers True when the sentence holds.
Any other answer fires: False, or the values that the words of the rule need. Place and values are computed only then.
Where UBL and CII disagree, the number has one function for each syntax. Every rule is judged by itself: none depends on
another, and none stops the others.
"""

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, TypeVar, cast

from coryphee.einvoice.findings import Finding, Severity
from coryphee.einvoice.refusals import printable

Syntax = Literal["ubl", "cii"]
SYNTAXES: tuple[Syntax, ...] = ("ubl", "cii")

Outcome = bool | Mapping[str, str]
"""True: the sentence holds. False or the parameters of the finding: it does not."""

Locate = Callable[[object, str, str], tuple[str, int | None]]
"""From a subject, the name of its kind and a term to its place in the file: XPath without prefixes, and line."""

Function = TypeVar("Function", bound=Callable[..., Outcome])
Made = TypeVar("Made")

_remembered: ContextVar[dict[Callable[..., Any], Any] | None] = ContextVar("remembered", default=None)


def once_in_run(make: Callable[[Any], Made], invoice: Any) -> Made:  # noqa: ANN401 - rulekit stands below the model
    """What rules and descriptions need of the whole invoice, made once in a run.

    A file of ten thousand lines may have ten thousand faults; to go through the lines for each of them takes minutes.
    """
    memory = _remembered.get()
    if memory is None:
        return make(invoice)
    found: Made | None = memory.get(make)
    if found is None:
        found = memory[make] = make(invoice)
    return found


class one_run:  # noqa: N801 - used as a function; a generator takes as long as ten rules
    """Let several rule sets that judge one invoice, which nobody changes meanwhile, share what is made once."""

    __slots__ = ("_remembering",)

    def __enter__(self) -> None:
        self._remembering = _remembered.set({})

    def __exit__(self, *_: object) -> None:
        _remembered.reset(self._remembering)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a rule speaks of: each line, each VAT breakdown, the invoice itself.

    select    all subjects of this kind in an invoice, or in a subject of the kind that it is `within`
    describe  parameters that every finding about such a subject carries, such as the number of the line
    within    the kind that holds it: made once for all inside, and where it is absent nothing inside is looked at
    alike     select answers pairs: a subject, and all those that no rule can tell from it (itself one of them); the one
              is judged, and all of them fire
    unless    one look at what holds it that says for certain: no rule of this kind or within it fires; the subject is
              then what holds it, the invoice mostly
    """

    name: str
    select: Callable[[Any], Iterable[Any]] = lambda holder: (holder,)
    describe: Callable[[Any, Any], Mapping[str, str]] = field(default=lambda _invoice, _subject: {})
    within: "Kind | None" = None
    alike: bool = False
    unless: Callable[[Any], bool] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One sentence of the norm, for one syntax or for both (syntax None)."""

    number: str
    over: Kind
    term: str
    severity: Mapping[Syntax, Severity]
    syntax: Syntax | None
    holds: Callable[..., Outcome]
    sentence: str
    words: str = ""
    """Number whose words it borrows, where several numbers say one sentence."""
    origin: tuple[str, str] | None = None
    """Label and number of the rule that it is, in another set."""

    @property
    def asks_for_invoice(self) -> bool:
        """Whether the function wants the invoice beside its subject."""
        return self.holds.__code__.co_argcount == 2  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class TabledRule:
    """A rule that is a row of a table: many of its kind say the same, each of another element.

    They look at the file, not at the model: `syntaxes` judges them, a rule set only knows that it has them.

    number      official id
    syntax      the syntax that has it
    severity    as in the artefact
    sentence    name of the sentence it shares with its kind (words, family `shared`), "" when it has words of its own
    parameters  what the sentence needs of it, such as the name of the element
    term        business term, "" where it is about none
    """

    number: str
    syntax: Syntax
    severity: Severity
    sentence: str
    parameters: tuple[tuple[str, str], ...] = ()
    term: str = ""


_Plan = dict[Kind, list[Rule]]
"""The rules of one syntax, by what they speak of; kinds that only hold others have none."""

_Fired = Callable[[Any], list[tuple[Rule, Any, Outcome]]]
"""From an invoice to the rules that do not hold, each with its subject and what it answered."""


class RuleSet:
    """The rules of one artefact in one version, named `name@version` in every verdict.

    `left_out` names the families of the artefact that are not written yet: while there are any, the set may say that
    an invoice is invalid, never that it is valid. `tabled` gives the rows of its table, and is asked late.
    """

    def __init__(
        self,
        name: str,
        version: str,
        left_out: tuple[str, ...] = (),
        tabled: Callable[[], Iterable[TabledRule]] = tuple,
    ) -> None:
        self.name = name
        self.version = version
        self.left_out = left_out
        self.rules: list[Rule] = []
        self._tabled = tabled
        self._fired: dict[tuple[Syntax, tuple[str, ...]], _Fired] = {}

    @cached_property
    def tabled(self) -> list[TabledRule]:
        """The rules that are rows of a table."""
        return list(self._tabled())

    @cached_property
    def label(self) -> str:
        """Name and version as a verdict shows them, for instance en16931@1.3.16."""
        return f"{self.name}@{self.version}"

    def rule(
        self,
        number: str,
        *,
        over: Kind,
        term: str = "",
        severity: Severity | Mapping[Syntax, Severity] = "fatal",
        syntax: Syntax | None = None,
        sentence: str = "",
        words: str = "",
    ) -> Callable[[Function], Function]:
        """Register a function under its official number. Raises ValueError for a second one in the same syntax.

        A function that serves several numbers is told the sentence of each, and may let them borrow the `words` of one;
        others say their sentence in their docstring.
        """
        severities = dict.fromkeys(SYNTAXES, severity) if isinstance(severity, str) else severity

        def register(function: Function) -> Function:
            if any(rule.number == number and _overlap(rule.syntax, syntax) for rule in self.rules):
                raise ValueError(f"{self.label} has {number} already for this syntax")
            says = sentence or (function.__doc__ or "").strip()
            self.rules.append(Rule(number, over, term, severities, syntax, function, says, words))
            return function

        return register

    def take_over(
        self, other: "RuleSet", numbers: Mapping[str, str], syntax: Syntax | None = None, over: Kind | None = None
    ) -> None:
        """Have rules of another set too: {number there: number here}, in one syntax or in all that have it.

        They keep their function, severity, term and words, and what they speak of unless `over` says otherwise. Raises
        ValueError for a number that the other set has not, or that is here already.
        """
        known: dict[str, list[Rule]] = {}
        for rule in other.rules:
            known.setdefault(rule.number, []).append(rule)
        here: dict[str, list[Syntax | None]] = {}
        for rule in self.rules:
            here.setdefault(rule.number, []).append(rule.syntax)
        for theirs, ours in numbers.items():
            found = [rule for rule in known.get(theirs, ()) if _overlap(rule.syntax, syntax)]
            if not found:
                raise ValueError(f"{other.label} has no {theirs} to take over")
            for rule in found:
                only = rule.syntax or syntax
                if any(_overlap(mine, only) for mine in here.setdefault(ours, [])):
                    raise ValueError(f"{self.label} has {ours} already for this syntax")
                here[ours].append(only)
                words = rule.words or ("" if theirs == ours else theirs)
                origin = (other.label, theirs) if over is None else None
                # Not by `dataclasses.replace`, which takes five times longer: profiles take over hundreds.
                facts = (rule.term, rule.severity, only, rule.holds, rule.sentence)
                self.rules.append(Rule(ours, over or rule.over, *facts, words, origin))

    def numbers(self) -> tuple[str, ...]:
        """The numbers of all rules that are functions, each once, in the order in which they were written."""
        return tuple(dict.fromkeys(rule.number for rule in self.rules))

    def sentences(self, number: str) -> tuple[Rule, ...]:
        """The rules of one number: one, or one for each syntax; none when the number is unknown."""
        return tuple(rule for rule in self.rules if rule.number == number)

    def run(
        self,
        invoice: Any,  # noqa: ANN401 - rulekit stands below the model
        syntax: Syntax,
        locate: Locate,
        done: Mapping[str, list[Finding]] = MappingProxyType({}),
    ) -> list[Finding]:
        """Judge an invoice by every rule of its syntax: one finding for each firing.

        `done` has the findings of other sets on the very invoice, by label: what was taken over from them is not judged
        again.
        """
        known = tuple([label for label in done if label in self._origins])
        fired = self._fired.get((syntax, known))
        if fired is None:
            fired = self._fired[syntax, known] = _unrolled(self._plan(syntax, known))
        findings = [again for label in known for found in done[label] for again in self._again(found, syntax)]
        if _remembered.get() is None:
            with one_run():
                return findings + self._told(fired(invoice), invoice, syntax, locate)
        return findings + self._told(fired(invoice), invoice, syntax, locate)

    def _told(
        self, fired: list[tuple[Rule, Any, Outcome]], invoice: object, syntax: Syntax, locate: Locate
    ) -> list[Finding]:
        findings = []
        for rule, subject, outcome in fired:
            parameters = dict(rule.over.describe(invoice, subject))
            if rule.words:
                parameters |= {"sentence": rule.words, "term": rule.term}
            if isinstance(outcome, Mapping):
                parameters.update(outcome)
            values = tuple((name, printable(value)) for name, value in parameters.items())
            where, line = locate(subject, rule.over.name, rule.term)
            findings.append(Finding(rule.number, self.label, rule.severity[syntax], rule.term, values, where, line))
        return findings

    @cached_property
    def _origins(self) -> Mapping[str, Mapping[str, list[Rule]]]:
        """Rules that were taken over: by the set they are of, and their number there."""
        found: dict[str, dict[str, list[Rule]]] = {}
        for rule in self.rules:
            if rule.origin is not None:
                label, number = rule.origin
                found.setdefault(label, {}).setdefault(number, []).append(rule)
        return found

    def _again(self, found: Finding, syntax: Syntax) -> list[Finding]:
        """What a finding of another set says under our numbers."""
        mine = self._origins[found.ruleset].get(found.rule, ())
        return [
            replace(found, rule=rule.number, ruleset=self.label, parameters=_with_words(found.parameters, rule.words))
            for rule in mine
            if _overlap(rule.syntax, syntax)
        ]

    def _plan(self, syntax: Syntax, known: tuple[str, ...]) -> _Plan:
        plan: _Plan = {}
        for rule in self.rules:
            if _overlap(rule.syntax, syntax) and (rule.origin is None or rule.origin[0] not in known):
                for kind in _around(rule.over):
                    plan.setdefault(kind, [])
                plan[rule.over].append(rule)
        return plan


def _with_words(parameters: tuple[tuple[str, str], ...], words: str) -> tuple[tuple[str, str], ...]:
    if not words:
        return parameters
    return (*(entry for entry in parameters if entry[0] != "sentence"), ("sentence", words))


def _around(kind: Kind) -> list[Kind]:
    """A kind and those that hold it, the outermost first."""
    return [kind] if kind.within is None else [*_around(kind.within), kind]


def _unrolled(plan: _Plan) -> _Fired:
    """Make one function of all loops and calls of a plan, as `dataclasses` makes functions: from text.

    Python is faster at calls from a place that always calls the same function, and has no list of rules to go through
    for each line: rules take a tenth less time. The text holds nothing but numbered names.
    """
    names: dict[str, Any] = {}
    text = ["def fired(invoice):", "    found = []"]
    for kind in plan:
        if kind.within is None:
            text += _loop(kind, plan, "invoice", names)
    exec("\n".join([*text, "    return found"]), names)  # noqa: S102 - the text is made of the lines above alone
    return cast("_Fired", names["fired"])


def _loop(kind: Kind, plan: _Plan, holder: str, names: dict[str, Any]) -> list[str]:
    """Make the loop over the subjects of a kind, with the loops of the kinds within it."""
    select, subject, same = (f"{word}_{len(names)}" for word in ("select", "subject", "same"))
    fires = f"found += [({{rule}}, one, outcome) for one in {same}]" if kind.alike else ""
    if kind.unless is None:
        names[select] = kind.select
        text = [f"    for {subject}{f', {same}' if kind.alike else ''} in {select}({holder}):"]
    else:
        names[select] = kind.unless
        subject = holder
        text = [f"    if not {select}({holder}):"]
    for rule in plan[kind]:
        number, holds = f"rule_{len(names)}", f"holds_{len(names)}"
        names |= {number: rule, holds: rule.holds}
        text += [
            f"        outcome = {holds}({subject}{', invoice' if rule.asks_for_invoice else ''})",
            "        if outcome is not True:",
            f"            {fires.format(rule=number) or f'found.append(({number}, {subject}, outcome))'}",
        ]
    for inner in plan:
        if inner.within is kind:
            text += [f"    {line}" for line in _loop(inner, plan, subject, names)]
    return text


def _overlap(one: Syntax | None, other: Syntax | None) -> bool:
    return one is None or other is None or one == other


def filled(text: str | None) -> bool:
    """XPath's normalize-space(x) != '': the element is there and holds something other than XML white space."""
    return text is not None and (text[:1] > " " or text.strip(" \t\r\n") != "")
