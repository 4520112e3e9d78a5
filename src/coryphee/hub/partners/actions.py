"""Enter API clients."""

import secrets
from datetime import datetime

from django.db import transaction

from coryphee.hub.journal.actions import NOBODY, UNKNOWN, record
from coryphee.hub.partners.models import AccessToken, Application
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


def sign_in_failed(client_id: str, *, now: datetime) -> None:
    """Write down that a client did not prove who it is: which one when it exists, never what it sent."""
    known = Application.objects.filter(client_id=client_id.replace("\x00", "")).values_list("client_id", flat=True)
    record("client.sign_in_failed", by=NOBODY, now=now, object_type="client", object_id=known.first() or UNKNOWN)


def forget_expired_tokens(now: datetime) -> None:
    """Remove the tokens of the API that open nothing any more."""
    AccessToken.objects.filter(expires__lte=now).delete()
