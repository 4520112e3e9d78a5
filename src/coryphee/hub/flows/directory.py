"""The directory of recipients as flows need it: whom the invoices at hand may mean, and what these ask for."""

from collections.abc import Sequence

from django.db.models import Q

from coryphee import einvoice
from coryphee.hub.flows.passage import Passage
from coryphee.hub.flows.reading import PartyIdentifiers
from coryphee.hub.invoices.addressing import is_active
from coryphee.hub.structures.models import IdentifierType, Service, Structure
from coryphee.hub.toolbox.clock import day_in_france

# Identifier schemes (ICD) of parties without a SIRET, and the kind under which the directory holds them.
KINDS = {
    "0223": IdentifierType.EU_VAT,
    "0227": IdentifierType.OUTSIDE_EU,
    "0228": IdentifierType.RIDET,
    "0229": IdentifierType.TAHITI,
    "0226": IdentifierType.PRIVATE_PERSON,
}


class Directory:
    """The structures and services that the invoices at hand may mean."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        buyers = [passage.reading.buyer for passage in passages if passage.reading]
        environment = passages[0].depositor.environment if passages else ""
        wanted = Q(
            identifier_type=IdentifierType.SIRET, identifier__in={siret for buyer in buyers for siret in buyer.sirets}
        )
        for siren in {siren for buyer in buyers if not buyer.sirets for siren in buyer.sirens}:
            wanted |= Q(identifier_type=IdentifierType.SIRET, identifier__gte=siren, identifier__lt=f"{siren}:")
        for scheme, text in {other for buyer in buyers if not buyer.sirets for other in buyer.others}:
            if scheme in KINDS:
                wanted |= Q(identifier_type=KINDS[scheme], identifier=text)
        self.structures = list(Structure.objects.filter(wanted, environment=environment)) if buyers else []
        codes = {
            passage.reading.service_code for passage in passages if passage.reading and passage.reading.service_code
        }
        self.services: dict[int, list[Service]] = {}
        if codes:
            for service in Service.objects.filter(structure__in=self.structures, code__in=codes):
                self.services.setdefault(service.structure_id, []).append(service)

    def find(self, party: PartyIdentifiers) -> Structure | None:
        """Return the structure meant: by SIRET, else by another full identifier, else the only one of a SIREN."""
        by_siret = {each.identifier: each for each in self.structures if each.identifier_type == IdentifierType.SIRET}
        if party.sirets:
            return by_siret.get(party.sirets[0])  # the legal registration (BT-47) stands first; nobody else is meant
        for scheme, text in party.others:
            for each in self.structures:
                if each.identifier == text and each.identifier_type == KINDS.get(scheme):
                    return each
        active = Structure.Status.ACTIVE
        of_siren = [each for number, each in by_siret.items() if number[:9] in party.sirens and each.status == active]
        return of_siren[0] if len(of_siren) == 1 else None


class RecipientOf:
    """The directory as the rules of the kernel ask it, for one passage whose terms have been read."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.found: Structure | None = None

    def recipient(self, _: einvoice.Invoice) -> einvoice.Recipient | None:
        """Return what the recipient asks for (one query, two when a service is named), None when it is unknown."""
        reading = self.passage.reading
        if reading is None:
            return None
        directory = Directory([self.passage])
        self.found = found = directory.find(reading.buyer)
        if found is None:
            return None
        services = directory.services.get(found.pk, [])
        return einvoice.Recipient(
            public=found.kind == Structure.Kind.PUBLIC,
            service_required=found.service_code_required,
            engagement_required=found.engagement_required,
            service_or_engagement=found.either_required,
            services=frozenset(each.code for each in services if is_active(each, day_in_france(self.passage.now))),
        )
