"""W20: everything about oneself as JSON, and an account closed for good, with the journal's chain intact."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.core import mail

from coryphee.hub.accounts.actions.closing import OF_OTHERS, belongings
from coryphee.hub.accounts.actions.profile import put_photo
from coryphee.hub.accounts.models import Registration, SecurityEvent, User
from coryphee.hub.accounts.recent_proof import FRESH, note_proof
from coryphee.hub.accounts.sources import Source
from coryphee.hub.journal.models import Entry
from coryphee.hub.journal.queries import verify_chain
from coryphee.hub.journal.sealing import seal_pending
from coryphee.hub.reports.personal_data import ELSEWHERE, TABLES
from coryphee.hub.structures.actions import grant_membership
from coryphee.hub.structures.models import Membership
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.tenant import tenant
from tests.hub.accounts.test_photos import picture
from tests.hub.portal.browsing import Story, signed_in
from tests.people import PASSWORD, World, create_world

CLOSE = "/account/data/close"
pytestmark = pytest.mark.usefixtures("mailbox")


@pytest.fixture
def world(db: None) -> World:
    return create_world(password=PASSWORD)


def sure(person: User) -> dict[str, str]:
    return {"address": person.email}


def taken(story: Story, person: User) -> dict[str, Any]:
    answer = story.browser(person).post("/account/data/export")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="coryphee-')
    return json.loads(b"".join(answer.streaming_content))


def test_w20_everything_about_oneself_is_one_json_file(story: Story) -> None:
    alice = story.world.alice
    put_photo(alice, picture(), source=Source("192.0.2.7", "A browser"), by="x", now=now())
    story.delivered("F-1")
    told = taken(story, alice)
    assert (told["account"]["email"], told["profile"]["name"]) == ("alice@example.test", "Alice Exemple")
    assert told["photo"]["media_type"] == "image/webp"
    assert told["memberships"][0]["structure"]["name"] == "Ateliers Exemple SARL"
    assert [deposit["name"] for deposit in told["deposits"]] == ["invoice.xml"]
    kinds = {event["kind"]: event for event in told["security_events"]}
    assert kinds["person.photo_changed"]["source"] == "192.0.2.7"
    assert "person.data_exported" in kinds
    assert {name for name, _columns in TABLES.values()} <= set(told)


def test_w20_the_file_tells_of_nobody_else_and_holds_no_secret(story: Story) -> None:
    alice = story.world.alice
    story.delivered("F-1")
    text = json.dumps(taken(story, alice))
    for other in ("bob@", "camille@", "eve@"):
        assert other not in text
    kept = User.objects.get(pk=alice.pk)
    assert kept.password not in text
    assert "argon2" not in text
    assert story.browser(alice).session.session_key not in text


def test_no_column_of_the_export_is_a_secret() -> None:
    secret = {"password", "fingerprint", "token_sha256", "sealed_secret", "credential", "session_key", "session_data"}
    assert [label for label, (_name, columns) in TABLES.items() if secret & set(columns)] == []


def test_every_table_about_people_is_exported_or_says_why_not() -> None:
    about_people = {model._meta.label for model, _column in belongings()}
    assert about_people == set(TABLES) | set(ELSEWHERE)
    assert all(apps.get_model(label) for label in OF_OTHERS)


def test_w20_a_closed_account_keeps_nothing_personal_and_the_chain_holds(story: Story) -> None:
    alice = story.world.alice
    grant_membership(story.world.bob, story.world.supplier, by="platform", now=now(), role="manager")
    put_photo(alice, picture(), source=Source("192.0.2.7", "A browser"), by="x", now=now())
    story.browser(alice).post(
        "/account/profile", {"name": "Alice Exemple", "language": "en", "phone": "0123456789", "version": 0}
    )
    invoice = story.delivered("F-1")
    Registration.objects.create(email=alice.email, name="Alice Exemple", language="fr", password="", at=now())
    elsewhere = signed_in(alice)
    while seal_pending(now()):
        pass
    answer = story.browser(alice).post(CLOSE, sure(alice), follow=True)
    assert "Your account is closed" in answer.content.decode()
    closed = User.objects.get(pk=alice.pk)
    assert (closed.email, closed.name) == (f"{alice.public_id}@closed.invalid", str(alice.public_id)[:8])
    assert not closed.is_active
    assert not closed.has_usable_password()
    for model, column in belongings():
        assert not model._base_manager.filter(**{column: alice.pk}).exists(), model._meta.label
    assert not Registration.objects.filter(email="alice@example.test").exists()
    assert elsewhere.get("/account/profile").status_code == 302
    assert [message.to for message in mail.outbox][-1] == ["alice@example.test"]
    ended = Entry.objects.get(kind="membership.ended")
    assert (ended.structure_id, ended.object_id) == (story.world.supplier.pk, str(alice.public_id))
    while seal_pending(now()):
        pass
    report = verify_chain()
    assert (report.intact, report.unsealed) == (True, 0)
    assert not any(b"alice" in bytes(each).lower() for each in Entry.objects.values_list("canonical", flat=True))
    with tenant(story.world.supplier.pk):
        assert story.get(story.world.bob, "invoice", story.world.supplier, invoice).status_code == 200


def test_w20_the_address_is_free_and_the_new_account_has_no_past(story: Story) -> None:
    bob = story.world.bob
    story.browser(bob).post(CLOSE, sure(bob))
    again = User.objects.create_user("bob@example.test", "Another-Passw0rd", name="Bob Nouveau")
    page = signed_in(again).get("/account/security-log").content.decode()
    assert "Nothing yet" in page
    assert not SecurityEvent.objects.filter(person=bob).exists()


def test_w20_the_last_manager_is_told_whom_to_name_first(story: Story) -> None:
    alice = story.world.alice
    page = story.browser(alice).get(CLOSE).content.decode()
    assert "You are the only manager of Ateliers Exemple SARL" in page
    assert "Bob Exemple" in page
    assert 'name="address"' not in page
    refused = story.browser(alice).post(CLOSE, sure(alice))
    assert refused.status_code == 409
    assert User.objects.get(pk=alice.pk).is_active
    assert Membership.objects.filter(person=alice).exists()


def test_w20_the_law_that_keeps_invoices_is_named(story: Story) -> None:
    for language, words in (("fr", "pièces comptables"), ("it", "documenti contabili"), ("en", "accounting records")):
        page = signed_in(story.world.bob, language).get(CLOSE).content.decode()
        assert all(each in page for each in (words, "L123-22", "L102 B", "289, VII"))


def test_an_operator_is_closed_by_another_one(story: Story) -> None:
    User.objects.filter(pk=story.world.bob.pk).update(is_operator=True)
    assert story.browser(story.world.bob).post(CLOSE, sure(story.world.bob)).status_code == 409
    assert User.objects.get(pk=story.world.bob.pk).is_active


@pytest.mark.parametrize("typed", ["other@example.test", "", "yes"])
def test_an_account_is_not_closed_by_a_slip(story: Story, typed: str) -> None:
    answer = story.browser(story.world.bob).post(CLOSE, {"address": typed})
    assert answer.status_code == 422
    assert User.objects.get(pk=story.world.bob.pk).is_active


def test_a25_both_factors_are_proved_anew_before_an_account_is_closed(story: Story) -> None:
    bob = story.browser(story.world.bob)
    session = bob.session
    note_proof(session, now() - FRESH)
    session.save()
    bob.cookies["session"] = session.session_key
    for answer in (bob.get(CLOSE), bob.post(CLOSE, sure(story.world.bob))):
        assert answer["Location"].startswith("/account/confirm?next=")
    assert User.objects.get(pk=story.world.bob.pk).is_active


def test_export_needs_a_form_of_ours(story: Story) -> None:
    assert story.browser(story.world.bob).get("/account/data/export").status_code == 405
