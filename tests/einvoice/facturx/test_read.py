import os
from pathlib import Path

import pytest

from coryphee.einvoice.facturx.read import extract, open_pdf
from coryphee.einvoice.refusals import Refused
from tests.hostile_made import CII, pdf, pdf_with, stream

CORPUS = Path(os.environ.get("CORYPHEE_CORPUS", Path(__file__).resolve().parents[3].parent / "shared" / "corpus"))


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        extract(content)
    return caught.value.code


@pytest.mark.parametrize("name", ["factur-x.xml", "ZUGFeRD-invoice.xml", "zugferd-invoice.xml", "xrechnung.xml"])
@pytest.mark.parametrize("deflated", [False, True])
def test_the_invoice_is_found_by_its_name(name: str, deflated: bool) -> None:  # noqa: FBT001
    embedded = extract(pdf_with(("terms.txt", b"terms"), (name, CII), deflated=deflated))
    assert (embedded.name, embedded.xml, embedded.relationship, embedded.profile) == (name, CII, "Data", "")


def test_the_profile_stands_in_the_metadata() -> None:
    for written in (b"<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>", b'<d fx:ConformanceLevel="EN 16931"/>'):
        metadata = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:fx="urn:factur-x:x#">%s</x:xmpmeta>' % written
        content = pdf(
            b"<</Type/Filespec/F(factur-x.xml)/EF<</F 5 0 R>>>>",
            stream(CII),
            stream(metadata, b"/Type/Metadata/Subtype/XML"),
            catalog=b"/Metadata 6 0 R/AF[4 0 R]",
        )
        assert extract(content).profile == "EN 16931"


def test_damaged_metadata_are_only_a_missing_label() -> None:
    content = pdf(
        b"<</F(factur-x.xml)/EF<</F 5 0 R>>>>",
        stream(CII),
        stream(b"<!DOCTYPE a>"),
        catalog=b"/Metadata 6 0 R/AF 4 0 R",
    )
    assert extract(content).profile == ""


def test_one_invoice_named_twice_is_one_invoice() -> None:
    content = pdf(
        b"<</F(factur-x.xml)/EF<</F 5 0 R/UF 5 0 R>>>>",
        stream(CII),
        catalog=b"/Names<</EmbeddedFiles<</Kids[<</Names[(a) 4 0 R]>>]>>>>/AF[4 0 R]",
    )
    assert extract(content).xml == CII
    assert extract(pdf_with(("factur-x.xml", CII), ("zugferd-invoice.xml", CII))).name == "factur-x.xml"


def test_two_different_invoices_are_ambiguous() -> None:
    assert refusal(pdf_with(("factur-x.xml", CII), ("ZUGFeRD-invoice.xml", CII + b"\n"))) == "pdf.ambiguous"


def test_an_order_is_told_apart_from_a_pdf_without_data() -> None:
    assert refusal(pdf_with(("order-x.xml", b"<order/>"))) == "pdf.order"
    assert refusal(pdf_with(("terms.xml", CII))) == "pdf.no_invoice"
    assert refusal(pdf()) == "pdf.no_invoice"


def test_an_attachment_that_unfolds_without_end_is_a_bomb() -> None:
    assert refusal(pdf_with(("factur-x.xml", bytes(210 << 20)), deflated=True)) == "pdf.bomb"


def test_a_tail_without_objects_is_left_out() -> None:
    with open_pdf(pdf() + b"%  \n" * 1000) as opened:
        assert not opened.get_warnings()


def test_a_name_tree_that_bites_its_tail_ends() -> None:
    assert refusal(pdf(b"<</Kids[4 0 R 4 0 R]>>", catalog=b"/Names<</EmbeddedFiles 4 0 R>>")) == "pdf.no_invoice"


@pytest.mark.parametrize(
    "catalog",
    [b"/Names 1", b"/Names<</EmbeddedFiles[1]>>", b"/AF 7", b"/AF[1(a)/b null]", b"/AF[<</EF[1]>>]", b"/Metadata 1"],
)
def test_entries_of_another_type_are_passed_over(catalog: bytes) -> None:
    assert refusal(pdf(catalog=catalog)) == "pdf.no_invoice"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<a/>", pdf()[:150]])
def test_what_is_no_pdf_is_damaged(content: bytes) -> None:
    assert refusal(content) == "pdf.malformed"


@pytest.mark.conformance
def test_every_pdf_invoice_of_the_corpus_is_read() -> None:
    found = sorted(path for path in CORPUS.rglob("*") if path.suffix.lower() == ".pdf")
    if not found:
        pytest.skip(f"no corpus at {CORPUS}")
    refused = {}
    for path in found:
        try:
            embedded = extract(path.read_bytes())
        except Refused as refusal:
            refused[path.name] = refusal.code
        else:
            assert embedded.xml.lstrip(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    # The one that carries a ZUGFeRD 1 and a Factur-X invoice stands among those meant to fail.
    assert refused == {"MustangRE-20171118_506_ZUGFeRD1and2.pdf": "pdf.ambiguous"}
