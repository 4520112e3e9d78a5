"""Everything that can happen to an account has words for its owner (portal/security_words.py)."""

import ast
from pathlib import Path

from coryphee.hub.journal.vocabulary import KINDS
from coryphee.hub.portal.security_words import WORDS

HUB = Path(__file__).resolve().parents[2] / "src/coryphee/hub"


def kinds_written(source: str) -> set[str]:
    """The kinds that a source hands to record_security_event as a literal."""
    return {
        call.args[0].value
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "record_security_event"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_kind_about_a_person_has_words() -> None:
    about_people = {kind for kind in KINDS if kind.startswith("person.")}
    written = set().union(*(kinds_written(path.read_text(encoding="utf-8")) for path in HUB.rglob("*.py")))
    assert (about_people | written) - set(WORDS) == set(), "give them words in portal/security_words.py"
    assert len(written) > 5


def test_the_search_says_no() -> None:
    assert kinds_written('record_security_event("person.flew_away", person)\nrecord("x")') == {"person.flew_away"}
