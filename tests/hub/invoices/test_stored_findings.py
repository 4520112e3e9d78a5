"""Which findings decide on which channel, and how many of one rule a page has to show."""

from coryphee.einvoice import Finding
from coryphee.hub.invoices.stored_findings import MOST_OF_A_RULE, StoredFinding, blocks, by_rule, is_warning, stored_all


def found(rule: str, ruleset: str, severity: str = "fatal", line: int | None = None) -> StoredFinding:
    return {"rule": rule, "ruleset": ruleset, "severity": severity, "parameters": {}, "where": "", "line": line}


def test_a_channel_is_blocked_by_its_own_rules_and_by_the_file_itself() -> None:
    for rule, ruleset, channels in (
        ("xml.schema", "", {"direct", "platform"}),
        ("CHORUS-DUPLICATE", "routing@1", {"direct", "platform"}),
        ("CHORUS-FRAME-UNKNOWN", "chorus@1", {"direct"}),
        ("BR-02", "en16931@1.3.16", {"platform"}),
        ("BR-FR-05_BT-22-1", "fr@1.4", {"platform"}),
    ):
        assert {each for each in ("direct", "platform") if blocks(found(rule, ruleset), each)} == channels, rule
    assert not blocks(found("BR-CL-01", "en16931@1.3.16", "warning"), "platform")


def test_only_our_own_advice_warns_both_parties() -> None:
    assert is_warning(found("CORYPHEE-PDF-TOTAL", "advice@1", "warning"))
    assert not is_warning(found("BR-FR-12_BT-49", "fr@1.4", "warning"))
    assert not is_warning(found("ruleset.not_run", "", "info"))


def test_hundreds_of_findings_become_one_entry_a_rule() -> None:
    many = [found("BR-25", "en16931@1.3.16", line=line) for line in range(300)]
    first, second = by_rule([*many, found("BR-02", "en16931@1.3.16")])
    assert (first["rule"], first["line"], first["count"], len(first["more"])) == ("BR-25", 0, 300, 9)
    assert [each["line"] for each in first["more"]] == list(range(1, 10))
    assert (second["rule"], second["count"], second["more"]) == ("BR-02", 1, [])


def test_what_is_kept_of_one_rule_is_bounded_and_counted() -> None:
    every_line = [Finding("BR-25", "en16931@1.3.16", "fatal", "BT-153", (), f"line {n}") for n in range(3000)]
    kept = stored_all([*every_line, Finding("BR-02", "en16931@1.3.16", "fatal", "BT-1")])
    assert len(kept) == MOST_OF_A_RULE + 1
    first, second = by_rule(kept)
    assert (first["count"], second["count"]) == (3000, 1)
