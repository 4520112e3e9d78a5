"""Small random changes of an invoice: amounts a cent off, other codes, elements gone, doubled or empty."""

import copy
import random
from collections.abc import Callable

from lxml import etree

OTHERS = (
    *("S", "Z", "E", "AE", "K", "G", "O", "L", "M", "DETAIL", "GROUP", "INFORMATION", "VAT", "GST", "7161", "5153"),
    *(
        "FC",
        "ENV",
        "DAP",
        "NONE",
        "0009",
        "SEPA",
        "BY",
        "FR",
        "USD",
        "1",
        "1.1",
        "130",
        "50",
        "381",
        "916",
        "20",
        "5.5",
    ),
    *("true", "text/xml", " S ", "AFL", "VATEX-EU-AE", "20260131", "2026-01-31", "10.00", "-1.00", "99.999", ""),
)
OFF = (0.01, -0.01, 0.02, -0.03, 0.04, 1, -1)

Change = Callable[[etree._Element, random.Random], None]


def changed(base: bytes, chosen: random.Random) -> etree._Element:
    """A copy of an invoice with one to three changes."""
    root = etree.fromstring(base)
    for _ in range(chosen.choice((1, 1, 1, 2, 3))):
        chosen.choice((_amount, _amount, _code, _code, _attribute, _remove, _double, _empty))(root, chosen)
    return root


def _elements(root: etree._Element, *, leaves: bool = False) -> list[etree._Element]:
    found = [element for element in root.iter("*") if element is not root]
    return [element for element in found if not len(element)] if leaves else found


def _amount(root: etree._Element, chosen: random.Random) -> None:
    amounts = [one for one in _elements(root, leaves=True) if (one.text or "").replace(".", "", 1).isdigit()]
    amounts = [one for one in amounts if len(one.text or "") < 10]
    if amounts:
        one = chosen.choice(amounts)
        one.text = f"{float(one.text or 0) + chosen.choice(OFF):.2f}"


def _code(root: etree._Element, chosen: random.Random) -> None:
    leaves = _elements(root, leaves=True)
    one = chosen.choice(leaves)
    one.text = chosen.choice([*(other.text for other in leaves if other.tag == one.tag), *chosen.sample(OTHERS, 2)])


def _attribute(root: etree._Element, chosen: random.Random) -> None:
    bearing = [one for one in _elements(root) if one.attrib]
    one = chosen.choice(bearing)
    name = chosen.choice(list(one.attrib))
    if chosen.random() < 0.3:
        del one.attrib[name]
    else:
        one.set(name, chosen.choice(OTHERS))


def _remove(root: etree._Element, chosen: random.Random) -> None:
    one = chosen.choice(_elements(root))
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def _double(root: etree._Element, chosen: random.Random) -> None:
    one = chosen.choice(_elements(root))
    one.addnext(copy.deepcopy(one))


def _empty(root: etree._Element, chosen: random.Random) -> None:
    chosen.choice(_elements(root, leaves=True)).text = ""
