"""Signing in and out, the forgotten password, and the pages that need no structure."""

import json

import pytest
from django.core import mail
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from coryphee.hub.jobs.models import DemoMail
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now
from tests.hub.portal.browsing import Story, signed_in
from tests.people import PASSWORD, World
from tests.signing_in import SECOND_FACTOR, give_password, is_signed_in, sign_in


def test_home_shows_the_sign_in_button(db: None) -> None:
    page = Client().get("/").content.decode()
    assert 'class="sign-in" href="/account/login/"' in page


def test_signing_in_leads_to_the_dashboard_in_the_own_language(alice: World) -> None:
    browser = Client(headers={"accept-language": "en"})
    answer = sign_in(browser, "Alice@example.test")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    home = browser.get("/")
    assert home["Location"] == f"/s/{alice.supplier.pk}/"
    assert home.cookies["language"].value == "fr"
    assert "Tableau de bord" in browser.get(home["Location"]).content.decode()
    assert Entry.objects.filter(kind="person.signed_in").count() == 1


def test_a_wrong_password_and_an_unknown_address_read_the_same(alice: World) -> None:
    wrong = give_password(Client(), "Alice@example.test", "Wrong-Passw0rd!").content.decode()
    unknown = Client().post("/account/login/", {"login": "nobody@example.test", "password": "x"}).content.decode()
    assert 'role="alert"' in wrong
    assert wrong.count("<li>") == unknown.count("<li>")


def test_an_expired_session_comes_back_to_the_page_asked_for(alice: World) -> None:
    browser = Client()
    wanted = f"/s/{alice.supplier.pk}/issued?q=x"
    answer = browser.get(wanted)
    assert answer["Location"].startswith("/account/login/?next=")
    assert sign_in(browser, "alice@example.test", next=wanted)["Location"] == wanted
    assert sign_in(Client(), "alice@example.test", next="https://elsewhere.example/")["Location"] == "/"


def test_a_live_part_of_a_page_reloads_the_page_when_the_session_is_over(world: World) -> None:
    answer = Client().get(f"/s/{world.supplier.pk}/deposits/1", headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"


def test_signing_out_needs_a_form(alice: World) -> None:
    browser = signed_in(alice.alice)
    assert browser.get("/account/logout/").status_code == 200
    assert browser.get(f"/s/{alice.supplier.pk}/").status_code == 200
    assert browser.post("/account/logout/").status_code == 302
    assert browser.get(f"/s/{alice.supplier.pk}/").status_code == 302


def test_a_person_without_structure_learns_what_comes_next(world: World) -> None:
    world.eve.memberships.all().delete()
    page = signed_in(world.eve).get("/")
    assert page.status_code == 200
    assert "Your account is ready" in page.content.decode()
    assert world.eve.email in page.content.decode().split("<main", 1)[1]


def test_an_account_that_was_closed_opens_nothing(world: World) -> None:
    browser = signed_in(world.alice)
    world.alice.is_active = False
    world.alice.save()
    assert browser.get(f"/s/{world.supplier.pk}/").status_code in {302, 404}


def test_a_forgotten_password_is_answered_alike_for_everybody(alice: World) -> None:
    for address in ("alice@example.test", "nobody@example.test"):
        answer = Client().post("/account/password/reset/", {"email": address})
        assert (answer.status_code, answer["Location"]) == (302, "/account/password/reset/done/")
    assert Client().get("/account/password/reset/done/").status_code == 200


def test_the_language_is_chosen_in_the_footer(story: Story) -> None:
    browser = story.browser(story.world.alice)
    answer = browser.post("/language", {"language": "it", "next": f"/s/{story.world.supplier.pk}/issued?q=x"})
    assert answer["Location"] == f"/s/{story.world.supplier.pk}/issued?q=x"
    assert '<html lang="it"' in browser.get(answer["Location"]).content.decode()
    story.world.alice.refresh_from_db()
    assert story.world.alice.language == "it"


@pytest.mark.parametrize("language", ["", "xx", "<script>"])
def test_an_unknown_language_changes_nothing(language: str, db: None) -> None:
    answer = Client().post("/language", {"language": language, "next": "//evil.example/"})
    assert answer["Location"] == "/"
    assert "language" not in answer.cookies


def test_the_demo_mailbox_exists_in_demo_data_only(db: None) -> None:
    DemoMail.objects.create(at=now(), recipients="alice@demo.invalid", subject="Hello <b>", text="Text <script>")
    assert Client().get("/demo/mail").status_code == 404
    with override_settings(DEMO=True):
        page = Client(headers={"host": "127.0.0.1"}).get("/demo/mail").content.decode()
    assert "Hello &lt;b&gt;" in page
    assert "<script>" not in page.split("<main", 1)[1]


def test_the_sign_in_page_lists_the_people_of_demo_data_only(db: None, settings: object) -> None:
    told = settings.DATA.path / "demo.json"  # type: ignore[attr-defined]
    person = {"email": "a@demo.invalid", "password": "Demo-1", "function": "agent", "structure": "S"}
    told.write_text(json.dumps({"people": [person]}))
    try:
        assert "a@demo.invalid" not in Client().get("/account/login/").content.decode()
        with override_settings(DEMO=True):
            assert "a@demo.invalid" in Client(headers={"host": "127.0.0.1"}).get("/account/login/").content.decode()
    finally:
        told.unlink()


def test_no_mail_leaves_by_looking(db: None) -> None:
    Client().get("/account/password/reset/")
    assert mail.outbox == []


def test_an_account_is_found_by_its_index_whatever_the_case_typed(alice: World) -> None:
    # UPPER(email) has no index: it would read every account at each sign-in.
    browser = Client()
    with CaptureQueriesContext(connection) as asked:
        answer = give_password(browser, alice.alice.email.upper())
    assert answer["Location"] == SECOND_FACTOR
    assert not [query["sql"] for query in asked if "UPPER(" in query["sql"]]


@pytest.mark.parametrize("peer", ["fe80::1%eth0", "192.0.2.1:5678", "unknown", "[::1]:8"])
def test_an_odd_address_of_the_caller_stops_no_sign_in(peer: str, alice: World) -> None:
    browser = Client(REMOTE_ADDR=peer)
    assert give_password(browser, alice.alice.email, "Wrong-Passw0rd!").status_code == 200
    sign_in(browser, alice.alice.email)
    assert is_signed_in(browser)


def test_no_answer_repeats_the_password(alice: World) -> None:
    browser = Client(headers={"x-requested-with": "XMLHttpRequest"})
    for password in (PASSWORD, "Wrong-Passw0rd!"):
        assert password not in give_password(browser, alice.alice.email, password).content.decode()
