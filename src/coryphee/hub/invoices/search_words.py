"""What a person types into a search box, as the database compares it."""

import re
import unicodedata

LONGEST = 200
MOST_WORDS = 12
_NOT_A_WORD = re.compile(r"[^0-9a-z\u00df-\uffff]+")


def search_words(text: str) -> list[str]:
    """Return the words of a text as the database function search_text() leaves them: lower case, no accents."""
    spread = unicodedata.normalize("NFKD", text[:LONGEST].lower())
    plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return [word for word in _NOT_A_WORD.split(plain) if word][:MOST_WORDS]


def tsquery(text: str) -> str:
    """Return the words as a tsquery in which each may be only begun ("'dup':* & 'fact':*"), "" without a word."""
    return " & ".join(f"'{word}':*" for word in search_words(text))
