from decimal import Decimal
from string import Formatter

import pytest

from coryphee.rendering import words


@pytest.mark.parametrize(
    "names", [words._WORDS, words._TYPES, words._CATEGORIES, words._MEANS, words._UNITS, words._SUBJECTS]
)
def test_every_word_exists_in_three_languages_with_the_same_values(names: dict[str, str]) -> None:
    for name, three in names.items():
        versions = three.split(" | ")
        assert len(versions) == 3, name
        assert all(version.strip() for version in versions), name
        fields = [{field for _, field, _, _ in Formatter().parse(version) if field} for version in versions]
        assert fields[0] == fields[1] == fields[2], name


def test_a_known_code_is_named_and_keeps_its_number() -> None:
    assert words.document_type("381", "fr") == "Avoir (381)"
    assert words.document_type("999", "fr") == "999"
    assert words.document_type(None, "fr") == ""


def test_units() -> None:
    assert words.unit("HUR", "it") == "ora"
    assert words.unit("XYZ", "it", Decimal(3)) == "XYZ"
    assert [words.unit("HUR", "fr", Decimal(count)) for count in ("1.5", "2", "-3")] == ["heure", "heures", "heures"]
    assert [words.unit("HUR", "en", Decimal(count)) for count in ("1", "1.5", "0")] == ["hour", "hours", "hours"]
    assert words.unit("MON", "fr", Decimal(5)) == "mois"
