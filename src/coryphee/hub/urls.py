"""Every address of the platform, door by door, and the pages for requests that cannot be answered."""

from types import ModuleType

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from coryphee.hub.api import problems
from coryphee.hub.portal import errors

urlpatterns = [
    path("", include("coryphee.hub.api.urls")),
    path("", include("coryphee.hub.portal.urls")),
]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what could not be understood in the way of the door it came to: programs get a problem, people a page."""
    return _door(request).bad_request(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that there is not, in the way of its door."""
    return problems.no_such_address(request) if _door(request) is problems else errors.not_found(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure in the way of the door it happened at."""
    return _door(request).server_error(request)


def _door(request: HttpRequest) -> ModuleType:
    return problems if request.path.startswith("/api/") else errors


handler400 = "coryphee.hub.urls.bad_request"
handler403 = "coryphee.hub.portal.errors.forbidden"
handler404 = "coryphee.hub.urls.not_found"
handler500 = "coryphee.hub.urls.server_error"
