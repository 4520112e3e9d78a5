"""The recipient's acts: what each person may set, what it asks for, what two tabs do to each other."""

import pytest

from coryphee.hub.invoices.models import Invoice
from coryphee.hub.toolbox.tenant import tenant
from tests.hub.portal.browsing import Story


def status(story: Story, invoice_id: int) -> str:
    with tenant(story.world.town.pk):
        return Invoice.objects.get(pk=invoice_id).status


def test_from_service_done_to_payment(story: Story) -> None:
    world = story.world
    invoice_id = story.delivered("R-1")
    page = story.get(world.camille, "invoice", world.town, invoice_id).content.decode()
    assert "Confirm service done" in page
    for person, code, fields in (
        (world.camille, "SERVICE_FAIT", {}),
        (world.camille, "MANDATEE", {"mandate_number": "M-77"}),
        (world.camille, "MISE_A_DISPOSITION_COMPTABLE", {}),
        (world.denis, "COMPTABILISEE", {}),
        (world.denis, "MISE_EN_PAIEMENT", {}),
    ):
        answer = story.set_status(person, invoice_id, code, **fields)
        assert answer.status_code == 302, (code, answer.content.decode()[-3000:])
        assert status(story, invoice_id) == code
    seen = story.get(world.alice, "invoice", world.supplier, invoice_id).content.decode()
    assert "Sent to payment" in seen
    assert "M-77" in seen


@pytest.mark.parametrize("code", ["SUSPENDUE", "A_RECYCLER", "REJETEE"])
def test_turning_back_needs_a_reason(code: str, story: Story) -> None:
    world = story.world
    invoice_id = story.delivered("R-2")
    without = story.set_status(world.camille, invoice_id, code)
    assert without.status_code == 422
    assert 'aria-invalid="true"' in without.content.decode()
    other = story.set_status(world.camille, invoice_id, code, reason="AUTRE", comment=" ")
    assert other.status_code == 422
    assert status(story, invoice_id) == "MISE_A_DISPOSITION"
    good = story.set_status(world.camille, invoice_id, code, reason="AUTRE", comment="Because of the <b>order</b>")
    assert good.status_code == 302
    assert status(story, invoice_id) == code
    seen = story.get(world.alice, "invoice", world.supplier, invoice_id).content.decode()
    assert "Because of the &lt;b&gt;order&lt;/b&gt;" in seen


def test_a_mandate_needs_its_number(story: Story) -> None:
    invoice_id = story.delivered("R-3")
    assert story.set_status(story.world.camille, invoice_id, "MANDATEE").status_code == 422
    assert status(story, invoice_id) == "MISE_A_DISPOSITION"


def test_nobody_sets_what_is_not_theirs(story: Story) -> None:
    world = story.world
    invoice_id = story.delivered("R-4")
    assert story.set_status(world.denis, invoice_id, "SERVICE_FAIT").status_code == 409  # the accountant
    assert story.set_status(world.camille, invoice_id, "COMPTABILISEE").status_code == 409  # the clerk
    assert story.set_status(world.camille, invoice_id, "SUPPRIMEE").status_code == 404
    assert story.set_status(world.camille, invoice_id, "COMPLETEE").status_code == 404
    assert story.post(world.alice, "invoice-status", world.supplier, invoice_id, "SERVICE_FAIT").status_code == 404
    assert status(story, invoice_id) == "MISE_A_DISPOSITION"


def test_the_second_of_two_tabs_is_told(story: Story) -> None:
    world = story.world
    invoice_id = story.delivered("R-5")
    seen = {"expected_status": "MISE_A_DISPOSITION"}
    assert story.set_status(world.camille, invoice_id, "SERVICE_FAIT", **seen).status_code == 302
    late = story.set_status(world.camille, invoice_id, "REJETEE", reason="DOUBLON", **seen)
    assert late.status_code == 409
    assert "Service done" in late.content.decode()
    assert status(story, invoice_id) == "SERVICE_FAIT"


def test_many_at_once_with_a_page_that_asks_first(story: Story) -> None:
    world = story.world
    ids = [story.delivered(f"B-{at}") for at in range(3)]
    story.set_status(world.camille, ids[0], "REJETEE", reason="DOUBLON")
    query = "?" + "&".join(f"id={each}" for each in [*ids, "x", 10**30])
    page = story.get(world.camille, "received-bulk", world.town, "SERVICE_FAIT", query=query).content.decode()
    assert "2 invoices" in page
    assert "1 chosen invoice stays as it is" in page
    assert status(story, ids[1]) == "MISE_A_DISPOSITION"
    seen = [f"{each}:MISE_A_DISPOSITION" for each in ids[1:]]
    assert all(f'name="seen" value="{each}"' in page for each in seen)
    address = f"/s/{world.town.pk}/received/set/SERVICE_FAIT{query}"
    sent = story.browser(world.camille).post(address, {"seen": seen}, follow=True)
    assert "2 invoices: Service done." in sent.content.decode()
    assert [status(story, each) for each in ids] == ["REJETEE", "SERVICE_FAIT", "SERVICE_FAIT"]


def test_a_stale_page_of_many_sets_none_and_shows_how_they_stand(story: Story) -> None:
    world = story.world
    ids = [story.delivered(f"T-{at}") for at in range(2)]
    address = f"/s/{world.town.pk}/received/set/MANDATEE?" + "&".join(f"id={each}" for each in ids)
    seen = [f"{each}:MISE_A_DISPOSITION" for each in ids]
    story.set_status(world.camille, ids[0], "SERVICE_FAIT")
    late = story.browser(world.camille).post(address, {"seen": seen})
    assert late.status_code == 409
    assert "Nothing was changed" in late.text
    assert "confirm again" in late.text
    assert f'name="seen" value="{ids[0]}:SERVICE_FAIT"' in late.text
    assert [status(story, each) for each in ids] == ["SERVICE_FAIT", "MISE_A_DISPOSITION"]
    assert story.browser(world.camille).post(address).status_code == 409, "a page that says not what it showed"
    assert story.browser(world.camille).post(address, {"seen": ["x", "1:2:3", ":"]}).status_code == 409
    assert [status(story, each) for each in ids] == ["SERVICE_FAIT", "MISE_A_DISPOSITION"]


def test_none_chosen_says_what_to_do(story: Story) -> None:
    page = story.get(story.world.camille, "received-bulk", story.world.town, "SERVICE_FAIT").content.decode()
    assert "Choose invoices first" in page
