"""Each invoice can be had in the forms that its file allows; what lies in the vault is handed out as it is."""

from pathlib import Path

import pytest

from coryphee import einvoice
from coryphee.einvoice.facturx.read import attachments_of, extract, open_pdf
from coryphee.hub.archive.actions import seal
from coryphee.hub.archive.forms import FormName, form_names, form_of, other_syntax_of
from coryphee.hub.invoices.models import Invoice
from coryphee.hub.toolbox.clock import now
from coryphee.rendering import make_facturx
from tests import hostile_made
from tests.einvoice import samples

pytestmark = pytest.mark.django_db

CII, UBL = samples.cii_invoice(2), samples.ubl_invoice(2)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    settings.VAULT_FOLDER = tmp_path
    return tmp_path


def kept(xml: bytes, original: bytes | None = None, carrier: str = "xml") -> Invoice:
    document = einvoice.open_document(xml)
    return Invoice(
        syntax=document.syntax,
        profile=document.profile,
        carrier=carrier,
        structured_sha256=seal(xml, now=now()),
        original_sha256=seal(original or xml, now=now()),
    )


@pytest.mark.parametrize(("xml", "syntax"), [(CII, "cii"), (UBL, "ubl")])
def test_an_xml_is_had_as_it_is_and_as_pages(xml: bytes, syntax: str) -> None:
    invoice = kept(xml)
    assert form_names(invoice) == ["cii", "facturx", "original", "pdf", "ubl"]
    for name in ("original", syntax):
        assert form_of(invoice, name, "fr") == (xml, "application/xml", "xml", ())
    for name in ("pdf", "facturx"):
        form = form_of(invoice, name, "fr")
        assert form is not None
        assert form.content.startswith(b"%PDF-")
        assert form == form_of(invoice, name, "fr")


def test_a_deposited_factur_x_is_never_made_anew() -> None:
    content = make_facturx(einvoice.open_document(CII), "it").content
    invoice = kept(CII, content, carrier="pdf")
    for name in ("original", "pdf", "facturx"):
        assert form_of(invoice, name, "fr") == (content, "application/pdf", "pdf", ())
    assert form_of(invoice, "cii", "fr") == (CII, "application/xml", "xml", ())


def test_a_page_with_typed_data_becomes_factur_x_with_that_page_attached() -> None:
    page = hostile_made.pdf()
    invoice = kept(CII, page, carrier="form")
    assert form_of(invoice, "pdf", "fr") == (page, "application/pdf", "pdf", ())
    made = form_of(invoice, "facturx", "fr")
    assert made is not None
    assert extract(made.content).xml == CII
    with open_pdf(made.content) as pdf:
        assert [found.stream.read_bytes() for found in attachments_of(pdf)] == [CII, page]


def test_a_cii_without_a_profile_is_not_passed_off_as_factur_x() -> None:
    invoice = kept(CII.replace(b"urn:cen.eu:en16931:2017", b"A1"))
    assert form_names(invoice) == ["cii", "original", "pdf", "ubl"]
    assert form_of(invoice, "facturx", "fr") is None


@pytest.mark.parametrize(("xml", "other"), [(CII, "ubl"), (UBL, "cii")])
def test_the_other_syntax_is_made_and_says_what_is_not_in_it(xml: bytes, other: FormName) -> None:
    invoice = kept(xml)
    assert other_syntax_of(invoice) == other
    form = form_of(invoice, other, "fr")
    assert form is not None
    assert (form.lost, form.media_type) == ((), "application/xml")
    assert einvoice.open_document(form.content).schema_errors == ()
    # The number of the project has a name beside it in CII, which no term of the norm holds.
    form = form_of(kept(samples.full_cii()), "ubl", "fr")
    assert form is not None
    assert [finding.rule for finding in form.lost] == ["convert.unread"]


def test_an_invoice_without_lines_is_not_had_in_ubl() -> None:
    invoice = kept(einvoice.write(einvoice.read(CII), "cii", profile="basicwl"))
    assert "ubl" not in form_names(invoice)
    assert form_of(invoice, "ubl", "fr") is None


def test_what_can_no_longer_be_read_gives_no_page() -> None:
    invoice = kept(CII)
    invoice.structured_sha256 = seal(b"<x/>", now=now())
    assert form_of(invoice, "pdf", "fr") is None
    assert form_of(invoice, "original", "fr") is not None
