"""What the parties do with an invoice: it works, then every way it must refuse."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from coryphee.hub.invoices.access import invoice_for
from coryphee.hub.invoices.attachments import AttachmentGiven, AttachmentRefused
from coryphee.hub.invoices.models import BoxEntry, Draft, Identity, Invoice
from coryphee.hub.journal.models import Entry
from coryphee.hub.lifecycle.actions import (
    acknowledge_rejection,
    complete,
    recycle,
    set_status,
    set_status_many,
    start_replacement,
)
from coryphee.hub.lifecycle.models import Event
from coryphee.hub.lifecycle.queries import recipient_targets, timeline
from coryphee.hub.lifecycle.refusals import (
    ReasonMissing,
    ReasonUnknown,
    RoutingRefused,
    SomeChanged,
    StatusChanged,
    TransitionRefused,
)
from coryphee.hub.structures.access import Acting, acting_for, client_acting, person_acting
from coryphee.hub.structures.actions import create_structure
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.refusals import NotForYou
from coryphee.hub.toolbox.tenant import tenant
from tests.people import World

Delivered = Callable[..., Invoice]


def clerk(world: World) -> Acting:
    return person_acting(world.camille, world.town.pk)


def alice(world: World) -> Acting:
    return person_acting(world.alice, world.supplier.pk)


def entry(world: World, owner: Structure) -> BoxEntry | None:
    with tenant(owner.pk):
        return BoxEntry.objects.first()


def test_an_invoice_goes_to_payment_with_a_journal_line_each(world: World, delivered: Delivered) -> None:
    invoice = delivered()
    for status, more in (("SERVICE_FAIT", {}), ("MANDATEE", {"mandate_number": "M-77"}), ("MISE_EN_PAIEMENT", {})):
        held = set_status(invoice, by=clerk(world), status=status, now=now(), **more)
    assert (held.status, held.mandate_number) == ("MISE_EN_PAIEMENT", "M-77")
    assert held.service_done_at
    assert held.paid_at
    assert Entry.objects.filter(kind="invoice.status").count() == 3
    assert entry(world, world.supplier).status == "MISE_EN_PAIEMENT", "the supplier sees it at once"
    with acting_for(world.alice, world.supplier.pk) as acting:
        events = timeline(acting, invoice_for(acting, invoice.pk))
    assert [event.status for event in events][:3] == ["MISE_EN_PAIEMENT", "MANDATEE", "SERVICE_FAIT"]
    with pytest.raises(TransitionRefused):
        set_status(invoice, by=clerk(world), status="REJETEE", now=now(), reason="DOUBLON")


def test_the_accountant_books_and_the_clerk_does_not(world: World, delivered: Delivered) -> None:
    invoice = delivered()
    with pytest.raises(TransitionRefused):
        set_status(invoice, by=clerk(world), status="COMPTABILISEE", now=now())
    denis = person_acting(world.denis, world.town.pk)
    set_status(invoice, by=denis, status="COMPTABILISEE", now=now())
    with pytest.raises(TransitionRefused):
        set_status(invoice, by=denis, status="REJETEE", now=now(), reason="DOUBLON")


def test_helios_sets_the_last_ones(world: World, delivered: Delivered) -> None:
    invoice = delivered()
    Structure.objects.filter(pk=world.town.pk).update(helios=True)
    for person in (world.camille, world.denis):
        with pytest.raises(TransitionRefused):
            set_status(invoice, by=person_acting(person, world.town.pk), status="MISE_EN_PAIEMENT", now=now())
    town = Structure.objects.get(pk=world.town.pk)
    with tenant(town.pk):
        assert "MISE_EN_PAIEMENT" not in {target.code for target in recipient_targets(clerk(world), invoice)}
    set_status(invoice, by=client_acting(town, "helios", "Helios"), status="MISE_EN_PAIEMENT", now=now())
    with tenant(town.pk):
        assert Event.objects.order_by("-id")[0].actor_kind == "accounting_system"


def test_reasons_are_asked_for_and_known(world: World, delivered: Delivered) -> None:
    invoice, by = delivered(), clerk(world)
    for status in ("SUSPENDUE", "REJETEE", "A_RECYCLER"):
        with pytest.raises(ReasonMissing):
            set_status(invoice, by=by, status=status, now=now())
        with pytest.raises(ReasonMissing):
            set_status(invoice, by=by, status=status, now=now(), reason="AUTRE")
        with pytest.raises(ReasonUnknown):
            set_status(invoice, by=by, status=status, now=now(), reason="PARCE_QUE")
    assert Entry.objects.filter(kind="invoice.status").count() == 0


def test_two_tabs_do_not_overwrite_each_other(world: World, delivered: Delivered) -> None:
    invoice, by = delivered(), clerk(world)
    set_status(invoice, by=by, status="SERVICE_FAIT", now=now(), expected_status="MISE_A_DISPOSITION")
    with pytest.raises(StatusChanged) as refusal:
        set_status(invoice, by=by, status="MANDATEE", now=now(), expected_status="MISE_A_DISPOSITION")
    assert refusal.value.status == "SERVICE_FAIT"


def test_the_supplier_and_strangers_set_no_status(world: World, delivered: Delivered) -> None:
    invoice = delivered()
    with pytest.raises(TransitionRefused):
        set_status(invoice, by=alice(world), status="MISE_EN_PAIEMENT", now=now())
    with pytest.raises(NotForYou):
        set_status(invoice, by=person_acting(world.eve, world.other_supplier.pk), status="SERVICE_FAIT", now=now())


def test_a_suspended_invoice_is_completed_with_what_was_missing(world: World, delivered: Delivered) -> None:
    invoice = delivered()
    set_status(invoice, by=clerk(world), status="SUSPENDUE", now=now(), reason="JUSTIF_ABS", comment="Le bon ?")
    given = [AttachmentGiven(b"%PDF-1.4 bon", "bon.pdf", "02", "Bon de livraison")]
    with pytest.raises(AttachmentRefused):
        complete(invoice, by=alice(world), now=now(), attachments=[AttachmentGiven(b"MZ", "virus.exe")])
    with pytest.raises(TransitionRefused):
        complete(invoice, by=person_acting(world.bob, world.supplier.pk), now=now())
    with pytest.raises(TransitionRefused):
        complete(invoice, by=clerk(world), now=now())
    held = complete(invoice, by=alice(world), now=now(), attachments=given, comment="Le voici.")
    assert held.status == "COMPLETEE"
    assert held.suspended_at <= held.resumed_at
    with acting_for(world.camille, world.town.pk) as acting:
        seen = invoice_for(acting, invoice.pk)
        assert [attachment.name for attachment in seen.attachments.all()] == ["bon.pdf"]
    with pytest.raises(TransitionRefused):
        complete(invoice, by=alice(world), now=now())


def test_the_time_line_knows_documents_by_number_and_not_by_name(world: World, delivered: Delivered) -> None:
    invoice = delivered("C-2")
    for content in (b"%PDF-1.4 first", b"%PDF-1.4 second"):
        set_status(invoice, by=clerk(world), status="SUSPENDUE", now=now(), reason="JUSTIF_ABS")
        complete(invoice, by=alice(world), now=now(), attachments=[AttachmentGiven(content, "bon.pdf")])
    with tenant(world.town.pk):
        numbers = [document.pk for document in invoice.attachments.order_by("id")]
        told = [event.details["attachments"] for event in Event.objects.filter(status="COMPLETEE").order_by("id")]
    assert told == [[numbers[0]], [numbers[1]]]


def test_a_misrouted_invoice_is_recycled_under_its_number(world: World, delivered: Delivered) -> None:
    invoice = delivered("R-1")
    set_status(invoice, by=clerk(world), status="A_RECYCLER", now=now(), reason="DEST_ERR")
    wrong = {"recipient_identifier": world.hospital.identifier, "service_code": "TRAVAUX"}
    with pytest.raises(RoutingRefused) as refusal:
        recycle(invoice, by=alice(world), now=now(), **wrong)
    rules = {finding["rule"] for finding in refusal.value.findings}
    assert rules == {"CHORUS-SERVICE-UNKNOWN", "CHORUS-ENGAGEMENT-REQUIRED"}
    with pytest.raises(RoutingRefused):
        recycle(invoice, by=alice(world), now=now(), recipient_identifier="99999999999999")
    right = {"recipient_identifier": world.hospital.identifier, "service_code": "PHARMA", "engagement": "E-9"}
    held = recycle(invoice, by=alice(world), now=now(), **right)
    assert (held.number, held.status, held.recipient_id) == ("R-1", "MISE_A_DISPOSITION", world.hospital.pk)
    assert entry(world, world.town) is None, "the former recipient loses it"
    assert entry(world, world.hospital).service_code == "PHARMA"
    assert entry(world, world.supplier).partner_name == world.hospital.name
    with tenant(world.supplier.pk):
        assert Identity.objects.count() == 1
    with acting_for(world.camille, world.town.pk) as acting, pytest.raises(NotForYou):
        invoice_for(acting, invoice.pk)
    with pytest.raises(NotForYou):
        set_status(invoice, by=clerk(world), status="SERVICE_FAIT", now=now())


@pytest.mark.parametrize(
    ("kind", "identifier"), [("UE_HORS_FRANCE", "DE123456789"), ("RIDET", "0123456789"), ("HORS_UE", "CHE-123.456.789")]
)
def test_an_invoice_is_recycled_to_a_recipient_without_siret(
    world: World, delivered: Delivered, kind: str, identifier: str
) -> None:
    invoice = delivered("R-4")
    set_status(invoice, by=clerk(world), status="A_RECYCLER", now=now(), reason="DEST_ERR")
    abroad = create_structure(
        by="platform", now=now(), identifier_type=kind, identifier=identifier, name="Abroad", kind="public"
    )
    held = recycle(invoice, by=alice(world), now=now(), recipient_identifier=identifier.lower())
    assert held.recipient_id == abroad.pk
    assert entry(world, abroad).number == "R-4"


def test_a_service_opens_at_midnight_in_france(world: World, delivered: Delivered) -> None:
    invoice = delivered("R-3")
    set_status(invoice, by=clerk(world), status="A_RECYCLER", now=now(), reason="DEST_ERR")
    world.hospital.services.filter(code="PHARMA").update(active_from=date(2027, 1, 1))
    given = {"recipient_identifier": world.hospital.identifier, "service_code": "PHARMA", "engagement": "E-9"}
    with pytest.raises(RoutingRefused):
        recycle(invoice, by=alice(world), now=datetime(2026, 12, 31, 22, 59, tzinfo=UTC), **given)
    held = recycle(invoice, by=alice(world), now=datetime(2026, 12, 31, 23, 0, tzinfo=UTC), **given)
    assert held.service.code == "PHARMA"


def test_what_the_former_recipient_did_stays_theirs(world: World, delivered: Delivered) -> None:
    invoice = delivered("R-2")
    set_status(invoice, by=clerk(world), status="SERVICE_FAIT", now=now(), comment="seen by us")
    set_status(invoice, by=clerk(world), status="MANDATEE", now=now(), mandate_number="SECRET-77")
    set_status(invoice, by=clerk(world), status="A_RECYCLER", now=now(), reason="DEST_ERR")
    held = recycle(
        invoice, by=alice(world), now=now(), recipient_identifier=world.hospital.identifier, service_code="PHARMA",
        engagement="E-9",
    )  # fmt: skip
    assert (held.mandate_number, held.service_done_at) == ("", None)
    with tenant(world.hospital.pk):
        acting = Acting(world.hospital, "client:h", "Hospital")
        assert [event.act for event in timeline(acting, held)] == ["recycled"]
    with tenant(world.supplier.pk):
        assert "MANDATEE" in [event.status for event in timeline(alice(world), held)]


def test_a_number_used_for_the_new_recipient_stops_recycling(world: World, delivered: Delivered) -> None:
    """Between companies a number counts by year, for a public body for ever: readdressed, it must be free there too."""
    invoice = delivered("R-3")
    other = delivered("R-4")
    with tenant(world.supplier.pk):
        Identity.objects.filter(invoice=invoice).update(key="2026")
        Identity.objects.filter(invoice=other).update(number="R-3")
    set_status(invoice, by=clerk(world), status="A_RECYCLER", now=now(), reason="DEST_ERR")
    with pytest.raises(RoutingRefused) as refusal:
        recycle(
            invoice, by=alice(world), now=now(), recipient_identifier=world.hospital.identifier, service_code="PHARMA",
            engagement="E-9",
        )  # fmt: skip
    assert [finding["rule"] for finding in refusal.value.findings] == ["CHORUS-DUPLICATE"]


def test_a_rejection_is_acknowledged_once_and_replaced(world: World, delivered: Delivered) -> None:
    invoice = delivered("X-1")
    with pytest.raises(TransitionRefused):
        acknowledge_rejection(invoice, by=alice(world), now=now())
    set_status(invoice, by=clerk(world), status="REJETEE", now=now(), reason="MONTANTTOTAL_ERR")
    for _ in range(2):
        acknowledge_rejection(invoice, by=alice(world), now=now())
    assert Entry.objects.filter(kind="invoice.rejection_acknowledged").count() == 1
    assert entry(world, world.supplier).rejection_acknowledged
    first, second = (start_replacement(invoice, by=alice(world), now=now()) for _ in range(2))
    assert first.pk == second.pk
    assert first.fields["recipient"] == world.town.identifier
    assert not first.fields.get("number")
    with tenant(world.supplier.pk):
        assert Draft.objects.get().replaces_id == invoice.pk


def statuses(world: World, invoices: list[Invoice]) -> list[str]:
    with tenant(world.town.pk):
        return [Invoice.objects.get(pk=invoice.pk).status for invoice in invoices]


def test_many_are_set_together(world: World, delivered: Delivered) -> None:
    invoices = [delivered(f"M-{number}") for number in range(3)]
    seen = {invoice.pk: "MISE_A_DISPOSITION" for invoice in invoices}
    set_status_many(seen, by=clerk(world), status="SERVICE_FAIT", now=now())
    assert statuses(world, invoices) == ["SERVICE_FAIT"] * 3


def test_many_are_set_or_none_when_one_has_changed(world: World, delivered: Delivered) -> None:
    invoices = [delivered(f"M-{number}") for number in range(3)]
    seen = {invoice.pk: "MISE_A_DISPOSITION" for invoice in invoices}
    set_status(invoices[1], by=clerk(world), status="SERVICE_FAIT", now=now())
    with pytest.raises(SomeChanged) as refused:  # the step itself would be allowed from what it is now
        set_status_many(seen, by=clerk(world), status="MANDATEE", now=now())
    assert refused.value.invoice_ids == (invoices[1].pk,)
    assert statuses(world, invoices) == ["MISE_A_DISPOSITION", "SERVICE_FAIT", "MISE_A_DISPOSITION"]


def test_many_need_a_reason_as_one_does(world: World, delivered: Delivered) -> None:
    invoices = [delivered("M-1"), delivered("M-2")]
    with pytest.raises(ReasonMissing):
        set_status_many({each.pk: each.status for each in invoices}, by=clerk(world), status="REJETEE", now=now())
    assert statuses(world, invoices) == ["MISE_A_DISPOSITION"] * 2


def test_one_foreign_invoice_among_many_stops_all(world: World, delivered: Delivered) -> None:
    mine = delivered("M-1")
    with pytest.raises(NotForYou):
        set_status_many(
            {mine.pk: mine.status, mine.pk + 999: mine.status}, by=clerk(world), status="SERVICE_FAIT", now=now()
        )
    with tenant(world.town.pk):
        assert Invoice.objects.get(pk=mine.pk).status == "MISE_A_DISPOSITION"
