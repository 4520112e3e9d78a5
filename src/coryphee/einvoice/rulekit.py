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
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

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

    @property
    def asks_for_invoice(self) -> bool:
        """Whether the function wants the invoice beside its subject."""
        return self.holds.__code__.co_argcount == 2  # noqa: PLR2004


_Plan = list[tuple[Kind, list[Rule], list[Rule]]]


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
        self._plans: dict[Syntax, _Plan] = {}

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

    def numbers(self) -> tuple[str, ...]:
        """The numbers of all rules, each once, in the order in which they were written."""
        return tuple(dict.fromkeys(rule.number for rule in self.rules))

    def sentences(self, number: str) -> tuple[Rule, ...]:
        """The rules of one number: one, or one for each syntax; none when the number is unknown."""
        return tuple(rule for rule in self.rules if rule.number == number)

    def run(self, invoice: Any, syntax: Syntax, locate: Locate) -> list[Finding]:  # noqa: ANN401 - rulekit stands below the model
        """Judge an invoice by every rule of its syntax: one finding for each firing."""
        fired: list[tuple[Rule, Any, Outcome]] = []
        for kind, rules, rules_with_invoice in self._plan(syntax):
            for subject in kind.select(invoice):
                for rule in rules:
                    outcome = rule.holds(subject)
                    if outcome is not True:
                        fired.append((rule, subject, outcome))
                for rule in rules_with_invoice:
                    outcome = rule.holds(subject, invoice)
                    if outcome is not True:
                        fired.append((rule, subject, outcome))
        findings = []
        for rule, subject, outcome in fired:
            parameters = dict(rule.over.describe(invoice, subject))
            if isinstance(outcome, Mapping):
                parameters.update(outcome)
            values = tuple((name, printable(value)) for name, value in parameters.items())
            where, line = locate(subject, rule.over.name, rule.term)
            findings.append(Finding(rule.number, self.label, rule.severity[syntax], rule.term, values, where, line))
        return findings

    def _plan(self, syntax: Syntax) -> _Plan:
        plan = self._plans.get(syntax)
        if plan is None:
            plan = []
            mine = [rule for rule in self.rules if _overlap(rule.syntax, syntax)]
            for name in dict.fromkeys(rule.over.name for rule in mine):
                same = [rule for rule in mine if rule.over.name == name]
                plain = [rule for rule in same if not rule.asks_for_invoice]
                plan.append((same[0].over, plain, [rule for rule in same if rule.asks_for_invoice]))
            self._plans[syntax] = plan
        return plan


def _overlap(one: Syntax | None, other: Syntax | None) -> bool:
    return one is None or other is None or one == other


def filled(text: str | None) -> bool:
    """XPath's normalize-space(x) != '': the element is there and holds something other than XML white space."""
    return text is not None and text.strip(" \t\r\n") != ""
