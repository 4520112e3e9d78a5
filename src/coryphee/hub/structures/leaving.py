"""Leave the platform: a person's memberships end and their account is closed, unless a structure would stand alone."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from coryphee.hub.accounts.actions.closing import erase_person
from coryphee.hub.accounts.models import User
from coryphee.hub.journal.actions import record
from coryphee.hub.structures.models import Membership, Structure
from coryphee.hub.toolbox.refusals import PlatformRefusal


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A structure whose only manager the person is; `colleagues`: who could be named in their place."""

    structure: Structure
    colleagues: tuple[str, ...]


class StillNeeded(PlatformRefusal):
    """Somebody else must take over first: a structure's last manager or an operator cannot vanish."""


def left_alone_by(person: User) -> list[LeftAlone]:
    """Return the structures that would have no manager without the person, with their other active members."""
    alone = []
    for mine in Membership.objects.filter(person=person, role=Membership.Role.MANAGER).select_related("structure"):
        others = Membership.objects.filter(structure=mine.structure, person__is_active=True).exclude(person=person)
        if not others.filter(role=Membership.Role.MANAGER).exists():
            names = others.order_by("person__name").values_list("person__name", flat=True)
            alone.append(LeftAlone(mine.structure, tuple(names)))
    return alone


@transaction.atomic
def leave_platform(person: User, *, by: str, now: datetime) -> None:
    """End the memberships and close the account for good. Raises StillNeeded."""
    # One order for all: of two managers who leave at once, the second waits and then finds itself the last one.
    mine = Membership.objects.filter(person=person).values("structure")
    list(Structure.objects.select_for_update().filter(pk__in=mine).order_by("pk"))
    account = User.objects.select_for_update().get(pk=person.pk)
    if account.is_operator or left_alone_by(account):
        raise StillNeeded
    for membership in Membership.objects.filter(person=account).order_by("structure_id"):
        record(
            "membership.ended",
            by=by,
            now=now,
            object_type="person",
            object_id=account.public_id,
            structure_id=membership.structure_id,
        )
        membership.delete()
    erase_person(account, by=by, now=now)
