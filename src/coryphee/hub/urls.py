"""Every address of the platform, door by door, and the pages for requests that cannot be answered."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from coryphee.hub.api import problems
from coryphee.hub.portal import errors

urlpatterns = [
    path("", include("coryphee.hub.api.urls")),
    path("", include("coryphee.hub.portal.urls")),
]


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure in the way of the door it happened at: programs get a problem, people a page."""
    door = problems if request.path.startswith("/api/") else errors
    return door.server_error(request)


handler400 = "coryphee.hub.portal.errors.bad_request"
handler403 = "coryphee.hub.portal.errors.forbidden"
handler404 = "coryphee.hub.portal.errors.not_found"
handler500 = "coryphee.hub.urls.server_error"
