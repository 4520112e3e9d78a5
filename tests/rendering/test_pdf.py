"""The page of an invoice, read back as a reader of PDFs reads it."""

import io
import struct
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pypdf
import pytest

from coryphee.einvoice import Invoice, open_document
from coryphee.einvoice.model import InvoiceLine, Item, Note, Party
from coryphee.rendering import TooLong, UnusableLogo, render_pdf
from coryphee.rendering.pdf import MAXIMUM_LINES
from tests.einvoice import samples
from tests.invoice_filled import filled


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return "\n".join(page.extract_text() for page in pages).replace("\u200b", "")


def png(width: int = 4, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x20\x40\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + packed


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["Facture", "Vendeur", "Net à payer", "16\u00a0août\u00a02026", "1/2", "2/2"]),
        ("en", ["Invoice", "Seller", "Amount to pay", "16\u00a0August\u00a02026"]),
        ("it-CH", ["Fattura", "Venditore", "Importo da pagare", "16\u00a0agosto\u00a02026"]),
        ("de", ["Invoice"]),
    ],
)
def test_speaks_three_languages(language: str, expected: list[str]) -> None:
    text = text_of(render_pdf(open_document(samples.ubl_invoice(30)).invoice, language))
    plain = text.replace("\u00a0", " ").upper()
    assert [words for words in expected if words.replace("\u00a0", " ").upper() not in plain] == []


def test_every_term_is_on_the_page() -> None:
    invoice, marks = filled()
    text = text_of(render_pdf(invoice, "fr")).replace("\n", "")
    assert [place for mark, place in marks.items() if mark not in text] == []


def test_it_declares_an_accessible_archive_file() -> None:
    with pikepdf.open(io.BytesIO(render_pdf(open_document(samples.full_cii()).invoice, "fr"))) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
            assert metadata["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"


def test_equal_invoices_give_equal_bytes() -> None:
    first, second = (render_pdf(open_document(samples.full_cii()).invoice, "fr") for _ in range(2))
    assert first == second


def test_several_threads_may_ask_at_once() -> None:
    invoices = [open_document(samples.ubl_invoice(lines)).invoice for lines in (1, 2, 3, 4)] * 3
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda invoice: render_pdf(invoice, "fr"), invoices))
    assert made[:4] == made[4:8] == made[8:]


@pytest.mark.parametrize(
    "attack",
    [
        '#read("/etc/passwd")',
        '"; #panic("x") #let a = "',
        "$x$ *a* _b_ `c` @label <label> \\ // /* = Title",
        '#import "@preview/cetz:0.3.0"',
        "\\u{41}",
        "]}) #pagebreak()",
    ],
)
def test_texts_of_a_file_are_never_commands(attack: str) -> None:
    line = InvoiceLine(identifier=attack[:10], item=Item(name=attack, descriptions=[attack]))
    invoice = Invoice(number=attack, seller=Party(name=attack), notes=[Note(attack)], lines=[line])
    text = text_of(render_pdf(invoice, "en")).replace("\n", " ")
    assert text.count(attack) >= 3


def test_a_long_table_goes_on_with_its_head_and_numbered_pages() -> None:
    begun = time.process_time()
    content = render_pdf(open_document(samples.ubl_invoice(300)).invoice, "fr")
    assert time.process_time() - begun < 3
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    assert len(pages) > 5
    assert all("Désignation" in page for page in pages[:-1])
    assert [f"{place}/{len(pages)}" in page for place, page in enumerate(pages, 1)] == [True] * len(pages)
    assert all(f"n° {number}" in "".join(pages) for number in (1, 150, 300))


def test_more_lines_than_memory_allows_are_refused() -> None:
    with pytest.raises(TooLong):
        render_pdf(Invoice(lines=[InvoiceLine()] * (MAXIMUM_LINES + 1)), "fr")


def test_ten_thousand_characters_and_long_words_stay_on_the_paper() -> None:
    note = "mot " * 2_500
    invoice = Invoice(number="N" * 500, seller=Party(name="S" * 3_000), notes=[Note(note), Note("W" * 2_000)])
    content = render_pdf(invoice, "fr")
    assert text_of(content).replace("\n", " ").count("mot") == 2_500
    right = 210 / 25.4 * 72
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        places: list[float] = []
        page.extract_text(
            visitor_text=lambda text, _cm, matrix, *_, seen=places: seen.append(matrix[4]) if text.strip() else None
        )
        assert max(places) < right


def test_characters_outside_the_font_are_shown_by_number_and_explained() -> None:
    text = text_of(render_pdf(Invoice(notes=[Note("中文 😀")]), "en")).replace("\n", " ")
    assert "⟨U+4E2D⟩⟨U+6587⟩ ⟨U+1F600⟩" in text
    assert "Unicode number" in text
    assert "Unicode number" not in text_of(render_pdf(Invoice(notes=[Note("é")]), "en"))


def test_an_empty_invoice_still_has_a_page() -> None:
    assert "no lines" in text_of(render_pdf(Invoice(), "en"))


def test_a_logo_takes_the_place_of_the_name() -> None:
    content = render_pdf(open_document(samples.cii_invoice(1)).invoice, "fr", logo=png())
    page = pypdf.PdfReader(io.BytesIO(content)).pages[0]
    assert len(page.images) == 1


JPEG_START = bytes.fromhex("ffd8ffe00004aaaa")


@pytest.mark.parametrize(
    "logo",
    [
        b"",
        b"GIF89a",
        b"<svg/>",
        png()[:40],
        b"\xff\xd8\xff\xe0rubbish",
        JPEG_START + bytes.fromhex("ffc0000b08000100010301") + b"rubbish",  # red, green and blue, and no picture
        JPEG_START + bytes.fromhex("ffc0000b08000100010401") + b"rubbish",  # the inks of a press
    ],
)
def test_what_is_no_picture_is_refused(logo: bytes) -> None:
    with pytest.raises(UnusableLogo):
        render_pdf(Invoice(), "fr", logo=logo)
