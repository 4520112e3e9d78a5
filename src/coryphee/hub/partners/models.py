"""API clients: own classes for all swappable models of the OAuth toolkit, from the first migration."""

from django.db import models
from oauth2_provider import models as oauth

from coryphee.hub.structures.models import Structure


class Application(oauth.AbstractApplication):
    """A client of the API, which acts for one structure."""

    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, null=True, related_name="applications")
    objects = oauth.ApplicationManager()

    class Meta(oauth.AbstractApplication.Meta):
        pass

    def is_usable(self, request: object) -> bool:
        """Whether the client may get tokens: not once the account that owns it is closed."""
        return self.user is None or self.user.is_active

    @property
    def actor(self) -> str:
        """The client as the journal names it."""
        return f"client:{self.client_id}"


class Grant(oauth.AbstractGrant):
    """Authorisation grant (not offered; the toolkit needs the table)."""


class AccessToken(oauth.AbstractAccessToken):
    """Bearer token; only its SHA-256 is stored (COMPLIANT_BCP_RFC9700_TOKEN_STORAGE)."""


class RefreshToken(oauth.AbstractRefreshToken):
    """Refresh token (not offered; the toolkit needs the table)."""

    class Meta(oauth.AbstractRefreshToken.Meta):
        pass


class IdToken(oauth.AbstractIDToken):
    """OpenID token (not offered; the toolkit needs the table)."""


class DeviceGrant(oauth.AbstractDeviceGrant):
    """Device grant (not offered; the toolkit needs the table)."""

    class Meta(oauth.AbstractDeviceGrant.Meta):
        pass
