"""What the platform decides about sign-in, on top of allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Registration is closed until it comes with activation and a second factor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers by themselves yet."""
        return False
