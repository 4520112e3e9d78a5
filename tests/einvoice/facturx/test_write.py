"""What is attached is found again, by us and by another library, and the page says so."""

import io

import facturx
import pikepdf
import pytest

from coryphee.einvoice import open_document, write
from coryphee.einvoice.facturx.read import attachments_of, extract, open_pdf
from coryphee.einvoice.facturx.write import NotWritable, Supplement, conformance_level, write_facturx
from coryphee.einvoice.refusals import Refused
from coryphee.rendering import render_pdf
from tests import hostile_made
from tests.einvoice import samples

XML = samples.cii_invoice(3)


@pytest.fixture(scope="module")
def page() -> bytes:
    return render_pdf(open_document(XML).invoice, "fr")


def test_what_is_attached_is_found_again_by_two_readers(page: bytes) -> None:
    content = write_facturx(page, XML)
    found = extract(content)
    assert (found.name, found.xml, found.relationship) == ("factur-x.xml", XML, "Alternative")
    assert found.profile == "EN 16931"
    assert facturx.get_xml_from_pdf(content, check_xsd=False) == ("factur-x.xml", XML)
    assert open_document(content).invoice == open_document(XML).invoice


def test_an_invoice_without_lines_is_data_beside_the_page(page: bytes) -> None:
    found = extract(write_facturx(page, write(open_document(XML).invoice, "cii", profile="basicwl")))
    assert (found.profile, found.relationship) == ("BASIC WL", "Data")


def test_the_file_is_entered_as_archives_want_it(page: bytes) -> None:
    content = write_facturx(page, XML)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        entry = pdf.Root.AF[0]
        assert [str(entry.F), str(entry.UF)] == ["factur-x.xml", "factur-x.xml"]
        stream = entry.EF.F
        assert str(stream.Subtype) == "/text/xml"
        assert int(stream.Params.Size) == len(XML)
        assert str(stream.Params.ModDate) == "D:20260816000000Z"
        assert pdf.Root.Names.EmbeddedFiles.Names[1].objgen == entry.objgen
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert "/ID" in pdf.trailer
        assert pdf.Root.MarkInfo.Marked


def test_equal_input_gives_equal_bytes(page: bytes) -> None:
    assert write_facturx(page, XML) == write_facturx(page, XML)


def test_an_earlier_invoice_is_replaced(page: bytes) -> None:
    other = samples.cii_invoice(5)
    content = write_facturx(write_facturx(page, XML), other)
    assert extract(content).xml == other
    with open_pdf(content) as pdf:
        assert [attachment.name for attachment in attachments_of(pdf)] == ["factur-x.xml"]
        assert len(pdf.Root.AF) == 1


def test_further_files_are_supplements(page: bytes) -> None:
    original = Supplement("original.pdf", "application/pdf", hostile_made.pdf(), "As the seller had it made")
    content = write_facturx(page, XML, supplements=[original])
    with open_pdf(content) as pdf:
        found = {entry.name: entry.relationship for entry in attachments_of(pdf)}
    assert found == {"factur-x.xml": "Alternative", "original.pdf": "Supplement"}
    assert extract(content).xml == XML


@pytest.mark.parametrize(
    ("profile", "level"),
    [
        ("urn:factur-x.eu:1p0:minimum", "MINIMUM"),
        (" urn:factur-x.eu:1p0:basicwl ", "BASIC WL"),
        ("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", "BASIC"),
        ("urn:cen.eu:en16931:2017", "EN 16931"),
        ("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended", "EXTENDED"),
        ("urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr", "EXTENDED"),
        ("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", "EN 16931"),
    ],
)
def test_the_level_follows_the_profile(profile: str, level: str) -> None:
    assert conformance_level(profile) == level


@pytest.mark.parametrize("profile", ["", "urn:cen.eu:en16931:20171", "urn:unknown", "A1"])
def test_a_profile_outside_factur_x_has_no_level(profile: str) -> None:
    with pytest.raises(NotWritable) as refused:
        conformance_level(profile)
    assert refused.value.reason == "profile"


def test_only_a_declared_archive_page_is_taken() -> None:
    with pytest.raises(NotWritable) as refused:
        write_facturx(hostile_made.pdf(), XML)
    assert refused.value.reason == "page"


def test_only_cii_goes_into_factur_x(page: bytes) -> None:
    with pytest.raises(NotWritable) as refused:
        write_facturx(page, samples.ubl_invoice(1))
    assert refused.value.reason == "xml"


def test_a_damaged_page_is_refused() -> None:
    with pytest.raises(Refused):
        write_facturx(b"%PDF-1.7\nrubbish", XML)
