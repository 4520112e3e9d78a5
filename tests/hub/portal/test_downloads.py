"""Files of invoices, flows and drafts: byte for byte, and no transaction waits for the vault."""

from typing import Any

import pytest
from django.db import connection

from coryphee import einvoice
from coryphee.hub.archive.vault import FolderVault
from coryphee.hub.flows.models import Flow
from coryphee.hub.invoices.models import Attachment
from coryphee.hub.toolbox.tenant import tenant
from tests.hub.portal.browsing import A_PDF, Story, file


@pytest.fixture
def depths(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many transactions were open inside the test's own whenever the vault was read or written."""
    seen: list[int] = []
    outside = len(connection.savepoint_ids)
    put, get = FolderVault.put, FolderVault.get

    def watched_put(self: FolderVault, *given: Any) -> None:
        seen.append(len(connection.savepoint_ids) - outside)
        put(self, *given)

    def watched_get(self: FolderVault, *given: Any) -> bytes:
        seen.append(len(connection.savepoint_ids) - outside)
        return get(self, *given)

    monkeypatch.setattr(FolderVault, "put", watched_put)
    monkeypatch.setattr(FolderVault, "get", watched_get)
    return seen


def test_the_vault_is_read_and_written_outside_transactions(story: Story, depths: list[int]) -> None:
    world = story.world
    draft = story.draft()
    invoice_id = story.delivered("V-1")
    story.set_status(world.camille, invoice_id, "SUSPENDUE", reason="JUSTIF_ABS", comment="x")
    with tenant(world.supplier.pk):
        flow = Flow.objects.get(invoice_id=invoice_id)
    depths.clear()
    given = {"comment": "Here", "attachment-1": file(b"%PDF-1.4", "order.pdf")}
    assert story.post(world.alice, "answer-complete", world.supplier, invoice_id, **given).status_code == 302
    with tenant(world.supplier.pk):
        document = Attachment.objects.get()
    for route, *places in (
        ("invoice", invoice_id),
        ("invoice-original", invoice_id),
        ("invoice-data", invoice_id),
        ("invoice-pdf", invoice_id),
        ("invoice-facturx", invoice_id),
        ("attachment", invoice_id, document.pk),
        ("flow-file", flow.pk),
        ("draft-pdf", draft.pk),
    ):
        assert story.get(world.alice, route, world.supplier, *places).status_code == 200
    put = story.post(world.alice, "draft-pdf-put", world.supplier, draft.pk, file=file(A_PDF, "other.pdf"), version=1)
    assert put.status_code == 302
    assert len(depths) == 10
    assert set(depths) == {0}


def test_the_page_shows_the_forms_that_are_made(story: Story) -> None:
    invoice_id = story.delivered("V-2")
    page = story.get(story.world.alice, "invoice", story.world.supplier, invoice_id).content.decode()
    for form in ("pdf", "facturx"):
        assert f"/invoices/{invoice_id}/{form}" in page
        answer = story.get(story.world.alice, f"invoice-{form}", story.world.supplier, invoice_id)
        assert answer.content.startswith(b"%PDF-1.7")
        assert answer["Content-Disposition"] == 'attachment; filename="V-2.pdf"'


def test_the_page_offers_the_other_syntax(story: Story) -> None:
    invoice_id = story.delivered("V-3")
    page = story.get(story.world.alice, "invoice", story.world.supplier, invoice_id).content.decode()
    assert f"/invoices/{invoice_id}/other-syntax" in page
    answer = story.get(story.world.alice, "invoice-other-syntax", story.world.supplier, invoice_id)
    document = einvoice.open_document(answer.content)
    assert (document.syntax, document.invoice.number) == ("cii", "V-3")
