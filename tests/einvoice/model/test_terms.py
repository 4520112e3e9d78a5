import pytest

from coryphee.einvoice import Invoice, open_document
from coryphee.einvoice.model import AllowanceCharge, Party, TaxRegistration, VatTotal
from coryphee.einvoice.model.terms import Term, terms
from tests.einvoice import samples

# EN 16931 numbers its terms from 1 to 165; there is no BT-4.
EVERY_TERM = {f"BT-{number}" for number in range(1, 166)} - {"BT-4"}
# The two code lists of BT-8, and dates, are written differently on purpose.
WRITTEN_APART = {"BT-8": {"35": "29"}}


@pytest.mark.parametrize("content", [samples.full_ubl(), samples.full_cii()], ids=["ubl", "cii"])
def test_every_business_term_of_the_norm_is_read(content: bytes) -> None:
    document = open_document(content)
    assert document.schema_errors == ()
    assert {term.number for term in terms(document.invoice)} == EVERY_TERM


def test_both_syntaxes_give_the_same_terms() -> None:
    def comparable(content: bytes) -> list[Term]:
        found = []
        for number, line, value in terms(open_document(content).invoice):
            shown = WRITTEN_APART.get(number, {}).get(value, value)
            digits = shown.replace("-", "")
            found.append(Term(number, line, digits if digits.isdigit() and len(digits) == 8 else shown))
        return sorted(found)

    assert comparable(samples.full_ubl()) == comparable(samples.full_cii())


def test_the_role_decides_the_number() -> None:
    invoice = Invoice(seller=Party(name="Ateliers Démo SARL"), payee=Party(name="Affacturage Fictif SA"))
    assert list(terms(invoice)) == [
        Term("BT-27", "", "Ateliers Démo SARL"),
        Term("BT-59", "", "Affacturage Fictif SA"),
    ]


def test_a_local_tax_number_is_not_a_vat_number() -> None:
    registration = TaxRegistration("LOCAL", "LOC", vat=False)
    assert list(terms(Invoice(seller=Party(tax_registrations=[registration])))) == [Term("BT-32", "", "LOCAL")]
    assert list(terms(Invoice(buyer=Party(tax_registrations=[registration])))) == []


def test_allowances_and_charges_have_their_own_numbers() -> None:
    entries = [AllowanceCharge(indicator="0", amount="1.00"), AllowanceCharge(indicator="true", amount="2.00")]
    assert list(terms(Invoice(allowance_charges=entries))) == [Term("BT-92", "", "1.00"), Term("BT-99", "", "2.00")]


def test_vat_totals_are_told_apart_by_currency() -> None:
    invoice = Invoice(currency="EUR", vat_currency="SEK", vat_totals=[VatTotal("209", "SEK"), VatTotal("19", "EUR")])
    found = {term.number: term.value for term in terms(invoice)}
    assert (found["BT-110"], found["BT-111"]) == ("19", "209")


def test_empty_values_are_left_out() -> None:
    assert list(terms(Invoice(number="", buyer_reference="X"))) == [Term("BT-10", "", "X")]


def test_both_syntaxes_give_the_same_extension() -> None:
    ubl, cii = (open_document(content) for content in (samples.extended_ubl(), samples.extended_cii()))
    assert ubl.schema_errors == cii.schema_errors == ()
    for role in ("seller_agent", "buyer_agent", "invoicer", "invoicee", "payer", "delivery_terms", "contract_type"):
        assert getattr(ubl.invoice, role) == getattr(cii.invoice, role)
        assert getattr(ubl.invoice, role) is not None, role
    assert ubl.invoice.allowance_charges == cii.invoice.allowance_charges
    assert [line.item_seller for line in ubl.invoice.lines] == [line.item_seller for line in cii.invoice.lines]

    extension = [term for term in terms(ubl.invoice) if term.number.startswith("EXT")]
    assert [term for term in extension if term.line == "1.1"] == [
        Term("EXT-FR-FE-159", "1.1", "WA"),
        Term("EXT-FR-FE-160", "1.1", "2.5"),
        Term("EXT-FR-FE-161", "1.1", "KGM"),
        Term("EXT-FR-FE-162", "1.1", "1"),
        Term("EXT-FR-FE-163", "1.1", "DETAIL"),
        Term("EXT-FR-FE-136", "1.1", "FA-2026-0007"),
        Term("EXT-FR-FE-138", "1.1", "2026-08-02"),
        Term("EXT-FR-FE-137", "1.1", "380"),
    ]
    # UBL 2.1 has no element for the amount of a group with VAT.
    written_in_cii = {Term("EXT-FR-FE-184", "1", "180.00"), Term("EXT-FR-FE-138", "1.1", "20260802")}
    written_in_ubl = {Term("EXT-FR-FE-138", "1.1", "2026-08-02")}
    in_cii = {term for term in terms(cii.invoice) if term.number.startswith("EXT")}
    assert in_cii - written_in_cii == set(extension) - written_in_ubl
    assert {term.number for term in extension} >= {"EXT-FR-FE-01", "EXT-FR-FE-02"}
