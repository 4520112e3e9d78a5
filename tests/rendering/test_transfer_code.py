"""EPC069-12: what the code says, and when there is none."""

from dataclasses import replace

import pytest
from lxml import etree

from coryphee.einvoice.model import CreditTransfer, Invoice, Party, PaymentMeans, Totals
from coryphee.rendering.transfer_code import payload, transfer_code

IBAN = "FR76 3000 6000 0112 3456 7890 189"


def invoice(account: str = IBAN, code: str = "58", payable: str = "540.5") -> Invoice:
    transfer = CreditTransfer(account=account, provider="AGRIFRPP")
    return Invoice(
        number="FA-1",
        type_code="380",
        currency="EUR",
        seller=Party(name="Ateliers Démo"),
        payment_means=[PaymentMeans(code, credit_transfers=[transfer])],
        totals=Totals(payable=payable),
    )


def test_the_code_says_who_gets_how_much_for_what() -> None:
    lines = ("BCD", "002", "1", "SCT", "AGRIFRPP", "Ateliers Démo", IBAN.replace(" ", ""), "EUR540.50", "", "", "FA-1")
    assert payload(invoice()) == "\n".join(lines)


def test_the_code_is_a_picture_without_scripts() -> None:
    tree = etree.fromstring((transfer_code(invoice()) or "").encode())
    assert {etree.QName(element).localname for element in tree.iter()} == {"svg", "path"}


def test_what_the_payer_is_to_quote_goes_before_the_number() -> None:
    quoted = replace(invoice(), remittance_information=["RF18\n539007547034"])
    assert (payload(quoted) or "").endswith("RF18 539007547034")


@pytest.mark.parametrize(
    "unfit",
    [
        invoice(account="FR7630006000011234567890180"),  # wrong check digits
        invoice(account="12345"),
        invoice(code="59"),  # a direct debit is not paid by the buyer
        invoice(payable="0"),
        invoice(payable="-5"),
        invoice(payable="1000000000"),
        invoice(payable="1.005"),
        invoice(payable="1E3"),
        replace(invoice(), currency="USD"),
        replace(invoice(), type_code="381"),
        replace(invoice(), seller=None),
        replace(invoice(), payment_means=invoice().payment_means * 2),  # two accounts: which one?
        Invoice(),
    ],
)
def test_where_the_guideline_has_no_room_there_is_no_code(unfit: Invoice) -> None:
    assert transfer_code(unfit) is None
