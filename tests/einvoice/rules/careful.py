"""Rule sets that look at everything: no line is ordinary, and no look keeps them from running a rule."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest

from coryphee.einvoice.rulekit import Kind, RuleSet
from coryphee.einvoice.rules import ordinary_lines


def careful(rules: RuleSet) -> RuleSet:
    """The same rules over kinds without looks."""
    made = RuleSet(rules.name, rules.version)
    known: dict[Kind, Kind] = {}
    made.rules = [replace(rule, over=_careful(rule.over, known), origin=None) for rule in rules.rules]
    return made


def _careful(kind: Kind, known: dict[Kind, Kind]) -> Kind:
    if kind not in known:
        around = None if kind.within is None else _careful(kind.within, known)
        # Each has a selection of its own: without looks some kinds would be equal.
        known[kind] = replace(kind, within=around, unless=None, select=partial(kind.select))
    return known[kind]


@contextmanager
def all_lines_apart() -> Iterator[None]:
    """Take no line for ordinary."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordinary_lines, "is_ordinary", lambda _line: False)
        yield


def nowhere(_subject: object, _kind: str, _term: str) -> tuple[str, int | None]:
    return "", None
