"""Which characters the font of our PDFs has, and texts made of those alone.

PDF/A (ISO 19005-3, 6.2.11.8) allows no missing glyph. A character without one is shown by its number, ⟨U+4E2D⟩, never
dropped: what the invoice holds stays to be seen. Fallback fonts would only move the limit, and weigh megabytes.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
_FACES = ("SourceSans3-Regular.otf", "SourceSans3-Semibold.otf")

LONGEST_WORD = 24
"""Characters after which a word without spaces may be broken: it must fit into its cell."""
_PIECE = 8
_SEGMENTED_COVERAGE = 12  # the format of a character map that reaches beyond the first 65,536 code points
_LONG_WORD = re.compile(rf"[^\s\u200b]{{{LONGEST_WORD},}}|[^\x00-\x20\u200b]{{{3 * LONGEST_WORD},}}")
_ZERO_WIDTH_SPACE = "\u200b"


def shown(text: str) -> tuple[str, bool]:
    """The text as the font can show it, and whether a character had to be shown by its number."""
    text = unicodedata.normalize("NFC", text)
    missing = False
    if not text.isascii() or not text.isprintable():
        letters = []
        for letter in text:
            instead = _instead(letter)
            missing = missing or instead.startswith("⟨")
            letters.append(instead)
        text = "".join(letters)
    if len(text) > LONGEST_WORD:
        text = _LONG_WORD.sub(_broken, text)
    return text, missing


@cache
def _instead(letter: str) -> str:
    if letter in "\n\t":
        return letter if letter == "\n" else " "
    if unicodedata.category(letter) in {"Cc", "Cf"}:
        # Controls and marks of direction show nothing themselves, and could hide what stands beside them.
        return "" if letter != "\xad" else "-"
    if letter in "\u2028\u2029":
        return "\n"
    return letter if ord(letter) in characters() else f"⟨U+{ord(letter):04X}⟩"


def _broken(word: re.Match[str]) -> str:
    whole = word[0]
    return _ZERO_WIDTH_SPACE.join(whole[start : start + _PIECE] for start in range(0, len(whole), _PIECE))


@cache
def characters() -> frozenset[int]:
    """The code points that every face of the font has a glyph for."""
    faces = [frozenset(_code_points((FONTS / face).read_bytes())) for face in _FACES]
    return frozenset.intersection(*faces)


def _code_points(font: bytes) -> Iterator[int]:
    """The code points of the character map, format 12 (OpenType specification, table cmap)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * place) for place in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    for place in range(struct.unpack_from(">H", font, start + 2)[0]):
        _, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * place)
        if struct.unpack_from(">H", font, start + offset)[0] == _SEGMENTED_COVERAGE:
            groups = struct.unpack_from(">I", font, start + offset + 12)[0]
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, start + offset + 16 + 12 * group)
                yield from range(first, last + 1)
            return
