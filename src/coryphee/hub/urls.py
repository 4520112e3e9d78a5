"""Every address of the platform, door by door."""

from django.urls import include, path

urlpatterns = [
    path("", include("coryphee.hub.api.urls")),
    path("", include("coryphee.hub.portal.urls")),
]
