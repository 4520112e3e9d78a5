"""How rules are registered and run."""

from dataclasses import dataclass, field

import pytest

from coryphee.einvoice.rulekit import Kind, Outcome, RuleSet, filled, once_in_run


@dataclass
class Box:
    label: str
    things: list[str] = field(default_factory=list)


BOX = Kind("box", lambda box: (box,))
THINGS = Kind("things", lambda box: box.things, lambda box, thing: {"box": box.label, "thing": thing})


def nowhere(_subject: object, _kind: str, _term: str) -> tuple[str, int | None]:
    return "/Box", 7


def a_set() -> RuleSet:
    rules = RuleSet("demo", "2")

    @rules.rule("D-1", over=BOX, term="BT-1", severity={"ubl": "warning", "cii": "fatal"})
    def has_label(box: Box) -> Outcome:
        """A box has a label."""
        return filled(box.label)

    @rules.rule("D-2", over=THINGS, syntax="ubl")
    def thing_is_not_the_label(thing: str, box: Box) -> Outcome:
        """A thing is not called as its box."""
        return thing != box.label or {"thing": "same\x00"}

    assert has_label(Box("b"))
    assert thing_is_not_the_label("a", Box("b"))
    return rules


def test_one_finding_for_each_firing() -> None:
    found = a_set().run(Box("a", ["a", "b", "a"]), "ubl", nowhere)
    assert [(finding.rule, finding.parameters) for finding in found] == [
        ("D-2", (("box", "a"), ("thing", "same "))),
        ("D-2", (("box", "a"), ("thing", "same "))),
    ]
    assert (found[0].ruleset, found[0].where, found[0].line) == ("demo@2", "/Box", 7)


def test_severity_and_presence_may_depend_on_the_syntax() -> None:
    empty = Box(" ", [" "])
    assert [(finding.rule, finding.severity) for finding in a_set().run(empty, "cii", nowhere)] == [("D-1", "fatal")]
    assert {(finding.rule, finding.severity) for finding in a_set().run(empty, "ubl", nowhere)} == {
        ("D-1", "warning"),
        ("D-2", "fatal"),
    }


def test_a_number_is_registered_once_in_each_syntax() -> None:
    rules = a_set()
    rules.rule("D-2", over=BOX, syntax="cii")(lambda _box: True)
    with pytest.raises(ValueError, match="D-1"):
        rules.rule("D-1", over=BOX, syntax="cii")(lambda _box: True)
    assert rules.numbers() == ("D-1", "D-2")
    assert [rule.syntax for rule in rules.sentences("D-2")] == ["ubl", "cii"]


def test_rules_are_taken_over_under_a_number_of_ones_own() -> None:
    mine = RuleSet("mine", "1")
    mine.take_over(a_set(), {"D-1": "M-1", "D-2": "D-2"}, syntax="ubl")
    found = mine.run(Box(" ", [" "]), "ubl", nowhere)
    assert [(finding.rule, finding.ruleset, finding.severity) for finding in found] == [
        ("M-1", "mine@1", "warning"),
        ("D-2", "mine@1", "fatal"),
    ]
    assert dict(found[0].parameters)["sentence"] == "D-1"
    assert "sentence" not in dict(found[1].parameters)
    assert mine.run(Box(" "), "cii", nowhere) == []


def test_borrowed_words_are_borrowed_on() -> None:
    first, second, third = RuleSet("first", "1"), RuleSet("second", "1"), RuleSet("third", "1")
    first.rule("F-1", over=BOX, words="D-1")(lambda _box: False)
    second.take_over(first, {"F-1": "F-1"})
    third.take_over(second, {"F-1": "T-1"})
    assert [entry.words for entry in (*second.rules, *third.rules)] == ["D-1", "D-1"]


def test_what_another_set_found_is_not_judged_again() -> None:
    judged: list[str] = []
    theirs, mine = RuleSet("theirs", "1"), RuleSet("mine", "1")

    @theirs.rule("T-1", over=BOX, syntax="ubl")
    def has_label(box: Box) -> Outcome:
        judged.append(box.label)
        return filled(box.label) or {"value": "–"}

    mine.take_over(theirs, {"T-1": "M-1"})
    mine.rule("M-2", over=BOX)(lambda _box: False)
    found = theirs.run(Box(" "), "ubl", nowhere)
    again = mine.run(Box(" "), "ubl", nowhere, {"theirs@1": found, "others@1": found})
    assert judged == [" "]
    assert [(entry.rule, entry.ruleset) for entry in again] == [("M-1", "mine@1"), ("M-2", "mine@1")]
    assert again[0].parameters == (("value", "–"), ("sentence", "T-1"))
    assert [entry.rule for entry in mine.run(Box(" "), "ubl", nowhere)] == ["M-1", "M-2"]
    assert len(judged) == 2
    assert has_label(Box("x"))


def test_only_what_is_there_and_not_yet_here_is_taken_over() -> None:
    mine = RuleSet("mine", "1")
    with pytest.raises(ValueError, match="D-9"):
        mine.take_over(a_set(), {"D-9": "D-9"})
    with pytest.raises(ValueError, match="D-2"):
        mine.take_over(a_set(), {"D-2": "D-2"}, syntax="cii")
    mine.take_over(a_set(), {"D-1": "D-1"}, syntax="cii")
    mine.take_over(a_set(), {"D-1": "D-1"}, syntax="ubl")
    with pytest.raises(ValueError, match="already"):
        mine.take_over(a_set(), {"D-1": "D-1"})


def test_what_is_within_a_kind_is_looked_at_only_where_that_kind_is() -> None:
    asked: list[str] = []

    def letters(thing: str) -> list[str]:
        asked.append(thing)
        return list(thing)

    rules = RuleSet("demo", "3")
    inside = Kind("letters", letters, within=THINGS)
    rules.rule("D-3", over=inside, sentence="A letter is no x.")(lambda letter: letter != "x")
    assert rules.run(Box("a"), "ubl", nowhere) == []
    assert asked == []
    assert len(rules.run(Box("a", ["xax", "x"]), "ubl", nowhere)) == 3
    assert rules.sentences("D-3")[0].sentence == "A letter is no x."


def test_what_is_alike_is_judged_once_and_fires_each() -> None:
    judged: list[str] = []

    def is_small(thing: str) -> Outcome:
        judged.append(thing)
        return thing.islower() or {"written": thing}

    def alike(box: Box) -> list[tuple[str, list[str]]]:
        return [(thing, [thing] * box.things.count(thing)) for thing in dict.fromkeys(box.things)]

    rules = RuleSet("demo", "4")
    rules.rule("D-4", over=Kind("things", alike, alike=True), sentence="Things are small.")(is_small)
    found = rules.run(Box("a", ["B", "c", "B"]), "cii", nowhere)
    assert judged == ["B", "c"]
    assert [finding.parameters for finding in found] == [(("written", "B"),)] * 2


@pytest.mark.parametrize(
    ("text", "answer"), [(None, False), ("", False), (" \t\r\n", False), ("\xa0", True), ("x", True)]
)
def test_filled_is_the_white_space_of_xml(text: str | None, answer: bool) -> None:  # noqa: FBT001
    assert filled(text) is answer


def test_what_descriptions_need_of_the_whole_is_made_once_in_a_run() -> None:
    made: list[Box] = []

    def whole(box: Box) -> int:
        made.append(box)
        return len(made)

    rules = RuleSet("counted", "1")
    kind = Kind("items", lambda box: box.things, lambda box, _thing: {"whole": str(once_in_run(whole, box))})

    @rules.rule("C-1", over=kind)
    def never_holds(_thing: str) -> Outcome:
        """Nothing is good."""
        return False

    assert never_holds("x") is False
    box = Box("a", ["1", "2", "3"])
    assert [dict(finding.parameters)["whole"] for finding in rules.run(box, "ubl", nowhere)] == ["1", "1", "1"]
    assert [dict(finding.parameters)["whole"] for finding in rules.run(box, "ubl", nowhere)] == ["2", "2", "2"]
    assert once_in_run(whole, box) == 3
