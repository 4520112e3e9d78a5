"""What claims to be an archive file and is built like one is taken; nothing else is called PDF/A in hope."""

import io
import shutil
import stat
from pathlib import Path

import pikepdf
import pytest

from coryphee.einvoice import open_document
from coryphee.einvoice.facturx.archive import Fault, archive_faults
from coryphee.einvoice.facturx.conversion import NotArchival, archived
from coryphee.einvoice.facturx.read import attachments_of, open_pdf
from coryphee.einvoice.facturx.write import write_facturx
from coryphee.einvoice.facturx.xmp import Claim, claim_of
from coryphee.einvoice.refusals import Refused
from coryphee.rendering import render_pdf
from tests import hostile_made
from tests.einvoice import samples

XML = samples.cii_invoice(1)


@pytest.fixture(scope="module")
def page() -> bytes:
    return render_pdf(open_document(XML).invoice, "fr")


def claiming(page: bytes, part: str, level: str) -> bytes:
    with pikepdf.open(io.BytesIO(page)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["pdfaid:part"], metadata["pdfaid:conformance"] = part, level
        written = io.BytesIO()
        pdf.save(written)
        return written.getvalue()


def claim(content: bytes) -> Claim | None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return claim_of(pdf.Root.Metadata.read_bytes())


@pytest.mark.parametrize(
    ("part", "level", "kept"),
    [("3", "A", "A"), ("3", "B", "B"), ("2", "U", "U"), ("1", "A", "B"), ("1", "B", "B"), ("3", "", "B")],
)
def test_parts_one_to_three_become_part_three(page: bytes, part: str, level: str, kept: str) -> None:
    made = archived(claiming(page, part, level), converter="")
    assert made.how == "claimed"
    assert claim(made.content) == Claim(3, kept)
    with open_pdf(made.content) as pdf:
        assert archive_faults(pdf) == []


def test_title_and_author_are_kept(page: bytes) -> None:
    with pikepdf.open(io.BytesIO(archived(page).content)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Facture FA-2026-0042"
        assert metadata["dc:creator"] == ["Ateliers Démo SARL"]


def test_the_invoice_that_it_carried_is_left_out(page: bytes) -> None:
    with open_pdf(archived(write_facturx(page, XML), converter="").content) as pdf:
        assert list(attachments_of(pdf)) == []


def test_colours_without_an_intent_get_one(page: bytes) -> None:
    with pikepdf.open(io.BytesIO(page)) as pdf:
        del pdf.Root.OutputIntents
        written = io.BytesIO()
        pdf.save(written)
    with open_pdf(archived(written.getvalue(), converter="").content) as pdf:
        assert archive_faults(pdf) == []


@pytest.mark.parametrize("part", ["4", "9"])
def test_what_claims_nothing_that_we_know_is_not_taken(page: bytes, part: str) -> None:
    for content in (claiming(page, part, "B"), hostile_made.pdf()):
        with pytest.raises(NotArchival) as refused:
            archived(content, converter="")
        assert refused.value.faults == (Fault("claim"),)


def test_a_claim_that_the_structure_belies_is_not_taken(page: bytes) -> None:
    with pikepdf.open(io.BytesIO(page)) as pdf:
        pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, BaseFont=pikepdf.Name.Arial))
        pdf.pages[0].Resources.Font.Own = pdf.objects[-1]
        written = io.BytesIO()
        pdf.save(written)
    with pytest.raises(NotArchival) as refused:
        archived(written.getvalue(), converter="")
    assert refused.value.faults == (Fault("font", "Arial"),)
    assert str(refused.value) == "font Arial"


def test_a_signed_page_is_never_written_anew(page: bytes) -> None:
    with pikepdf.open(io.BytesIO(page)) as pdf:
        pdf.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array())
        written = io.BytesIO()
        pdf.save(written)
    with pytest.raises(NotArchival, match="signature"):
        archived(written.getvalue())


@pytest.mark.parametrize("program", ["exit 1", "true", 'echo "%PDF-1.7 rubbish" > after.pdf'])
def test_a_converter_that_fails_makes_nothing(tmp_path: Path, program: str) -> None:
    script = tmp_path / "converter"
    script.write_text(f"#!/bin/sh\n{program}\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    with pytest.raises((NotArchival, Refused)):
        archived(hostile_made.pdf(), converter=str(script))


def test_what_a_converter_makes_is_looked_at_again(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(hostile_made.pdf(catalog=b"/OCProperties<<>>"))
    script = tmp_path / "converter"
    script.write_text(f"#!/bin/sh\ncp {bad} after.pdf\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(NotArchival, match="layers"):
        archived(hostile_made.pdf(), converter=str(script))


@pytest.mark.skipif(shutil.which("gs") is None, reason="no Ghostscript on this machine")
def test_ghostscript_makes_an_archive_file_of_any_page() -> None:
    text = hostile_made.stream(b"BT /F1 12 Tf 20 100 Td (Facture 0 0 0 1 k) Tj ET 0 1 0 0 k 9 9 20 20 re f")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    content = hostile_made.pdf(text, font, page=b"/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>")
    made = archived(content)
    assert made.how == "converted"
    assert claim(made.content) == Claim(3, "B")


def test_a_damaged_page_is_refused() -> None:
    with pytest.raises(Refused):
        archived(b"%PDF-1.7 rubbish", converter="")
