"""The sieve lets our own page through and stops each single damage done to it."""

import io
from collections.abc import Callable, Iterator

import pikepdf
import pytest

from coryphee.einvoice import open_document
from coryphee.einvoice.facturx.archive import FAULTS, Fault, archive_faults
from coryphee.rendering import render_pdf
from tests.einvoice import samples


@pytest.fixture(scope="module")
def page() -> bytes:
    return render_pdf(open_document(samples.cii_invoice(1)).invoice, "fr")


@pytest.fixture
def pdf(page: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(page)) as opened:
        yield opened


def put(pdf: pikepdf.Pdf, **entries: object) -> None:
    pdf.make_indirect(pikepdf.Dictionary(**entries))


def unembed(pdf: pikepdf.Pdf) -> None:
    for top in pdf.objects:
        if isinstance(top, pikepdf.Dictionary) and "/FontFile3" in top:
            del top["/FontFile3"]


def sign(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array())


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["x.txt"] = b"x"
    del pdf.Root.Names.EmbeddedFiles.Names[1]["/AFRelationship"]


def attach_aside(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["x.txt"] = b"x"
    del pdf.Root["/AF"]


def annotate(pdf: pikepdf.Pdf) -> None:
    put(pdf, Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=pikepdf.Array([0, 0, 9, 9]), F=2)


def paint_cmyk(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 0 1 k 0 0 9 9 re f")


def paint_cmyk_by_name(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.ColorSpace = pikepdf.Dictionary(X=pikepdf.Name.DeviceCMYK)


def act(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("x"))


def pack_oddly(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"x")
    stream.Filter = pikepdf.Name.JPXDecode


DAMAGES: list[tuple[str, Callable[[pikepdf.Pdf], object]]] = [
    ("action", act),
    ("action", lambda pdf: put(pdf, AA=pikepdf.Dictionary())),
    ("annotation", annotate),
    ("attachment", attach),
    ("attachment", attach_aside),
    ("colour", paint_cmyk),
    ("colour", paint_cmyk_by_name),
    ("filter", pack_oddly),
    ("font", unembed),
    ("form", lambda pdf: setattr(pdf.Root, "AcroForm", pikepdf.Dictionary(NeedAppearances=True))),
    ("graphics", lambda pdf: put(pdf, Type=pikepdf.Name.ExtGState, TR=pikepdf.Name.Identity)),
    ("graphics", lambda pdf: put(pdf, Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Own)),
    ("image", lambda pdf: put(pdf, Subtype=pikepdf.Name.Image, Interpolate=True)),
    ("intent", lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
    ("layers", lambda pdf: setattr(pdf.Root, "OCProperties", pikepdf.Dictionary())),
    ("signature", sign),
]


def test_our_own_page_has_no_fault(pdf: pikepdf.Pdf) -> None:
    assert archive_faults(pdf) == []


@pytest.mark.parametrize(
    ("code", "damage"), DAMAGES, ids=[f"{code}-{place}" for place, (code, _) in enumerate(DAMAGES)]
)
def test_each_damage_is_seen(pdf: pikepdf.Pdf, code: str, damage: Callable[[pikepdf.Pdf], object]) -> None:
    damage(pdf)
    assert code in {fault.code for fault in archive_faults(pdf)}


def test_every_obstacle_is_tried_here() -> None:
    assert {code for code, _ in DAMAGES} | {"claim"} == set(FAULTS)


def test_a_letter_in_a_text_is_no_colour(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"BT (a k b BI CMYK) Tj ET")
    assert archive_faults(pdf) == []


def test_a_missing_font_is_named(pdf: pikepdf.Pdf) -> None:
    put(pdf, Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    assert archive_faults(pdf) == [Fault("font", "Helvetica")]


def test_rows_of_tables_and_layout_of_elements_are_no_faults(pdf: pikepdf.Pdf) -> None:
    put(pdf, TR=pikepdf.Name.TR, TD=pikepdf.Name.TD)
    put(pdf, Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, A=pikepdf.Dictionary(O=pikepdf.Name.Layout))
    assert archive_faults(pdf) == []
