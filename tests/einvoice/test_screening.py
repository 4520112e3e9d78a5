import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coryphee.einvoice.refusals import Refused
from coryphee.einvoice.screening import MAXIMUM_SIZE, Screened, display_name, kind_of, screen
from tests.hostile_made import CII, pdf, pdf_with, tarred, ubl, zipped

SIGNATURE = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
HOSTILE_NAMES = {
    "../../../etc/passwd.xml": "passwd.xml",
    "..\\..\\win.xml": "win.xml",
    "/abs/x.xml": "x.xml",
    "CON.xml": "_CON.xml",
    "lpt1": "_lpt1",
    "x.xml.": "x.xml",
    "x.xml ": "x.xml",
    ".htaccess.xml": "htaccess.xml",
    "facture\u202efdp.xml": "facture fdp.xml",
    "\uff0e\uff0e\uff0fx.xml": "x.xml",
    "a\x00b.xml": "a b.xml",
    "a\r\nSet-Cookie: x=1.xml": "a Set-Cookie_ x=1.xml",
    "é" * 300 + ".xml": "é" * 116 + ".xml",
    "'\"><img src=x onerror=alert(1)>.xml": "'___img src=x onerror=alert(1)_.xml",
    "-rf.xml": "_-rf.xml",
    "nom é accentué (1).xml": "nom é accentué (1).xml",
    "..": "document",
    "": "document",
    "\ud800.xml": "xml",
}


def refusal(content: bytes, name: str = "") -> str:
    with pytest.raises(Refused) as caught:
        screen(content, name)
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ubl(), "xml"),
        (b"\xef\xbb\xbf\n " + ubl(), "xml"),
        (ubl().decode().encode("utf-16"), "xml"),
        (CII, "xml"),
        (b'<CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"/>', "xml"),
        (b'<r:CrossIndustryDocument xmlns:r="urn:ferd:CrossIndustryDocument:invoice:1p0"/>', "xml"),
        (b"<Invoice/>", "xml"),
        (pdf(), "pdf"),
        (pdf_with(("factur-x.xml", CII)), "pdf"),
    ],
)
def test_documents_pass_by_their_content(content: bytes, kind: str) -> None:
    for name in ("", f"invoice.{kind}", "invoice", "invoice.dat", "x.pdf.txt"):
        assert screen(content, name) == Screened(kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_one_bad_file_of_an_archive_is_listed_and_stops_no_other(pack) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    screened = screen(
        pack(("ok1.xml", ubl()), ("bad.xml", b"<a"), ("b.exe", b"MZ"), ("empty.xml", b""), ("b.pdf", pdf()))
    )
    assert [(member.name, member.refused and member.refused.code) for member in screened.members] == [
        ("ok1.xml", None),
        ("bad.xml", "xml.malformed"),
        ("b.exe", "file.type"),
        ("empty.xml", "file.empty"),
        ("b.pdf", None),
    ]
    assert [member.content for member in screened.members] == [ubl(), None, None, None, pdf()]


def test_an_archive_without_a_good_file_is_refused_for_the_first() -> None:
    with pytest.raises(Refused) as caught:
        screen(zipped(("a.exe", b"MZ"), ("b.xml", b"<a")))
    assert caught.value.code == "file.type"
    assert caught.value.parameters["member"] == "a.exe"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "zero.pdf", "file.empty"),
        (b"MZ\x90\x00", "a.pdf", "file.type"),
        (b"GIF89a=1;/*<html>", "a.xml", "file.type"),
        (b"plain text", "", "file.type"),
        (ubl(), "a.PDF", "file.type"),
        (pdf(), "a.xml", "file.type"),
        (zipped(("a.xml", ubl())), "a.pdf", "file.type"),
        (zipped(("a.xml", ubl())), "a.tar.gz", "file.type"),
        (b"\n" * 1016 + pdf(), "a.pdf", "file.type"),
        (b"\x7fELF" + zipped(("a.xml", ubl())), "a.zip", "file.type"),
        (SIGNATURE, "a.com", "file.type"),
        (b"%PDF-1.7\n" + SIGNATURE, "a.pdf", "file.malware"),
        (b"<Invoice>" + SIGNATURE + b"</Invoice>", "a.xml", "file.malware"),
        (b"<html><script>alert(1)</script></html>", "a.xml", "xml.root"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "a.xml", "xml.root"),
        (b'<Invoice xmlns="urn:something:else"/>', "a.xml", "xml.root"),
        (b"<!DOCTYPE Invoice><Invoice/>", "a.xml", "xml.dtd"),
        (pdf_with(("factur-x.xml", b"<!DOCTYPE a><a/>")), "a.pdf", "xml.dtd"),
        (pdf() + b"PK\x05\x06" + bytes(18), "a.pdf", "file.polyglot"),
        (pdf() + b"\n<HTML><script>", "a.pdf", "file.polyglot"),
        (pdf() + b"%" + zipped(("a.xml", ubl())), "a.pdf", "file.polyglot"),
        (pdf()[:-6], "a.pdf", "pdf.malformed"),
        (pdf() + b"\n9 0 obj\n<</S/JavaScript/JS(1)>>\nendobj\n", "a.pdf", "pdf.malformed"),
    ],
)
def test_what_must_not_come_in_is_refused_by_name(content: bytes, name: str, code: str) -> None:
    assert refusal(content, name) == code


def test_the_limit_is_ninety_mebibytes_to_the_byte() -> None:
    assert MAXIMUM_SIZE == 94_371_840
    assert kind_of(b"<Invoice>".ljust(MAXIMUM_SIZE), "") == "xml"
    assert refusal(b"<Invoice>".ljust(MAXIMUM_SIZE + 1)) == "file.too_large"


def test_padding_after_the_end_of_a_pdf_is_no_second_kind() -> None:
    assert screen(pdf() + b"\r\n\x00\x00").kind == "pdf"
    assert screen(pdf() + b"% PKzip was here\n").kind == "pdf"


@pytest.mark.parametrize(("name", "shown"), HOSTILE_NAMES.items())
def test_hostile_names_are_made_safe_to_show(name: str, shown: str) -> None:
    assert display_name(name) == shown


@given(st.text(max_size=400))
def test_any_name_is_made_safe_to_show(name: str) -> None:
    shown = display_name(name)
    assert 0 < len(shown) <= 120
    assert not set(shown) & set('/\\<>:"|?*')
    assert all(unicodedata.category(letter)[0] != "C" for letter in shown)
    assert not shown.startswith((".", "-"))
    assert display_name(shown) == shown


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([b"", b"<", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xff\xfe", b"<Invoice"]), st.binary())
def test_any_bytes_pass_or_are_refused(start: bytes, rest: bytes) -> None:
    try:
        screen(start + rest)
    except Refused as refused:
        assert refused.category in {"malformed", "type", "content"}  # noqa: PT017 - one of two good ends
