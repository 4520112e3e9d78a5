"""Django application: flows."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """Names the application `flows`."""

    name = "coryphee.hub.flows"
    label = "flows"
