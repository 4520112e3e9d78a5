"""The words of the tables name what is read and how."""

from lxml import etree

from coryphee.einvoice.model import Party
from coryphee.einvoice.syntaxes.entries import (
    GROUP,
    MEASURE,
    SPECIAL,
    TEXT,
    elsewhere,
    group,
    identifier_of,
    measure,
    text,
)


def test_an_entry_says_how_and_where() -> None:
    inner = {"n": text("name")}
    assert text("number") == (TEXT, "number", None, None)
    assert measure("quantity", "unitCode", "unit") == (MEASURE, "quantity", "unitCode", "unit")
    assert group("seller", Party, inner) == (GROUP, "seller", Party, inner)
    assert elsewhere(max, inner) == (SPECIAL, "", max, inner)


def test_an_identifier_keeps_its_scheme_and_its_place() -> None:
    element = etree.fromstring('<ID schemeID="0009" schemeVersionID="2">  1 </ID>')
    found = identifier_of(element)
    assert (found.text, found.scheme, found.scheme_version, found.source) == ("  1 ", "0009", "2", element)
    assert identifier_of(etree.fromstring("<ID/>")).text == ""
