"""Every word of the journal is used somewhere, and only its words are."""

import re
from pathlib import Path

from coryphee.hub.journal.vocabulary import KINDS

HUB = Path(__file__).resolve().parents[3] / "src" / "coryphee" / "hub"


def test_every_kind_is_written_by_some_verb() -> None:
    written = "".join(path.read_text() for path in HUB.rglob("*.py") if path.name != "vocabulary.py")
    assert {kind for kind in KINDS if f'"{kind}"' not in written} == set()


def test_kinds_name_an_object_and_what_happened_to_it() -> None:
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", kind) for kind in KINDS)
