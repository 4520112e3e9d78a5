"""Lines that no rule needs to look at, told from the others."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from coryphee.einvoice import open_document
from coryphee.einvoice.model import (
    AllowanceCharge,
    Classification,
    Identifier,
    Invoice,
    InvoiceLine,
    ItemAttribute,
    Period,
    ReferencedDocument,
    VatCategory,
)
from coryphee.einvoice.rules.ordinary_lines import apart, are_amounts, is_ordinary, ordinary_lines
from tests.einvoice import samples


def invoice_of(lines: int) -> Invoice:
    return open_document(samples.ubl_invoice(lines)).invoice


def line_of(content: bytes) -> InvoiceLine:
    return open_document(content).invoice.lines[0]


def test_ordinary_lines_come_in_columns_and_by_what_is_alike() -> None:
    invoice = invoice_of(4)
    invoice.lines[1].vat_categories = [VatCategory("S", "5.5", "VAT")]
    invoice.lines[2].unit = "HUR"
    price = invoice.lines[3].price
    assert price is not None
    price.base_quantity, price.base_unit, price.gross = "10", "KGM", "30"
    lines = ordinary_lines(invoice)
    assert lines.apart == []
    assert lines.amounts == ["50.00"] * 4
    assert lines.bases == ["1", "1", "1", "10"]
    assert (lines.quantities, lines.prices, lines.total) == (["2"] * 4, ["25.00"] * 4, Decimal(200))
    assert {key: (len(alike.categories), alike.total) for key, alike in lines.taxed.items()} == {
        ("S", "20"): (3, Decimal(150)),
        ("S", "5.5"): (1, Decimal(50)),
    }
    assert lines.units == {"C62", "HUR", "KGM"}


CHANGES: dict[str, Callable[[InvoiceLine], object]] = {
    "no number": lambda line: setattr(line, "identifier", " "),
    "no name": lambda line: setattr(line.item, "name", ""),
    "no unit": lambda line: setattr(line, "unit", None),
    "no price": lambda line: setattr(line, "price", None),
    "two taxes": lambda line: line.vat_categories.append(VatCategory("S", "20", "VAT")),
    "another tax": lambda line: setattr(line.vat_categories[0], "scheme", "GST"),
    "an exemption": lambda line: setattr(line.vat_categories[0], "exemption_reason", "art. 293 B"),
    "an allowance": lambda line: setattr(line, "allowance_charges", [AllowanceCharge("false", "1")]),
    "a period": lambda line: setattr(line, "period", Period()),
    "a document": lambda line: setattr(line, "documents", [ReferencedDocument(Identifier("x"), "130")]),
    "a class": lambda line: setattr(line.item, "classifications", [Classification("1", "STI")]),
    "an attribute": lambda line: setattr(line.item, "attributes", [ItemAttribute("a", "b")]),
    "a SIREN": lambda line: setattr(line.item, "standard_identifier", Identifier("999000011", "0002")),
    "a group": lambda line: setattr(line, "status_reason", "GROUP"),
    "a line inside": lambda line: setattr(line, "sub_lines", [InvoiceLine()]),
    "a negative amount": lambda line: setattr(line, "net_amount", "-50.00"),
    "a long amount": lambda line: setattr(line, "net_amount", "1234567890123.00"),
    "three decimals": lambda line: setattr(line, "net_amount", "50.000"),
    "a power": lambda line: setattr(line.price, "net", "1E5"),
    "foreign digits": lambda line: setattr(line, "quantity", "٣"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_line_with_anything_else_stands_apart(what: str) -> None:
    invoice = invoice_of(3)
    CHANGES[what](invoice.lines[1])
    assert apart(invoice) == [invoice.lines[1]]
    assert ordinary_lines(invoice).total == Decimal(100)


def test_an_article_number_is_ordinary() -> None:
    invoice = invoice_of(1)
    assert invoice.lines[0].item is not None
    invoice.lines[0].item.standard_identifier = Identifier("3012345678900", "0160")
    assert apart(invoice) == []


def test_lines_with_every_term_are_not_ordinary() -> None:
    assert not is_ordinary(line_of(samples.full_ubl()))
    assert not is_ordinary(line_of(samples.full_cii()))


def test_amounts_are_short_and_not_negative() -> None:
    assert are_amounts([])
    assert are_amounts(["1", "1.5", "123456789012.99"])
    assert not any(are_amounts([text]) for text in ("", "-1", "1.", ".5", "1.234", "1 000", "1\n2x", "٣"))
