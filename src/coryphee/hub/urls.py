"""Every address of the platform, door by door, and the pages for requests that cannot be answered."""

from django.urls import include, path

urlpatterns = [
    path("", include("coryphee.hub.api.urls")),
    path("", include("coryphee.hub.portal.urls")),
]

handler400 = "coryphee.hub.portal.errors.bad_request"
handler403 = "coryphee.hub.portal.errors.forbidden"
handler404 = "coryphee.hub.portal.errors.not_found"
handler500 = "coryphee.hub.portal.errors.server_error"
