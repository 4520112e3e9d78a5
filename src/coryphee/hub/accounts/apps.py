"""Django application: accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Names the application `accounts`."""

    name = "coryphee.hub.accounts"
    label = "accounts"
