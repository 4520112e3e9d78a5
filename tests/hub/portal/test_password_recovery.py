"""A forgotten password: by a link that works once, signs nobody in and dies with whatever overtakes it."""

import re
from typing import Any

import pytest
from django.contrib.auth import login
from django.core import mail
from django.test import Client, RequestFactory

from coryphee.hub.accounts.actions.recovery import recover
from coryphee.hub.accounts.actions.trusted_devices import is_trusted, trust_device
from coryphee.hub.accounts.limits import account_counted, limits_of_sign_in, reserve
from coryphee.hub.accounts.models import SecurityEvent, User
from coryphee.hub.accounts.sources import NOWHERE, Source
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now
from tests.clock import Clock
from tests.hub.portal.browsing import signed_in
from tests.jobs_now import run_waiting_jobs
from tests.people import PASSWORD, World

ASK = "/account/password/reset/"
GOOD = "Vélo rouge, 9 ponts"


@pytest.fixture
def browser() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def alice(world: World) -> User:
    world.alice.set_password(PASSWORD)
    world.alice.save()
    return world.alice


def link_for(person: User) -> str:
    """Ask for a link, and return its path from the e-mail."""
    answer = Client().post(ASK, {"email": person.email.upper()})
    assert (answer.status_code, answer["Location"]) == (302, "/account/password/reset/done/")
    run_waiting_jobs()
    assert mail.outbox[-1].to == [person.email]
    (found,) = set(re.findall(r"http://127\.0\.0\.1:8000(/account/\S+)", str(mail.outbox[-1].body)))
    return str(found)


def page(answer: Any) -> str:
    return str(answer.content.decode())


def is_dead(link: str, person: User) -> bool:
    """Whether the link neither opens nor replaces; its page must offer a new one."""
    kept = User.objects.get(pk=person.pk).password
    answers = [Client().get(link), Client().post(link, {"password": "Un autre bus, 8 fois"})]
    unchanged = User.objects.get(pk=person.pk).password == kept
    return unchanged and all(answer.status_code == 410 and ASK in page(answer) for answer in answers)


def test_a14_a_link_replaces_the_password_once(browser: Client, alice: User) -> None:
    link = link_for(alice)
    for _ in range(2):
        assert alice.email in page(browser.get(link))
    answer = browser.post(link, {"password": GOOD})
    assert answer["Location"] == "/account/login/"
    alice.refresh_from_db()
    assert alice.check_password(GOOD)
    assert is_dead(link, alice)
    kinds = list(SecurityEvent.objects.filter(person=alice).order_by("id").values_list("kind", flat=True))
    assert kinds == ["person.recovery_asked", "person.password_recovered"]
    assert Entry.objects.filter(kind="person.password_recovered").count() == 1
    assert mail.outbox[-1].subject == "Votre mot de passe a été changé"
    assert GOOD not in mail.outbox[-1].body


def test_a14_a_link_dies_after_an_hour(clock: Clock, alice: User) -> None:
    link = link_for(alice)
    clock.forward(minutes=59, seconds=55)
    assert Client().get(link).status_code == 200
    clock.forward(seconds=10)
    assert is_dead(link, alice)


def test_a14_a_link_dies_with_a_sign_in(alice: User) -> None:
    signed_in(alice)
    link = link_for(alice)
    request = RequestFactory().post("/")
    request.session = Client().session
    login(request, alice, backend="django.contrib.auth.backends.ModelBackend")
    assert is_dead(link, alice)


def test_a14_a_link_dies_with_a_new_password(alice: User) -> None:
    link = link_for(alice)
    alice.set_password("Un bus vert, 4 roues")
    alice.save()
    assert is_dead(link, alice)


def test_a14_a_link_dies_with_a_new_address(alice: User) -> None:
    link = link_for(alice)
    User.objects.filter(pk=alice.pk).update(email="alice@elsewhere.test")
    assert is_dead(link, alice)


def test_a14_of_two_links_the_second_dies_with_the_first(browser: Client, alice: User) -> None:
    first, second = link_for(alice), link_for(alice)
    browser.post(first, {"password": GOOD})
    assert is_dead(second, alice)


def test_a14_a_link_dies_with_the_account(alice: User) -> None:
    link = link_for(alice)
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert is_dead(link, alice)
    Client().post(ASK, {"email": alice.email})
    sent = len(mail.outbox)
    run_waiting_jobs()
    assert len(mail.outbox) == sent


def test_a14_an_altered_link_is_dead(world: World, alice: User) -> None:
    link = link_for(alice)
    swapped = link.replace(str(alice.public_id), str(world.bob.public_id))
    for altered in (link[:-2] + "x/", swapped, f"{ASK}{alice.public_id}/x/", f"{ASK}{alice.public_id}/%00/"):
        assert is_dead(altered, alice)
        assert is_dead(altered, world.bob)


def test_a14_a_dead_link_is_told_apart_by_nobody(browser: Client, alice: User) -> None:
    unknown = browser.get(f"{ASK}00000000-0000-4000-8000-000000000000/x/")
    altered = browser.get(f"{ASK}{alice.public_id}/x/")
    assert unknown.status_code == altered.status_code == 410
    assert re.sub(r'value="[^"]*"', "", page(unknown)) == re.sub(r'value="[^"]*"', "", page(altered))


def test_a13_a_link_never_signs_in_and_ends_other_sessions(browser: Client, alice: User) -> None:
    elsewhere = signed_in(alice)
    assert elsewhere.get("/notifications", follow=False).status_code in {200, 302, 404}
    assert elsewhere.get("/account/profile").status_code == 200
    User.objects.filter(pk=alice.pk).update(last_login=None)
    browser.post(link_for(alice), {"password": GOOD})
    assert "_auth_user_id" not in browser.session
    assert elsewhere.get("/account/profile").status_code == 302


def test_a13_trusted_devices_end_with_the_password(browser: Client, alice: User, settings: Any) -> None:
    settings.TRUSTED_DEVICE_DAYS = 30
    device = trust_device(alice, source=NOWHERE, now=now())
    assert is_trusted(alice, device, now=now())
    browser.post(link_for(alice), {"password": GOOD})
    assert not is_trusted(User.objects.get(pk=alice.pk), device, now=now())


def test_recovery_unlocks_the_sign_in(browser: Client, alice: User) -> None:
    here = Source("192.0.2.9")
    for _ in range(5):
        reserve(limits_of_sign_in(account_counted(alice.pk), here), now=now())
    browser.post(link_for(alice), {"password": GOOD})
    reserve(limits_of_sign_in(account_counted(alice.pk), here), now=now())


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "short",
        "vélo rouge, 9 ponts",
        "Motdepasse2026!",
        "Les ateliers, 9 bis",
        "Voie 999000017 Quai",
        "A1!a" * 1025,
    ],
)
def test_a11_the_rule_is_asked_with_the_words_of_account_and_structure(browser: Client, alice: User, weak: str) -> None:
    link = link_for(alice)
    answer = browser.post(link, {"password": weak})
    assert answer.status_code == 200
    assert 'id="id_password_error"' in page(answer)
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_an_operator_needs_sixteen_characters_here_too(browser: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_operator=True)
    link = link_for(alice)
    assert "16 characters at least" in page(browser.get(link))
    assert browser.post(link, {"password": "Vélo vert, 9 m"}).status_code == 200
    assert browser.post(link, {"password": "Vélo vert, 9 mois"}).status_code == 302


def test_the_list_of_the_rule_knows_the_structure(browser: Client, alice: User) -> None:
    link = link_for(alice)
    text = page(browser.post(link, {"password": "Les ateliers, 9 bis", "check": "1"}))
    assert text.count('class="met"') == 6
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_an_account_without_password_gets_one_by_its_mailbox(browser: Client, world: World) -> None:
    browser.post(link_for(world.camille), {"password": GOOD})
    assert User.objects.get(pk=world.camille.pk).check_password(GOOD)


def test_nobody_is_written_to_at_an_unknown_address(browser: Client, alice: User) -> None:
    browser.post(ASK, {"email": "nobody@example.test"})
    run_waiting_jobs()
    assert mail.outbox == []
    assert "spam" in page(browser.get("/account/password/reset/done/"))


def test_a_parallel_use_changes_nothing_twice(alice: User) -> None:
    token = link_for(alice).strip("/").split("/")[-1]
    assert recover(alice.public_id, token, GOOD, source=NOWHERE, now=now())
    assert recover(alice.public_id, token, "Un autre bus, 8 fois", source=NOWHERE, now=now()) is None
    alice.refresh_from_db()
    assert alice.check_password(GOOD)


def test_the_link_does_not_follow_a_forged_host(settings: Any, alice: User) -> None:
    settings.PUBLIC_URL = "https://factures.example.test"
    Client(headers={"host": "localhost:6666"}).post(ASK, {"email": alice.email})
    run_waiting_jobs()
    message = mail.outbox[-1]
    assert f"https://factures.example.test{ASK}{alice.public_id}/" in message.body
    assert "6666" not in str(message.body) + str(message.subject)


def test_e_mails_to_one_address_are_counted(alice: User) -> None:
    for _ in range(5):
        Client(REMOTE_ADDR="192.0.2.77").post(ASK, {"email": alice.email})
    for address in (alice.email, alice.email.upper()):
        assert Client(REMOTE_ADDR="192.0.2.77").post(ASK, {"email": address}).status_code == 429
