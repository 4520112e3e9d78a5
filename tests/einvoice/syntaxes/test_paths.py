"""Elements on a path, and rules that the first or the second of them breaks."""

from lxml import etree

from coryphee.einvoice.syntaxes.paths import Element, Paths, first, second

TREE = etree.fromstring("<a xmlns='urn:x'><b><c>1</c></b><b><c>2</c><c>3</c></b><c>4</c></a>")
PATHS = Paths({"x": "urn:x", "y": "urn:y"})


def numbers(element: Element) -> list[Element]:
    return PATHS.find(element, "x:c")


def test_elements_are_found_level_by_level() -> None:
    assert [found.text for found in PATHS.find(TREE, "x:b/x:c")] == ["1", "2", "3"]
    assert [found.text for found in PATHS.find(TREE, "x:c")] == ["4"]
    assert PATHS.find(TREE, "y:b/x:c") == []


def test_a_rule_is_broken_once_in_each_context() -> None:
    contexts = PATHS.find(TREE, "x:b")
    assert [found.text for found in first(numbers)(contexts)] == ["1", "2"]
    assert [found.text for found in second(numbers)(contexts)] == ["3"]
