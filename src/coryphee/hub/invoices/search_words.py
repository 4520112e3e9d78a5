"""What a person types into a search box, as the database compares it."""

import re
import unicodedata

LONGEST = 200
MOST_WORDS = 12
_ACCENTS = re.compile(r"[\u0300-\u036f]")


def search_words(text: str) -> list[str]:
    """Return the words of a text as the database functions search_text() and search_vector() part and fold them.

    Lower case, no accents; whatever is no letter or digit parts words, typographic apostrophes and dashes as well.
    """
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text[:LONGEST]).lower())
    return "".join(letter if letter.isalnum() else " " for letter in plain).split()[:MOST_WORDS]


def tsquery(text: str) -> str:
    """Return the words as a tsquery in which each may be only begun ("'dup':* & 'fact':*"), "" without a word."""
    return " & ".join(f"'{word}':*" for word in search_words(text))
