"""What nobody types by hand, in every form: control characters, huge numbers, half of a form. Never a 500."""

from itertools import cycle
from typing import Any

import pytest
from django.urls import reverse

from coryphee.hub.invoices.models import Draft, Invoice
from coryphee.hub.toolbox.tenant import tenant
from tests.hub.portal.browsing import A_PDF, FILLED, Story, file
from tests.hub.portal.test_access_walk import PUBLIC, routes

NASTY = [
    "\x00",
    "a\x00b",
    "\x01\x0b\x1f",
    "\ufffe\uffff",
    "\ud800",
    "9" * 5000,
    "-1",
    "1e999999",
    "NaN",
    "Infinity",
    "0000-00-00",
    "%s%(n)d{0}",
    "\u202e'\"><svg onload=alert(1)>",
]
FIELDS = [
    "recipient service_code engagement contract type_code number corrects issue_date due_date currency iban act",
    "total_without_vat total_with_vat category rate base amount reason version expected_status seen mandate_number",
    "comment recipient_identifier deposit_group designation-1 type-1 id login password email next q sort page",
]
NAMES = " ".join(FIELDS).split()


def places(story: Story) -> dict[str, str]:
    """Return every address that is guarded, filled with things that exist and wait for the person's answer."""
    world = story.world
    turned_back = story.delivered("H-1")
    story.set_status(world.camille, turned_back, "A_RECYCLER", reason="SIRET_ERR")
    draft = story.draft()
    with tenant(world.supplier.pk):
        deposit = Invoice.objects.get(pk=turned_back).flows.get().deposit_id
    values = {
        "<int:structure_id>": world.supplier.pk,
        "<uuid:group_id>": "00000000-0000-4000-8000-000000000000",
        "<str:status>": "SERVICE_FAIT",
        "<int:deposit_id>": deposit,
        "<int:flow_id>": 1,
        "<int:invoice_id>": turned_back,
        "<int:attachment_id>": 1,
        "<int:draft_id>": draft.pk,
    }
    found = {}
    for place, _page in routes():
        filled = place
        for part, value in values.items():
            filled = filled.replace(part, str(value))
        if "<" not in filled and "^" not in filled:
            found[place] = f"/{filled}"
    return found


def nasty(turn: int) -> dict[str, str]:
    """Give every field another of the nasty texts, turned by `turn`."""
    texts = cycle([*NASTY[turn:], *NASTY[:turn]])
    # A browser cannot send half of a character; what stands for it is sent as it is.
    return {name: next(texts).encode("utf-8", "replace").decode() for name in NAMES}


@pytest.mark.parametrize("turn", range(0, len(NASTY), 4))
def test_no_form_breaks(story: Story, turn: int) -> None:
    walked = places(story)
    assert len(walked) > len(PUBLIC) + 15
    people = [(story.world.alice, story.world.supplier), (story.world.camille, story.world.town)]
    for place, address in walked.items():
        for person, structure in people:
            mine = address.replace(f"/s/{story.world.supplier.pk}/", f"/s/{structure.pk}/")
            for answer in (
                story.browser(person).post(mine, nasty(turn)),
                story.browser(person).get(mine, nasty(turn)),
            ):
                assert answer.status_code < 500, (place, answer.status_code)


@pytest.mark.parametrize(
    "act", ["remove-line:" + "9" * 5000, "remove-line:\x00", "add-line:" + "1" * 5000, "choose:\x00\x01"]
)
def test_strange_buttons_do_nothing(story: Story, act: str) -> None:
    draft = story.draft()
    answer = story.post(
        story.world.alice, "draft", story.world.supplier, draft.pk, **FILLED, act=act, version=draft.version
    )
    assert answer.status_code == 302


@pytest.mark.parametrize("field", ["service_code", "engagement", "contract", "comment", "reason"])
def test_what_xml_cannot_carry_is_refused_at_the_form(story: Story, field: str) -> None:
    draft, world = story.draft(), story.world
    fields = {**FILLED, "recipient": world.town.identifier, field: "a\x01b", "version": draft.version, "act": "send"}
    answer = story.post(world.alice, "draft", world.supplier, draft.pk, **fields)
    assert answer.status_code == 422
    assert "An invisible character stands in this text" in answer.text
    with tenant(world.supplier.pk):
        assert Draft.objects.get(pk=draft.pk).sent_flow is None


def test_the_check_beside_the_form_bears_anything(story: Story) -> None:
    draft, world = story.draft(), story.world
    for turn in range(len(NASTY)):
        answer = story.post(world.alice, "draft-check", world.supplier, draft.pk, **nasty(turn))
        assert answer.status_code == 200


def test_file_names_of_all_kinds(story: Story) -> None:
    world = story.world
    address = reverse("deposit", args=[world.supplier.pk])
    for name in ("\x00.pdf", "..", "/", "a" * 5000, "\u202efdp.exe", " "):
        given: dict[str, Any] = {"file": file(A_PDF, name)}
        assert story.browser(world.alice).post(address, given).status_code in {302, 400, 422}
