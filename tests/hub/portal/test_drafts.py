"""The form of a PDF without data: nothing typed is lost, nothing wrong is sent."""

from decimal import Decimal

from django.urls import reverse

from coryphee.hub.flows.actions import send_draft
from coryphee.hub.flows.models import Flow
from coryphee.hub.invoices.models import BoxEntry, Draft
from coryphee.hub.portal.fields import plain_number
from coryphee.hub.structures.access import person_acting
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.tenant import tenant
from tests.hub.portal.browsing import A_PDF, FILLED, Story, file, work


def saved(story: Story, draft: Draft) -> Draft:
    with tenant(story.world.supplier.pk):
        return Draft.objects.get(pk=draft.pk)


def send(story: Story, draft: Draft, **changes: object) -> object:
    fields = {"recipient": story.world.town.identifier, "version": draft.version, "act": "send", **FILLED, **changes}
    return story.post(story.world.alice, "draft", story.world.supplier, draft.pk, **fields)


def test_a_pdf_becomes_a_form_and_the_form_an_invoice(story: Story) -> None:
    world = story.world
    draft = story.draft()
    page = story.get(world.alice, "draft", world.supplier, draft.pk)
    assert "facture.pdf" in page.content.decode()
    answer = send(story, draft)
    assert answer.status_code == 302, answer.content.decode()
    work()
    with tenant(world.town.pk):
        entry = BoxEntry.objects.get(side="received", number="F-2026-7")
    assert entry.total_with_vat == Decimal("1200.00")
    seen = story.get(world.camille, "invoice", world.town, entry.invoice_id)
    assert seen.status_code == 200
    assert "PDF" in seen.content.decode()
    sent = story.get(world.alice, "draft", world.supplier, draft.pk)
    assert (sent.status_code, sent["Location"]) == (302, answer["Location"]), "its address leads to what became of it"


def test_a_double_click_sends_once(story: Story) -> None:
    draft = story.draft()
    first = send(story, draft)
    second = send(story, draft)
    assert first.status_code == 302
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    work()
    with tenant(story.world.town.pk):
        assert BoxEntry.objects.filter(number="F-2026-7").count() == 1


def test_what_is_wrong_is_said_at_its_field_and_kept(story: Story) -> None:
    draft = story.draft()
    page = send(story, draft, number="É-1", total_with_vat="lots", due_date="2026-01-01")
    assert page.status_code == 422
    text = page.content.decode()
    assert 'href="#id_number"' in text
    assert 'href="#id_total_with_vat"' in text
    assert "The due date is before" in text
    assert saved(story, draft).fields["number"] == "É-1"
    assert saved(story, draft).fields["total_with_vat"] == "lots"


def test_sums_that_disagree_are_not_sent(story: Story) -> None:
    draft = story.draft()
    page = send(story, draft, total_with_vat="1300")
    assert page.status_code == 422
    assert "1200.00" in page.content.decode()


def test_vat_lines_come_and_go_without_a_script(story: Story) -> None:
    world, draft = story.world, story.draft()
    fields = {**FILLED, "recipient": "", "version": 1, "act": "add-line"}
    story.post(world.alice, "draft", world.supplier, draft.pk, **fields)
    assert len(saved(story, draft).fields["vat"]) == 2
    page = story.get(world.alice, "draft", world.supplier, draft.pk).content.decode()
    assert "Remove line 2" in page
    two = {name: [FILLED[name], ""] for name in ("rate", "base", "amount", "reason")} | {"category": ["S", "S"]}
    story.post(
        world.alice, "draft", world.supplier, draft.pk, **{**fields, **two, "version": 2, "act": "remove-line:1"}
    )
    assert [line["base"] for line in saved(story, draft).fields["vat"]] == ["1000"]


def test_two_tabs_do_not_overwrite_each_other(story: Story) -> None:
    world, draft = story.world, story.draft()
    one = {**FILLED, "recipient": "", "version": 1, "act": "save"}
    assert story.post(world.alice, "draft", world.supplier, draft.pk, **one).status_code == 302
    late = story.post(world.alice, "draft", world.supplier, draft.pk, **{**one, "number": "MINE"})
    assert late.status_code == 409
    assert 'value="MINE"' in late.content.decode()
    assert saved(story, draft).fields["number"] == "F-2026-7"


def test_the_recipient_is_found_by_number_or_by_name(story: Story) -> None:
    world, draft = story.world, story.draft()
    by_name = {**FILLED, "recipient": "ville d'ex", "version": 1, "act": "look-up"}
    story.post(world.alice, "draft", world.supplier, draft.pk, **by_name)
    page = story.get(world.alice, "draft", world.supplier, draft.pk).content.decode()
    assert f"choose:{world.town.identifier}" in page
    chosen = {**by_name, "version": 2, "act": f"choose:{world.town.identifier}"}
    story.post(world.alice, "draft", world.supplier, draft.pk, **chosen)
    page = story.get(world.alice, "draft", world.supplier, draft.pk).content.decode()
    assert "Services techniques (TRAVAUX)" in page


def test_the_live_check_keeps_nothing(story: Story) -> None:
    world, draft = story.world, story.draft()
    answer = story.post(world.alice, "draft-check", world.supplier, draft.pk, **{**FILLED, "total_with_vat": "1"})
    assert "1200.00" in answer.content.decode()
    assert saved(story, draft).version == 1


def test_a_form_that_is_no_form_is_answered(story: Story) -> None:
    world, draft = story.world, story.draft()
    for odd in (
        {},
        {"version": "x"},
        {"act": "remove-line:99"},
        {"act": "choose:"},
        {"base": ["1"] * 500},
        {"number": "\x00"},
    ):
        assert story.post(world.alice, "draft", world.supplier, draft.pk, **odd).status_code in {302, 409, 422}


def test_the_pdf_is_shown_beside_its_form_only(story: Story) -> None:
    world, draft = story.world, story.draft()
    answer = story.get(world.alice, "draft-pdf", world.supplier, draft.pk)
    assert answer["Content-Type"] == "application/pdf"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_a_draft_can_be_thrown_away(story: Story) -> None:
    world, draft = story.world, story.draft()
    assert story.get(world.alice, "draft-delete", world.supplier, draft.pk).status_code == 200
    assert story.post(world.alice, "draft-delete", world.supplier, draft.pk).status_code == 302
    assert story.get(world.alice, "draft", world.supplier, draft.pk).status_code == 404


def test_amounts_are_read_as_people_write_them() -> None:
    for written in ("1234.5", "1 234,5", "1 234,5 €", "1.234,5", "1,234.5", "1'234,5"):
        assert plain_number(written) == "1234.5"
    for odd in ("1,2,3", "abc", "1e5x"):
        assert not plain_number(odd).replace(".", "").isdigit() or odd == "1,2,3"


def test_once_sent_every_way_to_the_draft_leads_to_what_became_of_it(story: Story) -> None:
    world = story.world
    draft = story.draft()
    form = {"version": draft.version, "act": "send", "recipient": world.town.identifier, **FILLED}
    first = story.post(world.alice, "draft", world.supplier, draft.pk, **form)
    assert first.status_code == 302
    work()
    again = story.post(world.alice, "draft", world.supplier, draft.pk, **form)
    opened = story.get(world.alice, "draft", world.supplier, draft.pk)
    assert {first["Location"], again["Location"], opened["Location"]} == {first["Location"]}
    with tenant(world.supplier.pk):
        arrival = Flow.objects.get(stage="draft").deposit_id
    row = story.get(world.alice, "deposit-report", world.supplier, arrival).content.decode()
    assert first["Location"] in row
    assert "Form to be filled in" not in row
    assert story.get(world.eve, "draft", world.other_supplier, draft.pk).status_code == 404


def test_a_click_that_overtakes_the_sending_shows_the_same_deposit(story: Story) -> None:
    world = story.world
    draft = story.draft()
    form = {"version": draft.version, "act": "send", "recipient": world.town.identifier, **FILLED}
    # As the second click finds it: saved by the first, not sent yet.
    story.post(world.alice, "draft", world.supplier, draft.pk, **{**form, "act": "save"})
    with tenant(world.supplier.pk):
        saved = Draft.objects.get(pk=draft.pk)
    second = story.post(world.alice, "draft", world.supplier, draft.pk, **form)
    first = send_draft(saved, by=person_acting(world.alice, world.supplier.pk), now=now())
    assert second["Location"] == reverse("deposit-report", args=[world.supplier.pk, first.deposit.pk])
    assert first.replayed


def test_another_text_from_a_tab_that_is_behind_is_not_sent(story: Story) -> None:
    world = story.world
    draft = story.draft()
    form = {"version": draft.version, "act": "send", "recipient": world.town.identifier, **FILLED}
    story.post(world.alice, "draft", world.supplier, draft.pk, **{**form, "act": "save"})
    other = story.post(world.alice, "draft", world.supplier, draft.pk, **{**form, "number": "F-OTHER"})
    assert other.status_code == 409
    with tenant(world.supplier.pk):
        assert Draft.objects.get(pk=draft.pk).sent_flow is None


def test_a_pdf_from_a_tab_that_is_behind_is_not_put(story: Story) -> None:
    world = story.world
    draft = story.draft()
    page = story.get(world.alice, "draft", world.supplier, draft.pk).text
    assert 'name="version" value="1"' in page
    story.post(world.alice, "draft", world.supplier, draft.pk, version=1, act="save", **FILLED)
    given = {"file": file(A_PDF, "other.pdf"), "version": 1}
    late = story.post(world.alice, "draft-pdf-put", world.supplier, draft.pk, **given)
    assert late.status_code == 409
    assert "changed in another tab" in late.text
    with tenant(world.supplier.pk):
        assert Draft.objects.get(pk=draft.pk).pdf_name == "facture.pdf"


def test_odd_buttons_and_bytes_are_no_failure(story: Story) -> None:
    world = story.world
    draft = story.draft()
    answer = story.post(world.alice, "draft", world.supplier, draft.pk, version=1, act="remove-line:" + "9" * 5000)
    assert answer.status_code == 302
    checked = story.post(world.alice, "draft-check", world.supplier, draft.pk, recipient="1\x002", **FILLED)
    assert checked.status_code == 200


def test_a_company_is_named_at_once_and_the_form_kept_for_it(story: Story) -> None:
    world, draft = story.world, story.draft()
    company = world.other_supplier
    told = f"{company.name} is a company"
    typing = story.post(
        world.alice, "draft-check", world.supplier, draft.pk, **{**FILLED, "recipient": company.identifier}
    )
    assert told in typing.text
    assert 'hx-swap-oob="true"' in typing.text
    answer = send(story, draft, recipient=company.identifier)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'href="#id_recipient"' in answer.text
    kept = saved(story, draft)
    assert (kept.fields["number"], kept.fields["recipient"], kept.sent_flow) == ("F-2026-7", company.identifier, None)
    typing = story.post(
        world.alice, "draft-check", world.supplier, draft.pk, **{**FILLED, "recipient": world.town.identifier}
    )
    assert "is a company" not in typing.text
    assert send(story, kept).status_code == 302, "a public body takes it"
