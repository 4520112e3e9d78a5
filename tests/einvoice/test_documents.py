import hashlib
import io
import logging
from pathlib import Path

import pikepdf
import pytest

from coryphee.einvoice import Refused, explain, open_document, schemas
from coryphee.einvoice.syntaxes.cii import read as cii
from tests.einvoice import samples


def pdf_with(xml: bytes | None, name: str = "factur-x.xml") -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    if xml is not None:
        specification = pikepdf.AttachedFileSpec(pdf, xml, mime_type="text/xml", filename=name)
        specification.relationship = pikepdf.Name("/Alternative")
        pdf.attachments[name] = specification
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "syntax"),
    [
        (samples.ubl_invoice(), "ubl-invoice"),
        (samples.ubl_credit_note(), "ubl-creditnote"),
        (samples.cii_invoice(), "cii"),
        (b"\xef\xbb\xbf" + samples.cii_invoice(), "cii"),
    ],
)
def test_xml_is_told_by_its_root(content: bytes, syntax: str) -> None:
    document = open_document(content, "whatever.pdf")
    assert (document.carrier, document.syntax, document.attachment_name) == ("xml", syntax, "")
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.xml == content
    assert document.profile == "urn:cen.eu:en16931:2017"
    assert document.schema_errors == ()


def test_the_invoice_of_a_pdf_is_opened_and_the_pdf_hashed() -> None:
    xml = samples.cii_invoice()
    content = pdf_with(xml)
    document = open_document(content)
    assert (document.carrier, document.syntax, document.attachment_name) == ("pdf", "cii", "factur-x.xml")
    assert document.xml == xml
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.invoice.number == "FA-2026-0042"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b" \n", "file.empty"),
        (pdf_with(None), "pdf.no_invoice"),
        (b"%PDF-1.7\nnothing more", "pdf.malformed"),
        (b"hello", "xml.malformed"),
        (samples.ubl_invoice()[:2000], "xml.malformed"),
        (b"<html/>", "document.unknown"),
        (b'<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>', "document.unknown"),
        (b"<Invoice/>", "xml.schema"),
        (b"<CrossIndustryInvoice/>", "xml.schema"),
        (b"<!DOCTYPE x><x/>", "xml.dtd"),
        (pdf_with(b"<html/>"), "document.unknown"),
    ],
)
def test_what_is_no_invoice_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        open_document(content, "name.xml")
    assert refusal.value.code == code


def test_an_invoice_without_namespace_is_told_to_declare_it() -> None:
    with pytest.raises(Refused) as refusal:
        open_document(b"<CreditNote/>")
    assert (
        str(refusal.value) == "xml.schema: the XML breaks the schema of its format (its root element has no namespace)"
    )
    assert "CreditNote" in explain("xml.schema", refusal.value.parameters).fix


def test_a_broken_schema_is_told_and_the_rest_is_read() -> None:
    document = open_document(samples.ubl_invoice().replace(b"2026-08-16", b"16/08/2026"))
    assert document.schema_errors
    assert document.invoice.issue_date is not None
    assert document.invoice.issue_date.text == "16/08/2026"


@pytest.mark.parametrize(
    "root",
    [
        b"<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'>%s</Invoice>",
        b"<CrossIndustryInvoice xmlns='%b'>%%s</CrossIndustryInvoice>" % cii.ROOT[1:].partition("}")[0].encode(),
        b"<order>%s</order>",
    ],
)
def test_what_nests_too_deep_is_refused_whatever_it_is(root: bytes) -> None:
    deep = root % (b"<a>" * 100 + b"</a>" * 100)
    for schema in (True, False):
        with pytest.raises(Refused, match="depth"):
            open_document(deep, schema=schema)


def test_the_schema_can_be_left_out() -> None:
    assert open_document(samples.ubl_invoice(), schema=False).schema_errors is None


def test_a_schema_that_cannot_be_had_is_not_a_verdict(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    schemas._validator.cache_clear()
    monkeypatch.setattr(schemas, "_folder", lambda: tmp_path)
    with caplog.at_level(logging.ERROR):
        document = open_document(samples.cii_invoice().replace(b"unitCode=", b'unitCodeListID="x" unitCode='))
        plain = open_document(samples.cii_invoice())
    schemas._validator.cache_clear()
    assert document.schema_errors is None
    assert (plain.plain, plain.schema_errors) == (True, ()), "a plain file needs no other schema"
    assert document.invoice.number == "FA-2026-0042"
    assert "XML Schema" in caplog.text
