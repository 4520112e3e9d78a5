import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coryphee.einvoice.facturx import screening
from coryphee.einvoice.facturx.screening import screen_pdf
from coryphee.einvoice.refusals import Refused
from tests.hostile_made import CII, pdf, pdf_with, pdf_with_object_stream, stream, zipped


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        screen_pdf(content)
    return caught.value.code


def test_an_ordinary_pdf_passes_and_gives_its_invoice() -> None:
    assert screen_pdf(pdf()) is None
    assert screen_pdf(pdf_with(("factur-x.xml", CII), ("terms.pdf", pdf()), ("data.csv", b"a;b"))) == CII
    assert screen_pdf(pdf_with(("order-x.xml", b"<order/>"))) is None


@pytest.mark.parametrize(
    "harmless",
    [
        b"/OpenAction[3 0 R/Fit]",
        b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>",
        b"/AcroForm<</Fields[]>>",
        b"/Resources<</Font<</AA<</Type/Font>>/JS<</Type/Font>>>>>>",
        b"/Title(How /JavaScript and /Launch work)",
        b"/URI<</Base(https://example.org)>>",
    ],
)
def test_what_only_looks_active_passes(harmless: bytes) -> None:
    assert screen_pdf(pdf(catalog=harmless)) is None


def test_a_link_to_a_page_of_the_web_passes() -> None:
    link = b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(%s)>>>>]"
    assert screen_pdf(pdf(page=link % b"https://example.org/pay")) is None
    for address in (b"javascript:alert\\(1\\)", b" file:///etc/passwd", b"\\\\\\\\host\\\\share", b"DATA:text/html,x"):
        assert refusal(pdf(page=link % address)) == "pdf.active"


@pytest.mark.parametrize(
    "active",
    [
        b"/OpenAction<</S/JavaScript/JS(1)>>",
        b"/OpenAction<</S/J#61vaScript/J#53(1)>>",
        b"/OpenAction<</S/URI/URI(https://example.org)>>",
        b"/OpenAction<</S/GoTo/Next<</S/Launch/F(a)>>>>",
        b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>",
        b"/AA<</WC<</S/Named/N/Print>>>>",
        b"/AcroForm<</XFA[(a)4 0 R]>>",
        b"/X<</S/SubmitForm/F(http://127.0.0.1/)>>",
        b"/X<</S/GoToR/F(a.pdf)>>",
        b"/X<</S/ImportData/F(a.fdf)>>",
        b"/X[[[<</Y<</S/Rendition>>>>]]]",
    ],
)
def test_active_content_is_found_wherever_it_stands(active: bytes) -> None:
    assert refusal(pdf(catalog=active)) == "pdf.active"
    assert refusal(pdf(b"<<%s>>" % active)) == "pdf.active", "also in an object that nothing refers to"


@pytest.mark.parametrize("subtype", [b"RichMedia", b"Movie", b"Sound", b"Screen", b"3D", b"R#69chMedia"])
def test_annotations_that_play_are_active(subtype: bytes) -> None:
    annotation = b"/Annots[<</Type/Annot/Subtype/%s/Rect[0 0 9 9]>>]" % subtype
    assert refusal(pdf(page=annotation)) == "pdf.active"


def test_an_action_in_a_compressed_object_stream_is_found() -> None:
    content = pdf_with_object_stream(b"<</S/JavaScript/JS(app.alert\\(1\\))>>", b"/X 9 0 R")
    assert b"/JavaScript" not in content
    assert refusal(content) == "pdf.active"
    assert screen_pdf(pdf_with_object_stream(b"<</S/GoTo>>", b"/X 9 0 R")) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("setup.exe", b"text"),
        ("report.pdf", b"MZ" + bytes(60)),
        ("factur-x.xml", b"MZ" + bytes(60)),
        ("factur-x.xml", b"not XML"),
        ("data.csv", b"\x7fELF" + bytes(60)),
        ("run", b"#!/bin/sh\n"),
        ("notes.txt", zipped(("a.xml", b"<a/>"))),
        ("page.html", b"<html></html>"),
        ("macros.xlsm", b"text"),
    ],
)
def test_programs_and_archives_are_refused_as_attachments(name: str, content: bytes) -> None:
    assert refusal(pdf_with((name, content))) == "pdf.attachment"
    assert refusal(pdf_with((name, content), deflated=True)) == "pdf.attachment"


def test_office_documents_may_be_attached() -> None:
    sheet = zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<w/>"))
    assert screen_pdf(pdf_with(("detail.xlsx", sheet))) is None


def test_an_attached_program_without_a_name_is_found() -> None:
    assert refusal(pdf(stream(b"MZ" + bytes(60), b"/Type/EmbeddedFile"))) == "pdf.attachment"


def test_an_attached_pdf_is_screened_too_but_only_so_deep() -> None:
    assert refusal(pdf_with(("a.pdf", pdf(catalog=b"/AA<</WC<<>>>>")))) == "pdf.active"
    assert refusal(pdf_with(("a.pdf", pdf_with(("b.pdf", pdf()))))) == "pdf.attachment"


def test_two_invoices_are_ambiguous() -> None:
    assert refusal(pdf_with(("factur-x.xml", b"<a>1</a>"), ("factur-x.xml", b"<a>2</a>"))) == "pdf.ambiguous"


def test_streams_that_unfold_without_end_are_bombs() -> None:
    body = stream(bytes(210 << 20), deflated=True)
    assert refusal(pdf(body, page=b"/Contents 4 0 R")) == "pdf.bomb"


def test_an_image_is_not_decoded_but_its_size_is_bounded() -> None:
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d"
    white = bytes(100 << 20)
    assert screen_pdf(pdf(stream(white, image % (10_000, 10_000), deflated=True))) is None
    assert refusal(pdf(stream(b"", image % (1_000_000, 1_000_000)))) == "pdf.limits"


def test_pages_are_bounded_and_their_tree_has_no_circle() -> None:
    many = screening.MAXIMUM_PAGES
    assert screen_pdf(pdf(pages=b"/Kids[%s]" % (b"3 0 R " * many))) is None
    assert refusal(pdf(pages=b"/Kids[%s]" % (b"3 0 R " * (many + 1)))) == "pdf.limits"
    assert refusal(pdf(pages=b"/Kids[2 0 R]")) == "pdf.malformed"
    assert refusal(pdf(pages=b"/Kids[]")) == "pdf.malformed"


def test_a_table_of_objects_that_turns_in_a_circle_is_refused() -> None:
    good = pdf()
    loop = good.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % good.rfind(b"xref\n0"))
    assert refusal(loop) == "pdf.malformed"


def test_a_wrong_place_of_the_table_is_mended() -> None:
    assert screen_pdf(pdf().replace(b"startxref\n", b"startxref\n99999")) is None


def test_an_encrypted_pdf_is_refused_by_name() -> None:
    encryption = b"<</Filter/Standard/V 2/R 3/Length 128/P -44/O(%s)/U(%s)>>" % (b"o" * 32, b"u" * 32)
    content = pdf(encryption).replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 4 0 R/ID[(a)(a)]")
    assert refusal(content) == "pdf.encrypted"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=0, max_size=6)), min_size=1, max_size=4))
def test_a_good_pdf_with_bytes_changed_passes_or_is_refused(changes: list[tuple[int, bytes]]) -> None:
    content = pdf_with(("factur-x.xml", CII), deflated=True)
    for place, written in changes:
        at = place % len(content)
        content = content[:at] + written + content[at + max(1, len(written)) :]
    try:
        screen_pdf(content)
    except Refused as refused:
        assert refused.code.startswith("pdf.")  # noqa: PT017 - the refusal is one of two good ends
