"""The supplier's answers to an invoice that was turned back."""

from coryphee.hub.invoices.models import BoxEntry, Draft, Invoice
from coryphee.hub.toolbox.tenant import tenant
from tests.hub.portal.browsing import Story, file
from tests.invoices_made import company_invoice


def invoice(story: Story, invoice_id: int) -> Invoice:
    with tenant(story.world.supplier.pk):
        return Invoice.objects.get(pk=invoice_id)


def turned_back(story: Story, number: str, status: str, reason: str) -> int:
    invoice_id = story.delivered(number)
    answer = story.set_status(story.world.camille, invoice_id, status, reason=reason, comment="See the order BC-77")
    assert answer.status_code == 302
    return invoice_id


def test_a_suspended_invoice_is_completed(story: Story) -> None:
    world = story.world
    invoice_id = turned_back(story, "C-1", "SUSPENDUE", "JUSTIF_ABS")
    page = story.get(world.alice, "answer-complete", world.supplier, invoice_id).content.decode()
    assert "See the order BC-77" in page
    empty = story.post(world.alice, "answer-complete", world.supplier, invoice_id, comment=" ")
    assert empty.status_code == 422
    answer = story.post(
        world.alice,
        "answer-complete",
        world.supplier,
        invoice_id,
        **{"comment": "Here it is", "attachment-1": file(b"%PDF-1.4", "order.pdf")},
    )
    assert answer.status_code == 302
    assert invoice(story, invoice_id).status == "COMPLETEE"
    seen = story.get(world.camille, "invoice", world.town, invoice_id).content.decode()
    assert "Here it is" in seen
    assert "order.pdf" in seen


def test_a_misdirected_invoice_is_recycled_under_its_number(story: Story) -> None:
    world = story.world
    invoice_id = turned_back(story, "C-2", "A_RECYCLER", "DEST_ERR")
    wrong = story.post(
        world.alice,
        "answer-recycle",
        world.supplier,
        invoice_id,
        recipient_identifier="123",
        service_code="",
        engagement="",
    )
    assert wrong.status_code == 422
    assert 'class="finding' in wrong.content.decode()
    missing = story.post(
        world.alice,
        "answer-recycle",
        world.supplier,
        invoice_id,
        recipient_identifier=world.hospital.identifier,
        service_code="PHARMA",
        engagement="",
    )
    assert missing.status_code == 422
    company = story.post(
        world.alice,
        "answer-recycle",
        world.supplier,
        invoice_id,
        recipient_identifier=world.other_supplier.identifier,
        service_code="",
        engagement="",
    )
    assert company.status_code == 422, "made for the direct channel, which leads to no company"
    assert "CORYPHEE-COMPANY-BY-PLATFORM" in company.text
    answer = story.post(
        world.alice,
        "answer-recycle",
        world.supplier,
        invoice_id,
        recipient_identifier=world.hospital.identifier,
        service_code="PHARMA",
        engagement="EJ-9",
    )
    assert answer.status_code == 302
    found = invoice(story, invoice_id)
    assert (found.number, found.status, found.recipient_id) == ("C-2", "MISE_A_DISPOSITION", world.hospital.pk)
    assert story.get(world.camille, "invoice", world.town, invoice_id).status_code == 404


def test_a_rejected_invoice_is_acknowledged_and_replaced(story: Story) -> None:
    world = story.world
    invoice_id = turned_back(story, "C-3", "REJETEE", "MONTANTTOTAL_ERR")
    answer = story.post(world.alice, "answer-rejection", world.supplier, invoice_id, act="replace")
    assert answer.status_code == 302
    assert invoice(story, invoice_id).rejection_acknowledged_at is not None
    with tenant(world.supplier.pk):
        draft = Draft.objects.get(replaces_id=invoice_id)
    assert draft.fields["recipient"] == world.town.identifier
    assert "number" not in draft.fields or draft.fields["number"] == ""
    page = story.browser(world.alice).get(answer["Location"]).content.decode()
    assert "C-3" in page


def test_a_rejection_by_a_company_leads_to_a_file(story: Story) -> None:
    world = story.world
    company, supplier = world.other_supplier, world.supplier
    story.deposit(company_invoice("C-9", supplier.identifier, company.identifier))
    with tenant(supplier.pk):
        invoice_id = BoxEntry.objects.get(side="issued", number="C-9").invoice_id
    fields = {"reason": "MONTANTTOTAL_ERR", "comment": "See the order BC-77"}
    rejected = story.post(world.eve, "invoice-status", company, invoice_id, "REJETEE", **fields)
    assert rejected.status_code == 302
    page = story.get(world.alice, "answer-rejection", supplier, invoice_id).text
    assert 'value="replace"' not in page
    assert f'href="/s/{supplier.pk}/deposit"' in page
    story.post(world.alice, "answer-rejection", supplier, invoice_id, act="acknowledge")
    assert invoice(story, invoice_id).rejection_acknowledged_at is not None
    page = story.get(world.alice, "invoice", supplier, invoice_id).text
    assert "Answer the rejection" not in page
    assert ">Deposit invoices</a>" in page


def test_an_answer_that_comes_too_late_changes_nothing(story: Story) -> None:
    world = story.world
    invoice_id = story.delivered("C-4")
    for route in ("answer-complete", "answer-recycle", "answer-rejection"):
        late = story.post(
            world.alice, route, world.supplier, invoice_id, comment="x", recipient_identifier=world.town.identifier
        )
        assert late.status_code == 422
        assert "Nothing was sent" in late.content.decode()
    assert invoice(story, invoice_id).status == "MISE_A_DISPOSITION"


def test_who_may_only_read_cannot_answer(story: Story) -> None:
    world = story.world
    invoice_id = turned_back(story, "C-5", "SUSPENDUE", "JUSTIF_ABS")
    assert story.get(world.bob, "answer-complete", world.supplier, invoice_id).status_code == 404
    assert "Complete</a>" not in story.get(world.bob, "invoice", world.supplier, invoice_id).content.decode()
