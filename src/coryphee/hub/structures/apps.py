"""Django application: structures."""

from django.apps import AppConfig


class StructuresConfig(AppConfig):
    """Names the application `structures`."""

    name = "coryphee.hub.structures"
    label = "structures"
