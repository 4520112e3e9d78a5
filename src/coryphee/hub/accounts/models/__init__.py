"""Tables of people: the account, and what happened to it."""

from coryphee.hub.accounts.models.people import User, UserManager
from coryphee.hub.accounts.models.security import SecurityEvent

__all__ = ["SecurityEvent", "User", "UserManager"]
