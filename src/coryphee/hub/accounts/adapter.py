"""What the platform decides about sign-in, on top of allauth."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from coryphee.hub.accounts.actions.sign_ins import signed_in
from coryphee.hub.accounts.addresses import as_kept
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.password_attempts import begin_password_attempt
from coryphee.hub.accounts.password_rule import MAXIMUM
from coryphee.hub.accounts.second_factor import factor_shown, require_second_factor
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

    def is_safe_url(self, url: str) -> bool:
        """Whether one may be led there after the sign-in: to an address of ours, without control characters."""
        return bool(url) and url.isprintable() and super().is_safe_url(url)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answer by pages alone: allauth's answer for scripts repeats the password that was typed."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Look at a password, counted before; raises TooMany (the page of portal/too_many.py) and TooBusyToHash."""
        typed = credentials["email"] = as_kept(str(credentials.get("email", "")))
        look = super().authenticate

        def owner() -> User | None:
            if len(credentials.get("password", "")) > MAXIMUM:  # nobody has a longer one: nothing is computed with it
                return None
            person: User | None = look(request, **credentials)
            return person

        attempt = begin_password_attempt(request, typed, now=now())
        return attempt.settle(owner, lambda person: person is not None and person.is_active)

    def get_login_stages(self) -> list[str]:
        """Ask for the second factor last, whatever came before."""
        return [*super().get_login_stages(), "coryphee.hub.accounts.second_factor.SecondFactorStage"]

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in whoever has shown a second factor; raises SecondFactorMissing."""
        require_second_factor(request, user)
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **context: Any) -> HttpResponse:
        """Write the sign-in down and let it go on."""
        response: HttpResponse = super().post_login(request, user, **context)
        signed_in(request, response, user, factor=factor_shown(request, user), now=now())
        return response
