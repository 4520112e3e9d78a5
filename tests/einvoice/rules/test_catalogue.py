"""Rule sets by name and version; every rule is official or carries our own prefix."""

import re

import pytest

from coryphee.einvoice.rules.catalogue import RULESETS, UnknownRuleSetError, rules_numbered, ruleset

OURS = {"chorus": re.compile(r"CHORUS-[A-Z0-9-]+"), "advice": re.compile(r"CORYPHEE-[A-Z0-9-]+")}
OFFICIAL = re.compile(r"(BR|UBL|CII|FX)-[A-Za-z0-9_-]+")
LABEL = re.compile(r"[a-z0-9-]+@[0-9]+(\.[0-9]+)*")


def test_a_rule_set_has_a_name_and_a_version() -> None:
    labels = [entry.label for entry in RULESETS]
    assert [label for label in labels if not LABEL.fullmatch(label)] == []
    assert {"en16931@1.3.16", "fr@1.4", "cpro@1", "chorus@1", "advice@1"} <= set(labels)
    assert ruleset("en16931") is ruleset("en16931@1.3.16")


@pytest.mark.parametrize("name", ["", "en16931@1.0", "fr@9", "peppol", "EN16931"])
def test_an_unknown_set_is_refused(name: str) -> None:
    with pytest.raises(UnknownRuleSetError):
        ruleset(name)


def test_numbers_are_official_or_ours() -> None:
    wrong = [
        rule.number
        for entry in RULESETS
        for rule in entry.rules
        if not OURS.get(entry.name, OFFICIAL).fullmatch(rule.number)
    ]
    assert wrong == []


def test_every_rule_says_its_sentence_and_its_term() -> None:
    silent = [rule.number for entry in RULESETS for rule in entry.rules if not rule.sentence or not rule.term]
    assert silent == []


def test_a_rule_is_found_by_its_number() -> None:
    assert {rule.syntax for _, rule in rules_numbered("BR-CO-17")} == {"ubl", "cii"}
    assert len([entry for entry, _ in rules_numbered("BR-01") if entry.name == "en16931"]) == 1
    assert rules_numbered("BR-99") == ()
