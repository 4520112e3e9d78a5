"""Make and spend recovery codes: on paper, for the day when the app or the security key is lost."""

import secrets
from datetime import datetime

from django.db import transaction

from coryphee.hub.accounts.actions.factor_news import factor_changed
from coryphee.hub.accounts.models import AuthenticatorApp, RecoveryCode, SecurityKey, User
from coryphee.hub.accounts.sealing import fingerprint
from coryphee.hub.accounts.sources import Source

PURPOSE = "recovery code"
CODES = 10
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # 32 signs, none to be taken for another
LENGTH = 12  # signs of 5 bits: 60 bits a code
GROUP = 4
MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None, " ": None})


@transaction.atomic
def make_recovery_codes(person: User, *, source: Source, now: datetime) -> list[str]:
    """Return ten new codes, to be shown this once; all earlier ones are dead."""
    User.objects.select_for_update().get(pk=person.pk)
    RecoveryCode.objects.filter(person=person).delete()
    codes = [_new_code() for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, fingerprint=_fingerprint(code, person), made_at=now) for code in codes
    )
    factor_changed("person.recovery_codes_made", person, source=source, by=person.actor, now=now)
    return codes


@transaction.atomic
def accept_recovery_code(person: User, code: str, *, source: Source, now: datetime) -> bool:
    """Spend a code; only one of several requests with the same code gets True."""
    unused = RecoveryCode.objects.filter(person=person, used_at__isnull=True)
    if unused.filter(fingerprint=_fingerprint(code, person)).update(used_at=now) != 1:
        return False
    left = unused.count()
    factor_changed("person.recovery_code_used", person, source=source, by=person.actor, now=now, left=left)
    return True


def end_recovery_codes_without_factor(person: User) -> None:
    """Delete the codes of a person who has neither app nor security key any more: they stand for nothing."""
    has_app = AuthenticatorApp.objects.filter(person=person).exists()
    if not has_app and not SecurityKey.objects.filter(person=person).exists():
        RecoveryCode.objects.filter(person=person).delete()


def _new_code() -> str:
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def _fingerprint(code: str, person: User) -> str:
    plain = code.strip().lower().translate(MISREAD)
    return fingerprint(plain, purpose=PURPOSE, owner=str(person.public_id))
