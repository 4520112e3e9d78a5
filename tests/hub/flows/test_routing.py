"""Who receives, and every reason of the directory to refuse."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coryphee.hub.flows.models import Flow, Stage
from coryphee.hub.flows.reading import PartyIdentifiers
from coryphee.hub.flows.routing import Directory
from coryphee.hub.structures.models import Service, Structure
from tests.invoices_made import direct_invoice
from tests.people import World, luhn

Deposited = Callable[..., list[Flow]]


def fatal(flow: Flow) -> list[str]:
    return [
        finding["rule"]
        for finding in flow.findings
        if finding["severity"] == "fatal" and finding["ruleset"] == "routing@1"
    ]


def refused(deposited: Deposited, content: bytes, **more: Any) -> list[str]:
    (flow,) = deposited(content, **more)
    assert flow.stage == Stage.REFUSED, flow.failure
    assert flow.invoice_id is None
    return fatal(flow)


def test_an_invoice_of_another_supplier_is_not_taken(world: World, deposited: Deposited) -> None:
    content = direct_invoice("R-1", world.other_supplier.identifier, world.town.identifier)
    assert refused(deposited, content) == ["CHORUS-SUPPLIER-NOT-ENTITLED"]


def test_unknown_and_inactive_recipients(world: World, deposited: Deposited) -> None:
    unknown = direct_invoice("R-2", world.supplier.identifier, "99900099900016")
    assert refused(deposited, unknown) == ["CHORUS-RECIPIENT-UNKNOWN"]
    Structure.objects.filter(pk=world.town.pk).update(status="inactive")
    inactive = direct_invoice("R-3", world.supplier.identifier, world.town.identifier)
    assert refused(deposited, inactive) == ["CHORUS-RECIPIENT-INACTIVE"]


def test_another_environment_is_another_world(world: World, deposited: Deposited) -> None:
    Structure.objects.filter(pk=world.town.pk).update(environment="sandbox")
    content = direct_invoice("R-4", world.supplier.identifier, world.town.identifier)
    assert refused(deposited, content) == ["CHORUS-RECIPIENT-UNKNOWN"]


def test_services_that_are_unknown_or_closed(world: World, deposited: Deposited) -> None:
    content = direct_invoice("R-5", world.supplier.identifier, world.town.identifier)
    unknown = content.replace(b"TRAVAUX", b"MYSTERE")
    assert b"MYSTERE" in unknown
    assert refused(deposited, unknown) == ["CHORUS-SERVICE-UNKNOWN"]
    Service.objects.filter(code="TRAVAUX").update(active_until=date(2020, 1, 1))
    assert refused(deposited, content) == ["CHORUS-SERVICE-INACTIVE"]


@pytest.mark.parametrize(
    ("flags", "rule"),
    [
        ({"engagement_required": True}, "CHORUS-ENGAGEMENT-REQUIRED"),
        ({"service_code_required": True}, "CHORUS-SERVICE-REQUIRED"),
        ({"either_required": True}, "CHORUS-SERVICE-OR-ENGAGEMENT"),
    ],
)
def test_what_the_recipient_asks_for(world: World, deposited: Deposited, flags: dict[str, bool], rule: str) -> None:
    import re

    Structure.objects.filter(pk=world.town.pk).update(**flags)
    content = direct_invoice("R-6", world.supplier.identifier, world.town.identifier)
    bare = re.sub(
        rb"<cbc:BuyerReference>.*?</cbc:BuyerReference>|<cac:OrderReference>.*?</cac:OrderReference>",
        b"",
        content,
        flags=re.DOTALL,
    )
    assert refused(deposited, bare) == [rule]


def test_a_number_is_taken_once_and_freed_by_no_refusal_of_content(world: World, deposited: Deposited) -> None:
    content = direct_invoice("R-7", world.supplier.identifier, world.town.identifier)
    assert refused(deposited, content.replace(b"TRAVAUX", b"MYSTERE")) == ["CHORUS-SERVICE-UNKNOWN"]
    (first,) = deposited(content)
    assert first.stage == Stage.CLOSED, "a deposit refused for its content did not take the number"
    (second,) = deposited(content)
    assert fatal(second) == ["CHORUS-DUPLICATE"]
    assert second.duplicate_of_id == first.invoice_id
    other = direct_invoice("R-7", world.other_supplier.identifier, world.town.identifier)
    (theirs,) = deposited(other, person=world.eve, structure=world.other_supplier)
    assert theirs.stage == Stage.CLOSED, "another supplier's numbers are its own"


def test_a_siren_finds_the_only_structure_of_it(world: World) -> None:
    directory = Directory([])
    directory.structures = [world.town, world.hospital]
    siren = world.town.identifier[:9]
    assert directory.find(PartyIdentifiers((), (siren,), ())) == world.town
    assert directory.find(PartyIdentifiers(("11111111111111",), (siren,), ())) is None, "a SIRET, where given, decides"
    twin = Structure(pk=-1, identifier=siren + "99999", status="active")
    directory.structures = [world.town, twin]
    assert directory.find(PartyIdentifiers((), (siren,), ())) is None


def with_registration(content: bytes, siret: str, other: str) -> bytes:
    """Put another company's SIRET where the seller's legal registration (BT-30) stands; BT-29 stays."""
    written = f'<cbc:CompanyID schemeID="0009">{siret}</cbc:CompanyID>'.encode()
    assert written in content
    return content.replace(written, written.replace(siret.encode(), other.encode()))


def test_nobody_sends_under_the_registration_of_another_company(world: World, deposited: Deposited) -> None:
    mine, theirs = world.supplier.identifier, world.other_supplier.identifier
    content = direct_invoice("R-20", mine, world.town.identifier)
    assert refused(deposited, with_registration(content, mine, theirs)) == ["CHORUS-SUPPLIER-NOT-ENTITLED"]


def test_nobody_sends_for_another_establishment_of_the_company(world: World, deposited: Deposited) -> None:
    mine = world.supplier.identifier
    content = with_registration(direct_invoice("R-23", mine, world.town.identifier), mine, luhn(mine[:9] + "0099"))
    assert refused(deposited, content) == ["CHORUS-SUPPLIER-NOT-ENTITLED"]


def test_another_establishment_of_the_recipient_is_not_the_recipient(world: World, deposited: Deposited) -> None:
    theirs = world.town.identifier
    content = direct_invoice("R-24", world.supplier.identifier, theirs)
    elsewhere = with_registration(content, theirs, luhn(theirs[:9] + "0099"))
    assert refused(deposited, elsewhere) == ["CHORUS-RECIPIENT-UNKNOWN"]


def test_the_buyers_registration_decides_who_receives(world: World, deposited: Deposited) -> None:
    content = direct_invoice("R-21", world.supplier.identifier, world.town.identifier)
    elsewhere = with_registration(content, world.town.identifier, "99900099900016")
    assert refused(deposited, elsewhere) == ["CHORUS-RECIPIENT-UNKNOWN"]


def test_the_direct_channel_does_not_lead_to_a_company(world: World, deposited: Deposited) -> None:
    content = direct_invoice("R-22", world.supplier.identifier, world.other_supplier.identifier)
    broken = content.replace(b"<cbc:CityName>", b"<!--").replace(b"</cbc:CityName>", b"-->")
    broken = broken.replace(b"<cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country>", b"")
    (flow,) = deposited(broken)
    assert flow.valid_direct is True
    assert flow.valid_platform is False
    assert (flow.stage, flow.channel) == (Stage.REFUSED, "platform")
    assert "BR-09" in [finding["rule"] for finding in flow.findings]
