"""The walk that counts elements and attributes: every kind of row, and what is around it."""

from collections import Counter

import pytest
from lxml import etree

from coryphee.einvoice.rulekit import TabledRule
from coryphee.einvoice.syntaxes.bindings import Bindings, Table
from coryphee.einvoice.syntaxes.paths import first

A, B = "urn:a", "urn:b"
TABLE: Table = (
    ("//a:Special", (("SPECIAL", "fatal", "0", "a:Never", ""),)),
    (
        "/a:Root | /a:Other",
        (
            ("NEVER", "warning", "0", "a:Line/b:Never", ""),
            ("ONCE", "fatal", "0..1", "a:Line|a:Row/b:Note", "BT-1"),
            ("TWICE", "fatal", "0..2", "a:Twice", ""),
            ("EXACTLY", "fatal", "1", "a:Exactly", ""),
            ("ATTRIBUTE", "warning", "0", "//@odd", ""),
            ("SOMEWHERE", "warning", "0", "//a:Deep/b:Attic/@scheme", ""),
            ("ANYWHERE", "warning", "0", "//b:Attic", ""),
            ("OWN", "fatal", "own", "a:Twice", ""),
        ),
    ),
    ("//a:Line", (("UNIT", "fatal", "1..n", "b:Quantity/@unit", ""), ("LEAST", "fatal", "1..n", "b:Quantity", ""))),
    ("//a:*Amount except a:FreeAmount", (("CURRENCY", "fatal", "0", "@currency", ""),)),
    ("//a:Root/a:Special", (("SHADOWED", "fatal", "0", "a:Never", ""),)),
)
ROWS = [row for _, rows in TABLE for row in rows]
RULES = {
    number: TabledRule(number, "ubl", "warning" if severity == "warning" else "fatal", "element.not_used", (), term)
    for number, severity, _, _, term in ROWS
}
OWN = {"OWN": first(lambda root: [entry for entry in root if entry.text == "wrong"])}
GOOD = "<Exactly/><Line><b:Quantity unit='C62'/></Line>"


def judged(inside: str, root: str = "Root") -> Counter[str]:
    bindings = Bindings(TABLE, {"a": A, "b": B}, OWN, RULES)
    tree = etree.fromstring(f"<{root} xmlns='{A}' xmlns:b='{B}'>{inside}</{root}>")
    return Counter(finding.rule for finding in bindings.judge(tree, "test@1"))


def test_a_good_file_fires_nothing() -> None:
    assert judged(GOOD) == Counter()
    assert judged(GOOD, "Other") == Counter()
    assert judged("", "Unknown") == Counter()


@pytest.mark.parametrize(
    ("inside", "fired"),
    [
        ("<Line><b:Quantity unit='C62'/><b:Never/><b:Never/></Line>", {"NEVER": 1}),
        ("<Row><b:Note/></Row><Row><b:Note/></Row>", {"ONCE": 1}),
        ("<Row><b:Note/></Row>", {}),
        ("<Twice/><Twice/>", {}),
        ("<Twice/><Twice/><Twice/>", {"TWICE": 1}),
        ("<Exactly/>", {"EXACTLY": 1}),
        ("<Row><b:Attic odd='x'/></Row><Row odd='x'/>", {"ATTRIBUTE": 1, "ANYWHERE": 1}),
        ("<Unknown><Deep><b:Attic scheme='x'/></Deep></Unknown>", {"ANYWHERE": 1, "SOMEWHERE": 1}),
        ("<Twice>wrong</Twice>", {"OWN": 1}),
        ("<Row>wrong</Row>", {}),
        ("<Line/><Line><b:Quantity/></Line>", {"UNIT": 2, "LEAST": 1}),
        ("<Unknown><Line/></Unknown>", {"UNIT": 1, "LEAST": 1}),
        ("<NetAmount currency='EUR'/><Row><Amount currency='EUR'/></Row>", {"CURRENCY": 2}),
        ("<FreeAmount currency='EUR'/><b:NetAmount currency='EUR'/>", {}),
        ("<Special><Never/></Special>", {"SPECIAL": 1}),
        ("<Special><Row><Never/></Row></Special>", {}),
    ],
)
def test_each_kind_of_row(inside: str, fired: dict[str, int]) -> None:
    assert judged(GOOD + inside) == Counter(fired)


def test_what_is_required_is_missed_once() -> None:
    assert judged("") == Counter({"EXACTLY": 1})


def test_comments_count_for_nothing() -> None:
    assert judged(f"<!-- a comment -->{GOOD}<?odd instruction?><Twice>wr<!-- cut -->ong</Twice>") == Counter({"OWN": 1})


def test_a_finding_tells_where_and_what() -> None:
    tree = etree.fromstring(
        f"<Root xmlns='{A}' xmlns:b='{B}'><Exactly/>\n<Row><b:Note/></Row>\n<Row><b:Note/></Row></Root>"
    )
    (finding,) = Bindings(TABLE, {"a": A, "b": B}, OWN, RULES).judge(tree, "test@1")
    assert (finding.rule, finding.ruleset, finding.severity, finding.term) == ("ONCE", "test@1", "fatal", "BT-1")
    assert (finding.where, finding.line) == ("/Root/Row[2]/Note", 3)
    assert dict(finding.parameters) == {"element": "Note", "sentence": "element.not_used"}


def test_names_without_end_are_not_remembered() -> None:
    bindings = Bindings(TABLE, {"a": A, "b": B}, OWN, RULES)
    for start in range(0, 4000, 1000):
        names = "".join(
            f"<n{number}><x{number}Amount currency=''/></n{number}>" for number in range(start, start + 1000)
        )
        tree = etree.fromstring(f"<Root xmlns='{A}' xmlns:b='{B}'>{GOOD}{names}</Root>")
        assert len(bindings.judge(tree, "test@1")) == 1000
    assert len(bindings._states) < 20
    assert max(len(state.next) for state in bindings._states.values()) < 400


def test_a_function_that_is_wanting_is_said_so() -> None:
    with pytest.raises(KeyError):
        Bindings(TABLE, {"a": A, "b": B}, {}, RULES)
