"""Write down what happens to an account: in the journal for ever, in the owner's security log with its source."""

from datetime import datetime
from typing import Any

from coryphee.hub.accounts.models import SecurityEvent, User
from coryphee.hub.accounts.sources import Source
from coryphee.hub.journal.actions import record

AGENT_LENGTH = 300


def record_security_event(kind: str, person: User, *, source: Source, by: str, now: datetime, **details: Any) -> None:
    """Write `kind` (journal/vocabulary.py) down in the running transaction; `details`: JSON values, never a secret."""
    record(kind, by=by, now=now, object_type="person", object_id=person.public_id, **details)
    SecurityEvent.objects.create(
        at=now,
        person=person,
        kind=kind,
        source=source.address or None,
        agent=source.agent[:AGENT_LENGTH],
        details=details,
    )
