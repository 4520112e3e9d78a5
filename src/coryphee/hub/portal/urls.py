"""Addresses of the portal's pages."""

urlpatterns: list[object] = []
