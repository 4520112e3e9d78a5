"""Pages of registration: the form, the note that a link was sent, and the page that the link opens."""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from coryphee.hub.accounts.actions.registration import (
    Activation,
    LinkDead,
    activate,
    activation_of,
    register,
    renew_link,
)
from coryphee.hub.accounts.limits import account_counted, limits_of_mail, reserve
from coryphee.hub.accounts.password_rule import words_of_address
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.account_fields import AddressField, NewPasswordForm, password_list, wants_list_only
from coryphee.hub.portal.fields import LineField
from coryphee.hub.portal.language import keep_language, reader_language
from coryphee.hub.toolbox import clock

STATUS_OF_LINK = {
    "open": HTTPStatus.OK,
    "expired": HTTPStatus.GONE,
    "used": HTTPStatus.GONE,
    "unknown": HTTPStatus.NOT_FOUND,
}


class RegistrationForm(NewPasswordForm):
    """Who registers."""

    name = LineField(
        label=gettext_lazy("First name and last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(label=gettext_lazy("E-mail address"), help_text=gettext_lazy("You sign in with it."))
    contact_email = AddressField(
        label=gettext_lazy("Another address for notifications"),
        required=False,
        help_text=gettext_lazy("Used once its owner has confirmed it. Empty: notifications go to the address above."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    own_words = ("name", "email", "contact_email")
    field_order = ("name", "email", "contact_email", "language", "password")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """The form to register. What follows is the same whether the address has an account or not."""
    if request.user.is_authenticated:
        return HttpResponseRedirect("/")
    form = RegistrationForm(request.POST or None, initial={"language": reader_language()})
    if wants_list_only(request):
        return password_list(request, form)
    if not form.is_valid():
        return render(request, "account/sign_up.html", {"form": form})
    given = form.cleaned_data
    reserve(limits_of_mail(account_counted(None, given["email"]), source_of(request)), now=clock.now())
    register(**given, now=clock.now())
    response = HttpResponseRedirect(reverse("account_sign_up_sent"))
    keep_language(response, given["language"])
    return response


@require_safe
def sign_up_sent(request: HttpRequest) -> HttpResponse:
    """Where to look for the link, and what to do when none comes."""
    return render(request, "account/sign_up_sent.html")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def activation(request: HttpRequest, token: str) -> HttpResponse:
    """The page that an activation link opens: opening changes nothing, its button does."""
    found = activation_of(token, now=clock.now())
    if request.method == "POST" and found.state == "expired":
        return _renew(request, token, found)
    form = NewPasswordForm(request.POST or None, words=(found.name, *words_of_address(found.email)))
    if wants_list_only(request):
        return password_list(request, form)
    if request.method == "POST" and found.state == "open" and (not found.asks_password or form.is_valid()):
        try:
            _activate(request, token, found)
        except LinkDead as dead:
            found = Activation(dead.state, found.email)
        except ValidationError as refusal:
            form.add_error("password", refusal)
        else:
            return HttpResponseRedirect(reverse("account_login"))
    shown = {"found": found, "form": form if found.asks_password else None}
    return render(request, "account/activation.html", shown, status=STATUS_OF_LINK[found.state])


def _activate(request: HttpRequest, token: str, found: Activation) -> None:
    """Make the account; the address for notifications goes along if its tick was left."""
    contact = found.contact_email if "contact" in request.POST else ""
    password = request.POST.get("password")
    activate(token, password=password, contact_email=contact, source=source_of(request), now=clock.now())
    messages.success(request, _("Your account is active. Sign in now."))
    if contact:
        messages.success(request, _("We sent a link to %(address)s: open it and confirm.") % {"address": contact})


def _renew(request: HttpRequest, token: str, found: Activation) -> HttpResponse:
    reserve(limits_of_mail(account_counted(None, found.email), source_of(request)), now=clock.now())
    try:
        renew_link(token, now=clock.now())
    except LinkDead:  # confirmed meanwhile by another link
        return HttpResponseRedirect(request.path)
    return HttpResponseRedirect(reverse("account_sign_up_sent"))
