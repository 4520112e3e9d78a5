"""Check digits of the numbers that invoices carry: SIREN and SIRET, French VAT numbers, IBAN, GLN.

The official rule sets look at none of them. Each function takes a number without spaces and tells whether its check
digits fit; what does not have the shape of such a number answers False.
"""

import re

_LA_POSTE = "356000000"
_LA_POSTE_HEAD_OFFICE = "35600000000048"
_FRENCH_VAT = re.compile(r"FR[0-9]{11}")
_LETTERS = {ord("A") + place: str(10 + place) for place in range(26)}
_DOUBLED = str.maketrans("0123456789", "0246813579")
"""The sum of the digits of twice a digit."""
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def is_siren(number: str) -> bool:
    """Nine digits that satisfy the formula of Luhn. Source: INSEE, Sirene."""
    return _digits(number, 9) and _luhn(number) % 10 == 0


def is_siret(number: str) -> bool:
    """Fourteen digits: a SIREN and the number of the establishment, that satisfy the formula of Luhn together.

    The establishments of La Poste are too many for it: the sum of their digits is a multiple of five. Source: INSEE.
    """
    if not (_digits(number, 14) and is_siren(number[:9])):
        return False
    if number.startswith(_LA_POSTE) and number != _LA_POSTE_HEAD_OFFICE:
        return sum(map(int, number)) % 5 == 0
    return _luhn(number) % 10 == 0


def is_french_vat_number(number: str) -> bool:
    """FR, a key of two digits and a SIREN: the key is (12 + 3 x (SIREN mod 97)) mod 97. Source: CGI, art. 286 ter.

    Keys with letters, given to some companies abroad, have no published formula: they do not have this shape.
    """
    if _FRENCH_VAT.fullmatch(number) is None:
        return False
    return int(number[2:4]) == (12 + 3 * (int(number[4:]) % 97)) % 97


def is_iban(number: str) -> bool:
    """An account number whose remainder by 97 is 1, letters counted from A = 10. Source: ISO 13616."""
    if _IBAN.fullmatch(number) is None:
        return False
    return int((number[4:] + number[:4]).translate(_LETTERS)) % 97 == 1


def is_gln(number: str) -> bool:
    """Thirteen digits whose sum, weighted 1 and 3 in turn, is a multiple of ten. Source: GS1."""
    return _digits(number, 13) and sum(int(digit) * (1, 3)[index % 2] for index, digit in enumerate(number)) % 10 == 0


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _luhn(number: str) -> int:
    return sum(map(int, number[-1::-2] + number[-2::-2].translate(_DOUBLED)))
