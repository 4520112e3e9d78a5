"""Find API clients by what they present."""

import hashlib
from datetime import datetime

from coryphee.hub.partners.models import AccessToken


def token_presented(token: str, *, now: datetime) -> AccessToken | None:
    """Return the valid access token whose secret this is, with its application and structure, in one query."""
    checksum = hashlib.sha256(token.encode()).hexdigest()
    return (
        AccessToken.objects.select_related("application__structure")
        .filter(token_checksum=checksum, expires__gt=now)
        .first()
    )
