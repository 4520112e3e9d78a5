"""Plain words for findings and refusals, in English, French and Italian.

Findings are stored as identifiers and values (`findings.Finding`); the sentences live in `LANGUAGE/FAMILY.toml`,
one table per rule or refusal code with `message` (what is wrong, where) and `fix` (what to do about it).
Rules that come by the hundred and say the same of other elements share their words: the parameter `sentence` of the
finding names them (`shared.toml`), or a rule whose words are borrowed, where one sentence has two numbers.
A sentence that is called after its rule (`xml.schema.value`) says more than the rule's own words, and goes before them.
"""

import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, get_args

from coryphee.einvoice.refusals import CODES

Language = Literal["en", "fr", "it"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
FAMILIES = (
    "en16931",
    "en16931_vat",
    "en16931_values",
    "bindings",
    "factur_x",
    "extended_ctc_fr",
    "fr",
    "cpro",
    "chorus",
    "routing",
    "files",
    "advice",
)
SHARED = "shared"
"""The family whose sentences are asked for by name, not by rule."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a person reads: the fault, and how to mend it."""

    message: str
    fix: str


class UnknownRuleError(KeyError):
    """Nobody has put this rule or refusal code into words."""


class _Parameters(dict[str, str]):
    """Parameters of a finding; one that was not given is shown as an ellipsis instead of an error."""

    def __missing__(self, name: str) -> str:
        return "…"


def explain(rule: str, parameters: Mapping[str, str], language: Language = "en") -> Words:
    """Put a rule id or refusal code into words, with the values of one finding.

    Raises UnknownRuleError for an id that is in no family.
    """
    shared = parameters.get("sentence", "")
    of_rule = None if shared.startswith(f"{rule}.") else _sentences_of(rule, language)
    sentences = of_rule or _sentences(language, SHARED).get(shared) or _sentences_of(shared, language)
    if sentences is None:
        raise UnknownRuleError(rule)
    values = _Parameters({"what": term_name(parameters.get("term", ""), language), **parameters})
    if rule in CODES and "found" in parameters:
        values["found"] = detail(parameters["found"], language)
    return Words(sentences["message"].format_map(values), sentences["fix"].format_map(values))


def term_name(term: str, language: Language = "en") -> str:
    """The plain name of a business term that shared sentences speak of (BT-9: due date); the term where it has none."""
    return _terms(language).get(term, term) or "…"


def detail(found: str, language: Language) -> str:
    """What a refusal found ("more than 5000 pages"), in the reader's language; as it is where it is a name."""
    if language == "en":
        return found
    known = _details(language).get(re.sub(r"\d+", "#", found), found)
    for number in re.findall(r"\d+", found):
        known = known.replace("#", number, 1)
    return known


def worded_rules(language: Language = "en") -> tuple[str, ...]:
    """All ids that have words of their own, in the order of the files."""
    return tuple(rule for family in FAMILIES for rule in _sentences(language, family))


def shared_sentences(language: Language = "en") -> tuple[str, ...]:
    """Names of the sentences that rules share."""
    return tuple(_sentences(language, SHARED))


def parameters_of(rule: str, language: Language = "en") -> frozenset[str]:
    """Names of the values that the words of a rule, or a shared sentence, need. Raises UnknownRuleError."""
    sentences = _sentences_of(rule, language) or _sentences(language, SHARED).get(rule)
    if sentences is None:
        raise UnknownRuleError(rule)
    text = sentences["message"] + sentences["fix"]
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def _sentences_of(rule: str, language: Language) -> dict[str, str] | None:
    return next((found for family in FAMILIES if (found := _sentences(language, family).get(rule))), None)


@cache
def _sentences(language: Language, family: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(_text(language, family))


@cache
def _terms(language: Language) -> dict[str, str]:
    return tomllib.loads(_text(language, "terms"))


@cache
def _details(language: Language) -> dict[str, str]:
    return tomllib.loads(_text(language, "details"))


def _text(language: Language, family: str) -> str:
    return resources.files(__package__).joinpath(language, f"{family}.toml").read_text(encoding="utf-8")
