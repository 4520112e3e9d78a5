"""Django application: partners."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Names the application `partners`."""

    name = "coryphee.hub.partners"
    label = "partners"
