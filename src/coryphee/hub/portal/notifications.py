"""A person's inbox, what they want to be told, and the link of an e-mail that switches its family off."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coryphee.hub.notifications.actions import open_notification, read_all, set_preferences, switch_off
from coryphee.hub.notifications.families import CHANNELS, FAMILIES, SWITCHES
from coryphee.hub.notifications.opt_out import read_opt_out
from coryphee.hub.notifications.queries import inbox as inbox_page
from coryphee.hub.notifications.queries import preferences_of
from coryphee.hub.notifications.words import FAMILY_MEANINGS, FAMILY_TITLES
from coryphee.hub.portal.access import signed_in
from coryphee.hub.portal.lists import PAGE_SIZE, page_number, paging
from coryphee.hub.portal.pieces import Chip
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.refusals import NotForYou

if TYPE_CHECKING:
    from coryphee.hub.accounts.models import User


@signed_in
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what the person was told, newest first."""
    unread_only = "unread" in request.GET
    found = inbox_page(_person(request), page=page_number(request), size=PAGE_SIZE, unread_only=unread_only)
    chips = [
        Chip(_("All"), reverse("inbox"), on=not unread_only),
        Chip(_("Unread"), f"{reverse('inbox')}?unread=1", found.unread, on=unread_only),
    ]
    context = {"found": found, "paging": paging(request, found), "chips": chips, "unread_only": unread_only}
    return render(request, "portal/inbox.html", context)


@signed_in
@require_POST
def open_one(request: HttpRequest, number: int) -> HttpResponse:
    """Mark one as read and go where it leads; the page there asks for the right to see it."""
    try:
        return HttpResponseRedirect(open_notification(_person(request), number, now()))
    except NotForYou:
        raise Http404 from None


@signed_in
@require_POST
def read_everything(request: HttpRequest) -> HttpResponse:
    """Mark as read what stood on the page or before it."""
    newest = request.POST.get("newest", "")
    if newest.isascii() and newest.isdecimal() and len(newest) < 19:  # noqa: PLR2004  digits of a number in our tables
        read_all(_person(request), upto=int(newest), now=now())
    return HttpResponseRedirect(reverse("inbox"))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show the switches, family by family, and keep what the person chooses."""
    person = _person(request)
    if request.method == "POST":
        wanted = {(family, channel): f"{family}-{channel}" in request.POST for family, channel in SWITCHES}
        set_preferences(person, wanted, by=f"person:{person.public_id}", now=now())
        messages.success(request, _("Your choice is kept."))
        return HttpResponseRedirect(reverse("notification-preferences"))
    chosen = preferences_of(person)
    rows = [
        {
            "title": FAMILY_TITLES[family],
            "meaning": FAMILY_MEANINGS[family],
            "switches": [{"name": f"{family}-{channel}", "on": chosen.get((family, channel))} for channel in CHANNELS],
        }
        for family in FAMILIES
    ]
    address = person.contact_email or person.email
    return render(request, "portal/notification_preferences.html", {"rows": rows, "address": address})


@csrf_exempt  # RFC 8058: mail programs send the POST, without cookie; the signature of the address is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Switch off the e-mails of one family by the link in one of them: GET asks, POST does; nobody signs in."""
    try:
        person, family = read_opt_out(token)
    except NotForYou:
        return render(request, "portal/notifications_off.html", {"unknown": True}, status=404)
    if request.method == "POST":
        switch_off(person, family, now())
    is_on = preferences_of(person)[family, "email"]
    return render(request, "portal/notifications_off.html", {"title": FAMILY_TITLES[family], "is_on": is_on})


def _person(request: HttpRequest) -> "User":
    assert request.user.is_authenticated  # noqa: S101  signed_in
    return request.user
