"""Our advice warns, each rule of it, and never decides a verdict."""

from collections.abc import Callable

import pytest

from coryphee import einvoice
from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.model import CreditTransfer, Identifier, Invoice, Price, WrittenDate
from coryphee.einvoice.rules.advice import ADVICE
from tests.einvoice import samples
from tests.einvoice.rules.rich import rich_invoice
from tests.einvoice.rules.test_en16931 import put


def due_too_early(invoice: Invoice) -> None:
    invoice.due_dates = [WrittenDate("20260301", "102")]


CHANGES: dict[str, Callable[[Invoice], None]] = {
    "CORYPHEE-SIREN-KEY": put("buyer.legal_registration", Identifier("999000012", "0002")),
    "CORYPHEE-SIRET-KEY": put("buyer.identifiers.0", Identifier("99900011000019", "1")),
    "CORYPHEE-GLN-KEY": put("payee.identifiers", [Identifier("3012345678901", "0088")]),
    "CORYPHEE-VAT-KEY": put("seller.tax_registrations.0.identifier", "FR65999000011"),
    "CORYPHEE-VAT-SIREN": put("seller.tax_registrations.0.identifier", "FR72999000110"),
    "CORYPHEE-IBAN-KEY": put("payment_means.0.credit_transfers.0", CreditTransfer("FR77 2004 1010 0505 0001 3M02 606")),
    "CORYPHEE-LINE-AMOUNT": put("lines.0.net_amount", "110.00"),
    "CORYPHEE-DUE-BEFORE-ISSUE": due_too_early,
}


def fired(invoice: Invoice) -> list[str]:
    return [finding.rule for finding in check_invoice(invoice, ("advice",))]


def sound() -> Invoice:
    invoice = rich_invoice("cii")
    invoice.payment_means[0].credit_transfers[0].account = "FR14 2004 1010 0505 0001 3M02 606"
    return invoice


def test_the_rich_invoice_needs_no_advice() -> None:
    assert fired(sound()) == []
    assert set(CHANGES) == set(ADVICE.numbers())


@pytest.mark.parametrize("number", CHANGES)
def test_each_rule_can_warn(number: str) -> None:
    invoice = sound()
    CHANGES[number](invoice)
    assert fired(invoice) == [number]


def test_a_price_with_vat_beside_one_without_is_understood() -> None:
    invoice = sound()
    invoice.lines[0].price = Price(net="12.00", gross="10.00")
    assert fired(invoice) == []


def test_keys_with_letters_and_foreign_accounts_are_left_alone() -> None:
    invoice = sound()
    assert invoice.buyer is not None
    invoice.buyer.tax_registrations[0].identifier = "FRK7999000110"
    invoice.payment_means[0].credit_transfers[0].account = "1234567890"
    assert fired(invoice) == []


def test_an_empty_invoice_needs_none() -> None:
    assert fired(Invoice()) == []


def test_advice_never_decides() -> None:
    content = samples.ubl_invoice().replace(b"FR47999000037", b"FR48999000037")
    report = einvoice.check(einvoice.open_document(content))
    assert any(finding.rule == "CORYPHEE-VAT-KEY" for finding in report.findings)
    assert {finding.severity for finding in report.findings if finding.ruleset == "advice@1"} == {"warning"}
    assert report.channels == einvoice.check(einvoice.open_document(samples.ubl_invoice())).channels
