"""Prove both factors anew before a sensitive act, then go on with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from coryphee.hub.accounts.actions.authenticator_app import Verdict, accept_app_code
from coryphee.hub.accounts.actions.emailed_codes import accept_emailed_code, send_code
from coryphee.hub.accounts.actions.recovery_codes import accept_recovery_code
from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.actions.security_keys import accept_key
from coryphee.hub.accounts.factors import Factors, factors_of
from coryphee.hub.accounts.limits import account_counted, limits_of_second_factor, reserve
from coryphee.hub.accounts.password_attempts import is_password_of
from coryphee.hub.accounts.password_rule import MAXIMUM
from coryphee.hub.accounts.recent_proof import is_fresh, note_proof
from coryphee.hub.accounts.security_key_server import server_for
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.access import PersonRequest, signed_in
from coryphee.hub.portal.second_factor import KEY, KeyForm
from coryphee.hub.toolbox.clock import now

Page = TypeVar("Page", bound=Callable[..., HttpResponse])

# In the session: until when the factor may be given, the number of an e-mailed code, what a security key was asked.
CONFIRMING = "confirming"
PATIENCE = timedelta(minutes=10)
LONGEST_CODE = 40


class PasswordForm(forms.Form):
    """The password of whoever is signed in."""

    current_password = forms.CharField(
        label=gettext_lazy("Your present password"),
        strip=False,
        max_length=MAXIMUM,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class FactorForm(forms.Form):
    """A code of the app or of the e-mail, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


def recently_proved(page: Page) -> Page:
    """Open the page, under `signed_in`, to a session that proved both factors less than five minutes ago.

    Others prove them first and come back. Of a form that was sent too late nothing is done, and they are told so.
    """

    @wraps(page)
    def guarded(request: HttpRequest, *given: Any, **places: Any) -> HttpResponse:
        if is_fresh(request.session, now()):
            return page(request, *given, **places)
        if request.method in {"GET", "HEAD"}:
            return _to_confirmation(request.get_full_path())
        messages.warning(request, _("Nothing was done yet. Confirm that it is you, then send the form again."))
        return _to_confirmation(_page_that_asked(request))

    return cast("Page", guarded)


@sensitive_post_parameters("current_password", "code")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: PersonRequest) -> HttpResponse:
    """Ask for the password, then for the second factor, and go on to `next`."""
    moment, onward = now(), _local(request, request.GET.get("next", ""))
    begun = request.session.get(CONFIRMING)
    if begun and moment < datetime.fromisoformat(begun["until"]):
        return _ask_factor(request, begun, onward, moment)
    form = PasswordForm(request.POST or None)
    if form.is_valid() and _password_is_right(request, form, moment):
        by_email, code = factors_of(request.user, now=moment).by_email, None
        if by_email:
            code = send_code(request.user, replaces=None, source=source_of(request), now=moment)
        if code is not None or not by_email:
            request.session[CONFIRMING] = {"until": (moment + PATIENCE).isoformat(), "code": code}
            return _to_confirmation(onward)
        form.add_error(None, _("Several codes were sent already. Wait ten minutes before asking for another."))
    return render(request, "account/confirm_identity.html", {"form": form, "step": "password", "onward": onward})


def _password_is_right(request: PersonRequest, form: PasswordForm, moment: datetime) -> bool:
    if is_password_of(request.user, form.cleaned_data["current_password"], request=request, now=moment):
        return True
    form.add_error("current_password", _("This is not your password."))
    return False


def _ask_factor(request: PersonRequest, begun: dict[str, Any], onward: str, moment: datetime) -> HttpResponse:
    person, source = request.user, source_of(request)
    factors, by_key = factors_of(person, now=moment), request.POST.get("factor") == KEY
    form = (KeyForm if by_key else FactorForm)(request.POST or None)
    if form.is_valid():
        attempt = reserve(limits_of_second_factor(account_counted(person.pk), source), now=moment)
        if _factor_is_right(request, begun, form.cleaned_data["code"], moment, by_key=by_key):
            attempt.forget()
            del request.session[CONFIRMING]
            note_proof(request.session, moment)
            record_security_event("person.identity_confirmed", person, source=source, by=person.actor, now=moment)
            return HttpResponseRedirect(onward)
        attempt.fail()
        record_security_event("person.factor_failed", person, source=source, by=person.actor, now=moment)
        form.add_error(None if by_key else "code", _wrong(by_key=by_key))
    told = {
        "form": form,
        "step": "factor",
        "onward": onward,
        "factors": factors,
        "code_form": FactorForm() if by_key else form,
        "key_form": KeyForm(),
        "key_question": _ask_key(request, begun, factors),
    }
    return render(request, "account/confirm_identity.html", told)


def _wrong(*, by_key: bool) -> str:
    if by_key:
        return _("The security key was not recognised. Try again.")
    return _("This code is wrong, was used before or is too old.")


def _ask_key(request: PersonRequest, begun: dict[str, Any], factors: Factors) -> dict[str, Any] | None:
    """Return the question for the keys that answer under this name, and remember it; None without such a key."""
    server = server_for(request)
    here = [bytes(key.credential) for key in factors.keys if server and key.domain == server.domain]
    if server is None or not here:
        return None
    question, remembered = server.ask(here)
    request.session[CONFIRMING] = {**begun, "question": remembered}
    return question


def _factor_is_right(
    request: PersonRequest, begun: dict[str, Any], code: str, moment: datetime, *, by_key: bool
) -> bool:
    person, factors, number = request.user, factors_of(request.user, now=moment), begun["code"]
    if by_key:
        server, question = server_for(request), begun.get("question")
        return bool(server and question and accept_key(person, server, question, code, now=moment))
    if factors.by_email:
        return number is not None and accept_emailed_code(person, number, code, now=moment)
    if factors.app_since is not None and accept_app_code(person, code, now=moment) is Verdict.ACCEPTED:
        return True
    return accept_recovery_code(person, code, source=source_of(request), now=moment)


def _to_confirmation(onward: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('confirm-identity')}?{urlencode({'next': onward})}")


def _page_that_asked(request: HttpRequest) -> str:
    asked_from = _local(request, request.headers.get("Referer", ""))
    return urlsplit(asked_from).path


def _local(request: HttpRequest, wanted: str) -> str:
    """Return an address of ours, or the home page for any other."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.isprintable() else "/"
