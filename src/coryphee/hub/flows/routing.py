"""The third step: who receives, may the depositor send for this supplier, what does the recipient ask for."""

from collections.abc import Sequence

from coryphee.hub.flows.directory import Directory
from coryphee.hub.flows.models import Stage
from coryphee.hub.flows.passage import Passage
from coryphee.hub.flows.reading import PartyIdentifiers
from coryphee.hub.invoices.addressing import judge_address
from coryphee.hub.invoices.stored_findings import own
from coryphee.hub.structures.models import IdentifierType, Structure
from coryphee.hub.toolbox.clock import day_in_france


def route(passages: Sequence[Passage]) -> None:
    """Find the recipients of one depositor's invoices (two queries for all) and judge each address."""
    directory = Directory(passages)
    for passage in passages:
        _route_one(passage, directory)


def _route_one(passage: Passage, directory: Directory) -> None:
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
        on=day_in_france(passage.now),
    )
    if findings:
        passage.refuse(*findings)
    if passage.stage == Stage.REFUSED:
        return
    if not _accepted(passage, public=public):
        passage.refuse()
        return
    passage.stage = Stage.ROUTED


def _accepted(passage: Passage, *, public: bool) -> bool:
    """Choose the channel that takes the invoice; False when none does.

    The direct channel leads to public bodies alone. To them an invoice goes by the channel it was made for, or by the
    other one when that one takes it: what the State's portal takes is not refused here. An open verdict lets it in
    where no channel calls it valid (decision 14).
    """
    verdicts = {"direct": passage.valid_direct, "platform": passage.valid_platform}
    made_for = passage.channel
    channels = sorted(verdicts, key=lambda channel: channel != made_for) if public else ["platform"]
    for wanted in (True, None):
        for channel in channels:
            if verdicts[channel] is wanted:
                passage.channel = channel
                return True
    passage.channel = channels[0]
    return False


def _is(party: PartyIdentifiers, structure: Structure) -> bool:
    """Tell whether the identifiers are those of the structure, all of them: one of another company contradicts.

    The SIRET that stands first, the legal registration (BT-30) where it is one, names the establishment; an invoice of
    another establishment of the same company is not ours.
    """
    if structure.identifier_type != IdentifierType.SIRET:
        return structure.identifier in {text for _, text in party.others}
    if any(number[:9] != structure.identifier[:9] for number in (*party.sirets, *party.sirens)):
        return False
    return structure.identifier == party.sirets[0] if party.sirets else bool(party.sirens)


def _not_entitled(seller: PartyIdentifiers, *, public: bool) -> dict[str, object]:
    if public:
        return own("CHORUS-SUPPLIER-NOT-ENTITLED", term="BT-30", siret=seller.shown)
    return own("CORYPHEE-SUPPLIER-NOT-ENTITLED", term="BT-30", identifier=seller.shown)


def _unknown(buyer: PartyIdentifiers, *, public: bool) -> dict[str, object]:
    if public:
        return own("CHORUS-RECIPIENT-UNKNOWN", term="BT-47", siret=buyer.shown)
    return own("CORYPHEE-RECIPIENT-UNKNOWN", term="BT-47", identifier=buyer.shown)
