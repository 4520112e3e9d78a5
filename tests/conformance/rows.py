"""For every row of a profile's table an invoice that breaks it: an ordinary one, with what the row speaks of added."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from coryphee.einvoice.rules.factur_x.tables import Node, Row, Variant, table
from tests.einvoice import samples

CEN = "urn:cen.eu:en16931:2017"
SPECIFICATIONS = {
    "minimum": "urn:factur-x.eu:1p0:minimum",
    "basicwl": "urn:factur-x.eu:1p0:basicwl",
    "basic": f"{CEN}#compliant#urn:factur-x.eu:1p0:basic",
    "en16931": CEN,
    "extended": f"{CEN}#conformant#urn:factur-x.eu:1p0:extended",
}
_TEXTS = {"DateTimeString": "20260101", "Indicator": "true", "CategoryCode": "S", "TypeCode": "VAT", "ID": "VA"}


def ordinary(profile: str) -> bytes:
    """An ordinary invoice that names the profile; profiles below BASIC do not refuse its lines."""
    return samples.cii_invoice(1).replace(f">{CEN}<".encode(), f">{SPECIFICATIONS[profile]}<".encode())


def broken_rows(profile: str) -> Iterator[tuple[str, etree._Element]]:
    """Each row with an invoice that breaks it, as far as it can be broken by itself."""
    root = etree.fromstring(ordinary(profile))
    for path in _paths(table(profile), ()):
        for row in path[-1].rows:
            for change in _changes(row):
                mutant = deepcopy(root)
                element = mutant
                for node in path:
                    element = _place(element, node)
                name = "/".join(etree.QName(node.tag).localname for node in path)
                if _break(element, row, change):
                    yield f"{profile} {row.number} {row.sign} {change} {name}", mutant


def _paths(node: Node, path: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    for child in node.children:
        yield (*path, child)
        yield from _paths(child, (*path, child))


def _changes(row: Row) -> tuple[str, ...]:
    return {"=": ("none", "many"), "<": ("many",), ">": ("none",), ":": ("junk", "space", "empty")}.get(
        row.sign, ("do",)
    )


def _place(parent: etree._Element, node: Node) -> etree._Element:
    """An element of this node inside `parent`: one that is there, or a new one."""
    for child in parent.iterchildren(node.tag):
        if not node.any_of and not node.none_of:
            return child
    element = etree.SubElement(parent, node.tag)
    for variant in node.any_of:
        _make_variant(element, variant)
    if not node.any_of and not node.children:
        element.text = _text(node.tag)
    return element


def _make_variant(element: etree._Element, variant: Variant) -> None:
    end = element
    for step in variant.path:
        end = etree.SubElement(end, step)
        end.text = _text(step)
    if variant.currency:
        found = element.getroottree().find(f".//{variant.currency}")
        element.set(variant.attribute, "EUR" if found is None else found.text or "")
    elif variant.attribute and variant.value is not None:
        end.set(variant.attribute, variant.value)
    elif not variant.attribute:
        end.text = variant.value


def _text(tag: str) -> str:
    return _TEXTS.get(etree.QName(tag).localname, "1")


def _break(element: etree._Element, row: Row, change: str) -> bool:
    """Whether the row could be broken here."""
    if row.sign in {"=", "<", ">"}:
        _break_count(element, row, change)
    elif row.sign == "-":
        element.set(row.attribute, "1")
    elif row.sign == "+":
        element.attrib.pop(row.attribute, None)
    elif row.sign == ":":
        value = {"junk": "ZZZ-1", "space": " ", "empty": ""}[change]
        if row.attribute:
            element.set(row.attribute, value)
        elif len(element):
            return False
        else:
            element.text = value
    elif row.sign == "?":
        for child in list(element):
            element.remove(child)
        etree.SubElement(element, row.tag).text = "AAA"
    return True


def _break_count(element: etree._Element, row: Row, change: str) -> None:
    if change == "none":
        for child in list(element.iterchildren(row.tag)):
            element.remove(child)
    else:
        for _ in range((row.most or 1) + 1):
            _place_counted(element, row)


def _place_counted(parent: etree._Element, row: Row) -> None:
    element = etree.SubElement(parent, row.tag)
    for variant in row.any_of:
        _make_variant(element, variant)
    if not row.any_of:
        element.text = _text(row.tag)
