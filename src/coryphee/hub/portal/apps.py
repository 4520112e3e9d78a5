"""Django application: portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Names the application `portal`."""

    name = "coryphee.hub.portal"
    label = "portal"
