"""Check digits, against an independent library and by hand."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean, iban
from stdnum.fr import siren, siret, tva
from stdnum.iso7064 import mod_97_10

from coryphee.einvoice.check_digits import is_french_vat_number, is_gln, is_iban, is_siren, is_siret

THEIRS: dict[str, tuple[Callable[[str], bool], Callable[[str], bool], int]] = {
    "SIREN": (is_siren, siren.is_valid, 9),
    "SIRET": (is_siret, siret.is_valid, 14),
    "GLN": (is_gln, lambda number: len(number) == 13 and ean.is_valid(number), 13),
}


@pytest.mark.parametrize("kind", THEIRS)
def test_numbers_are_judged_as_an_independent_library_does(kind: str) -> None:
    ours, theirs, length = THEIRS[kind]
    drawn = random.Random(7)  # reproducible
    numbers = ["".join(drawn.choices("0123456789", k=length)) for _ in range(3000)]
    assert [ours(number) for number in numbers] == [theirs(number) for number in numbers]
    assert any(map(ours, numbers))


def test_the_establishments_of_la_poste_have_a_rule_of_their_own() -> None:
    numbers = [f"356000000{office:05}" for office in range(0, 99999, 7)]
    assert [is_siret(number) for number in numbers] == [siret.is_valid(number) for number in numbers]
    assert is_siret("35600000000048")


def test_vat_keys() -> None:
    numbers = [f"FR{key:02}999000011" for key in range(97)]
    assert [number for number in numbers if is_french_vat_number(number)] == ["FR66999000011"]
    assert tva.is_valid("FR83404833048")
    assert is_french_vat_number("FR83404833048")


@given(st.from_regex(r"[0-9A-Z]{11,30}", fullmatch=True), st.integers(0, 98))
def test_ibans_are_judged_by_their_remainder(account: str, key: int) -> None:
    number = f"FR{key:02}{account}"
    assert is_iban(number) is mod_97_10.is_valid(number[4:] + number[:4])


def test_known_ibans() -> None:
    for number in ("FR1420041010050500013M02606", "DE89370400440532013000", "IT60X0542811101000000123456"):
        assert iban.is_valid(number)
        assert is_iban(number)
    assert not is_iban("FR1420041010050500013M02607")


@pytest.mark.parametrize("judge", [is_siren, is_siret, is_french_vat_number, is_iban, is_gln])
@pytest.mark.parametrize("text", ["", "١٢٣٤٥٦٧٨٩", "FR", "12345678²", " 732829320", "732829320\n", "x" * 500])
def test_what_is_no_number_is_none(judge: Callable[[str], bool], text: str) -> None:
    assert judge(text) is False
