"""The offline list of passwords that others have guessed or leaked, and of words that everybody knows.

scripts/common-passwords makes the file; its first line names the sources. It holds, sorted, without case and accents:
whole passwords of 12 characters and more, what is left of shorter ones when digits and signs around them are dropped,
and the common words and first names of French, English and Italian.
"""

import gzip
from functools import cache
from pathlib import Path

from coryphee.hub.accounts.password_forms import guesses, unit_of

FILE = Path(__file__).with_name("data") / "common-passwords.txt.gz"
LONGEST = 40  # characters of an entry; nothing longer is on the list
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
    "01234567890123456789",
)
SHORTEST_RUN = 4  # "Abcd2024…" is a run along the alphabet, "Abc2024…" may be an abbreviation
SHORTEST_UNIT = 8  # characters; "Kz7!" said three times is guessed as one


def is_common(password: str) -> bool:
    """Whether a list for guessing would hold the password, or what it comes down to (password_forms.guesses)."""
    if len(unit_of(password)) < min(SHORTEST_UNIT, len(password)):
        return True
    return any(_is_listed(guess) or _is_run(guess) for guess in set(guesses(password, LONGEST)))


def _is_run(text: str) -> bool:
    """Whether the text is a run along the alphabet or the keyboard, forwards or backwards, or one character."""
    if len(text) < SHORTEST_RUN:
        return False
    return len(set(text)) == 1 or any(text in row or text[::-1] in row for row in _ROWS)


def _is_listed(text: str) -> bool:
    """Look a text up by halving: nobody waits for a set of 200 000 words to be built, and nothing holds one."""
    wanted, entries = text.encode(), _entries()
    low, high = 0, len(entries)
    while low < high:
        start = entries.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = entries.find(b"\n", start)
        entry = entries[start:end]
        if entry == wanted:
            return True
        low, high = (end + 1, high) if entry < wanted else (low, start)
    return False


@cache
def _entries() -> bytes:
    """The sorted lines below the first one, each ended by a line feed; read once, by the first password that is set."""
    _, _, entries = gzip.decompress(FILE.read_bytes()).partition(b"\n")
    return entries
