"""E-mail addresses as accounts keep them: in ASCII, so that no address looks like another.

The part before the @ is ASCII alone; a domain in other letters is kept, looked up and shown as xn--…, which nobody
takes for the domain it imitates (Unicode TR 36).
"""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

LONGEST = 254  # characters, RFC 5321 by its erratum 1690


def plain_address(typed: str) -> str:
    """Return an address in ASCII and lower case; raises ValidationError when it is none, or mixes scripts."""
    address = typed.strip().lower()
    local, _at, domain = address.rpartition("@")
    if not local.isascii():
        raise ValidationError(
            _("Before the @ stands a letter with an accent or of another alphabet: write it without."), code="ascii"
        )
    try:
        domain = domain if domain.isascii() else domain.encode("idna").decode()
        shown = domain.encode().decode("idna") if "xn--" in domain else domain
    except UnicodeError:
        raise ValidationError(_("Check the part after the @: there is no such name."), code="domain") from None
    if any(len(_alphabets(label)) > 1 for label in shown.split(".")):
        raise ValidationError(
            _("The part after the @ mixes letters of several alphabets that look alike: type it anew."), code="mixed"
        )
    plain = f"{local}@{domain}"
    if len(plain) > LONGEST:
        raise ValidationError(_("This address is too long to be one."), code="long")
    validate_email(plain)
    return plain


def as_kept(typed: str) -> str:
    """Return an address as an account would keep it; what is none comes back as it is, for there is no such account."""
    try:
        return plain_address(typed)
    except ValidationError:
        return typed


def _alphabets(label: str) -> set[str]:
    """Return the scripts of a label's letters, by the first word of their names: LATIN, CYRILLIC, GREEK."""
    return {unicodedata.name(letter, "?").split()[0] for letter in label if letter.isalpha()}
