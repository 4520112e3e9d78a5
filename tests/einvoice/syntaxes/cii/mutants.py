"""One change at a time in a CII tree: presence, number, attributes, codes and emptiness, as rows see them."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from coryphee.einvoice.rules.factur_x.tables import RAM

ATTRIBUTES = ("schemeID", "currencyID", "listID", "listVersionID", "format", "unitCode", "name")
VALUES = ("", " ", "ZZZ", "EUR", "102")


def mutants(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Every mutant with its name. The tree is changed in place and mended again: use each before taking the next."""
    for element in [entry for entry in root.iterdescendants() if isinstance(entry.tag, str)]:
        name = root.getroottree().getpath(element)
        yield from _around(element, name, root)
        yield from _attributes(element, name, root)
        if not len(element):
            yield from _texts(element, name, root)


def _around(element: etree._Element, name: str, root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    parent.remove(element)
    yield f"delete {name}", root
    parent.insert(place, element)
    for count in (1, 2):
        copies = [deepcopy(element) for _ in range(count)]
        for copy in copies:
            parent.insert(place, copy)
        yield f"repeat {count} {name}", root
        for copy in copies:
            parent.remove(copy)
    if len(element):
        emptied = etree.Element(element.tag)
        parent.replace(element, emptied)
        yield f"empty {name}", root
        parent.replace(emptied, element)
        stranger = etree.SubElement(element, f"{RAM}Description")
        stranger.text = "x"
        yield f"add {name}", root
        element.remove(stranger)


def _attributes(element: etree._Element, name: str, root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for attribute in dict.fromkeys((*ATTRIBUTES, *map(str, element.keys()))):
        before = element.get(attribute)
        for value in (None, "", "ZZZ", "VA"):
            if value == before:
                continue
            _set(element, attribute, value)
            yield f"{attribute}={value} {name}", root
        _set(element, attribute, before)


def _set(element: etree._Element, attribute: str, value: str | None) -> None:
    if value is None:
        element.attrib.pop(attribute, None)
    else:
        element.set(attribute, value)


def _texts(element: etree._Element, name: str, root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    before = element.text
    for text in (*VALUES, f" {before}", f"{before} "):
        if text != before:
            element.text = text
            yield f"text {text!r} {name}", root
    element.text = before
