"""Django application: notifications."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Names the application `notifications`."""

    name = "coryphee.hub.notifications"
    label = "notifications"
