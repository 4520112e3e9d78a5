"""Django application: journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Names the application `journal`."""

    name = "coryphee.hub.journal"
    label = "journal"
