"""The page about the browsers in which a person is signed in, and signing out."""

from typing import Any

from allauth.account import views as account
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from coryphee.hub.accounts.actions.sessions import end_session, end_sessions, signed_out
from coryphee.hub.accounts.browser_names import browser_name
from coryphee.hub.accounts.sessions import number_of, open_sessions
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.access import PersonRequest, signed_in
from coryphee.hub.toolbox.clock import now

# Not "cookies": the language and the browsers that an account knows outlive a session.
CLEARED_AT_SIGN_OUT = '"cache", "storage"'


@signed_in
@require_safe
def sessions(request: PersonRequest) -> HttpResponse:
    """Show in which browsers the person is signed in."""
    shown = [
        {"session": one, "name": readable_browser(one.agent)}
        for one in open_sessions(request.user, now=now(), this=request.session)
    ]
    return render(request, "account/sessions.html", {"sessions": shown})


@signed_in
@require_POST
def end_one(request: PersonRequest) -> HttpResponse:
    """End the session named in the form; ending the one that asks is signing out."""
    person = request.user
    number = request.POST.get("session", "").replace("\x00", "")
    if number == number_of(request.session):
        return HttpResponseRedirect(reverse("account_logout"))
    ended = end_session(person, number, source=source_of(request), by=person.actor, now=now())
    if ended:
        messages.success(request, _("That session is ended: the browser must sign in again."))
    else:
        messages.warning(request, _("That session had ended already."))
    return HttpResponseRedirect(reverse("sessions"))


@signed_in
@require_POST
def end_others(request: PersonRequest) -> HttpResponse:
    """End all sessions of the person but the one that asks."""
    person, own = request.user, number_of(request.session)
    count = end_sessions(person, but=own, source=source_of(request), by=person.actor, now=now())
    told = ngettext("One other session is ended.", "%(count)s other sessions are ended.", count)
    messages.success(request, told % {"count": count} if count else _("There was no other session."))
    return HttpResponseRedirect(reverse("sessions"))


class SignOut(account.LogoutView):
    """Ask on GET, sign out on POST; the browser is told to forget what it kept."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session for good: its cookie opens nothing any more."""
        person = self.request.user
        if person.is_authenticated:
            signed_out(person, source=source_of(self.request), now=now())
        answer: HttpResponse = super().post(*args, **kwargs)
        answer["Clear-Site-Data"] = CLEARED_AT_SIGN_OUT
        return answer


def readable_browser(agent: str) -> str:
    """Return what people call a browser: "Firefox on Windows"."""
    browser, system = browser_name(agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")
