import pytest

from coryphee.rendering.glyphs import LONGEST_WORD, characters, shown


def test_the_font_has_what_french_and_italian_and_their_neighbours_write() -> None:
    text = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ àâæçéèêë îïôœùûüÿ €«»‹›’–—…×°№ß ñ ř ő ž ą ł Ж Ω ệ 1ᵉʳ\u00a0\u202f\u2212\u2011"
    assert shown(text) == (text, False)


def test_the_map_of_characters_is_that_of_the_font() -> None:
    assert {ord(letter) for letter in "aé€\u200b"} <= characters()
    assert not {0x4E2D, 0x1F600, 0xE000} & characters()
    assert 1_000 < len(characters()) < 3_000


@pytest.mark.parametrize("letter", ["中", "😀", "ع", "\ue000"])
def test_a_character_without_glyph_is_shown_by_its_number(letter: str) -> None:
    assert shown(f"a{letter}b") == (f"a⟨U+{ord(letter):04X}⟩b", True)


def test_controls_and_marks_of_direction_go_away() -> None:
    assert shown("a\x00\u202eb\u200d\ufeffc\td\u2028e\nf") == ("abc d\ne\nf", False)


def test_accents_are_put_on_their_letters() -> None:
    assert shown("e\u0301") == ("é", False)


def test_a_word_too_long_for_its_cell_may_be_broken() -> None:
    whole = "X" * 100
    text, missing = shown(f"mot {whole} mot")
    assert not missing
    assert text.replace("\u200b", "") == f"mot {whole} mot"
    assert max(len(piece) for piece in text.replace(" ", "\u200b").split("\u200b")) < LONGEST_WORD
