"""Between the password and the portal: the page that asks for the second factor."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from coryphee.hub.accounts.actions.authenticator_app import Verdict, accept_app_code
from coryphee.hub.accounts.actions.recovery_codes import accept_recovery_code
from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.actions.security_keys import accept_key
from coryphee.hub.accounts.actions.trusted_devices import trust_device
from coryphee.hub.accounts.factors import Factors, factors_of
from coryphee.hub.accounts.limits import account_counted, limits_of_second_factor, reserve
from coryphee.hub.accounts.second_factor import SecondFactorStage, end_half_session, half_session, keep_device_token
from coryphee.hub.accounts.security_key_server import server_for
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.toolbox.clock import now

HALF_SIGNED_IN = "half signed in"
LONGEST_CODE = 40
EMAIL, APP, KEY, RECOVERY = "email", "app", "key", "recovery"


class CodeForm(forms.Form):
    """A code of six digits; phones offer the one that just came."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
    )
    trust = forms.BooleanField(label=gettext_lazy("Trust this device"), required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        if not settings.TRUSTED_DEVICE_DAYS:
            del self.fields["trust"]


class RecoveryForm(forms.Form):
    """A recovery code; the device is not trusted by it."""

    code = forms.CharField(
        label=gettext_lazy("Recovery code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class KeyForm(forms.Form):
    """What the security key answered, filled in by static/coryphee/security-key.js."""

    code = forms.CharField(widget=forms.HiddenInput)
    trust = forms.BooleanField(label=gettext_lazy("Trust this device"), required=False)


FORMS: dict[str, type[forms.Form]] = {EMAIL: CodeForm, APP: CodeForm, KEY: KeyForm, RECOVERY: RecoveryForm}
Page = Callable[[HttpRequest, SecondFactorStage], HttpResponse]


def half_signed_in(page: Page) -> Callable[[HttpRequest], HttpResponse]:
    """Open the page to whoever gave the right password a moment ago; all others start at the sign-in page."""

    @wraps(page)
    def guarded(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return HttpResponseRedirect("/")
        stage = half_session(request)
        if stage is None or not stage.is_alive(now()):
            end_half_session(request)
            messages.warning(request, _("The time to confirm the sign-in is over. Enter your password again."))
            return HttpResponseRedirect(reverse("account_login"))
        return page(request, stage)

    guarded.access_rule = (HALF_SIGNED_IN,)  # type: ignore[attr-defined]
    return guarded


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def _second_factor(request: HttpRequest, stage: SecondFactorStage) -> HttpResponse:
    moment = now()
    factors = factors_of(stage.person, now=moment)
    if request.method != "POST":
        return _page(request, stage, factors)
    factor = request.POST.get("factor", "")
    if factor not in _accepted(factors):
        return _page(request, stage, factors)
    form = FORMS[factor](request.POST)
    if not form.is_valid():
        return _page(request, stage, factors, factor, form)
    attempt = reserve(limits_of_second_factor(account_counted(stage.person.pk), source_of(request)), now=moment)
    wrong = _judge(request, stage, factor, form.cleaned_data["code"], moment)
    if wrong:
        attempt.fail()
        record_security_event(
            "person.factor_failed", stage.person, source=source_of(request), by="nobody", now=moment, factor=factor
        )
        form.add_error("code", wrong)
        return _page(request, stage, factors, factor, form)
    attempt.forget()
    person = stage.person
    response = stage.pass_stage(factor)
    if settings.TRUSTED_DEVICE_DAYS and form.cleaned_data.get("trust"):
        keep_device_token(response, trust_device(person, source=source_of(request), now=moment))
    return response


@require_POST
def _send_again(request: HttpRequest, stage: SecondFactorStage) -> HttpResponse:
    moment = now()
    if factors_of(stage.person, now=moment).by_email:
        if stage.send_code(moment):
            messages.success(request, _("A new code is on its way. The one before no longer works."))
        else:
            messages.warning(request, _("Several codes were sent already. Wait ten minutes before asking for another."))
    return HttpResponseRedirect(reverse("second-factor"))


@require_POST
def _leave(request: HttpRequest, _stage: SecondFactorStage) -> HttpResponse:
    end_half_session(request)
    return HttpResponseRedirect(reverse("account_login"))


second_factor = half_signed_in(_second_factor)
send_again = half_signed_in(_send_again)
leave = half_signed_in(_leave)


def _accepted(factors: Factors) -> set[str]:
    if factors.by_email:
        return {EMAIL}
    return {RECOVERY, *([APP] if factors.app_since else []), *([KEY] if factors.keys else [])}


def _judge(request: HttpRequest, stage: SecondFactorStage, factor: str, code: str, moment: datetime) -> str:
    """Return what is wrong with a code, or "" when it was right and is spent."""
    person = stage.person
    if factor == APP:
        verdict = accept_app_code(person, code, now=moment)
        if verdict is Verdict.CLOCK:
            return _("The clock of your phone is wrong: set its date and time to automatic, then try the next code.")
        right = verdict is Verdict.ACCEPTED
    elif factor == EMAIL:
        right = stage.accepts_code(code, moment)
    elif factor == KEY:
        question, server = stage.state["question"], server_for(request)
        stage.remember_question(None)
        right = bool(question and server and accept_key(person, server, question, code, now=moment))
        return "" if right else _("The security key was not recognised. Try again.")
    else:
        right = accept_recovery_code(person, code, source=source_of(request), now=moment)
        return "" if right else _("This recovery code is wrong or was used before.")
    return "" if right else _("This code is wrong, was used before or is too old.")


def _page(
    request: HttpRequest, stage: SecondFactorStage, factors: Factors, factor: str = "", sent: forms.Form | None = None
) -> HttpResponse:
    server = server_for(request)
    question = None
    here = [key for key in factors.keys if server and key.domain == server.domain]
    if server and here:
        question, remembered = server.ask([bytes(key.credential) for key in here])
        stage.remember_question(remembered)
    shown = {name: sent if sent and name == factor else form() for name, form in FORMS.items()}
    told = {
        "factors": factors,
        "email": _masked(stage.person.email),
        "was_sent": stage.state["code"] is not None,
        "form": sent,
        "opened": factor,
        "app_form": shown[APP],
        "email_form": shown[EMAIL],
        "recovery_form": shown[RECOVERY],
        "key_form": shown[KEY],
        "key_question": question,
        "trusted_days": settings.TRUSTED_DEVICE_DAYS,
    }
    return render(request, "account/second_factor.html", told)


def _masked(address: str) -> str:
    """Enough for the owner to know which mailbox to open."""
    name, _at, domain = address.partition("@")
    return f"{name[:2]}…@{domain}"
