"""The text that a person sees on the pages of a PDF."""

import pytest

from coryphee.einvoice import Refused
from coryphee.einvoice.facturx.text import visible_text
from tests import hostile_made as made
from tests.invoices_made import SAMPLES


def test_the_pages_are_read_in_their_words() -> None:
    text = visible_text((SAMPLES / "06-factur-x.pdf").read_bytes())
    assert "Ateliers Démo SARL" in text
    assert "1992.00" in text


def test_a_page_without_text_has_none() -> None:
    assert visible_text(made.pdf()).strip() == ""


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"nothing"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        visible_text(content)
    assert refusal.value.code == "pdf.malformed"
