"""What a password looks like to somebody who guesses: the same word with capitals, digits for letters, and a year."""

import unicodedata
from collections.abc import Iterator

# "1" stands for i or for l, so both are tried.
_TRICKS = tuple(str.maketrans("0134578@$!€|+", f"o{one}eastbasielt") for one in "il")


def folded(text: str) -> str:
    """Return the text without case and accents: "Été" is "ete"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def spelled_out(text: str) -> frozenset[str]:
    """Return the readings of a folded text with digits and signs taken for letters: "p@ssw0rd" is "password"."""
    return frozenset(text.translate(tricks) for tricks in _TRICKS)


def without_trimmings(text: str) -> str:
    """Return the text without the digits and signs before its first and after its last letter."""
    letters = [place for place, letter in enumerate(text) if letter.isalpha()]
    return text[letters[0] : letters[-1] + 1] if letters else ""


def guesses(password: str, longest: int) -> Iterator[str]:
    """Yield what the password comes down to, none above `longest` characters.

    Whole and folded, then without what stands before the first letter and ever less of what stands after the last one,
    spelled out: in "M0tdep@$$3!!" only "!!" was added, in "Soleil2024$" all after the letters. A unit said twice or
    more is said once.
    """
    whole = folded(password)
    for text in (whole, unit_of(whole)):
        yield text
        start = next((place for place, letter in enumerate(text) if letter.isalpha()), None)
        if start is None:
            continue
        end = len(without_trimmings(text)) + start
        for stop in range(end, min(len(text), start + longest) + 1):
            yield from spelled_out(text[start:stop])
        yield from spelled_out(text[:end])


def unit_of(text: str) -> str:
    """Return the unit of a text that is nothing but its repetition, else the text."""
    period = (text + text).find(text, 1) if text else 0
    return text[:period]
