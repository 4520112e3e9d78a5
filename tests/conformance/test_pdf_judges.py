"""Every PDF that we make, before the official judges: veraPDF for the archive, Mustang as a second reader.

Each judge is also shown something broken and must say no.
"""

import io
import shutil
import struct
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import facturx
import pikepdf
import pytest

from coryphee.einvoice import Document, open_document, write
from coryphee.einvoice.facturx.read import extract
from coryphee.einvoice.facturx.write import write_facturx
from coryphee.einvoice.model import CreditTransfer, Note
from coryphee.rendering import make_facturx, render_pdf
from tests import hostile_made
from tests.conformance import judges
from tests.conformance.corpus import CORPUS
from tests.einvoice import samples
from tests.invoice_filled import filled

pytestmark = pytest.mark.conformance


def with_everything_odd() -> Document:
    document = open_document(samples.cii_invoice(12))
    invoice = document.invoice
    invoice.payment_means[0].credit_transfers[:] = [CreditTransfer(account="FR7630006000011234567890189")]
    invoice.notes.append(Note("中文 😀 \u202e العربية \ue000 e\u0301 " + "X" * 900 + " mot" * 2000))
    return document


def logo() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x20\x40\x80\x60" * 40) * 20
    header = struct.pack(">IIBBBBB", 40, 20, 8, 6, 0, 0, 0)  # with transparency
    packed = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + packed


@cache
def set_by_us() -> dict[str, bytes]:
    cii, ubl = open_document(samples.cii_invoice(30)), open_document(samples.ubl_invoice(300))
    return {
        "plain.pdf": make_facturx(cii, "fr").content,
        "long.pdf": make_facturx(ubl, "it").content,
        "logo.pdf": make_facturx(cii, "en", logo=logo()).content,
        "odd.pdf": make_facturx(with_everything_odd(), "fr").content,
        "beside.pdf": make_facturx(cii, "fr", page=hostile_made.pdf(), converter="").content,
        "filled.pdf": render_pdf(filled()[0], "fr"),
    }


def taken_from_others() -> dict[str, bytes]:
    """The pages of the corpus that we take, each with an invoice attached anew."""
    cii = open_document(samples.cii_invoice(1))
    made = {"own.pdf": make_facturx(cii, "fr", page=render_pdf(cii.invoice, "en"), converter="").content}
    if shutil.which("gs"):
        made["by-ghostscript.pdf"] = make_facturx(cii, "fr", page=hostile_made.pdf()).content
    for path in sorted(CORPUS.rglob("*.pdf")):
        found = make_facturx(cii, "fr", page=path.read_bytes(), converter="")
        if found.page == "claimed":
            made[f"taken-{path.name}"] = found.content
    return made


def broken() -> dict[str, bytes]:
    """Files that a judge must refuse: a page without its fonts, one with colours that mean nothing to it."""
    content = set_page()
    return {"fontless.pdf": spoilt(content, unembed), "printed.pdf": spoilt(content, paint_for_a_press)}


def set_page() -> bytes:
    return render_pdf(open_document(samples.cii_invoice(1)).invoice, "fr")


def spoilt(content: bytes, damage: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        damage(pdf)
        written = io.BytesIO()
        pdf.save(written)
        return written.getvalue()


def unembed(pdf: pikepdf.Pdf) -> None:
    for top in pdf.objects:
        if isinstance(top, pikepdf.Dictionary) and "/FontFile3" in top:
            del top["/FontFile3"]


def paint_for_a_press(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 0 1 k 0 0 9 9 re f")


def written_to(folder: Path, files: dict[str, bytes]) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for name, content in files.items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths


def test_verapdf_passes_every_file_that_we_make_and_no_broken_one(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    judges.require()
    good = written_to(tmp_path / "set", set_by_us()) + written_to(tmp_path / "taken", taken_from_others())
    bad = written_to(tmp_path / "bad", broken())
    verdicts = judges.verapdf("3b", [*good, *bad])
    record_property("agreement", f"veraPDF, PDF/A-3b: {len(good)} files made, {len(bad)} broken ones")
    assert {name: rules for name, rules in verdicts.items() if rules and name not in broken()} == {}
    assert [name for name in broken() if not verdicts[name]] == []


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_verapdf_finds_our_own_page_accessible(tmp_path: Path, flavour: str) -> None:
    judges.require()
    short = {name: content for name, content in set_by_us().items() if name != "long.pdf"}
    verdicts = judges.verapdf(flavour, written_to(tmp_path, short))
    assert {name: rules for name, rules in verdicts.items() if rules} == {}


def test_mustang_reads_our_files_and_refuses_a_broken_one(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    judges.require()
    cii = open_document(samples.cii_invoice(3))
    good = {
        "en16931.pdf": make_facturx(cii, "fr").content,
        "from-ubl.pdf": make_facturx(open_document(samples.ubl_invoice(3)), "fr").content,
        "basic-wl.pdf": make_facturx(cii, "fr", xml=write(cii.invoice, "cii", profile="basicwl")).content,
        "minimum.pdf": make_facturx(cii, "fr", xml=write(cii.invoice, "cii", profile="minimum")).content,
        "beside.pdf": make_facturx(cii, "fr", page=hostile_made.pdf(), converter="").content,
    }
    wrong = samples.cii_invoice(3).replace(b"</ram:DuePayableAmount>", b"9</ram:DuePayableAmount>")
    bad = {"wrong-total.pdf": write_facturx(set_page(), wrong)}
    verdicts = judges.mustang(written_to(tmp_path, {**good, **bad}))
    record_property("agreement", f"Mustang: {len(good)} files made, {len(bad)} with a wrong total")
    assert {name: verdicts[name][1] for name in good if not verdicts[name][0]} == {}
    assert [name for name in bad if verdicts[name][0]] == []


@pytest.mark.parametrize("name", ["plain.pdf", "long.pdf", "beside.pdf"])
def test_two_readers_find_the_same_invoice(name: str) -> None:
    content = set_by_us()[name]
    found, xml = facturx.get_xml_from_pdf(content, check_xsd=False)
    assert found == "factur-x.xml"
    assert xml == extract(content).xml
