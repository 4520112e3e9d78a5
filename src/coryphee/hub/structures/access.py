"""The gate: nobody reads or writes a structure's rows but as somebody who acts for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from coryphee.hub.accounts.models import User
from coryphee.hub.structures.models import Membership, Structure
from coryphee.hub.toolbox.refusals import NotForYou
from coryphee.hub.toolbox.tenant import tenant

ISSUED, RECEIVED = "issued", "received"


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody acting for a structure: a person with a membership, an API client, or the platform itself."""

    structure: Structure
    actor: str
    actor_name: str
    person: User | None = None
    membership: Membership | None = None

    @property
    def structure_id(self) -> int:
        """Primary key of the structure acted for."""
        return self.structure.pk

    def may_see(self, side: str) -> bool:
        """True when the issued (or received) invoices may be read."""
        return self._profile(side) != Membership.Profile.NONE

    def may_change(self, side: str) -> bool:
        """True when the issued (or received) invoices may be deposited, answered or processed."""
        return self._profile(side) == Membership.Profile.MODIFICATION

    @property
    def kinds(self) -> frozenset[str]:
        """Which actors of the life cycle this one may play (lifecycle.models.Event.Actor)."""
        if self.membership is None:
            return frozenset({"supplier", "accounting_system"})
        kinds = set()
        if self.may_change(ISSUED):
            kinds.add("supplier")
        if self.may_change(RECEIVED):
            kinds.add("clerk")
        if self.membership.is_accountant:
            kinds.add("accountant")
        return frozenset(kinds)

    def _profile(self, side: str) -> str:
        if self.membership is None:
            return Membership.Profile.MODIFICATION
        return self.membership.issued_invoices if side == ISSUED else self.membership.received_invoices


def person_acting(person: User, structure_id: int) -> Acting:
    """Return the person acting for a structure they belong to, without opening the wall. Raises NotForYou otherwise."""
    # Whatever the table says, an operator reads no invoice.
    memberships = Membership.objects.filter(person__is_active=True, person__is_operator=False)
    membership = memberships.select_related("structure").filter(person_id=person.pk, structure_id=structure_id).first()
    if membership is None:
        raise NotForYou
    return Acting(membership.structure, f"person:{person.public_id}", str(person), person, membership)


def client_acting(structure: Structure | None, client_id: str, name: str) -> Acting:
    """Return an API client acting for the structure it belongs to; a client of no structure may do nothing."""
    if structure is None:
        raise NotForYou
    return Acting(structure, f"client:{client_id}", name)


@contextmanager
def acting_for(person: User, structure_id: int) -> Iterator[Acting]:
    """Act for a structure the person belongs to: opens the transaction behind its wall."""
    acting = person_acting(person, structure_id)
    with tenant(structure_id):
        yield acting
