"""Opening an account that was tried too often, by the link of the e-mail about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from coryphee.hub.accounts.actions.locks import unlock_by_link, unlockable
from coryphee.hub.accounts.known_browsers import remember_this_browser
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.toolbox.clock import now


@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET, for mail scanners open links; unlock on POST. The browser is known then: no guesser locks it out."""
    if request.method != "POST":
        alive = unlockable(token, now=now()) is not None
        return render(
            request, "account/unlock.html", {"step": "ask" if alive else "dead"}, status=200 if alive else 410
        )
    person = unlock_by_link(token, source=source_of(request), now=now())
    if person is None:
        return render(request, "account/unlock.html", {"step": "dead"}, status=410)
    page = render(request, "account/unlock.html", {"step": "done"})
    remember_this_browser(request, page, person, now())
    return page
