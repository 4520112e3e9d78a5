"""The third step: who receives, may the depositor send for this supplier, what does the recipient ask for."""

from collections.abc import Sequence

from django.db.models import Q

from coryphee.hub.flows.models import Stage
from coryphee.hub.flows.passage import Passage
from coryphee.hub.flows.reading import PartyIdentifiers
from coryphee.hub.invoices.addressing import judge_address
from coryphee.hub.invoices.stored_findings import own
from coryphee.hub.structures.models import IdentifierType, Service, Structure

# Identifier schemes (ICD) of parties without a SIRET, and the kind under which the directory holds them.
KINDS = {
    "0223": IdentifierType.EU_VAT,
    "0227": IdentifierType.OUTSIDE_EU,
    "0228": IdentifierType.RIDET,
    "0229": IdentifierType.TAHITI,
    "0226": IdentifierType.PRIVATE_PERSON,
}


def route(passages: Sequence[Passage]) -> None:
    """Find the recipients of one depositor's invoices (two queries for all) and judge each address."""
    directory = Directory(passages)
    for passage in passages:
        _route_one(passage, directory)


def _route_one(passage: Passage, directory: "Directory") -> None:
    assert passage.reading is not None  # noqa: S101  checked
    reading = passage.reading
    recipient = directory.find(reading.buyer)
    public = recipient.kind == Structure.Kind.PUBLIC if recipient else passage.channel == "direct"
    if not _is(reading.seller, passage.depositor):
        passage.refuse(_not_entitled(reading.seller, public=public))
    if recipient is None:
        passage.refuse(_unknown(reading.buyer, public=public))
        return
    passage.recipient = recipient
    services = directory.services.get(recipient.pk, [])
    passage.service, findings = judge_address(
        recipient,
        services,
        service_code=reading.service_code,
        engagement=reading.engagement,
        on=passage.now.date(),
    )
    if findings:
        passage.refuse(*findings)
    if passage.stage == Stage.REFUSED:
        return
    if not public and passage.channel == "direct":
        # The direct channel leads to public bodies: between companies the platform's rules decide, whatever the frame.
        passage.channel = "platform"
        if passage.valid_platform is False:
            passage.refuse()
            return
    # The platform's verdict is open as long as some of its rule sets are not written (finding ruleset.not_run): nothing
    # speaks against the invoice, it is not called valid either. For a public body the direct verdict may settle it.
    if public and passage.valid_platform is None and passage.valid_direct:
        passage.channel = "direct"
    passage.stage = Stage.ROUTED


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


def _is(party: PartyIdentifiers, structure: Structure) -> bool:
    """Tell whether the identifiers are those of the structure, all of them: one of another company contradicts."""
    if structure.identifier_type != IdentifierType.SIRET:
        return structure.identifier in {text for _, text in party.others}
    if any(number[:9] != structure.identifier[:9] for number in (*party.sirets, *party.sirens)):
        return False
    return structure.identifier in party.sirets if party.sirets else bool(party.sirens)


def _not_entitled(seller: PartyIdentifiers, *, public: bool) -> dict[str, object]:
    if public:
        return own("CHORUS-SUPPLIER-NOT-ENTITLED", term="BT-30", siret=seller.shown)
    return own("CORYPHEE-SUPPLIER-NOT-ENTITLED", term="BT-30", identifier=seller.shown)


def _unknown(buyer: PartyIdentifiers, *, public: bool) -> dict[str, object]:
    if public:
        return own("CHORUS-RECIPIENT-UNKNOWN", term="BT-47", siret=buyer.shown)
    return own("CORYPHEE-RECIPIENT-UNKNOWN", term="BT-47", identifier=buyer.shown)
