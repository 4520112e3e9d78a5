import pytest

from coryphee.einvoice.model import Attachment, Identifier, TaxRegistration, VatTotal, WrittenDate
from coryphee.einvoice.syntaxes.cii import elements


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (WrittenDate("2026-08-16"), '><udt:DateTimeString format="102">20260816</udt:DateTimeString>'),
        (WrittenDate("0999-01-01"), '><udt:DateTimeString format="102">09990101</udt:DateTimeString>'),
        (WrittenDate("20260816", "102"), '><udt:DateTimeString format="102">20260816</udt:DateTimeString>'),
        (WrittenDate("2026-02-31"), '><udt:DateTimeString format="102">2026-02-31</udt:DateTimeString>'),
        (WrittenDate(None), ">"),
    ],
)
def test_a_day_is_written_as_cii_has_it(written: WrittenDate, expected: str) -> None:
    assert elements.date("udt:DateTimeString")(written) == expected


def test_identifiers_with_a_scheme_stand_apart() -> None:
    plain, known = Identifier("A"), Identifier("B", "0009")
    assert (elements.plain_identifier(plain), elements.global_identifier(plain)) == (">A", None)
    assert (elements.plain_identifier(known), elements.global_identifier(known)) == (None, ' schemeID="0009">B')


def test_values_carry_their_attributes() -> None:
    assert elements.tax_registration(TaxRegistration("FR1", "VA")) == ' schemeID="VA">FR1'
    assert elements.electronic_address(Identifier("1", "0225")) == '><ram:URIID schemeID="0225">1</ram:URIID>'
    assert elements.electronic_address(Identifier()) == ">"
    assert elements.attachment(Attachment("AA==", "text/csv", "a.csv")) == ' mimeCode="text/csv" filename="a.csv">AA=='
    assert elements.line_vat_total(VatTotal("2.00", "EUR")) == ' currencyID="EUR">2.00'
    assert elements.issuer_assigned(Identifier("1", "AWV")) == ">1"
