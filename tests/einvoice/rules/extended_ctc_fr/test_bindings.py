"""The table of the extension: what EN 16931 has, less what is left out, with what is added."""

import pytest

from coryphee.einvoice.codes.extended_ctc_fr.bindings import ADDED, LEFT_OUT, OTHER_CONTEXTS
from coryphee.einvoice.rules.en16931 import bindings as en16931
from coryphee.einvoice.rules.extended_ctc_fr.bindings import binding_rules, contexts
from tests.einvoice.rules.extended_ctc_fr.mutants import SYNTAXES, Syntax


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_what_is_left_out_and_added_has_its_place(syntax: Syntax) -> None:
    norm, mine = en16931.binding_rules(syntax), binding_rules(syntax)
    added = {row[0] for rows in ADDED[syntax].values() for row in rows}
    assert set(LEFT_OUT[syntax].split()) <= set(norm)
    assert set(mine) == set(norm) - set(LEFT_OUT[syntax].split()) | added
    assert {context for context, _ in contexts(syntax)} >= set(ADDED[syntax])


def test_contexts_stay_where_they_are() -> None:
    narrowed = [context for context, _ in contexts("ubl") if context in OTHER_CONTEXTS.values()]
    assert len(narrowed) == len(OTHER_CONTEXTS)


def test_rules_that_are_kept_keep_their_words() -> None:
    kept = binding_rules("ubl")["UBL-SR-12"]
    assert kept == en16931.binding_rules("ubl")["UBL-SR-12"]
    assert binding_rules("cii")["CII-FREXT-DT-024"].parameters == (("element", "ReferenceTypeCode"), ("other", "130"))
