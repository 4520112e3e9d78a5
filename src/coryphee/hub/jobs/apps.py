"""Django application: jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Names the application `jobs`."""

    name = "coryphee.hub.jobs"
    label = "jobs"
