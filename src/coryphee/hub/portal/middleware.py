"""What every answer carries, whichever door made it."""

from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from coryphee.hub.toolbox.outages import RETRY_AFTER

Answer = Callable[[HttpRequest], HttpResponseBase]

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


class ForwardedHeaders:
    """What a proxy says of the caller counts only from CORYPHEE_TRUSTED_PROXIES: anybody can write a header."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.trusted = [ip_network(written.strip()) for written in settings.TRUSTED_PROXIES]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Take the caller's address from a trusted proxy's header, or drop such headers altogether."""
        if self._trusts(request.META.get("REMOTE_ADDR", "")):
            # The last address is the one that the trusted proxy itself saw; those before it are the caller's own words.
            seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
            request.META["REMOTE_ADDR"] = _without_port(seen) or request.META["REMOTE_ADDR"]
        else:
            for name in FORWARDED:
                request.META.pop(name, None)
        return self.get_response(request)

    def _trusts(self, address: str) -> bool:
        try:
            caller = ip_address(address)
        except ValueError:
            return False
        return any(caller in network for network in self.trusted)


def _without_port(written: str) -> str:
    """Return the address of what a proxy wrote: bare, `203.0.113.7:1234`, `[2001:db8::1]` or `[2001:db8::1]:443`."""
    if written.startswith("["):
        return written[1:].partition("]")[0]
    address, _colon, port = written.partition(":")
    return address if port.isdecimal() and "." in address else written


class UnattendedRequests:
    """A page that asks again by itself, with the header X-Polling, keeps no session alive: nobody may sit before it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Tell the session, before it is read, whether somebody made the request."""
        request.session.is_attended = "X-Polling" not in request.headers  # type: ignore[attr-defined]  # session_store.py
        return self.get_response(request)


class SecurityHeaders:
    """Content security policy, permissions, and no copies of signed-in pages in caches."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request and add the headers that the view did not set itself."""
        if settings.DEMO and not _is_loopback_host(request):
            return HttpResponse("Demo data answers on this computer only.", status=400, content_type="text/plain")
        if settings.PRODUCTION and request.path.startswith("/api/") and not request.is_secure():
            return _https_only()
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _https_only() -> HttpResponse:
    # Not redirected: software that sends its secret in clear must notice, and stop.
    told = {
        "status": 403,
        "code": "https.required",
        "title": "Call the API over https.",
        "detail": "",
        "help": settings.PUBLIC_URL,
    }
    return JsonResponse(told, status=403, content_type="application/problem+json")


def _is_loopback_host(request: HttpRequest) -> bool:
    host = request.META.get("HTTP_HOST", "").rsplit(":", 1)[0]
    return host in settings.LOOPBACK_HOSTS


class ReaderLanguage:
    """Speak the reader's language: their profile, else the footer's choice (cookie), else the browser, else French."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Activate the language for the time of the request."""
        language = translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", language)
        return response


class WholeBodies:
    """Answers for the requests whose body hub/operations/front.py gave up: too slow, or too many large ones at once."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Say that nothing was kept and what to do now; software gets a problem, people a page."""
        status = request.META.get("coryphee.body_refused")
        if status is None:
            return self.get_response(request)
        software = request.path.startswith("/api/") or "application/json" in request.headers.get("Accept", "")
        response = _problem(status) if software else HttpResponse(render_to_string(f"{status}.html"), status=status)
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            response["Retry-After"] = RETRY_AFTER
        return response


def _problem(status: int) -> HttpResponse:
    late = status == HTTPStatus.REQUEST_TIMEOUT
    told = {
        "type": "about:blank",
        "status": status,
        "code": "body.too_slow" if late else "service.unavailable",
        "title": gettext("This could not be sent yet") if late else gettext("The service is paused"),
        "detail": gettext("The connection stood still, or was too slow to wait for. Nothing of this sending was kept.")
        if late
        else "",
        "help": gettext("Check your connection and send it again."),
    }
    return JsonResponse(told, status=status, content_type="application/problem+json")
