"""For every row of the binding rules an invoice that breaks it: the sample with all terms and what the row counts."""

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from coryphee.einvoice.codes import en16931_cii_bindings, en16931_ubl_bindings
from coryphee.einvoice.rulekit import Syntax
from coryphee.einvoice.schemas import _validator
from coryphee.einvoice.syntaxes.cii import binding_rules as cii
from coryphee.einvoice.syntaxes.ubl import binding_rules as ubl
from tests.einvoice import samples

TABLES = {"ubl": en16931_ubl_bindings.CONTEXTS, "cii": en16931_cii_bindings.CONTEXTS}
PREFIXES = {"ubl": ubl.PREFIXES, "cii": cii.PREFIXES}
_WORDS = {"Date": "2026-01-01", "Time": "00:00:00", "Indicator": "true", "DateTime": "2026-01-01T00:00:00"}
_NUMBERS = ("Amount", "Numeric", "Percent", "Quantity", "Measure", "Rate")


class Change(NamedTuple):
    """One row to break: its target shall stand `copies` times, none taking away what it requires."""

    number: str
    context: str
    target: str
    copies: int


def sample(syntax: Syntax) -> etree._Element:
    return etree.fromstring(samples.full_cii() if syntax == "cii" else samples.full_ubl())


def changes(syntax: Syntax) -> Iterator[Change]:
    """All ways to break the rows that count."""
    for match, rows in TABLES[syntax]:
        for number, _, often, target, _ in rows:
            if often == "own":
                continue
            if not often.startswith("0"):
                yield Change(number, match.partition(" | ")[0], target, 0)
            if often[-1] != "n":
                yield Change(number, match.partition(" | ")[0], target, int(often[-1]) + 1)


def apply(change: Change, root: etree._Element, syntax: Syntax) -> None:
    """Break a row in a tree."""
    context = _context(change.context, root, syntax)
    start = root if change.target.startswith("//") else context
    path, _, attribute = change.target.strip("/").partition("@")
    steps = [_named(step.partition("|")[0], syntax) for step in path.strip("/").split("/") if step]
    if change.copies == 0:
        _take_away(start, steps, attribute)
    elif attribute and change.copies == 1:
        _down(start, steps, syntax).set(attribute, "x")
    elif attribute:
        parent = _down(start, steps[:-1], syntax)
        for _ in range(change.copies):
            _grown(parent, steps[-1:], syntax).set(attribute, "x")
    else:
        parent = _down(start, steps[:-1], syntax)
        standing = len(parent.findall(steps[-1]))
        for _ in range(max(1, change.copies - standing)):
            _grown(parent, steps[-1:], syntax)


def _context(match: str, root: etree._Element, syntax: Syntax) -> etree._Element:
    match, _, excepted = match.partition(" except ")
    steps = match.lstrip("/").split("/")
    if "*" in match:
        prefix, _, ending = steps[0].partition("*")
        space = f"{{{PREFIXES[syntax][prefix[:-1]]}}}" if prefix else ""
        apart = _named(excepted, syntax) if excepted else ""
        for element in root.iter(etree.Element):
            if element.tag.startswith(space) and element.tag.endswith(ending) and element.tag != apart:
                return element
        raise LookupError(match)
    names = [_named(step, syntax) for step in steps]
    if not match.startswith("//"):
        return _down(root, names[1:], syntax)
    for element in root.iter(names[-1]):
        parent = element.getparent()
        if len(names) == 1 or (parent is not None and parent.tag == names[-2]):
            return element
    return _down(root, names, syntax)


def _down(element: etree._Element, steps: list[str], syntax: Syntax) -> etree._Element:
    """The element on a path, with new ones where it ends early."""
    for position, step in enumerate(steps):
        found = element.find(step)
        if found is None:
            return _grown(element, steps[position:], syntax)
        element = found
    return element


def _grown(parent: etree._Element, steps: list[str], syntax: Syntax) -> etree._Element:
    """A new element with others inside, at the first place among its siblings where the schema takes it, else last."""
    made = inner = etree.Element(steps[0])
    for step in steps[1:]:
        inner = etree.SubElement(inner, step)
    _fill(inner)
    kind = "cii" if syntax == "cii" else "ubl-invoice"
    root = parent.getroottree().getroot()
    was_valid = _validator(kind).validate(root)
    for position in range(len(parent), -1, -1) if was_valid else ():
        parent.insert(position, made)
        if _validator(kind).validate(root):
            return inner
    parent.append(made)
    return inner


def _fill(element: etree._Element) -> None:
    name = etree.QName(element).localname
    if name.endswith(_NUMBERS):
        element.text = "1"
        if name.endswith("Amount") and "ubl" in element.tag:
            element.set("currencyID", "EUR")
        if name.endswith("Measure"):
            element.set("unitCode", "C62")
        return
    element.text = next((word for ending, word in _WORDS.items() if name.endswith(ending)), None)


def _take_away(start: etree._Element, steps: list[str], attribute: str) -> None:
    if attribute:
        start.attrib.pop(attribute, None)
        return
    for found in start.findall("/".join(steps)):
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)


def _named(step: str, syntax: Syntax) -> str:
    prefix, _, name = step.partition(":")
    return f"{{{PREFIXES[syntax][prefix]}}}{name}"


def broken(syntax: Syntax, several: list[Change]) -> etree._Element:
    """The sample with some rows broken."""
    root = deepcopy(sample(syntax))
    for change in several:
        apply(change, root, syntax)
    return root
