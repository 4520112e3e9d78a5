"""An invoice whose pages say another total than its data is noticed."""

from decimal import Decimal

import pytest

from coryphee import einvoice
from coryphee.einvoice.model import Invoice
from coryphee.einvoice.rules.printed import ADVICE_ON_PAGES, PrintedInvoice, amounts_on
from coryphee.einvoice.screening_process import text_apart
from tests.einvoice.rules.rich import rich_invoice
from tests.invoices_made import SAMPLES


def fired(text: str, invoice: Invoice | None = None) -> list[str]:
    printed = PrintedInvoice(invoice or rich_invoice("cii"), text)
    return [finding.rule for finding in ADVICE_ON_PAGES.run(printed, "cii", lambda *_: ("", None))]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Total TTC 1 234,56 €", "1234.56"),
        ("Total TTC 1\u202f234,56 €", "1234.56"),
        ("Totale 1.234,56", "1234.56"),
        ("Total 1,234.56 EUR", "1234.56"),
        ("CHF 1'234.56", "1234.56"),
        ("Total 1234.56", "1234.56"),
        ("-12 345 678,90", "12345678.90"),
        ("0,99", "0.99"),
    ],
)
def test_amounts_as_languages_write_them(text: str, amount: str) -> None:
    assert amounts_on(text) == {Decimal(amount)}


@pytest.mark.parametrize("text", ["", "facture 2026/03", "02.03.2026", "1,234", "version 1.2.34", "12,345"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amounts_on(text) == set()


def test_the_total_or_the_amount_due_on_the_page_is_enough() -> None:
    assert fired("Total TTC : 120,00") == []
    assert fired("À payer : 100,00") == []


def test_other_amounts_alone_are_noticed() -> None:
    assert fired("Total TTC : 920,00 dont TVA 20,00") == ["CORYPHEE-PDF-TOTAL"]


def test_a_scan_and_an_invoice_without_totals_say_nothing() -> None:
    assert fired("") == []
    assert fired("Total 5,00", Invoice()) == []


def test_what_was_not_read_is_said_and_what_was_read_is_compared() -> None:
    document = einvoice.open_document((SAMPLES / "06-factur-x.pdf").read_bytes())

    def told(page_text: str | None) -> str:
        findings = einvoice.check(document, page_text=page_text).findings
        return " ".join(finding.rule + str(finding.parameters) for finding in findings if "PDF-TOTAL" in str(finding))

    assert "ruleset.not_run" in told(None)
    assert told(text_apart(document.content)) == ""
    assert "'total', '1992.00'" in told("Total 1.00")
