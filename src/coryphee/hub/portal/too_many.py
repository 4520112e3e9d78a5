"""The page for whoever tried too often: what is closed, until when, and which ways stay open."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from coryphee.hub.accounts.limits import OF_SIGN_IN, TooMany

ALMOST_A_MINUTE = timedelta(minutes=1, microseconds=-1)  # the page shows whole minutes: the one after the last closed


class TooManyAttempts:
    """Answers 429 with `Retry-After` where a limit of coryphee.hub.accounts.limits said no."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do unless a page raises."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Make the page; Django calls this with what a view raised."""
        return too_many(request, exception) if isinstance(exception, TooMany) else None


def too_many(request: HttpRequest, refusal: TooMany) -> HttpResponse:
    """The page itself; the same for accounts that exist and for those that do not."""
    told = {
        "tried": refusal.limit.tried,
        "is_lock": refusal.limit in OF_SIGN_IN,  # it ends sooner by a link in the owner's mailbox
        "until": refusal.until + ALMOST_A_MINUTE,
    }
    page = render(request, "429.html", told, status=429)
    page["Retry-After"] = str(refusal.retry_after)
    return page
