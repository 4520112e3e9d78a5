"""Security keys over plain HTTP: what is no answer of a key is refused, and keys belong to their person."""

import json

import pytest
from django.test import Client

from coryphee.hub.accounts.models import SecurityKey
from coryphee.hub.toolbox.clock import now
from tests.factors import new_browser
from tests.people import World

PLACE = "/account/security/key"
ANSWERS = [
    "",
    "x",
    "[]",
    "{}",
    "null",
    "1" * 30_000,
    json.dumps({"id": "x", "rawId": "eA", "type": "public-key", "response": {}, "clientExtensionResults": {}}),
    json.dumps({"id": 1, "rawId": None, "type": [], "response": {"clientDataJSON": "!", "attestationObject": "!"}}),
    json.dumps(
        {
            "id": "eA",
            "rawId": "eA",
            "type": "public-key",
            "response": {"clientDataJSON": "e30", "attestationObject": "oA"},
        }
    ),
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_no_answer_of_a_key_is_refused(answer: str, world: World) -> None:
    browser = new_browser(world.alice)
    assert "security-key-question" in browser.get(PLACE, headers={"host": "localhost"}).text
    page = browser.post(PLACE, {"name": "Blue", "code": answer}, headers={"host": "localhost"})
    assert page.status_code == 200
    assert "was not accepted" in page.text
    assert not SecurityKey.objects.exists()


def test_under_a_bare_address_no_key_is_asked_for(world: World) -> None:
    browser = new_browser(world.alice)
    assert browser.get(PLACE, headers={"host": "127.0.0.1:8000"})["Location"] == "/account/security"
    assert "not by its IP address" in browser.get("/account/security", headers={"host": "127.0.0.1:8000"}).text


def test_a_key_is_removed_by_its_owner_alone(world: World) -> None:
    key = SecurityKey.objects.create(
        person=world.alice,
        name="Blue",
        domain="localhost",
        credential_id=b"1",
        credential=b"2",
        counter=0,
        added_at=now(),
    )
    place = f"/account/security/keys/{key.pk}/remove"
    assert new_browser(world.bob).post(place).status_code == 404
    assert Client().post(place).status_code == 302
    assert SecurityKey.objects.exists()
    owner = new_browser(world.alice)
    assert "Blue" in owner.get(place).text
    assert owner.post(place)["Location"] == "/account/security"
    assert not SecurityKey.objects.exists()
