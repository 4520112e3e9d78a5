"""Addresses of the APIs."""

from django.urls import path

from coryphee.hub.api.oauth import ClientCredentials
from coryphee.hub.api.v1 import api

urlpatterns = [
    path("api/v1/oauth/token", ClientCredentials.as_view(), name="api-token"),
    path("api/v1/", api.urls),
]
