"""The page behind the link that two operators sent to whoever lost a second factor: it asks for the password."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from coryphee.hub.accounts.actions.factor_recoveries import free_from_lost_factor, freeing_link
from coryphee.hub.toolbox.clock import now


class PasswordForm(forms.Form):
    """The password of the account."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def lost_factor(request: HttpRequest, token: str) -> HttpResponse:
    """Say what will happen; with the right password forget the factors and lead to the sign-in page."""
    link = freeing_link(token, now=now())
    if link.state != "open":
        return _dead(request, link.state)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        state = free_from_lost_factor(token, form.cleaned_data["password"], request=request, now=now())
        if state is None:
            messages.success(
                request, _("Your old factors no longer work. Sign in: a code comes by e-mail. Then set up a new app.")
            )
            return HttpResponseRedirect(reverse("account_login"))
        if state != "open":
            return _dead(request, state)
        form.add_error("password", _("This is not the password of the account."))
    return render(request, "account/lost_factor.html", {"form": form, "email": link.email})


def _dead(request: HttpRequest, state: str) -> HttpResponse:
    return render(request, "account/lost_factor_dead.html", {"state": state}, status=404 if state == "unknown" else 410)
