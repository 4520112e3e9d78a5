"""The rule sets of the five Factur-X profiles, put together from the table of `codes/factur_x/rules.txt`.

Each line there names a rule and the profiles that have it, with the official id where that is not the name itself. The
function comes from `FACTUR_X` (in profiles below EN 16931 first from `WITHOUT_GROUPS`) where Factur-X has a test of its
own, and from EN 16931 otherwise.
"""

from functools import cache, partial
from importlib import resources

from coryphee.einvoice.rulekit import RuleSet
from coryphee.einvoice.rules.en16931 import EN16931
from coryphee.einvoice.rules.factur_x.ruleset import FACTUR_X, WITHOUT_GROUPS
from coryphee.einvoice.rules.factur_x.tables import tabled_rules

VERSION = "1.09"
PROFILES = ("minimum", "basicwl", "basic", "en16931", "extended")

DEAD = frozenset({"CII-SR-464"})
"""Rules that cannot fire: their test is true of every element."""


def numbers(profile: str) -> dict[str, str]:
    """The business rules of a profile: official id by name."""
    found = {}
    for name, profiles in _lines():
        for entry in profiles:
            where, _, number = entry.partition("=")
            if where == profile and name not in DEAD:
                found[name] = number or name
    return found


@cache
def _lines() -> list[tuple[str, list[str]]]:
    source = resources.files("coryphee.einvoice.codes").joinpath("factur_x", "rules.txt")
    lines = source.read_text(encoding="utf-8").splitlines()[1:]
    return [(name, profiles) for name, *profiles in (line.split(" ") for line in lines)]


def _put_together(profile: str) -> RuleSet:
    rules = RuleSet(f"factur-x-{profile}", VERSION, tabled=partial(tabled_rules, profile))
    wanted = numbers(profile)
    sources = (FACTUR_X, EN16931) if profile in {"en16931", "extended"} else (WITHOUT_GROUPS, FACTUR_X, EN16931)
    for source in sources:
        there = set(source.numbers())
        rules.take_over(source, {name: number for name, number in wanted.items() if name in there}, "cii")
        wanted = {name: number for name, number in wanted.items() if name not in there}
    rules.left_out = tuple(dict.fromkeys(name.rpartition("-")[0] or name for name in wanted))
    return rules


RULESETS = tuple(_put_together(profile) for profile in PROFILES)
"""From the smallest profile to the largest."""
