"""Totals and VAT of which one look says that all rules about them hold."""

from collections.abc import Callable

import pytest

from coryphee.einvoice import open_document
from coryphee.einvoice.model import AllowanceCharge, Invoice, LogisticsCharge, VatBreakdown, VatCategory, VatTotal
from coryphee.einvoice.rules.ordinary_amounts import ordinary_amounts
from tests.einvoice import samples

FILES = {"ubl": samples.ubl_invoice(3), "cii": samples.cii_invoice(3)}


@pytest.mark.parametrize("syntax", FILES)
def test_plain_totals_that_add_up_are_ordinary(syntax: str) -> None:
    amounts = ordinary_amounts(open_document(FILES[syntax]).invoice)
    assert amounts.plain
    assert amounts.add_up


CHANGES: dict[str, Callable[[Invoice], object]] = {
    "another line total": lambda invoice: setattr(invoice.totals, "line_total", "150.01"),
    "another total without VAT": lambda invoice: setattr(invoice.totals, "without_vat", "149.99"),
    "another total with VAT": lambda invoice: setattr(invoice.totals, "with_vat", "180.01"),
    "another amount due": lambda invoice: setattr(invoice.totals, "payable", "0"),
    "no amount due": lambda invoice: setattr(invoice.totals, "payable", None),
    "a rounding": lambda invoice: setattr(invoice.totals, "rounding", "0.00"),
    "allowances in the total alone": lambda invoice: setattr(invoice.totals, "allowance_total", "1.00"),
    "an allowance": lambda invoice: invoice.allowance_charges.append(AllowanceCharge("false", "0")),
    "transport": lambda invoice: invoice.logistics_charges.append(LogisticsCharge()),
    "two totals of VAT": lambda invoice: invoice.vat_totals.append(VatTotal("30.00", "EUR")),
    "a VAT currency": lambda invoice: setattr(invoice, "vat_currency", "SEK"),
    "another currency": lambda invoice: setattr(invoice, "currency", "USD"),
    "no totals": lambda invoice: setattr(invoice, "totals", None),
    "no breakdown": lambda invoice: setattr(invoice, "vat_breakdowns", []),
    "another breakdown": lambda invoice: invoice.vat_breakdowns.append(
        VatBreakdown("0", "0", VatCategory("S", "5.5", "VAT"))
    ),
    "another tax": lambda invoice: setattr(invoice.vat_breakdowns[0], "tax_amount", "30.01"),
    "another basis": lambda invoice: setattr(invoice.vat_breakdowns[0], "taxable_amount", "150.01"),
    "another rate": lambda invoice: setattr(invoice.vat_breakdowns[0].category, "rate", "19.99"),
    "an exemption": lambda invoice: setattr(invoice.vat_breakdowns[0].category, "exemption_code", "VATEX-EU-O"),
    "another category": lambda invoice: setattr(invoice.lines[0].vat_categories[0], "code", "E"),
    "lines at another rate": lambda invoice: setattr(invoice.lines[0].vat_categories[0], "rate", "5.5"),
    "a line with three decimals": lambda invoice: setattr(invoice.lines[0], "net_amount", "50.000"),
    "a seller without VAT number": lambda invoice: setattr(invoice.seller, "tax_registrations", []),
}


@pytest.mark.parametrize("syntax", FILES)
@pytest.mark.parametrize("what", CHANGES)
def test_anything_else_is_left_to_the_rules(what: str, syntax: str) -> None:
    invoice = open_document(FILES[syntax]).invoice
    CHANGES[what](invoice)
    assert not ordinary_amounts(invoice).add_up


@pytest.mark.parametrize("text", ["-180.00", "180.000", "1E2", " 180.00", "1800000000000.00"])
def test_numbers_that_are_not_plain_are_seen(text: str) -> None:
    invoice = open_document(FILES["cii"]).invoice
    assert invoice.totals is not None
    invoice.totals.paid = text
    assert not ordinary_amounts(invoice).plain
    invoice.totals.paid = "180.00"
    assert ordinary_amounts(invoice).plain


def test_what_is_paid_already_is_ordinary() -> None:
    invoice = open_document(FILES["ubl"]).invoice
    assert invoice.totals is not None
    invoice.totals.paid, invoice.totals.payable = "180.00", "0.00"
    assert ordinary_amounts(invoice).add_up
