"""One's own data: take them along, or close the account for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.access import PersonRequest, signed_in
from coryphee.hub.portal.confirm_identity import recently_proved
from coryphee.hub.reports.personal_data import take_along
from coryphee.hub.structures.leaving import StillNeeded, leave_platform, left_alone_by
from coryphee.hub.toolbox.clock import day_in_france, now

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase


class ClosingForm(forms.Form):
    """The address typed out: no slip of the hand does that. `login` is what must be typed."""

    address = forms.CharField(
        label=gettext_lazy("Your e-mail address, typed out"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *given: Any, login: str, **options: Any) -> None:
        super().__init__(*given, **options)
        self.login = login

    def clean_address(self) -> str:
        """Refuse anything but the login address."""
        typed = str(self.cleaned_data["address"]).strip().lower()
        if typed != self.login:
            raise forms.ValidationError(_("This is not the address you sign in with."), code="other")
        return typed


@signed_in
@require_safe
def my_data(request: PersonRequest) -> HttpResponse:
    """Say what is held, offer it, and lead to the closing of the account."""
    return render(request, "account/my_data.html")


@signed_in
@require_POST
def export(request: PersonRequest) -> HttpResponseBase:
    """Everything about the person as one JSON file."""
    moment = now()
    data = take_along(request.user, source=source_of(request), by=request.user.actor, now=moment)
    answer = StreamingHttpResponse(data, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="coryphee-{day_in_france(moment)}.json"'
    return answer


@signed_in
@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PersonRequest) -> HttpResponse:
    """Explain what goes and what stays, then close the account."""
    person = request.user
    alone = left_alone_by(person)
    needed = bool(alone) or person.is_operator
    form = ClosingForm(request.POST if request.method == "POST" and not needed else None, login=person.email)
    status = 409 if request.method == "POST" and needed else 200
    if form.is_bound:
        if form.is_valid():
            try:
                leave_platform(person, by=person.actor, now=now())
            except StillNeeded:  # a colleague left meanwhile
                return HttpResponseRedirect(request.path)
            logout(request)
            messages.success(request, _("Your account is closed and your personal data are erased."))
            return HttpResponseRedirect("/")
        status = 422
    context: dict[str, Any] = {"form": form, "alone": alone, "needed": needed}
    return render(request, "account/close.html", context, status=status)
