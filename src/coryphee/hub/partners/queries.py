"""Find API clients by what they present."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from coryphee.hub.structures.models import Structure

# Written out because every call of the API begins with it: the ORM spends more time on making this statement than the
# database on answering it (1.5 ms against 0.2 ms).
FIELDS = Structure._meta.concrete_fields  # noqa: SLF001  Django documents it
STRUCTURE = [field.column for field in FIELDS]
PRESENTED = f"""
SELECT t.scope, a.client_id, a.name, {", ".join(f"s.{column}" for column in STRUCTURE)}
FROM partners_accesstoken t
JOIN partners_application a ON a.id = t.application_id
LEFT JOIN structures_structure s ON s.id = a.structure_id
LEFT JOIN accounts_user u ON u.id = a.user_id
WHERE t.token_checksum = %s AND t.expires > %s AND u.is_active IS NOT FALSE
"""  # noqa: S608  names of our own columns


@dataclass(frozen=True, slots=True)
class Presented:
    """A valid access token: its scopes, and the client it was given to with the structure the client acts for."""

    scopes: frozenset[str]
    client_id: str
    client_name: str
    structure: Structure | None


def token_presented(token: str, *, now: datetime) -> Presented | None:
    """Return what the valid access token with this secret stands for, in one query."""
    checksum = hashlib.sha256(token.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(PRESENTED, [checksum, now])
        row = cursor.fetchone()
    if row is None:
        return None
    scope, client_id, client_name, *columns = row
    structure = Structure.from_db(None, [field.attname for field in FIELDS], columns)
    return Presented(frozenset(scope.split()), client_id, client_name, structure if structure.pk else None)
