"""Django application: archive."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Names the application `archive`."""

    name = "coryphee.hub.archive"
    label = "archive"
