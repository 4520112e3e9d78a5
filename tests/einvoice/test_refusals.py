import pickle
import re

import pytest

from coryphee.einvoice.refusals import CODES, PARAMETER_LENGTH, Refused, printable


def test_a_refusal_has_a_code_a_category_and_one_english_line() -> None:
    refused = Refused("file.too_large", limit="94371840")
    assert refused.code == "file.too_large"
    assert refused.category == "too_large"
    assert str(refused) == "file.too_large: the file is larger than 94371840 bytes"


@pytest.mark.parametrize(
    ("code", "category"),
    [("file.empty", "malformed"), ("file.polyglot", "type"), ("xml.root", "type"), ("xml.dtd", "content")],
)
def test_categories_are_those_that_the_doors_map_to_status_codes(code: str, category: str) -> None:
    assert Refused(code).category == category


def test_an_unknown_code_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="unknown refusal code"):
        Refused("no.such")


@pytest.mark.parametrize("code", CODES)
def test_every_code_reads_well_without_its_parameters(code: str) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", code)
    line = str(Refused(code))
    assert "{" not in line
    assert "\n" not in line


def test_parameters_are_made_harmless() -> None:
    refused = Refused("zip.path", member="a\r\nSet-Cookie: \u202e\x00" + "x" * 10_000)
    member = refused.parameters["member"]
    assert member.isprintable()
    assert len(member) <= PARAMETER_LENGTH


def test_printable_keeps_accents() -> None:
    assert printable("facture n° 12 – été") == "facture n° 12 – été"


def test_a_refusal_survives_a_way_between_processes() -> None:
    copy = pickle.loads(pickle.dumps(Refused("xml.depth", limit="100")))
    assert (copy.code, copy.parameters) == ("xml.depth", {"limit": "100"})
