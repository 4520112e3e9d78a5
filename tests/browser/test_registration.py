"""Registration and recovery in a real browser: the whole way with the keyboard, the live list, without script, axe."""

import os
import re
from datetime import timedelta
from typing import Any

import pytest

from tests.browser.axe import violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
GOOD = "Vélo rouge, 9 ponts"
SCREENS = [(1440, "light", "fr"), (360, "light", "en"), (360, "dark", "it")]


@pytest.fixture
def address(live_server: Any, settings: Any) -> str:
    settings.DEMO = True
    settings.PUBLIC_URL = live_server.url.replace("localhost", "127.0.0.1")
    return str(settings.PUBLIC_URL)


def mailed_link() -> str:
    """Run the jobs that wait, and return the link of the latest e-mail."""
    from django.core import mail

    from tests.jobs_now import run_waiting_jobs

    run_waiting_jobs()
    return re.findall(r"http\S+", str(mail.outbox[-1].body))[0]


def looked_at(page: Any, name: str, width: int) -> None:
    """The page is open: nothing for axe, nothing wider than the screen; keep a picture when asked to."""
    if shots := os.environ.get("CORYPHEE_SCREENSHOTS"):
        page.screenshot(
            path=f"{shots}/{name}-{width}-{page.evaluate('document.documentElement.lang')}.png", full_page=True
        )
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def fulfilled(page: Any, number: int) -> None:
    """Wait until the list shows that many requirements as fulfilled."""
    from playwright.sync_api import expect

    expect(page.locator(".rule .met")).to_have_count(number)


def shows_and_hides(page: Any, language: str) -> None:
    """The button that has the focus shows the password beside it, and hides it again; it keeps its name meanwhile."""
    from playwright.sync_api import expect

    name = {"fr": "Afficher.*: Mot de passe", "en": "Show.*: Password", "it": "Mostra.*: Password"}[language]
    button = page.get_by_role("button", name=re.compile(name))
    expect(button).to_be_focused()
    for shown in ("text", "password", "text"):
        page.keyboard.press("Space")
        expect(page.locator("#id_password")).to_have_attribute("type", shown)
        expect(button).to_have_attribute("aria-pressed", str(shown == "text").lower())
    page.evaluate(
        "document.querySelector('main form').addEventListener('submit', () => "
        "{ document.cookie = 'sent=' + document.getElementById('id_password').type })"
    )


@pytest.mark.parametrize("screen", SCREENS)
def test_the_whole_way_with_the_keyboard(chromium: Any, address: str, screen: tuple[int, str, str]) -> None:
    from coryphee.hub.accounts.models import User

    width, scheme, language = screen
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale=language)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.goto(address + "/account/login/")
    page.locator("a[href='/account/signup/']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/signup/")
    looked_at(page, "sign-up", width)

    page.locator("#id_name").focus()
    for typed in ("Léa Martin", "lea@example.test", "compta@example.test"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # the language stays that of the page
    page.keyboard.type("Martin-2026")
    fulfilled(page, 4)
    looked_at(page, "sign-up-typed", width)
    page.keyboard.press("Enter")
    page.wait_for_selector(".errors")
    assert page.evaluate("document.activeElement.className") == "errors"
    looked_at(page, "sign-up-refused", width)

    page.locator("#id_password").focus()
    page.keyboard.type(GOOD)
    fulfilled(page, 7)
    assert page.locator("#password-missing").inner_text() != ""
    page.keyboard.press("Tab")
    shows_and_hides(page, language)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/signup/sent/")
    assert "sent=password" in page.evaluate("document.cookie"), "browsers would keep what is sent as plain text"
    looked_at(page, "sign-up-sent", width)

    link = mailed_link()
    page.goto(link)
    looked_at(page, "activation", width)
    assert not User.objects.exists()
    page.locator("main button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/login/")
    looked_at(page, "activated", width)
    assert User.objects.get().language == language
    assert said == []
    page.goto(link)
    looked_at(page, "activation-used", width)
    context.close()


@pytest.mark.parametrize("screen", SCREENS[:2])
def test_the_pages_of_links_that_no_longer_work(chromium: Any, address: str, screen: tuple[int, str, str]) -> None:
    from coryphee.hub.accounts.actions.registration import register
    from coryphee.hub.accounts.models import ActivationLink

    width, scheme, language = screen
    form = {"name": "Léa Martin", "email": "lea@example.test", "contact_email": "", "language": language}
    from coryphee.hub.toolbox.clock import now

    register(**form, password=GOOD, now=now() - timedelta(minutes=70))
    link = mailed_link()
    ActivationLink.objects.update(expires_at=now())
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale=language)
    page = context.new_page()
    page.goto(link)
    looked_at(page, "activation-expired", width)
    page.locator("main button").click()
    page.wait_for_url("**/signup/sent/")
    page.goto(f"{address}/account/activate/{'x' * 43}/")
    looked_at(page, "activation-unknown", width)
    page.goto(f"{address}/account/password/reset/00000000-0000-4000-8000-000000000000/x/")
    looked_at(page, "recovery-dead", width)
    context.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_recovery_works_without_script(chromium: Any, address: str, screen: tuple[int, str, str]) -> None:
    from coryphee.hub.accounts.models import User
    from tests.people import create_world

    world = create_world()
    User.objects.update(language=screen[2])
    width, scheme, language = screen
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale=language, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address + "/account/password/reset/")
    page.locator("#id_email").fill(world.alice.email)
    page.keyboard.press("Enter")
    page.wait_for_url("**/reset/done/")
    link = mailed_link()
    page.goto(link)
    assert page.locator("[data-reveals]").is_hidden()
    page.locator("#id_password").fill("court")
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_password_error")
    assert page.locator("#id_password_error li").count() == 5
    page.locator("#id_password").fill(GOOD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/login/")
    assert User.objects.get(pk=world.alice.pk).check_password(GOOD)
    context.close()


def test_registration_and_sign_in_need_no_script_and_take_any_name(chromium: Any, address: str) -> None:
    from tests.signing_in import emailed_code

    name = "محمد Wolfeschlegelsteinhausenbergerdorff-Ünal 👩🏽‍💼"
    context = chromium.new_context(viewport={"width": 360, "height": 800}, locale="it", java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/account/signup/")
    for field, typed in (("name", name), ("email", "lea@example.test"), ("password", GOOD)):
        page.locator(f"#id_{field}").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/signup/sent/")
    link = mailed_link()
    page.goto(link)
    assert page.get_by_text(name).is_visible()
    page.locator("main form button").click()
    page.goto(link)
    assert page.locator("main a[href='/account/login/']").is_visible(), "a used link leads on"
    page.goto(address + "/account/login/")
    page.locator("input[name=login]").fill(" LEA@example.test")
    page.locator("input[name=password]").fill(GOOD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/second-factor")
    for code in ("000000", emailed_code("lea@example.test")):
        page.locator("input[name=code]").fill(code)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert page.url == f"{address}/"
    page.locator("details.account > summary").click()
    assert page.locator("details.account").get_by_text(name).is_visible()
    context.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_the_pages_of_recovery(chromium: Any, address: str, screen: tuple[int, str, str]) -> None:
    from tests.people import create_world

    world = create_world()
    width, scheme, language = screen
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale=language)
    page = context.new_page()
    page.goto(address + "/account/password/reset/")
    looked_at(page, "recovery", width)
    page.locator("#id_email").fill(world.alice.email)
    page.keyboard.press("Enter")
    page.wait_for_url("**/reset/done/")
    looked_at(page, "recovery-sent", width)
    page.goto(mailed_link())
    page.locator("#id_password").press_sequentially("Les ateliers, 9 bis")
    fulfilled(page, 6)
    looked_at(page, "new-password", width)
    context.close()
