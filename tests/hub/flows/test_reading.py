"""Whatever cannot be read becomes a finding, never an exception."""

import pytest

from coryphee.einvoice.model import Identifier, Invoice, Party, TaxRegistration, Totals, VatTotal, WrittenDate
from coryphee.hub.flows.reading import identifiers, read_terms


def invoice(**changes: object) -> Invoice:
    whole = {
        "number": " F-1 ",
        "type_code": "380",
        "issue_date": WrittenDate("2026-11-23"),
        "currency": "EUR",
        "totals": Totals(without_vat="100", with_vat="120.00", payable="120.00"),
        "vat_totals": [VatTotal("20.00", "EUR")],
        "business_process": "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
    }
    return Invoice(**{**whole, **changes})  # type: ignore[arg-type]


def test_the_terms_are_read() -> None:
    reading, findings = read_terms(invoice())
    assert findings == []
    assert (reading.number, str(reading.total_vat), reading.billing_framework) == ("F-1", "20.00", "")


@pytest.mark.parametrize(
    ("changes", "term"),
    [
        ({"number": None}, "BT-1"),
        ({"number": "x" * 101}, "BT-1"),
        ({"issue_date": WrittenDate("2026-02-30")}, "BT-2"),
        ({"issue_date": None}, "BT-2"),
        ({"currency": "euro"}, "BT-5"),
        ({"type_code": ""}, "BT-3"),
        ({"totals": None}, "BT-109"),
        ({"totals": Totals(without_vat="1 324,60", with_vat="1", payable="1")}, "BT-109"),
        ({"totals": Totals(without_vat="1", with_vat="1" * 14, payable="1")}, "BT-112"),
        ({"totals": Totals(without_vat="1", with_vat="1", payable="0.0000001")}, "BT-115"),
        ({"totals": Totals(without_vat="NaN", with_vat="1", payable="1")}, "BT-109"),
    ],
)
def test_what_cannot_be_read_is_a_finding(changes: dict[str, object], term: str) -> None:
    reading, findings = read_terms(invoice(**changes))
    assert reading is None
    assert term in [finding["parameters"]["field"] for finding in findings]
    assert all(finding["rule"] == "CORYPHEE-TERM-UNREADABLE" for finding in findings)


def test_parties_are_found_by_whatever_names_them() -> None:
    party = Party(
        legal_registration=Identifier("999 000 017 00015", "1"),
        identifiers=[Identifier("99900001700023", "0009"), Identifier("X9", "4")],
        electronic_addresses=[Identifier("999000017_SERVICE", "0225")],
        tax_registrations=[TaxRegistration("FR12 999000017")],
    )
    found = identifiers(party)
    assert found.sirets == ("99900001700015", "99900001700023")
    assert found.sirens == (), "address and VAT number are asked only where nothing else names the party"
    assert found.others == (("0228", "X9"),)
    assert identifiers(None).shown == ""


def test_addresses_and_vat_number_serve_where_nothing_else_does() -> None:
    party = Party(
        electronic_addresses=[Identifier("999000017_SERVICE", "0225")],
        tax_registrations=[TaxRegistration("FR12 999000017")],
    )
    assert set(identifiers(party).sirens) == {"999000017"}


def test_nine_digits_of_another_scheme_are_no_siren() -> None:
    found = identifiers(Party(identifiers=[Identifier("123456789", "0060")]))
    assert found.sirens == ()
    assert found.others == (("0060", "123456789"),)
