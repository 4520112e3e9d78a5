"""The text of a report: errors first, one rule told once with how often it fired, in the typography of the language."""

import pytest

from coryphee.cli.text import told_as_text, words_of
from coryphee.einvoice.findings import Finding, Report


def report(*findings: Finding) -> Report:
    return Report(findings, ("en16931@1.3.16",), "platform", {"direct": None, "platform": False}, valid=False)


def fault(rule: str, line: int | None, severity: str = "fatal", ruleset: str = "en16931@1.3.16") -> Finding:
    return Finding(rule, ruleset, severity, "BT-129", (("line", "1"),), f"/Invoice/InvoiceLine[{line}]", line)  # type: ignore[arg-type]


def told(*findings: Finding, language: str = "en") -> list[str]:
    return [*told_as_text("a.xml", report(*findings), "invalid", language)]  # type: ignore[arg-type]


def test_errors_come_before_warnings_and_notes() -> None:
    lines = told(
        fault("ruleset.not_run", None, "info"), fault("UBL-CR-001", 3, "warning"), fault("BR-22", 9), fault("BR-21", 9)
    )
    rules = [line.split()[1] for line in lines if line.startswith(("  error", "  warning", "  note"))]
    assert rules == ["BR-22", "BR-21", "UBL-CR-001", "ruleset.not_run"]


def test_a_rule_is_told_once_with_the_lines_of_its_other_firings() -> None:
    lines = told(*(fault("BR-22", line) for line in range(5, 5 + 3)))
    assert [line for line in lines if "BR-22" in line] == [
        "  error BR-22 [BT-129]: Line 1 has no invoiced quantity (BT-129)."
    ]
    assert lines[-1] == "    2 more of this rule: lines 6, 7"
    assert told(fault("BR-22", 5), fault("BR-22", 6))[-1] == "    one more of this rule: line 6"


def test_very_many_lines_are_not_all_named() -> None:
    last = told(*(fault("BR-22", line) for line in range(1, 10_001)))[-1]
    assert last == "    9999 more of this rule: lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …"


def test_the_same_rule_of_two_sets_is_told_once() -> None:
    lines = told(fault("BR-22", 5), fault("BR-22", 5, ruleset="factur-x-en16931@1.09"))
    assert not any("more of this rule" in line for line in lines)


def test_places_without_a_line_are_counted_alone() -> None:
    one, other = fault("BR-22", None), Finding("BR-22", "en16931@1.3.16", "fatal", "BT-129", (("line", "2"),), "", None)
    assert told(one, other)[-1] == "    one more of this rule"


@pytest.mark.parametrize(("language", "colon"), [("en", ": "), ("fr", " : "), ("it", ": ")])
def test_the_colon_of_the_language(language: str, colon: str) -> None:
    assert told(fault("BR-22", 5), language=language)[0].startswith(f"a.xml{colon}")


def test_rule_sets_asked_for_by_name_speak_for_themselves() -> None:
    """The verdict is theirs: it belongs to no channel, and what they find counts here."""
    direct = Report((fault("BR-22", 5),), ("en16931@1.3.16", "fr@1.4"), "direct", {}, valid=False)
    lines = [*told_as_text("a.xml", direct, "invalid", "en", named=True)]
    assert lines[0] == "a.xml: not valid (en16931@1.3.16, fr@1.4)"
    assert lines[1].startswith("  error BR-22")
    assert not any("channel" in line for line in lines)
    assert any("other channel" in line for line in told_as_text("a.xml", direct, "invalid", "en"))


def test_a_rule_without_words_shows_its_number() -> None:
    assert words_of(Finding("X-1", "", "fatal"), "en").message == "X-1"
