"""One file for people and programs, with the seller's page where that can be archived."""

import io
import time

import pikepdf
import pypdf
import pytest

from coryphee.einvoice import NotWritable, Refused, open_document, screen
from coryphee.einvoice.facturx.archive import FAULTS
from coryphee.einvoice.facturx.read import attachments_of, extract, open_pdf
from coryphee.rendering import make_facturx
from coryphee.rendering.facturx import ORIGINAL
from coryphee.rendering.words import archive_fault
from tests import hostile_made
from tests.einvoice import samples

CII = open_document(samples.full_cii())
UBL = open_document(samples.ubl_invoice(3))


def attached_to(content: bytes) -> dict[str, str]:
    with open_pdf(content) as pdf:
        return {entry.name: entry.relationship for entry in attachments_of(pdf)}


def test_a_cii_invoice_keeps_its_own_file() -> None:
    made = make_facturx(CII, "fr")
    assert (made.page, made.faults) == ("set", ())
    assert extract(made.content).xml == CII.xml
    assert attached_to(made.content) == {"factur-x.xml": "Alternative"}


def test_any_invoice_becomes_one() -> None:
    found = open_document(make_facturx(UBL, "fr").content)
    assert found.schema_errors == ()
    assert (found.carrier, found.invoice.number) == ("pdf", UBL.invoice.number)
    assert make_facturx(UBL.invoice, "fr") == make_facturx(UBL, "fr")


def test_what_is_made_passes_our_own_door() -> None:
    made = make_facturx(CII, "fr", page=hostile_made.pdf(), converter="")
    assert screen(made.content, "facture.pdf").kind == "pdf"


def test_a_page_that_is_an_archive_file_is_taken() -> None:
    theirs = make_facturx(UBL, "it").content
    made = make_facturx(CII, "fr", page=theirs)
    assert made.page == "claimed"
    assert extract(made.content).xml == CII.xml
    assert "Fattura" in pypdf.PdfReader(io.BytesIO(made.content)).pages[0].extract_text()
    with pikepdf.open(io.BytesIO(made.content)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"


def test_a_page_that_is_none_is_attached_beside_ours_and_the_reason_said() -> None:
    theirs = hostile_made.pdf()
    made = make_facturx(CII, "fr", page=theirs, converter="")
    assert made.page == "set"
    assert [archive_fault(*fault, "fr") for fault in made.faults] == ["il n’est pas au format PDF/A"]
    assert attached_to(made.content) == {"factur-x.xml": "Alternative", ORIGINAL: "Supplement"}
    with open_pdf(made.content) as pdf:
        kept = next(entry for entry in attachments_of(pdf) if entry.name == ORIGINAL)
        assert kept.stream.read_bytes() == theirs


def test_a_damaged_page_is_refused() -> None:
    with pytest.raises(Refused):
        make_facturx(CII, "fr", page=b"%PDF-1.7 rubbish")


def test_an_invoice_without_a_profile_is_not_passed_off_as_factur_x() -> None:
    nameless = open_document(samples.cii_invoice(1).replace(b"urn:cen.eu:en16931:2017", b"A1"))
    with pytest.raises(NotWritable) as refused:
        make_facturx(nameless, "fr")
    assert refused.value.reason == "profile"


def test_equal_invoices_give_equal_files() -> None:
    assert make_facturx(CII, "fr") == make_facturx(open_document(samples.full_cii()), "fr")


def test_thirty_lines_take_a_moment() -> None:
    document = open_document(samples.cii_invoice(30))
    make_facturx(document, "fr")
    taken = []
    for number in range(5):
        document.invoice.number = f"FA-{number}"
        begun = time.process_time()
        make_facturx(document, "fr")
        taken.append(time.process_time() - begun)
    assert min(taken) < 0.2  # a quiet machine needs 0.035 s: this only catches what got out of hand


@pytest.mark.parametrize("code", FAULTS)
def test_every_obstacle_has_words(code: str) -> None:
    said = {archive_fault(code, "Arial", language) for language in ("en", "fr", "it")}
    assert len(said) == 3
    assert all(text.endswith(" (Arial)") for text in said)
