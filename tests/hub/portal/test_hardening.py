"""What an attacker tries at the doors before any password: hosts, forms without token, links that lead away, caches."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.hub.portal.browsing import Story, signed_in
from tests.hub.portal.test_access_walk import address, routes
from tests.people import PASSWORD, World, create_world
from tests.served import environment
from tests.signing_in import sign_in

FILLINGS = (
    ("<str:token>", "x"),
    ("<slug:slug>", "x"),
    ("<str:purpose>", "login"),
    ("<uuid:public_id>", "00000000-0000-4000-8000-000000000000"),
)
ONE_CLICK = {"notifications/off/<str:token>"}  # RFC 8058: mail programs send it, with a token of ours in the address
NOT_OURS = [
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/\r\nX-Evil: 1",
    "///evil",
]


def in_production(program: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of Python with the settings of an https address."""
    public = {"CORYPHEE_PUBLIC_URL": "https://factures.example.test", "CORYPHEE_DATA": str(folder)}
    given = environment(**public, DJANGO_SETTINGS_MODULE="coryphee.hub.settings")
    given["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
    return subprocess.run([sys.executable, *program], env=given, capture_output=True, text=True, check=False)


def test_w01_the_production_profile_has_nothing_that_django_warns_of(tmp_path: Path) -> None:
    ran = in_production(["-m", "django", "check", "--deploy", "--fail-level", "WARNING"], tmp_path / "data")
    assert ran.returncode == 0, ran.stderr


def test_w04_cookies_of_the_production_profile_belong_to_this_host_alone(tmp_path: Path) -> None:
    names = "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "KNOWN_BROWSER_COOKIE", "TRUSTED_DEVICE_COOKIE"
    flags = "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "PRODUCTION"
    asked = "import json, sys; from coryphee.hub import settings; "
    asked += "print(json.dumps([getattr(settings, name) for name in sys.argv[1:]]))"
    told = json.loads(in_production(["-c", asked, *names, *flags], tmp_path / "data").stdout)
    assert all(name.startswith("__Host-") for name in told[: len(names)])
    assert told[len(names) :] == [True] * len(flags)


@pytest.mark.django_db
def test_w04_every_cookie_is_small_lax_and_out_of_reach_of_scripts(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    world, browser = create_world(password=PASSWORD), Client()
    sign_in(browser, world.alice.email)
    browser.get("/account/sessions")
    assert {"session", "browser"} <= set(browser.cookies)
    for name, cookie in browser.cookies.items():
        assert cookie["samesite"] == "Lax", name
        assert len(cookie.OutputString()) < 4096, name
        assert name == "csrf" or not cookie.value or cookie["httponly"], name


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "127.0.0.1@evil.example", "a b"])
def test_w08_an_unknown_host_is_refused(host: str) -> None:
    assert Client(raise_request_exception=False).get("/account/login/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("place", [place for place, _page in routes() if "(?P" not in place and place not in ONE_CLICK])
def test_w09_no_form_is_taken_without_its_token(place: str, story: Story) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(story.world.alice)
    for part, value in FILLINGS:
        place = place.replace(part, value)
    assert browser.post(address(place, story.world.supplier.pk)).status_code == 403


@pytest.mark.django_db
def test_w09_the_sign_in_asks_for_a_token_and_changes_it(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    world, browser = create_world(password=PASSWORD), Client(enforce_csrf_checks=True)
    form = {"login": world.alice.email, "password": PASSWORD}
    assert browser.post("/account/login/", form).status_code == 403
    browser.get("/account/login/")
    before = browser.cookies["csrf"].value
    token = {"csrfmiddlewaretoken": before}
    foreign = browser.post("/account/login/", {**form, **token}, headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403
    browser.handler.enforce_csrf_checks = False
    sign_in(browser, world.alice.email)
    assert browser.cookies["csrf"].value != before


@pytest.mark.django_db
@pytest.mark.parametrize("onward", NOT_OURS)
def test_w10_the_sign_in_leads_to_our_own_pages_only(onward: str, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    world = create_world(password=PASSWORD)
    assert sign_in(Client(), world.alice.email, next=onward)["Location"] == "/"


@pytest.mark.django_db
def test_w21_pages_of_signed_in_people_are_kept_by_no_cache(story: Story) -> None:
    alice = signed_in(story.world.alice)
    for place, _page in routes():
        if "<" in place.replace("<int:structure_id>", "") or "(?P" in place:
            continue
        answer = alice.get(address(place, story.world.supplier.pk))
        assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"], place


@pytest.mark.django_db
def test_a19_the_session_has_another_number_after_the_password_and_after_the_factor(settings: Any) -> None:
    from tests.signing_in import emailed_code, give_code, give_password

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    world: World = create_world(password=PASSWORD)
    browser = Client()
    browser.get("/account/login/")
    session = browser.session
    session["planted"] = True
    session.save()
    numbers = [session.session_key]
    browser.cookies["session"] = numbers[0]
    give_password(browser, world.alice.email)
    numbers.append(browser.cookies["session"].value)
    give_code(browser, emailed_code(world.alice.email))
    numbers.append(browser.cookies["session"].value)
    assert len(set(numbers)) == 3
    for old in numbers[:2]:
        thief = Client()
        thief.cookies["session"] = old
        assert thief.get("/account/sessions").status_code == 302
