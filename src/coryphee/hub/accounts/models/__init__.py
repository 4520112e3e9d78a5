"""Tables of people: the account, and what happened to it."""

from coryphee.hub.accounts.models.factors import (
    AuthenticatorApp,
    EmailedCode,
    RecoveryCode,
    SecurityKey,
    TrustedDevice,
)
from coryphee.hub.accounts.models.limits import AttemptCount
from coryphee.hub.accounts.models.operators import FactorRecovery, OperatorInvitation
from coryphee.hub.accounts.models.people import User, UserManager
from coryphee.hub.accounts.models.profile import AddressChange, Photo, Profile
from coryphee.hub.accounts.models.registrations import ActivationLink, Registration
from coryphee.hub.accounts.models.security import SecurityEvent
from coryphee.hub.accounts.models.sessions import KnownBrowser, Session

__all__ = [
    "ActivationLink",
    "AddressChange",
    "AttemptCount",
    "AuthenticatorApp",
    "EmailedCode",
    "FactorRecovery",
    "KnownBrowser",
    "OperatorInvitation",
    "Photo",
    "Profile",
    "RecoveryCode",
    "Registration",
    "SecurityEvent",
    "SecurityKey",
    "Session",
    "TrustedDevice",
    "User",
    "UserManager",
]
