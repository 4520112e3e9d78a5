"""Find structures: those of a person, and the public directory of recipients."""

from datetime import date

from django.db.models import Q, QuerySet

from coryphee.hub.accounts.models import User
from coryphee.hub.structures.models import IdentifierType, Membership, Service, Structure


def structures_of(person: User) -> list[Membership]:
    """Return the person's memberships with their structures, by name."""
    return list(Membership.objects.select_related("structure").filter(person_id=person.pk).order_by("structure__name"))


def find_structure(
    environment: str, identifier: str, identifier_type: str = IdentifierType.SIRET
) -> Structure | None:
    """Return the structure with this identifier (spaces are ignored), whatever its status, or None."""
    written = "".join(identifier.split())
    return Structure.objects.filter(
        environment=environment, identifier_type=identifier_type, identifier=written
    ).first()


def services_of(structure: Structure, on: date) -> list[Service]:
    """Return the services active on a day, by name."""
    return list(active_services(structure.services.all(), on).order_by("name"))


def active_services(services: QuerySet[Service], on: date) -> QuerySet[Service]:
    """Keep the services whose period contains the day."""
    return services.filter(
        Q(active_from__isnull=True) | Q(active_from__lte=on), Q(active_until__isnull=True) | Q(active_until__gte=on)
    )


def directory_search(environment: str, text: str, limit: int = 20) -> list[Structure]:
    """Return active structures whose identifier begins with, or whose name or town holds, the text."""
    written = text.strip()
    if not written:
        return []
    digits = "".join(written.split())
    wanted = Q(name__icontains=written) | Q(town__icontains=written)
    if digits.isdigit():
        wanted |= Q(identifier__startswith=digits)
    found = Structure.objects.filter(wanted, environment=environment, status=Structure.Status.ACTIVE)
    return list(found.order_by("name")[:limit])
