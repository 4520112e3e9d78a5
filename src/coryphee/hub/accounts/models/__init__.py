"""Tables of people: the account, and what happened to it."""

from coryphee.hub.accounts.models.limits import AttemptCount
from coryphee.hub.accounts.models.people import User, UserManager
from coryphee.hub.accounts.models.security import SecurityEvent

__all__ = ["AttemptCount", "SecurityEvent", "User", "UserManager"]
