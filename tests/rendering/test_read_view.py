import re

import pytest
from lxml import html

from coryphee.einvoice import Invoice, open_document
from coryphee.einvoice.model import (
    Attachment,
    Delivery,
    Identifier,
    InvoiceLine,
    Item,
    Note,
    Party,
    PaymentTerms,
    ReferencedDocument,
    WrittenDate,
)
from coryphee.rendering import read_view
from coryphee.rendering.read_view import LINES_OPEN, LINES_SHOWN
from tests.einvoice import samples
from tests.invoice_filled import filled

ATTACK = "<script>alert(1)</script>\"'&"


def shown(content: bytes, language: str) -> str:
    fragment = read_view(open_document(content).invoice, language)
    return " ".join(html.fromstring(fragment).text_content().split(" "))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fr",
            [
                "Vendeur",
                "Ateliers Démo SARL",
                "16\u00a0août\u00a02026",
                "3\u202f600,00\u00a0€",
                "20\u202f%",
                "Net à payer",
            ],
        ),
        ("en", ["Seller", "Ateliers Démo SARL", "16\u00a0August\u00a02026", "€3,600.00", "20%", "Amount to pay"]),
        ("it", ["Venditore", "Ateliers Démo SARL", "16\u00a0agosto\u00a02026", "3.600,00\u00a0€", "Importo da pagare"]),
    ],
)
def test_speaks_three_languages(language: str, expected: list[str]) -> None:
    text = shown(samples.ubl_invoice(lines=60), language)
    assert [words for words in expected if words not in text] == []


@pytest.mark.parametrize("language", ["fr", "en", "it"])
def test_both_syntaxes_read_the_same(language: str) -> None:
    ubl, cii = (
        html.fromstring(read_view(open_document(content).invoice, language)).text_content()
        for content in (samples.full_ubl(), samples.full_cii())
    )
    # UBL alone has a place for the scheme of a creditor and for the network of a card.
    assert ubl.replace("FR00ZZZ999999 (SEPA)", "").replace("Bob ModèleDEMO", "Bob Modèle") == cii


def test_every_place_of_the_file_is_escaped() -> None:
    texts = dict.fromkeys(("number", "type_code", "currency", "business_process", "buyer_reference"), ATTACK)
    invoice = Invoice(
        **texts,
        issue_date=WrittenDate(ATTACK),
        seller=Party(name=ATTACK, identifiers=[Identifier(ATTACK, ATTACK)]),
        notes=[Note(ATTACK, ATTACK)],
        payment_terms=[PaymentTerms([ATTACK])],
        lines=[InvoiceLine(identifier=ATTACK, quantity=ATTACK, unit=ATTACK, net_amount=ATTACK, item=Item(name=ATTACK))],
        additional_documents=[
            ReferencedDocument(Identifier(ATTACK), attachments=[Attachment("AA==", ATTACK, ATTACK)]),
            ReferencedDocument(Identifier("x"), location="javascript:alert(1)"),
        ],
    )
    view = read_view(invoice, "fr")
    assert "<script" not in view
    assert "&amp;lt;" not in view, "escaped twice"
    tree = html.fromstring(view)
    assert {element.tag for element in tree.iter()} <= {
        "article", "section", "div", "dl", "dt", "dd", "h3", "h4", "p", "b", "br", "span",
        "table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary",
    }  # fmt: skip
    assert {name for element in tree.iter() for name in element.attrib} <= {
        "class",
        "lang",
        "scope",
        "role",
        "data-label",
    }


def test_every_term_is_shown() -> None:
    invoice, marks = filled()
    text = html.fromstring(read_view(invoice, "it")).text_content()
    assert [place for mark, place in marks.items() if mark not in text] == []


def test_no_markup_is_seen_as_text() -> None:
    for language in ("fr", "en", "it"):
        assert "<" not in shown(samples.full_cii(), language)


@pytest.mark.parametrize(("delivered", "halves"), [(True, ["half", "half"]), (False, [None])])
def test_references_take_the_whole_width_when_nothing_was_delivered(delivered: bool, halves: list[str | None]) -> None:  # noqa: FBT001 - the case
    deliveries = [Delivery(recipient="Entrepôt")] if delivered else []
    tree = html.fromstring(read_view(Invoice(purchase_order="ENG-1", deliveries=deliveries), "fr"))
    found = [part for part in tree.findall("section") if part.findtext("h3") in {"Références", "Livraison"}]
    assert [part.get("class") for part in found] == halves


def test_tables_have_captions_and_headers() -> None:
    tree = html.fromstring(read_view(open_document(samples.full_ubl()).invoice, "it"))
    tables = tree.findall(".//table")
    assert len(tables) == 4
    for table in tables:
        assert table.find("caption") is not None
        assert all(head.get("scope") == "col" for head in table.findall("thead/tr/th"))
        for row in table.findall("tbody/tr"):
            roles = [cell.get("role") for cell in row.findall("td")]
            assert roles == ["rowheader", *[None] * (len(roles) - 1)]


def test_an_empty_invoice_still_has_a_view() -> None:
    assert "no lines" in read_view(Invoice(), "en")


def test_what_is_no_amount_or_day_is_shown_as_written() -> None:
    invoice = Invoice(issue_date=WrittenDate("20260231", "102"), lines=[InvoiceLine(net_amount="12,50")])
    view = read_view(invoice, "fr")
    assert "20260231" in view
    assert "12,50" in view


def test_a_very_long_invoice_is_cut_and_says_so() -> None:
    view = read_view(open_document(samples.cii_invoice(lines=LINES_SHOWN + 7)).invoice, "en")
    assert "7 further lines are in the file." in view
    assert len(re.findall("<tr>", view)) < LINES_SHOWN + 10


@pytest.mark.parametrize(
    ("more", "said"), [(0, ""), (1, "Afficher l’autre ligne"), (5, "Afficher les 5 autres lignes")]
)
def test_a_long_table_is_folded_after_its_first_lines(more: int, said: str) -> None:
    invoice = Invoice(lines=[InvoiceLine(identifier=str(n)) for n in range(LINES_OPEN + more)])
    tree = html.fromstring(read_view(invoice, "fr"))
    assert len(tree.xpath("//tbody/tr[not(ancestor::details)]")) == LINES_OPEN
    assert len(tree.xpath("//details//tbody/tr")) == more
    assert tree.findtext(".//summary", "") == said


def test_cells_carry_the_name_of_their_column() -> None:
    tree = html.fromstring(read_view(open_document(samples.ubl_invoice()).invoice, "fr"))
    assert {"Quantité", "Prix unitaire", "TVA"} <= set(tree.xpath("//td/@data-label"))


def test_an_unknown_language_reads_english_and_a_region_counts_as_its_language() -> None:
    assert "Amount to pay" in shown(samples.ubl_invoice(), "de")
    assert "Net à payer" in shown(samples.ubl_invoice(), "fr-fr")
