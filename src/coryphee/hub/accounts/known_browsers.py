"""Browsers that a person signed in with before: guessers elsewhere do not lock them out, and others are told of.

The cookie opens nothing. It says "this browser was here", so that its attempts are counted apart from those of
strangers: whoever guesses from a thousand addresses closes the account to strangers only, never to its owner.
"""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from coryphee.hub.accounts.models import KnownBrowser, User
from coryphee.hub.accounts.sources import Source, source_of

KEPT = 20  # for each person; the one unused for longest is forgotten
FORGOTTEN_AFTER = timedelta(days=400)  # browsers keep no cookie for longer
AGENT_LENGTH = 300


def browser_token(request: HttpRequest) -> str:
    """Return what the browser's cookie carries, or nothing."""
    return request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE, "")[:100].replace("\x00", "")


def known_as(person_id: int | None, token: str) -> str:
    """Return how the table names this browser if the person signed in with it, else nothing."""
    if not token:
        return ""
    fingerprint = _fingerprint(person_id, token)
    known = KnownBrowser.objects.filter(person=person_id, fingerprint=fingerprint).exists()
    return fingerprint if known else ""


def remember_browser(person: User, token: str, *, source: Source, now: datetime) -> tuple[str, bool]:
    """Remember a browser in the running transaction; returns what its cookie must carry, and whether it is a new one.

    A browser without its cookie is not new when one of the same name was seen in the same network.
    """
    token = token or secrets.token_urlsafe(32)
    browsers = KnownBrowser.objects.filter(person=person)
    agent, fingerprint = source.agent[:AGENT_LENGTH], _fingerprint(person.pk, token)
    is_new = not (
        browsers.filter(fingerprint=fingerprint).exists()
        or browsers.filter(agent=agent, network=source.network).exists()
    )
    seen = {"agent": agent, "network": source.network, "seen_at": now}
    KnownBrowser.objects.update_or_create(person=person, fingerprint=fingerprint, defaults=seen)
    latest = browsers.order_by("-seen_at").values("pk")[:KEPT]
    browsers.exclude(pk__in=latest).delete()
    return token, is_new


def keep_browser_token(response: HttpResponse, token: str) -> None:
    """Give the browser its cookie."""
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE,
        token,
        max_age=int(FORGOTTEN_AFTER.total_seconds()),
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )


def remember_this_browser(request: HttpRequest, response: HttpResponse, person: User, now: datetime) -> bool:
    """Remember the browser of a request, in the running transaction; returns whether it is new to the person."""
    token, is_new = remember_browser(person, browser_token(request), source=source_of(request), now=now)
    keep_browser_token(response, token)
    return is_new


def forget_old_browsers(now: datetime) -> None:
    """Remove browsers that were not seen for longer than their cookie lives."""
    KnownBrowser.objects.filter(seen_at__lte=now - FORGOTTEN_AFTER).delete()


def _fingerprint(person_id: int | None, token: str) -> str:
    return salted_hmac("coryphee.known_browsers", f"{person_id}\n{token}", algorithm="sha256").hexdigest()
