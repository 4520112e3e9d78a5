"""Django application: invoices."""

from django.apps import AppConfig


class InvoicesConfig(AppConfig):
    """Names the application `invoices`."""

    name = "coryphee.hub.invoices"
    label = "invoices"
