"""Damaged and distorted invoices: the door and the readers answer or refuse, and raise nothing else."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from coryphee.einvoice.documents import open_document
from coryphee.einvoice.refusals import Refused
from coryphee.einvoice.screening import screen
from tests.einvoice import samples
from tests.hostile_made import pdf_with

ORDINARY = {
    "ubl-invoice": samples.ubl_invoice(2),
    "ubl-creditnote": samples.ubl_credit_note(2),
    "cii": samples.cii_invoice(2),
}
ODD = (
    "",
    " ",
    "NaN",
    "Infinity",
    "1E5",
    "1_000",
    "-0",
    "2400,00",
    ".5",
    "٣",
    "9" * 40,
    "2026-02-31",
    "20260816XX",
    "é" * 300,
)
Change = tuple[int, str, int, str]
changes = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.sampled_from(["remove", "double", "text", "attribute", "bare", "comment", "move", "empty"]),
        st.integers(0, 10_000),
        st.sampled_from(ODD),
    ),
    min_size=1,
    max_size=6,
)


def distorted(content: bytes, wanted: list[Change]) -> bytes:
    """The invoice with elements removed, doubled, moved, emptied, or with odd values."""
    root = etree.fromstring(content)
    for place, what, other, odd in wanted:
        elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
        if elements:
            distort(elements[place % len(elements)], what, elements[other % len(elements)], odd)
    return etree.tostring(root)


def distort(element: etree._Element, what: str, target: etree._Element, odd: str) -> None:
    parent = element.getparent()
    assert parent is not None
    match what:
        case "remove":
            parent.remove(element)
        case "double":
            parent.append(copy.deepcopy(element))
        case "text":
            element.text = odd
        case "attribute":
            element.attrib.update(dict.fromkeys(element.attrib, odd))
        case "bare":
            element.attrib.clear()
        case "comment":
            element.insert(0, etree.Comment("x"))
        case "move":
            target.append(copy.deepcopy(element))
        case "empty":
            element[:] = []


def answered(content: bytes) -> str:
    """What becomes of a file: the syntax it is read as, or the code of its refusal."""
    try:
        screen(content)
        return open_document(content).syntax
    except Refused as refused:
        return refused.code


@pytest.mark.parametrize("syntax", ORDINARY)
def test_the_samples_are_good_to_begin_with(syntax: str) -> None:
    assert answered(ORDINARY[syntax]) == syntax


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(ORDINARY)), changes)
def test_a_distorted_invoice_is_still_read(syntax: str, wanted: list[Change]) -> None:
    content = distorted(ORDINARY[syntax], wanted)
    assert answered(content) == syntax
    if syntax == "cii":
        assert answered(pdf_with(("factur-x.xml", content), deflated=True)) == "cii"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(ORDINARY)), st.booleans(), st.integers(0, 100_000), st.binary(max_size=8))
def test_an_invoice_with_bytes_changed_is_read_or_refused(
    syntax: str,
    carried: bool,  # noqa: FBT001
    place: int,
    written: bytes,
) -> None:
    content = ORDINARY[syntax]
    if carried:
        content = pdf_with(("factur-x.xml", content), deflated=True)
    at = place % len(content)
    assert answered(content[:at] + written + content[at + 1 + len(written) :])


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        open_document(content)
    except Refused as refused:
        assert refused.code  # noqa: PT017 - the refusal is one of two good ends
