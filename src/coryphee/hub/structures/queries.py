"""Find structures: those of a person, and the public directory of recipients."""

from datetime import date

from django.db.models import F, Func, Q, QuerySet, TextField, Value

from coryphee.hub.accounts.models import User
from coryphee.hub.structures.models import IdentifierType, Membership, Service, Structure


def structures_of(person: User) -> list[Membership]:
    """Return the person's memberships with their structures, by name."""
    memberships = Membership.objects.select_related("structure").filter(person_id=person.pk)
    return list(memberships.order_by(searched(F("structure__name"))))


def words_of_structures(person: User) -> tuple[str, ...]:
    """Return names and identifiers of the person's structures: what their password must not hold."""
    return tuple(
        word for member in structures_of(person) for word in (member.structure.name, member.structure.identifier)
    )


def find_structure(environment: str, identifier: str, identifier_type: str = IdentifierType.SIRET) -> Structure | None:
    """Return the structure with this identifier (spaces are ignored), whatever its status, or None."""
    written = "".join(identifier.replace("\x00", "").split())
    return Structure.objects.filter(
        environment=environment, identifier_type=identifier_type, identifier=written
    ).first()


def find_recipient(environment: str, written: str) -> Structure | None:
    """Return the structure that a person names by its identifier, of whatever type; None when two types have it.

    A SIRET goes before all others: 14 digits typed are a SIRET.
    """
    text = "".join(written.replace("\x00", "").split())
    types = list(IdentifierType)
    found = list(
        Structure.objects.filter(
            environment=environment, identifier_type__in=types, identifier__in={text, text.upper()}
        )
    )
    of_siret = [each for each in found if each.identifier_type == IdentifierType.SIRET]
    meant = of_siret or found
    return meant[0] if len(meant) == 1 else None


def services_of(structure: Structure, on: date) -> list[Service]:
    """Return the services active on a day, by name."""
    return list(active_services(structure.services.all(), on).order_by(searched(F("name"))))


def active_services(services: QuerySet[Service], on: date) -> QuerySet[Service]:
    """Keep the services whose period contains the day."""
    return services.filter(
        Q(active_from__isnull=True) | Q(active_from__lte=on), Q(active_until__isnull=True) | Q(active_until__gte=on)
    )


def directory_search(environment: str, text: str, limit: int = 20) -> list[Structure]:
    """Return active structures whose identifier begins with, or whose name or town holds, the text."""
    written = text.replace("\x00", "").strip()
    if not written:
        return []
    folded = searched(Value(written))
    wanted = Q(folded_name__contains=folded) | Q(folded_town__contains=folded)
    digits = "".join(written.split())
    if digits.isdigit():
        wanted |= Q(identifier__startswith=digits)
    known = Structure.objects.annotate(folded_name=searched(F("name")), folded_town=searched(F("town")))
    found = known.filter(wanted, environment=environment, status=Structure.Status.ACTIVE)
    return list(found.order_by("folded_name", "id")[:limit])


def searched(written: F | Value) -> Func:
    """Fold case and accents away, as the database function `search_text` does: to compare and to sort by."""
    return Func(written, function="search_text", output_field=TextField())
