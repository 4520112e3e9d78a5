"""The rule for passwords, in one place: what is asked, the words for it, and Django's validator (product.md A3).

Every page where a password is set, the list of what is fulfilled while one types, and every command ask here.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coryphee.hub.accounts.common_passwords import is_common
from coryphee.hub.accounts.leaked_passwords import is_leaked
from coryphee.hub.accounts.password_forms import folded, spelled_out

if TYPE_CHECKING:
    from coryphee.hub.accounts.models import User

MINIMUM = 12  # characters
MINIMUM_FOR_OPERATORS = 16
MAXIMUM = 4096  # longer ones are refused before anything is computed with them
PLATFORM_WORDS = ("Coryphée",)
SHORTEST_WORD = 4  # characters; three stand in too many other words
SIREN_LENGTH, SIRET_LENGTH = 9, 14


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is asked of a password: `label` in the list, `mistake` when it is not fulfilled."""

    code: str
    label: str
    mistake: str
    met: bool


def judge(password: str, *, minimum: int = MINIMUM, words: Iterable[str] = ()) -> tuple[Requirement, ...]:
    """Compare a password with the rule; `words` are texts whose words it must not hold (words_of, structures).

    Nothing leaves the machine for it. A password above MAXIMUM is only told so.
    """
    if len(password) > MAXIMUM:
        return (_not_too_long(password),)
    return (
        _long_enough(password, minimum),
        *(_holds(password, kind) for kind in _KINDS),
        _not_common(password),
        _not_of_context(password, words),
    )


def refuse_weak(password: str, *, minimum: int = MINIMUM, words: Iterable[str] = ()) -> None:
    """Raise ValidationError with one message for each thing that is missing (`judge`, then `is_leaked` if allowed)."""
    mistakes = [
        ValidationError(each.mistake, code=each.code)
        for each in judge(password, minimum=minimum, words=words)
        if not each.met
    ]
    if not mistakes and is_leaked(password):
        mistakes = [
            ValidationError(_("This password stands in a collection of leaked ones. Choose another."), "leaked")
        ]
    if mistakes:
        raise ValidationError(mistakes)


def words_of(person: "User | None") -> tuple[str, ...]:
    """Return what the account says of its owner: name and addresses; of nobody, nothing."""
    if person is None:
        return ()
    return (person.name, *words_of_address(person.email))


def words_of_address(address: str) -> tuple[str, ...]:
    """Return the parts of an e-mail address; the last one (fr, com) says nothing about its owner."""
    local, _at, domain = address.partition("@")
    return (local, domain.rpartition(".")[0])


def minimum_for(person: "User | None") -> int:
    """Return how many characters the password of a person needs."""
    return MINIMUM_FOR_OPERATORS if person is not None and person.is_operator else MINIMUM


class PasswordRule:
    """Django's AUTH_PASSWORD_VALIDATORS entry: the rule with the words of the account."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        """Raise ValidationError for a password that the rule refuses."""
        refuse_weak(password, minimum=minimum_for(user), words=words_of(user))

    def get_help_text(self) -> str:
        """Say the rule in one sentence."""
        return _(
            "At least %(minimum)d characters, with an upper-case letter, a lower-case letter, a digit and a special "
            "character; neither common nor leaked; without words of your account or structure."
        ) % {"minimum": MINIMUM}


@dataclass(frozen=True, slots=True)
class _Kind:
    code: str
    label: str | Promise
    mistake: str | Promise
    is_of: Callable[[str], bool]


def _is_special(character: str) -> bool:
    # Neither letter, mark nor number: spaces and emoji count.
    return unicodedata.category(character)[0] not in "LMN"


_KINDS = (
    _Kind(
        "no_upper",
        gettext_lazy("an upper-case letter"),
        gettext_lazy("An upper-case letter is missing."),
        str.isupper,
    ),
    _Kind(
        "no_lower",
        gettext_lazy("a lower-case letter"),
        gettext_lazy("A lower-case letter is missing."),
        str.islower,
    ),
    _Kind("no_digit", gettext_lazy("a digit"), gettext_lazy("A digit is missing."), str.isdecimal),
    _Kind(
        "no_special",
        gettext_lazy("a special character (a space or an emoji counts)"),
        gettext_lazy("A special character is missing: for example a punctuation mark, a space or an emoji."),
        _is_special,
    ),
)


def _holds(password: str, kind: _Kind) -> Requirement:
    return Requirement(kind.code, str(kind.label), str(kind.mistake), met=any(map(kind.is_of, password)))


def _not_too_long(password: str) -> Requirement:
    told = _("Too long: at most %(maximum)d characters.") % {"maximum": MAXIMUM}
    return Requirement("too_long", told, told, met=False)


def _long_enough(password: str, minimum: int) -> Requirement:
    length = len(password)
    label = _("%(minimum)d characters at least (%(length)d)") % {"minimum": minimum, "length": length}
    mistake = ngettext(
        "Too short: %(length)d character, at least %(minimum)d are needed.",
        "Too short: %(length)d characters, at least %(minimum)d are needed.",
        length,
    ) % {"minimum": minimum, "length": length}
    return Requirement("too_short", label, mistake, met=length >= minimum)


def _not_common(password: str) -> Requirement:
    mistake = _(
        "Too common: it stands on lists for guessing, perhaps with capitals, digits for letters or a year added."
    )
    return Requirement(
        "common", _("neither common nor leaked"), mistake, met=bool(password) and not is_common(password)
    )


def _not_of_context(password: str, words: Iterable[str]) -> Requirement:
    found = _context_word(password, words)
    mistake = _("It holds “%(word)s”, a word of the platform, your account or your structure.") % {"word": found}
    label = _("no word of your account or structure")
    return Requirement("context", label, mistake, met=bool(password) and not found)


def _context_word(password: str, words: Iterable[str]) -> str:
    plain = folded(password)
    readings = {plain, *spelled_out(plain)}
    for text in (*PLATFORM_WORDS, *words):
        for word in _parts(text):
            if len(word) >= SHORTEST_WORD and any(folded(word) in reading for reading in readings):
                return word
    return ""


def _parts(text: str) -> Iterable[str]:
    """Yield the words of a text: each whole, its letters alone, and of a SIRET the SIREN."""
    for word in re.findall(r"[^\W_]+", text):
        yield word
        if word.isdecimal():
            yield word[:SIREN_LENGTH] if len(word) == SIRET_LENGTH else word
        else:
            yield from re.findall(r"[^\W\d_]+", word)
