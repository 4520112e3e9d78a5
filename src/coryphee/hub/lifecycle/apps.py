"""Django application: lifecycle."""

from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    """Names the application `lifecycle`."""

    name = "coryphee.hub.lifecycle"
    label = "lifecycle"
