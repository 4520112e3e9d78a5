"""Django application: accounts."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    """Names the application `accounts`."""

    name = "coryphee.hub.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Have every sign-in write into its session, whichever door it came by."""
        from coryphee.hub.accounts.sessions import begin_session  # noqa: PLC0415  the models must be loaded first

        user_logged_in.connect(begin_session, dispatch_uid="coryphee.begin_session")
