"""All rule sets, by name and version; old versions stay runnable."""

from coryphee.einvoice.rulekit import Rule, RuleSet, TabledRule
from coryphee.einvoice.rules.advice import ADVICE
from coryphee.einvoice.rules.chorus import CHORUS
from coryphee.einvoice.rules.cpro import CPRO, CPRO_DIRECTORY
from coryphee.einvoice.rules.en16931 import EN16931
from coryphee.einvoice.rules.extended_ctc_fr import EXTENDED_CTC_FR
from coryphee.einvoice.rules.factur_x import RULESETS as FACTUR_X
from coryphee.einvoice.rules.fr import FR
from coryphee.einvoice.rules.printed import ADVICE_ON_PAGES

RULESETS: tuple[RuleSet, ...] = (
    EN16931,
    *FACTUR_X,
    EXTENDED_CTC_FR,
    FR,
    CPRO_DIRECTORY,
    CPRO,
    CHORUS,
    ADVICE_ON_PAGES,
    ADVICE,
)
"""Every set that runs; of several versions of one name, the one in force comes last."""

ALIASES = frozenset({"profile"})
"""Names that stand for others: `profile` is what BT-24 asks for."""


class UnknownRuleSetError(ValueError):
    """No rule set has this name, or none of this name has this version."""


def ruleset(name: str) -> RuleSet:
    """The rule set called NAME or NAME@VERSION. Raises UnknownRuleSetError."""
    bare, _, version = name.partition("@")
    found = [entry for entry in RULESETS if entry.name == bare and version in {"", entry.version}]
    if found:
        return found[-1]
    raise UnknownRuleSetError(name)


def rules_numbered(number: str) -> tuple[tuple[RuleSet, Rule], ...]:
    """The rules of one number with the set that holds them, one for each syntax where these differ."""
    return tuple((entry, rule) for entry in RULESETS for rule in entry.sentences(number))


def tabled_rules_numbered(number: str) -> tuple[tuple[RuleSet, TabledRule], ...]:
    """The rows of one number with the set that holds them, one for each syntax."""
    return tuple((entry, rule) for entry in RULESETS for rule in entry.tabled if rule.number == number)
