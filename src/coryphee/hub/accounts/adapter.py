"""What the platform decides about sign-in, on top of allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from coryphee.hub.accounts.models import User
from coryphee.hub.journal.actions import record
from coryphee.hub.toolbox.clock import now


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Registration is closed until it comes with activation and a second factor; each sign-in is journalled."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers by themselves yet."""
        return False

    def post_login(self, request: HttpRequest, user: User, **context: Any) -> HttpResponse:
        """Write the sign-in down and let it go on."""
        record(
            "person.signed_in",
            by=f"person:{user.public_id}",
            now=now(),
            object_type="person",
            object_id=user.public_id,
        )
        response: HttpResponse = super().post_login(request, user, **context)
        return response
