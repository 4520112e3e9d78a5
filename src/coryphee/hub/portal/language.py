"""The reader's language, and their choice of it from the footer."""

from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from coryphee.einvoice.words import Language
from coryphee.hub.accounts.actions.people import set_language
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.toolbox.clock import now

ONE_YEAR = 365 * 24 * 3600


def reader_language() -> Language:
    """Return the language of the page being made: fr, en or it."""
    return cast("Language", (get_language() or "fr")[:2])


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep `language` in a cookie, and in the profile of a signed-in person; go back to the page that asked."""
    response = HttpResponseRedirect(_page_that_asked(request))
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        keep_language(response, wanted)
        if request.user.is_authenticated:
            set_language(request.user, wanted, source=source_of(request), by=request.user.actor, now=now())
    return response


def keep_language(response: HttpResponse, language: str) -> None:
    """Remember the language in the reader's browser for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=ONE_YEAR,
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )


def _page_that_asked(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.headers.get("Referer", "/")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(wanted)
    path = "/" + parts.path.lstrip("/\\")  # two slashes would begin with another host
    return f"{path}{'?' + parts.query if parts.query else ''}"
