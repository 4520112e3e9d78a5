"""What the platform decides about sign-in, on top of allauth."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from coryphee.hub.accounts.addresses import as_kept
from coryphee.hub.accounts.limits import account_counted, limits_of_sign_in, reserve
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.password_rule import MAXIMUM
from coryphee.hub.accounts.second_factor import require_second_factor
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.journal.actions import NOBODY, UNKNOWN, record
from coryphee.hub.toolbox.clock import now


class AccountAdapter(DefaultAccountAdapter):
    """Each sign-in is journalled, failed ones too. Registration and recovery are ours (accounts/actions)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers in allauth's way, which tells whose address has an account."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send an e-mail that names the platform by its own name and address."""
        site = {"name": "Coryphée", "domain": urlsplit(settings.PUBLIC_URL).netloc}
        super().send_mail(template_prefix, email, {**context, "current_site": site})

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Look at a password, counted before; raises TooMany (the page of portal/too_many.py)."""
        typed = credentials["email"] = as_kept(str(credentials.get("email", "")))
        known = User.objects.filter(email__iexact=typed.replace("\x00", "")).values_list("pk", flat=True).first()
        attempt = reserve(limits_of_sign_in(account_counted(known, typed), source_of(request)), now=now())
        if len(credentials.get("password", "")) > MAXIMUM:  # nobody has such a password: nothing is computed with it
            self.authentication_failed(request, **credentials)
            return None
        person: User | None = super().authenticate(request, **credentials)
        if person is not None:
            attempt.forget()
        return person

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that somebody tried: on which account when there is one, never what was typed."""
        tried = str(credentials.get("email", "")).replace("\x00", "")
        known = User.objects.filter(email__iexact=tried).values_list("public_id", flat=True).first()
        _failed(known)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Write down that a closed account was tried, with its password."""
        _failed(user.public_id)
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def get_login_stages(self) -> list[str]:
        """Ask for the second factor last, whatever came before."""
        return [*super().get_login_stages(), "coryphee.hub.accounts.second_factor.SecondFactorStage"]

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in whoever has shown a second factor; raises SecondFactorMissing."""
        require_second_factor(request, user)
        super().login(request, user)

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


def _failed(known: UUID | None) -> None:
    record("person.sign_in_failed", by=NOBODY, now=now(), object_type="person", object_id=known or UNKNOWN)
