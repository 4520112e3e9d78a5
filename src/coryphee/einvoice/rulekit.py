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
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class Kind:
    """What a rule speaks of: each line, each VAT breakdown, the invoice itself.

    select    all subjects of this kind in an invoice
    describe  parameters that every finding about such a subject carries, such as the number of the line
    """

    name: str
    select: Callable[[Any], Iterable[Any]]
    describe: Callable[[Any, Any], Mapping[str, str]] = field(default=lambda _invoice, _subject: {})


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
    """Number whose words it borrows, where it was taken over under another number."""

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
    sentence    name of the sentence it shares with its kind (words, family `shared`)
    parameters  what the sentence needs of it, such as the name of the element
    term        business term, "" where it is about none
    """

    number: str
    syntax: Syntax
    severity: Severity
    sentence: str
    parameters: tuple[tuple[str, str], ...] = ()
    term: str = ""


_Plan = list[tuple[Kind, list[Rule]]]
"""The rules of one syntax, by what they speak of."""

_Fired = Callable[[Any], list[tuple[Rule, Any, Outcome]]]
"""From an invoice to the rules that do not hold, each with its subject and what it answered."""


class RuleSet:
    """The rules of one artefact in one version, named `name@version` in every verdict.

    `left_out` names the families of the artefact that are not written yet: while there are any, the set may say that
    an invoice is invalid, never that it is valid.
    """

    def __init__(self, name: str, version: str, left_out: tuple[str, ...] = ()) -> None:
        self.name = name
        self.version = version
        self.left_out = left_out
        self.rules: list[Rule] = []
        self.tabled: list[TabledRule] = []
        self._fired: dict[Syntax, _Fired] = {}

    @property
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
    ) -> Callable[[Function], Function]:
        """Register a function under its official number. Raises ValueError for a second one in the same syntax."""
        severities = dict.fromkeys(SYNTAXES, severity) if isinstance(severity, str) else severity

        def register(function: Function) -> Function:
            if any(rule.number == number and _overlap(rule.syntax, syntax) for rule in self.rules):
                raise ValueError(f"{self.label} has {number} already for this syntax")
            sentence = (function.__doc__ or "").strip()
            self.rules.append(Rule(number, over, term, severities, syntax, function, sentence))
            return function

        return register

    def take_over(self, other: "RuleSet", numbers: Mapping[str, str], syntax: Syntax | None = None) -> None:
        """Have rules of another set too: {number there: number here}, in one syntax or in all that have it.

        They keep their function, severity, term and words. Raises ValueError for a number that the other set has not,
        or that is here already.
        """
        for theirs, ours in numbers.items():
            found = [rule for rule in other.sentences(theirs) if _overlap(rule.syntax, syntax)]
            if not found:
                raise ValueError(f"{other.label} has no {theirs} to take over")
            for rule in found:
                only = rule.syntax or syntax
                if any(mine.number == ours and _overlap(mine.syntax, only) for mine in self.rules):
                    raise ValueError(f"{self.label} has {ours} already for this syntax")
                words = "" if theirs == ours else theirs
                self.rules.append(replace(rule, number=ours, syntax=only, words=words))

    def numbers(self) -> tuple[str, ...]:
        """The numbers of all rules that are functions, each once, in the order in which they were written."""
        return tuple(dict.fromkeys(rule.number for rule in self.rules))

    def sentences(self, number: str) -> tuple[Rule, ...]:
        """The rules of one number: one, or one for each syntax; none when the number is unknown."""
        return tuple(rule for rule in self.rules if rule.number == number)

    def run(self, invoice: Any, syntax: Syntax, locate: Locate) -> list[Finding]:  # noqa: ANN401 - rulekit stands below the model
        """Judge an invoice by every rule of its syntax: one finding for each firing."""
        fired = self._fired.get(syntax)
        if fired is None:
            fired = self._fired[syntax] = _unrolled(self._plan(syntax))
        findings = []
        for rule, subject, outcome in fired(invoice):
            parameters = dict(rule.over.describe(invoice, subject))
            if rule.words:
                parameters["sentence"] = rule.words
            if isinstance(outcome, Mapping):
                parameters.update(outcome)
            values = tuple((name, printable(value)) for name, value in parameters.items())
            where, line = locate(subject, rule.over.name, rule.term)
            findings.append(Finding(rule.number, self.label, rule.severity[syntax], rule.term, values, where, line))
        return findings

    def _plan(self, syntax: Syntax) -> _Plan:
        mine = [rule for rule in self.rules if _overlap(rule.syntax, syntax)]
        kinds = {rule.over.name: rule.over for rule in mine}
        return [(kind, [rule for rule in mine if rule.over.name == name]) for name, kind in kinds.items()]


def _unrolled(plan: _Plan) -> _Fired:
    """Make one function of all loops and calls of a plan, as `dataclasses` makes functions: from text.

    Python is faster at calls from a place that always calls the same function, and has no list of rules to go through
    for each line: rules take a tenth less time. The text holds nothing but numbered names.
    """
    names: dict[str, Any] = {}
    text = ["def fired(invoice):", "    found = []"]
    count = 0
    for kind, rules in plan:
        names[f"select_{count}"] = kind.select
        text.append(f"    for subject in select_{count}(invoice):")
        for rule in rules:
            names |= {f"holds_{count}": rule.holds, f"rule_{count}": rule}
            given = "subject, invoice" if rule.asks_for_invoice else "subject"
            text += [
                f"        outcome = holds_{count}({given})",
                "        if outcome is not True:",
                f"            found.append((rule_{count}, subject, outcome))",
            ]
            count += 1
    exec("\n".join([*text, "    return found"]), names)  # noqa: S102 - the text is made of the lines above alone
    return cast("_Fired", names["fired"])


def _overlap(one: Syntax | None, other: Syntax | None) -> bool:
    return one is None or other is None or one == other


def filled(text: str | None) -> bool:
    """XPath's normalize-space(x) != '': the element is there and holds something other than XML white space."""
    return text is not None and text.strip(" \t\r\n") != ""
