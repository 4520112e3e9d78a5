import pytest

from coryphee.einvoice.model import (
    AllowanceCharge,
    Invoice,
    InvoiceLine,
    Item,
    Price,
    Totals,
    VatBreakdown,
    VatCategory,
    VatTotal,
)
from coryphee.rendering import amounts
from coryphee.rendering.amounts import AllowanceRow, Total, VatRow


def test_lines_are_followed_by_those_that_detail_them() -> None:
    inner = InvoiceLine(identifier="1.1", sub_lines=[InvoiceLine(identifier="1.1.1")])
    invoice = Invoice(lines=[InvoiceLine(identifier="1", sub_lines=[inner]), InvoiceLine(identifier="2")])
    rows = list(amounts.line_rows(invoice, "fr"))
    assert [(row.number, row.depth) for row in rows] == [("1", 0), ("1.1", 1), ("1.1.1", 2), ("2", 0)]


def test_lines_that_name_the_line_they_detail_stand_under_it_too() -> None:
    lines = [InvoiceLine(identifier="1"), InvoiceLine(identifier="2", parent="1"), InvoiceLine(parent="2")]
    assert [row.depth for row in amounts.line_rows(Invoice(lines=lines), "fr")] == [0, 1, 2]


def test_a_line_that_details_itself_stays_on_the_paper() -> None:
    lines = [InvoiceLine(identifier="1", parent="1") for _ in range(500)]
    assert max(row.depth for row in amounts.line_rows(Invoice(lines=lines), "fr")) < 10


def test_a_price_tells_how_it_came_about() -> None:
    price = Price(net="10.00", gross="12.5", discount="2.5", base_quantity="100", base_unit="C62")
    invoice = Invoice(currency="EUR", lines=[InvoiceLine(price=price, item=Item(name="Vis"))])
    row = next(amounts.line_rows(invoice, "fr"))
    assert row.price == (
        "10,00\u00a0€",
        "pour 100\u00a0unités",
        "Brut\u00a0: 12,50\u00a0€",
        "Rabais\u00a0: 2,50\u00a0€",
    )


@pytest.mark.parametrize(
    ("category", "said"),
    [
        (VatCategory("S", "20.00", "VAT"), "20\u202f%"),
        (VatCategory("AE", "0", "VAT"), "0\u202f% (AE)"),
        (VatCategory("O", None, "VAT"), "O"),
        (VatCategory("S", "3", "ENV"), "ENV 3\u202f%"),
    ],
)
def test_a_rate_names_the_treatment_unless_it_is_the_plain_one(category: VatCategory, said: str) -> None:
    row = next(amounts.line_rows(Invoice(lines=[InvoiceLine(vat_categories=[category])]), "fr"))
    assert row.vat == (said,)


def test_an_allowance_tells_what_its_share_was_taken_of() -> None:
    entry = AllowanceCharge("false", "10", "100", "10", [VatCategory("S", "20", "VAT")], ["Remise"], "95")
    row = AllowanceRow("Remise · (95)", "10\u202f% de 100,00\u00a0€", ("20\u202f%",), "10,00\u00a0€")
    assert amounts.allowance_rows(Invoice(currency="EUR", allowance_charges=[entry]), "fr") == [row]


def test_an_exemption_tells_its_reason() -> None:
    category = VatCategory("E", "0", "VAT", "Art. 261", "VATEX-FR")
    invoice = Invoice(currency="EUR", vat_breakdowns=[VatBreakdown("5", "0", category)])
    row = VatRow("Exonéré (E)", ("Art. 261", "VATEX-FR"), "0\u202f%", "5,00\u00a0€", "0,00\u00a0€")
    assert amounts.vat_rows(invoice, "fr") == [row]


def test_totals_stand_in_the_order_of_the_sum_and_only_if_written() -> None:
    invoice = Invoice(
        currency="EUR",
        totals=Totals(without_vat="10", with_vat="12", payable="12"),
        vat_totals=[VatTotal("2", "EUR"), VatTotal("22", "SEK")],
    )
    assert amounts.totals(invoice, "fr") == [
        Total("Total HT", "10,00\u00a0€"),
        Total("TVA", "2,00\u00a0€"),
        Total("TVA", "22,00\u00a0SEK"),
        Total("Total TTC", "12,00\u00a0€", main=True),
        Total("Net à payer", "12,00\u00a0€", main=True),
    ]
