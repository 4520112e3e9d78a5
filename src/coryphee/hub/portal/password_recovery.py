"""Pages for a forgotten password: ask for a link, where to look for it, and choose a new password."""

from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from coryphee.hub.accounts.actions.recovery import ask_recovery, recover, recoverable
from coryphee.hub.accounts.limits import account_counted, limits_of_mail, reserve
from coryphee.hub.accounts.password_rule import minimum_for, words_of
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.account_fields import AddressField, NewPasswordForm, password_list, wants_list_only
from coryphee.hub.structures.queries import words_of_structures
from coryphee.hub.toolbox import clock


class RecoveryForm(forms.Form):
    """Whose password is forgotten."""

    email = AddressField(label=gettext_lazy("E-mail address"), help_text=gettext_lazy("The one you sign in with."))


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a link. What follows is the same for every address."""
    form = RecoveryForm(request.POST or None)
    if not form.is_valid():
        return render(request, "account/recovery.html", {"form": form})
    email, source = form.cleaned_data["email"], source_of(request)
    reserve(limits_of_mail(account_counted(None, email), source), now=clock.now())
    ask_recovery(email, source=source)
    return HttpResponseRedirect(reverse("account_reset_password_done"))


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Where to look for the link, and what to do when none comes."""
    return render(request, "account/recovery_sent.html")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, public_id: UUID, token: str) -> HttpResponse:
    """Choose a new password by a recovery link. It signs nobody in: the second factor is asked as always."""
    person = recoverable(public_id, token)
    if person is None:
        return _dead(request)
    words = (*words_of(person), *words_of_structures(person))
    form = NewPasswordForm(request.POST or None, words=words, minimum=minimum_for(person))
    if wants_list_only(request):
        return password_list(request, form)
    if not form.is_valid():
        return render(request, "account/new_password.html", {"form": form, "email": person.email})
    if recover(public_id, token, form.cleaned_data["password"], source=source_of(request), now=clock.now()) is None:
        return _dead(request)
    messages.success(request, _("Your password is replaced, and other sessions are closed. Sign in now."))
    return HttpResponseRedirect(reverse("account_login"))


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "account/recovery_dead.html", {"form": RecoveryForm()}, status=HTTPStatus.GONE)
