"""A PDF without data: a draft with its form, then an invoice like the others."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from coryphee import einvoice
from coryphee.hub.archive.actions import read
from coryphee.hub.flows.actions import give_pdf, new_draft_from_pdf, send_draft
from coryphee.hub.flows.models import Flow, Stage
from coryphee.hub.flows.working import drain
from coryphee.hub.invoices.access import draft_for
from coryphee.hub.invoices.attachments import AttachmentGiven
from coryphee.hub.invoices.drafts import DraftChanged, delete_draft, save_draft
from coryphee.hub.invoices.models import Draft, Invoice
from coryphee.hub.invoices.queries import list_drafts
from coryphee.hub.journal.models import Entry
from coryphee.hub.lifecycle.actions import set_status, start_replacement
from coryphee.hub.structures.access import Acting, person_acting
from coryphee.hub.structures.actions import create_structure
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.refusals import NotForYou
from coryphee.hub.toolbox.tenant import tenant
from tests.hostile_made import pdf
from tests.people import World

Deposited = Callable[..., list[Flow]]


def alice(world: World) -> Acting:
    return person_acting(world.alice, world.supplier.pk)


def fields(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "recipient": world.town.identifier,
        "service_code": "TRAVAUX",
        "number": "P-1",
        "type_code": "380",
        "issue_date": "2026-11-20",
        "due_date": "2026-12-20",
        "currency": "EUR",
        "total_without_vat": "100.00",
        "total_vat": "20.00",
        "total_with_vat": "120.00",
        "vat": [{"rate": "20", "category": "S", "base": "100.00", "amount": "20.00", "reason": ""}],
        **changes,
    }


def draft_of(world: World, flow: Flow) -> Draft:
    with tenant(world.supplier.pk):
        return draft_for(alice(world), flow.draft_id)


def test_a_pdf_at_the_portal_becomes_a_draft_and_by_api_a_refusal(world: World, deposited: Deposited) -> None:
    (flow,) = deposited(pdf(), "facture.pdf")
    assert flow.stage == Stage.DRAFT
    draft = draft_of(world, flow)
    assert (draft.pdf_name, draft.pdf_sha256, draft.created_by_id) == ("facture.pdf", flow.sha256, world.alice.pk)
    (flow,) = deposited(pdf(), "facture.pdf", door="api")
    assert (flow.stage, flow.findings[0]["rule"], flow.draft_id) == (Stage.REFUSED, "pdf.no_invoice", None)
    with tenant(world.other_supplier.pk), pytest.raises(NotForYou):
        draft_for(person_acting(world.eve, world.other_supplier.pk), draft.pk)


def test_a_draft_typed_and_sent_is_an_invoice_like_the_others(world: World, deposited: Deposited) -> None:
    (flow,) = deposited(pdf(), "facture.pdf")
    with tenant(world.supplier.pk):
        draft = save_draft(draft_of(world, flow), by=alice(world), now=now(), fields=fields(world), version=1)
    receipt = send_draft(draft, by=alice(world), now=now())
    assert send_draft(draft, by=alice(world), now=now()).deposit.pk == receipt.deposit.pk, "a double click"
    while drain():
        pass
    with tenant(world.supplier.pk):
        sent = receipt.deposit.flows.get()
        assert sent.stage == Stage.CLOSED, sent.findings or sent.failure
        invoice = Invoice.objects.get()
        assert list_drafts(alice(world)) == []
    assert (invoice.number, invoice.carrier, invoice.channel, str(invoice.total_with_vat)) == (
        "P-1",
        "form",
        "direct",
        "120.000000",
    )
    assert read(invoice.original_sha256) == pdf()
    written = einvoice.open_document(read(invoice.structured_sha256))
    assert written.schema_errors == ()
    assert written.invoice.buyer_reference == "TRAVAUX"


@pytest.mark.parametrize(
    ("kind", "identifier"),
    [("UE_HORS_FRANCE", "DE123456788"), ("RIDET", "0123456789"), ("TAHITI", "A12345"), ("HORS_UE", "CHE123456788")],
)
def test_a_draft_goes_to_a_recipient_without_siret(
    world: World, deposited: Deposited, kind: str, identifier: str
) -> None:
    more = {"name": "Abroad", "kind": "private", "town": "Ailleurs", "postal_code": "1", "country": "FR"}
    abroad = create_structure(by="platform", now=now(), identifier_type=kind, identifier=identifier, **more)
    (flow,) = deposited(pdf(), "facture.pdf")
    with tenant(world.supplier.pk):
        typed = fields(world, recipient=identifier, service_code="")
        draft = save_draft(draft_of(world, flow), by=alice(world), now=now(), fields=typed, version=1)
    receipt = send_draft(draft, by=alice(world), now=now())
    drain()
    with tenant(world.supplier.pk):
        sent = receipt.deposit.flows.get()
        assert sent.stage == Stage.CLOSED, sent.findings
        assert sent.invoice.recipient_id == abroad.pk


def test_what_was_typed_comes_back_when_it_is_refused(world: World, deposited: Deposited) -> None:
    (flow,) = deposited(pdf(), "facture.pdf")
    with tenant(world.supplier.pk):
        typed = fields(world, service_code="MYSTERE")
        draft = save_draft(draft_of(world, flow), by=alice(world), now=now(), fields=typed, version=1)
    send_draft(draft, by=alice(world), now=now())
    drain()
    with tenant(world.supplier.pk):
        (back,) = list_drafts(alice(world))
        assert back.fields["service_code"] == "MYSTERE"
        save_draft(back, by=alice(world), now=now(), fields=fields(world), version=back.version)
    receipt = send_draft(back, by=alice(world), now=now())
    drain()
    with tenant(world.supplier.pk):
        assert receipt.deposit.flows.get().stage == Stage.CLOSED


def test_two_tabs_do_not_overwrite_each_other(world: World, deposited: Deposited) -> None:
    (flow,) = deposited(pdf(), "facture.pdf")
    first, second = draft_of(world, flow), draft_of(world, flow)
    with tenant(world.supplier.pk):
        save_draft(first, by=alice(world), now=now(), fields={"number": "A", "unknown": "x"}, version=1)
        with pytest.raises(DraftChanged):
            save_draft(second, by=alice(world), now=now(), fields={"number": "B"}, version=1)
        assert draft_of(world, flow).fields == {"number": "A"}
        delete_draft(first, by=alice(world), now=now())
        assert list_drafts(alice(world)) == []


def test_a_rejected_invoice_is_replaced_by_a_new_one(world: World, deposited: Deposited) -> None:
    from tests.invoices_made import direct_invoice

    (flow,) = deposited(direct_invoice("OLD-1", world.supplier.identifier, world.town.identifier))
    camille = person_acting(world.camille, world.town.pk)
    with tenant(world.supplier.pk):
        old = Invoice.objects.get(pk=flow.invoice_id)
    set_status(old, by=camille, status="REJETEE", now=now(), reason="MONTANTTOTAL_ERR")
    draft = start_replacement(old, by=alice(world), now=now())
    with tenant(world.supplier.pk):
        draft = save_draft(draft, by=alice(world), now=now(), fields=fields(world, number="NEW-1"), version=1)
    draft = give_pdf(draft, pdf(), "nouvelle.pdf", by=alice(world), now=now(), version=draft.version)
    send_draft(draft, by=alice(world), now=now())
    drain()
    with tenant(world.supplier.pk):
        assert Invoice.objects.get(number="NEW-1").replaces_id == old.pk


def test_only_a_pdf_stands_beside_a_form(world: World) -> None:
    draft = new_draft_from_pdf(pdf(), "a.pdf", by=alice(world), now=now())
    assert draft.pdf_name == "a.pdf"
    with pytest.raises(einvoice.Refused):
        new_draft_from_pdf(b"<x/>", "a.pdf", by=alice(world), now=now())


def test_documents_deposited_with_the_pdf_go_along_with_the_form(world: World, deposited: Deposited) -> None:
    proof = AttachmentGiven(b"%PDF-1.7 proof", "preuve.pdf", "02", "Bon de livraison")
    (flow,) = deposited(pdf(), "facture.pdf", attachments=[proof])
    with tenant(world.supplier.pk):
        draft = save_draft(draft_of(world, flow), by=alice(world), now=now(), fields=fields(world), version=1)
    send_draft(draft, by=alice(world), now=now())
    while drain():
        pass
    with tenant(world.supplier.pk):
        (kept,) = Invoice.objects.get().attachments.all()
    assert (kept.name, kept.designation, read(kept.sha256)) == ("preuve.pdf", "Bon de livraison", proof.content)


def test_another_pdf_is_noticed_by_the_other_tab(world: World) -> None:
    draft = new_draft_from_pdf(pdf(), "a.pdf", by=alice(world), now=now())
    give_pdf(draft, pdf(), "b.pdf", by=alice(world), now=now(), version=draft.version)
    with tenant(world.supplier.pk), pytest.raises(DraftChanged):
        save_draft(draft, by=alice(world), now=now(), fields=fields(world), version=draft.version)


def test_a_draft_that_was_sent_takes_no_other_pdf(world: World, deposited: Deposited) -> None:
    (flow,) = deposited(pdf(), "facture.pdf")
    with tenant(world.supplier.pk):
        draft = save_draft(draft_of(world, flow), by=alice(world), now=now(), fields=fields(world), version=1)
    send_draft(draft, by=alice(world), now=now())
    with pytest.raises(DraftChanged):
        give_pdf(draft, pdf(), "late.pdf", by=alice(world), now=now(), version=draft.version)


def test_a_pdf_put_from_a_tab_that_is_behind_is_refused(world: World) -> None:
    draft = new_draft_from_pdf(pdf(), "a.pdf", by=alice(world), now=now())
    with tenant(world.supplier.pk):
        save_draft(draft_in(world, draft), by=alice(world), now=now(), fields=fields(world), version=1)
    with pytest.raises(DraftChanged):
        give_pdf(draft, pdf(), "b.pdf", by=alice(world), now=now(), version=1)
    assert draft_in(world, draft).pdf_name == "a.pdf"


def test_what_another_tab_saved_meanwhile_is_not_sent_unseen(world: World) -> None:
    draft = new_draft_from_pdf(pdf(), "a.pdf", by=alice(world), now=now())
    with tenant(world.supplier.pk):
        seen = save_draft(draft_in(world, draft), by=alice(world), now=now(), fields=fields(world), version=1)
        other = fields(world, number="P-OTHER")
        save_draft(draft_in(world, draft), by=alice(world), now=now(), fields=other, version=2)
    with pytest.raises(DraftChanged):
        send_draft(seen, by=alice(world), now=now())
    with tenant(world.supplier.pk):
        assert not Flow.objects.exists()


def draft_in(world: World, draft: Draft) -> Draft:
    with tenant(world.supplier.pk):
        return draft_for(alice(world), draft.pk)


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_once_send_once(world: World) -> None:
    draft = new_draft_from_pdf(pdf(), "a.pdf", by=alice(world), now=now())
    with tenant(world.supplier.pk):
        seen = save_draft(draft_in(world, draft), by=alice(world), now=now(), fields=fields(world), version=1)

    def click(_: int) -> int:
        try:
            return send_draft(seen, by=alice(world), now=now()).deposit.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as clicks:
        assert len(set(clicks.map(click, range(10)))) == 1
    with tenant(world.supplier.pk):
        assert Flow.objects.count() == 1
    assert Entry.objects.filter(kind="draft.sent").count() == 1
