"""The page to change one's password."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from coryphee.hub.accounts.actions.passwords import change_password
from coryphee.hub.accounts.password_attempts import is_password_of
from coryphee.hub.accounts.password_rule import MAXIMUM, minimum_for, words_of
from coryphee.hub.accounts.sessions import number_of
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.access import PersonRequest, signed_in
from coryphee.hub.portal.account_fields import NewPasswordForm, password_list, wants_list_only
from coryphee.hub.portal.confirm_identity import recently_proved
from coryphee.hub.structures.queries import words_of_structures
from coryphee.hub.toolbox.clock import now


class ChangeForm(NewPasswordForm):
    """The present password and the new one."""

    current_password = forms.CharField(
        label=gettext_lazy("Your present password"),
        strip=False,
        max_length=MAXIMUM,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["password"].label = _("New password")


@sensitive_post_parameters("current_password", "password")
@signed_in
@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest) -> HttpResponse:
    """Replace the password; all other sessions and trusted devices end, this session goes on under another number."""
    person = request.user
    words = (*words_of(person), *words_of_structures(person))
    form = ChangeForm(request.POST or None, words=words, minimum=minimum_for(person))
    if wants_list_only(request):
        return password_list(request, form)
    if form.is_valid() and _present_is_right(request, form):
        source, this = source_of(request), number_of(request.session)
        change_password(person, form.cleaned_data["password"], but=this, source=source, by=person.actor, now=now())
        update_session_auth_hash(request, person)
        messages.success(request, _("Your password is changed. All your other sessions are ended."))
        return HttpResponseRedirect(reverse("sessions"))
    return render(request, "account/change_password.html", {"form": form, "email": person.email})


def _present_is_right(request: PersonRequest, form: ChangeForm) -> bool:
    if is_password_of(request.user, form.cleaned_data["current_password"], request=request, now=now()):
        return True
    form.add_error("current_password", _("This is not your password."))
    return False
