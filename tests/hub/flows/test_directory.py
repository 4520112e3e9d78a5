"""What the kernel's rules learn of a recipient, and which channel an invoice then goes by."""

from collections.abc import Callable
from typing import Any

from coryphee.einvoice import Invoice
from coryphee.hub.flows.directory import RecipientOf
from coryphee.hub.flows.models import Flow, Stage
from coryphee.hub.flows.passage import Passage
from coryphee.hub.flows.reading import read_terms
from coryphee.hub.structures.models import Service, Structure
from coryphee.hub.toolbox.clock import now
from tests.invoices_made import direct_invoice, sample
from tests.people import World

Deposited = Callable[..., list[Flow]]


def passage_of(world: World, content: bytes) -> Passage:
    from coryphee.einvoice import open_document

    reading, findings = read_terms(open_document(content).invoice)
    assert findings == []
    return Passage(flow=Flow(), depositor=world.supplier, now=now(), reading=reading)


def test_the_recipient_says_what_it_asks_for(world: World, django_assert_max_num_queries: Any) -> None:
    Structure.objects.filter(pk=world.town.pk).update(engagement_required=True)
    passage = passage_of(world, direct_invoice("D-1", world.supplier.identifier, world.town.identifier))
    with django_assert_max_num_queries(2):
        found = RecipientOf(passage).recipient(Invoice())
    assert found is not None
    assert found.public
    assert found.engagement_required
    assert found.services == {"TRAVAUX"}
    Service.objects.filter(code="TRAVAUX").update(active_until="2020-01-01")
    closed = RecipientOf(passage).recipient(Invoice())
    assert closed is not None
    assert closed.services == frozenset()


def test_an_unknown_recipient_is_said_so(world: World) -> None:
    passage = passage_of(world, direct_invoice("D-2", world.supplier.identifier, "99900099900016"))
    assert RecipientOf(passage).recipient(Invoice()) is None
    passage.reading = None
    assert RecipientOf(passage).recipient(Invoice()) is None


def test_what_the_direct_channel_takes_is_not_refused_to_a_public_body(world: World, deposited: Deposited) -> None:
    """No BT-23, so made for a platform by its BT-24, where it fails: the State's portal takes it all the same."""
    content = sample(
        "02-ubl-invoice-direct-channel.xml",
        number="D-3",
        supplier=world.supplier.identifier,
        recipient=world.town.identifier,
    )
    content = content.replace(b"<cbc:ProfileID>A1</cbc:ProfileID>", b"").replace(b"<cbc:CityName>", b"<!--")
    content = content.replace(b"</cbc:CityName>", b"-->")
    content = content.replace(b"<cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country>", b"")
    (flow,) = deposited(content)
    assert (flow.valid_direct, flow.valid_platform) == (True, False)
    assert (flow.stage, flow.channel) == (Stage.CLOSED, "direct")


def test_what_no_channel_takes_is_judged_for_a_company_as_a_platform_does(world: World, deposited: Deposited) -> None:
    content = direct_invoice("P-9", world.supplier.identifier, world.other_supplier.identifier)
    (flow,) = deposited(content.replace(b">1992.00</cbc:TaxInclusive", b">1.00</cbc:TaxInclusive"))
    assert (flow.stage, flow.valid_direct, flow.valid_platform) == (Stage.REFUSED, False, False)
    assert flow.channel == "platform", "made for the direct channel, which leads to no company"
    content = direct_invoice("P-9", world.supplier.identifier, world.town.identifier)
    (flow,) = deposited(content.replace(b">1992.00</cbc:TaxInclusive", b">1.00</cbc:TaxInclusive"))
    assert (flow.stage, flow.channel) == (Stage.REFUSED, "direct")
