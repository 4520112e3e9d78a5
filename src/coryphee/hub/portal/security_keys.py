"""Adding security keys (WebAuthn) to one's own account, and taking them off again."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from coryphee.hub.accounts.actions.security_keys import MOST_KEYS, add_key, remove_key
from coryphee.hub.accounts.factors import factors_of
from coryphee.hub.accounts.security_key_server import AnswerRefused, SecurityKeyServer, server_for
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.access import PersonRequest, signed_in
from coryphee.hub.portal.confirm_identity import recently_proved
from coryphee.hub.portal.fields import TextField
from coryphee.hub.portal.security import show_new_codes
from coryphee.hub.toolbox.clock import now

SETUP = "key_setup"  # in the session: what the key was asked


class NewKeyForm(forms.Form):
    """A name by which its owner recognises the key, and what it answered (static/coryphee/security-key.js)."""

    name = TextField(
        label=gettext_lazy("Name of the key"),
        max_length=60,
        help_text=gettext_lazy("By which you recognise it: where it is, or what it looks like."),
    )
    code = forms.CharField(widget=forms.HiddenInput, required=False)


@signed_in
@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonRequest) -> HttpResponse:
    """Ask a new key, and keep it once it has answered."""
    server, moment = server_for(request), now()
    if server is None or len(factors_of(request.user, now=moment).keys) >= MOST_KEYS:
        return HttpResponseRedirect(reverse("security"))
    if request.method != "POST":
        return _page(request, server, NewKeyForm())
    form = NewKeyForm(request.POST)
    question = request.session.pop(SETUP, {})
    if not form.is_valid():
        return _page(request, server, form)
    try:
        answer, name = form.cleaned_data["code"], form.cleaned_data["name"]
        add_key(request.user, server, question, answer, name=name, source=source_of(request), now=moment)
    except AnswerRefused:
        form.add_error(None, _("The key was not accepted: it is on an account already, or its answer came too late."))
        return _page(request, server, form)
    if factors_of(request.user, now=moment).recovery_codes == 0:
        return show_new_codes(request)
    messages.success(request, _("The security key is added."))
    return HttpResponseRedirect(reverse("security"))


@signed_in
@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PersonRequest, number: int) -> HttpResponse:
    """Ask, and on POST forget the key."""
    factors = factors_of(request.user, now=now())
    key = next((one for one in factors.keys if one.pk == number), None)
    if key is None:
        raise Http404
    if request.method != "POST":
        return render(request, "account/security_key_remove.html", {"key": key, "factors": factors})
    remove_key(request.user, number, source=source_of(request), by=request.user.actor, now=now())
    messages.success(request, _("The security key is removed."))
    return HttpResponseRedirect(reverse("security"))


def _page(request: PersonRequest, server: SecurityKeyServer, form: NewKeyForm) -> HttpResponse:
    person = request.user
    known = [bytes(key.credential) for key in factors_of(person, now=now()).keys if key.domain == server.domain]
    question, request.session[SETUP] = server.ask_new(person.public_id.bytes, person.email, known)
    return render(request, "account/security_key.html", {"form": form, "question": question})
