"""What the pages need to know of a person's second factors; nothing here is secret."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from coryphee.hub.accounts.models import AuthenticatorApp, RecoveryCode, SecurityKey, TrustedDevice, User


@dataclass(frozen=True, slots=True)
class Factors:
    """The factors that an account has. Without app and key, a code comes by e-mail at each sign-in."""

    app_since: datetime | None
    keys: tuple[SecurityKey, ...]
    recovery_codes: int  # not used yet
    devices: tuple[TrustedDevice, ...]

    @property
    def by_email(self) -> bool:
        """Whether the e-mailed code opens the account: never once there is an app or a key, or the mailbox would."""
        return self.app_since is None and not self.keys


def factors_of(person: User, *, now: datetime) -> Factors:
    """Return the factors of a person and the devices that are trusted today."""
    app = AuthenticatorApp.objects.filter(person=person).first()
    devices = TrustedDevice.objects.filter(
        person=person, expires_at__gt=now, password=person.get_session_auth_hash()
    ).order_by("-trusted_at")
    return Factors(
        app_since=app.added_at if app else None,
        keys=tuple(SecurityKey.objects.filter(person=person).order_by("added_at")),
        recovery_codes=RecoveryCode.objects.filter(person=person, used_at__isnull=True).count(),
        devices=tuple(devices) if settings.TRUSTED_DEVICE_DAYS else (),
    )
