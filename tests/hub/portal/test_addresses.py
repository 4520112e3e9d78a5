"""Another address, to sign in or for notifications: confirmed in its mailbox, told to the old one."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from coryphee.hub.accounts.actions.address_changes import LinkOver, confirm_address
from coryphee.hub.accounts.actions.recovery import answer_recovery
from coryphee.hub.accounts.models import AddressChange, SecurityEvent, User
from coryphee.hub.accounts.recent_proof import FRESH, note_proof
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now
from tests.hub.portal.browsing import Story, signed_in
from tests.people import PASSWORD, World, create_world
from tests.signing_in import emailed_code, give_code, give_password, is_signed_in

NEW = "zoe@example.test"
pytestmark = pytest.mark.usefixtures("mailbox")


@pytest.fixture
def world(db: None) -> World:
    return create_world(password=PASSWORD)


def ask(story: Story, purpose: str = "login", address: str = NEW) -> Any:
    return story.browser(story.world.alice).post(f"/account/profile/address/{purpose}", {"address": address})


def link_to(address: str) -> str:
    sent = next(message for message in reversed(mail.outbox) if message.to == [address])
    found = re.search(r"https?://[^/\s]+(/account/address/\S+)", str(sent.body))
    assert found is not None, sent.body
    return found[1]


def alice(story: Story) -> User:
    return User.objects.get(pk=story.world.alice.pk)


def test_the_login_changes_once_its_owner_pressed_the_button(story: Story) -> None:
    assert ask(story).status_code == 302
    assert (
        f"{NEW} waits for its confirmation" in story.browser(story.world.alice).get("/account/profile").content.decode()
    )
    somewhere, link = Client(headers={"accept-language": "en"}), link_to(NEW)
    assert f"signs in with {NEW}" in somewhere.get(link).content.decode()
    assert alice(story).email == "alice@example.test"
    assert "The address is confirmed" in somewhere.post(link).content.decode()
    assert alice(story).email == NEW
    told = mail.outbox[-1]
    assert told.to == ["alice@example.test"]
    assert NEW in told.body
    kinds = list(SecurityEvent.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["person.login_change_asked", "person.session_ended", "person.login_changed"]


def test_a16_opening_the_link_changes_nothing_and_it_works_once(story: Story) -> None:
    ask(story)
    link = link_to(NEW)
    for _look in range(3):
        assert Client().get(link).status_code == 200
    assert Client().post(link).status_code == 200
    assert Client().post(link).status_code == 410
    assert Client().get(link).status_code == 410


def test_a_link_dies_after_an_hour_by_a_later_one_and_by_its_owner(story: Story) -> None:
    ask(story)
    first = link_to(NEW)
    ask(story)
    second = link_to(NEW)
    assert Client().get(first).status_code == 410
    with pytest.raises(LinkOver):
        confirm_address(second.rstrip("/").rsplit("/", 1)[1], source=NOWHERE, now=now() + timedelta(minutes=61))
    for _click in range(2):
        story.browser(story.world.alice).post("/account/profile/address", {"what": "waiting-login"})
    assert Client().post(second).status_code == 410
    assert SecurityEvent.objects.filter(person=story.world.alice, kind="person.login_change_dropped").count() == 1
    assert Entry.objects.filter(kind="person.login_change_dropped", actor=story.world.alice.actor).count() == 1
    assert alice(story).email == "alice@example.test"
    assert Client().get("/account/address/unknown").status_code == 410


def test_a14_links_for_the_password_die_with_the_address(story: Story) -> None:
    answer_recovery("alice@example.test", source=NOWHERE, now=now())
    found = re.search(r"https?://[^/\s]+(/account/password/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    assert b'name="password"' in Client().get(found[1], follow=True).content
    ask(story)
    Client().post(link_to(NEW))
    assert b'name="password"' not in Client().get(found[1], follow=True).content


def test_a15_nobody_learns_whether_an_address_has_an_account(story: Story) -> None:
    free, taken = ask(story, address="free@example.test"), ask(story, address="bob@example.test")
    assert (free.status_code, free["Location"]) == (taken.status_code, taken["Location"])
    assert mail.outbox[-1].to == ["bob@example.test"]
    assert "/account/address/" not in mail.outbox[-1].body
    page = story.browser(story.world.alice).get("/account/profile").content.decode()
    assert "bob@example.test waits for its confirmation" in page


def test_an_address_that_found_an_account_meanwhile_is_not_taken(story: Story) -> None:
    ask(story)
    User.objects.create_user(NEW, name="Zoé Exemple")
    assert Client().post(link_to(NEW)).status_code == 410
    assert alice(story).email == "alice@example.test"


def test_a25_both_factors_are_proved_anew_before_the_address_changes(story: Story) -> None:
    browser = story.browser(story.world.alice)
    session = browser.session
    note_proof(session, now() - FRESH)
    session.save()
    browser.cookies["session"] = session.session_key
    assert ask(story)["Location"].startswith("/account/confirm?next=")
    assert not AddressChange.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize("typed", ["", "alice@example.test", "é@example.test", "a@b\nBcc: c@d.test", "nobody"])
def test_what_is_no_new_address_is_refused(story: Story, typed: str) -> None:
    assert ask(story, address=typed).status_code == 422
    assert mail.outbox == []


def test_nobody_is_flooded_with_links(story: Story) -> None:
    answers = [ask(story, address=f"victim{n}@example.test").status_code for n in range(7)]
    assert answers == [302] * 5 + [429] * 2


def test_notifications_get_an_address_of_their_own_and_lose_it(story: Story) -> None:
    ask(story, "contact")
    assert alice(story).contact_email == ""
    Client().post(link_to(NEW))
    assert (alice(story).contact_email, alice(story).email) == (NEW, "alice@example.test")
    assert mail.outbox[-1].to == ["alice@example.test"]
    browser = story.browser(story.world.alice)
    assert NEW in browser.get("/account/profile").content.decode()
    for _time in range(2):
        browser.post("/account/profile/address", {"what": "contact"})
    assert alice(story).contact_email == ""
    assert SecurityEvent.objects.filter(kind="person.contact_removed").count() == 1


def test_another_purpose_does_not_exist(story: Story) -> None:
    assert ask(story, "other").status_code == 404
    assert story.browser(story.world.alice).post("/account/profile/address", {"what": "\x00"}).status_code == 302


def test_a_code_in_the_old_mailbox_opens_nothing_once_the_login_has_changed(story: Story) -> None:
    half = Client()
    give_password(half, "alice@example.test")
    code = emailed_code("alice@example.test")
    ask(story)
    assert Client().post(link_to(NEW)).status_code == 200
    give_code(half, code)
    assert not is_signed_in(half)


def test_another_login_ends_the_other_sessions_and_another_contact_address_none(story: Story) -> None:
    here, elsewhere = story.browser(story.world.alice), signed_in(story.world.alice)
    ask(story, "contact")
    assert here.post(link_to(NEW)).status_code == 200
    assert is_signed_in(elsewhere)
    ask(story, "login", "alice.exemple@example.test")
    assert here.post(link_to("alice.exemple@example.test")).status_code == 200
    assert (is_signed_in(here), is_signed_in(elsewhere)) == (True, False)
