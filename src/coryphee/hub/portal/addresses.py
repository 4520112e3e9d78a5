"""Pages for another login address, another address for notifications, and the link that confirms either."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from coryphee.hub.accounts.actions.address_changes import (
    LinkOver,
    Purpose,
    ask_address,
    awaited_by,
    confirm_address,
    drop_change,
    drop_contact,
)
from coryphee.hub.accounts.limits import account_counted, limits_of_mail, reserve
from coryphee.hub.accounts.sessions import number_of
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.access import PersonRequest, signed_in
from coryphee.hub.portal.account_fields import AddressField
from coryphee.hub.portal.confirm_identity import recently_proved
from coryphee.hub.toolbox.clock import now

PURPOSES: dict[str, Purpose] = {"login": "login", "contact": "contact"}


class AddressForm(forms.Form):
    """The new address; `present` is the one that the person signs in with."""

    address = AddressField(label=gettext_lazy("New address"))

    def __init__(self, *given: Any, present: str, **options: Any) -> None:
        super().__init__(*given, **options)
        self.present = present

    def clean_address(self) -> str:
        """Refuse the address that counts already."""
        given = str(self.cleaned_data["address"])
        if given == self.present:
            raise forms.ValidationError(_("This is the address you sign in with."), code="same")
        return given


@signed_in
@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def change_address(request: PersonRequest, purpose: str) -> HttpResponse:
    """Ask for the new address and send it a link."""
    if purpose not in PURPOSES:
        raise Http404
    person, source = request.user, source_of(request)
    form = AddressForm(request.POST or None, present=person.email)
    if form.is_valid():
        # Counted for the person, not for the address: else the answer would tell what others asked of it.
        reserve(limits_of_mail(account_counted(person.pk), source), now=now())
        address = form.cleaned_data["address"]
        ask_address(person, PURPOSES[purpose], address, source=source, by=person.actor, now=now())
        messages.success(request, _("We sent a link to %(address)s: open it and confirm.") % {"address": address})
        return HttpResponseRedirect(reverse("profile") + "#addresses")
    context = {"form": form, "purpose": purpose}
    return render(request, "account/address.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def drop_address(request: PersonRequest) -> HttpResponse:
    """Forget an address that waits, or the one for notifications."""
    person, what = request.user, request.POST.get("what", "")
    if what == "contact":
        drop_contact(person, source=source_of(request), by=person.actor, now=now())
        messages.success(request, _("Notifications go to the address you sign in with."))
    elif what.startswith("waiting-"):
        drop_change(person, what.removeprefix("waiting-")[:10], source=source_of(request), by=person.actor, now=now())
        messages.success(request, _("That change is forgotten; its link no longer works."))
    return HttpResponseRedirect(reverse("profile") + "#addresses")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the link opens, in whatever browser: opening changes nothing, its button does."""
    context: dict[str, Any] = {}
    try:
        if request.method == "POST":
            context["done"] = confirm_address(
                token, source=source_of(request), now=now(), but=number_of(request.session)
            )
        else:
            context["awaited"] = awaited_by(token, now=now())
    except LinkOver:
        return render(request, "account/address_confirm.html", context, status=HTTPStatus.GONE)
    return render(request, "account/address_confirm.html", context)
