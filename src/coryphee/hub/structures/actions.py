"""Enter structures, services and memberships."""

from datetime import datetime
from typing import Any

from django.db import transaction

from coryphee.hub.accounts.models import User
from coryphee.hub.journal.actions import record
from coryphee.hub.structures.models import Membership, Structure
from coryphee.hub.toolbox.refusals import PlatformRefusal


class OperatorActsForNobody(PlatformRefusal):
    """An operator administers people and reads no invoice: they need a second account to act for a structure."""


@transaction.atomic
def create_structure(*, by: str, now: datetime, services: dict[str, str] | None = None, **fields: Any) -> Structure:
    """Enter a structure with its services ({code: name}); `fields` are columns of Structure."""
    structure = Structure.objects.create(**fields)
    structure.services.bulk_create(
        [structure.services.model(structure=structure, code=code, name=name) for code, name in (services or {}).items()]
    )
    record(
        "structure.created",
        by=by,
        now=now,
        object_type="structure",
        object_id=structure.pk,
        structure_id=structure.pk,
        identifier=structure.identifier,
    )
    return structure


@transaction.atomic
def grant_membership(person: User, structure: Structure, *, by: str, now: datetime, **rights: Any) -> Membership:
    """Let a person act for a structure, or change what they may do; `rights` are columns of Membership.

    Raises OperatorActsForNobody. No member becomes an operator either: an invitation makes a new account, or none.
    """
    if person.is_operator:
        raise OperatorActsForNobody
    membership, _ = Membership.objects.update_or_create(person=person, structure=structure, defaults=rights)
    record(
        "membership.granted",
        by=by,
        now=now,
        object_type="person",
        object_id=person.public_id,
        structure_id=structure.pk,
        rights=rights,
    )
    return membership
