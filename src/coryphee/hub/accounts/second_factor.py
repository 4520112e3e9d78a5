"""The half session between the password and the second factor: a stage of allauth's sign-in.

The password alone signs nobody in: it opens a half session of five minutes, ten while an e-mailed code may be typed.
What it knows stands in the session, under allauth's own key; `request.user` stays anonymous until `pass_stage`.
"""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.stagekit import clear_login, stash_login
from allauth.account.stages import LoginStage, LoginStageController
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from coryphee.hub.accounts.actions.emailed_codes import LIFETIME, accept_emailed_code, send_code
from coryphee.hub.accounts.actions.trusted_devices import is_trusted
from coryphee.hub.accounts.factors import factors_of
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.recent_proof import SKIPPED
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.toolbox import clock

HALF_SESSION = timedelta(minutes=5)
METHOD = "second factor"


class SecondFactorMissing(Exception):
    """Something tried to sign a person in by the password alone."""


class SecondFactorStage(LoginStage):
    """Asks for the second factor of whoever gave the right password."""

    key = "second_factor"
    urlname = "second-factor"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Begin the half session, unless the browser is a trusted device of this very person."""
        person, now = self.login.user, clock.now()
        if person is None:
            return None, False
        if is_trusted(person, device_token(self.request), now=now):
            record_authentication(self.request, person, method=METHOD, factor=SKIPPED)
            return None, True
        # Another session number after the password: who planted the first one holds nothing.
        self.request.session.cycle_key()
        self.state.clear()
        self.state.update(
            ends=(now + HALF_SESSION).timestamp(), password=person.get_session_auth_hash(), code=None, question=None
        )
        if factors_of(person, now=now).by_email:
            self.send_code(now)
        return HttpResponseRedirect(reverse(self.urlname)), True

    @property
    def person(self) -> User:
        """Who gave the password."""
        person: User = self.login.user
        return person

    def is_alive(self, now: datetime) -> bool:
        """Whether the factor may still be given: in time, for the same password, by an account that is open."""
        person = self.login.user
        return bool(
            person is not None
            and person.is_active
            and self.state.get("password") == person.get_session_auth_hash()
            and now.timestamp() < self.state.get("ends", 0)
        )

    def send_code(self, now: datetime) -> bool:
        """E-mail a code that this half session alone can use; False when too many were sent."""
        number = send_code(self.person, replaces=self.state["code"], source=source_of(self.request), now=now)
        if number is None:
            return False
        self.state.update(code=number, ends=(now + LIFETIME).timestamp())
        stash_login(self.request, self.login)
        return True

    def remember_question(self, question: dict[str, Any] | None) -> None:
        """Keep what a security key was asked; None once it has answered, well or not."""
        self.state["question"] = question
        stash_login(self.request, self.login)

    def accepts_code(self, code: str, now: datetime) -> bool:
        """Spend the code that was e-mailed for this half session, when it is the typed one."""
        number = self.state["code"]
        return number is not None and accept_emailed_code(self.person, number, code, now=now)

    def pass_stage(self, factor: str) -> HttpResponse:
        """Sign the person in: the factor was right."""
        record_authentication(self.request, self.person, method=METHOD, factor=factor)
        response: HttpResponse = self.exit()
        return response


def half_session(request: HttpRequest) -> SecondFactorStage | None:
    """Return the half session of a request, alive or not."""
    stage: SecondFactorStage | None = LoginStageController.enter(request, SecondFactorStage.key)
    return stage


def end_half_session(request: HttpRequest) -> None:
    """Forget that the password was given."""
    clear_login(request)


def require_second_factor(request: HttpRequest, person: User) -> None:
    """Raise SecondFactorMissing unless this session has shown the second factor of this person.

    The last lock of the house: whatever door leads to a sign-in, it leads through here.
    """
    factor_shown(request, person)


def factor_shown(request: HttpRequest, person: User) -> str:
    """Return which second factor this session has shown last: email, app, key, recovery, or a trusted device.

    Raises SecondFactorMissing.
    """
    for shown in reversed(get_authentication_records(request, person)):
        if shown.get("method") == METHOD:
            return str(shown["factor"])
    raise SecondFactorMissing


def device_token(request: HttpRequest) -> str:
    """Return what the trusted device's cookie carries, or nothing when somebody else wrote it."""
    try:
        return _signer().unsign(request.COOKIES.get(settings.TRUSTED_DEVICE_COOKIE, ""))
    except BadSignature:
        return ""


def keep_device_token(response: HttpResponse, token: str) -> None:
    """Give the browser the cookie of a trusted device."""
    response.set_cookie(
        settings.TRUSTED_DEVICE_COOKIE,
        _signer().sign(token),
        max_age=settings.TRUSTED_DEVICE_DAYS * 24 * 3600,
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )


def _signer() -> Signer:
    return Signer(salt="coryphee trusted device")
