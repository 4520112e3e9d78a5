"""Enter API clients."""

import secrets
from datetime import datetime

from django.db import transaction

from coryphee.hub.journal.actions import record
from coryphee.hub.partners.models import Application
from coryphee.hub.structures.models import Structure


@transaction.atomic
def create_client(name: str, structure: Structure, *, by: str, now: datetime) -> tuple[Application, str]:
    """Create a client of the API for a structure. Returns it with its secret (256 random bits), which is not kept."""
    secret = secrets.token_urlsafe(32)
    application = Application.objects.create(
        name=name,
        structure=structure,
        client_secret=secret,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )
    record(
        "client.created",
        by=by,
        now=now,
        object_type="client",
        object_id=application.client_id,
        structure_id=structure.pk,
    )
    return application, secret
