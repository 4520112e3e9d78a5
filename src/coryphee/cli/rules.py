"""`coryphee rules list` and `coryphee rules explain RULE`: what is checked, and what a rule or refusal code means."""

import argparse
import sys
from collections.abc import Iterator

from coryphee.cli.labels import LABELS
from coryphee.einvoice.rulekit import SYNTAXES, TabledRule
from coryphee.einvoice.rules.catalogue import RULESETS, rules_numbered, tabled_rules_numbered
from coryphee.einvoice.words import Language, UnknownRuleError, explain

UNKNOWN = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    acts.add_parser("list", help="all rules: id, rule set, severity, business term, sentence")
    explained = acts.add_parser("explain", help="one rule or refusal code: what is wrong, and how to mend it")
    explained.add_argument("rule", metavar="RULE")
    explained.add_argument("--lang", choices=["en", "fr", "it"], default="en", help="language of the words")


def run(arguments: argparse.Namespace) -> int:
    """Print the list or the explanation."""
    return _list() if arguments.act == "list" else _explain(arguments)


def _list() -> int:
    for entry in RULESETS:
        for number in entry.numbers():
            rule = entry.sentences(number)[0]
            severities = "/".join(dict.fromkeys(rule.severity.values()))
            sentence = " ".join(rule.sentence.partition("\n\n")[0].split())
            print(f"{number:<28} {entry.label:<22} {severities:<13} {rule.term:<7} {sentence}".rstrip())
        for row in entry.tabled:
            message = explain(row.number, _parameters(row), "en").message
            print(f"{row.number:<28} {entry.label:<22} {row.severity:<13} {row.term:<7} {message}")
    return 0


def _parameters(row: TabledRule) -> dict[str, str]:
    return {"sentence": row.sentence, **dict(row.parameters)}


def _explain(arguments: argparse.Namespace) -> int:
    rows = tabled_rules_numbered(arguments.rule)
    borrowed = next(
        ({"sentence": rule.words, "term": rule.term} for _, rule in rules_numbered(arguments.rule) if rule.words), {}
    )
    try:
        parameters = _parameters(rows[0][1]) if rows else borrowed
        words = explain(arguments.rule, parameters, arguments.lang)
    except UnknownRuleError:
        print(f"coryphee rules: {arguments.rule} is no rule or refusal code known here", file=sys.stderr)
        return UNKNOWN
    for line in _held_by(arguments.rule, arguments.lang):
        print(line)
    print(words.message)
    print(f"→ {words.fix}")
    return 0


def _held_by(number: str, language: Language) -> Iterator[str]:
    """Which sets have the rule, for which syntaxes, how grave, and about which term; in English with its sentence."""
    labels = LABELS[language]
    syntaxes: dict[tuple[str, str, str, str], list[str]] = {}
    for entry, rule in rules_numbered(number):
        sentence = " ".join(rule.sentence.split()) if language == "en" else ""
        for syntax in [rule.syntax] if rule.syntax else SYNTAXES:
            holder = (entry.label, labels[rule.severity[syntax]], rule.term, sentence)
            syntaxes.setdefault(holder, []).append(syntax.upper())
    for entry, row in tabled_rules_numbered(number):
        syntaxes.setdefault((entry.label, labels[row.severity], row.term, ""), []).append(row.syntax.upper())
    said = ""
    for (label, severity, term, sentence), found in syntaxes.items():
        yield "  ".join(filter(None, (number, label, ", ".join(found), severity, term)))
        if sentence != said:
            yield f"  {sentence}"
            said = sentence
