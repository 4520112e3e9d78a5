"""Setting up an authenticator app, and taking it off the account again."""

from datetime import timedelta

import segno
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from coryphee.hub.accounts import totp
from coryphee.hub.accounts.actions.authenticator_app import (
    Verdict,
    add_app,
    open_app_secret,
    remove_app,
    seal_app_secret,
)
from coryphee.hub.accounts.factors import factors_of
from coryphee.hub.accounts.sealing import Unreadable
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.access import PersonRequest, signed_in
from coryphee.hub.portal.confirm_identity import recently_proved
from coryphee.hub.portal.security import show_new_codes
from coryphee.hub.toolbox.clock import now

SETUP = "app_setup"  # in the session: the seed, encrypted, and until when it waits for its first code
SETUP_TIME = timedelta(minutes=30)
ISSUER = "Coryphée"
LONGEST_CODE = 40


class FirstCodeForm(forms.Form):
    """The code that proves that the app has the key."""

    code = forms.CharField(
        label=gettext_lazy("Code that the app shows now"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


@sensitive_post_parameters("code")
@signed_in
@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: PersonRequest) -> HttpResponse:
    """Show a new key as QR code and as text until a code of it was typed; then keep it and never show it again."""
    moment = now()
    sealed = _pending(request)
    if request.method != "POST":
        if sealed is None:
            sealed = seal_app_secret(totp.new_secret(), request.user)
            request.session[SETUP] = {"sealed": sealed, "until": (moment + SETUP_TIME).timestamp()}
        return _page(request, sealed, FirstCodeForm())
    if sealed is None:
        messages.warning(
            request, _("This set-up is finished already, or took too long: below you see whether the app is set up.")
        )
        return HttpResponseRedirect(reverse("security"))
    form = FirstCodeForm(request.POST)
    if not form.is_valid():
        return _page(request, sealed, form)
    replaces = factors_of(request.user, now=moment).app_since is not None
    verdict = add_app(request.user, sealed, form.cleaned_data["code"], source=source_of(request), now=moment)
    if verdict is not Verdict.ACCEPTED:
        form.add_error("code", _wrong(verdict))
        return _page(request, sealed, form)
    del request.session[SETUP]
    if factors_of(request.user, now=moment).recovery_codes == 0:
        return show_new_codes(request)
    told = _("The app is set up. The one before no longer works.") if replaces else _("The app is set up.")
    messages.success(request, told)
    return HttpResponseRedirect(reverse("security"))


@signed_in
@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PersonRequest) -> HttpResponse:
    """Ask, and on POST forget the app."""
    if request.method != "POST":
        return render(
            request, "account/authenticator_app_remove.html", {"factors": factors_of(request.user, now=now())}
        )
    if remove_app(request.user, source=source_of(request), by=request.user.actor, now=now()):
        messages.success(request, _("The app is removed. You can delete its entry on the phone."))
    return HttpResponseRedirect(reverse("security"))


def _pending(request: PersonRequest) -> str | None:
    """Return the encrypted seed that waits for its first code, if one does and it is this person's."""
    kept = request.session.get(SETUP) or {}
    if kept.get("until", 0) < now().timestamp():
        return None
    try:
        open_app_secret(kept["sealed"], request.user)
    except Unreadable:
        return None
    sealed: str = kept["sealed"]
    return sealed


def _wrong(verdict: Verdict) -> str:
    if verdict is Verdict.CLOCK:
        return _("The clock of your phone is wrong: set its date and time to automatic, then try the next code.")
    return _("This code does not belong to this key. Scan the QR code again, or wait for the next code.")


def _page(request: PersonRequest, sealed: str, form: FirstCodeForm) -> HttpResponse:
    secret = open_app_secret(sealed, request.user)
    code = segno.make(totp.address(secret, issuer=ISSUER, account=request.user.email), error="m", micro=False)
    told = {
        "form": form,
        "key": totp.written(secret),
        "picture": code.svg_data_uri(scale=5, border=4, light="white"),
        "replaces": factors_of(request.user, now=now()).app_since,
    }
    return render(request, "account/authenticator_app.html", told)
