"""The operators' pages in a real browser: several people in windows of their own, nothing for axe, all widths."""

import os
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import violations

if TYPE_CHECKING:
    from coryphee.hub.accounts.models import User
    from tests.people import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
NARROW, WIDE = 360, 1440
LONG_NAME = "محمد Wolfeschlegelsteinhausenbergerdorff-Ünal 👩🏽‍💼"
LONG_ADDRESS = f"{'e' * 64}@{'example-' * 7}.test"
Screen = tuple[int, str, str]


@pytest.fixture
def address(live_server: Any, settings: Any) -> str:
    settings.PUBLIC_URL = live_server.url.replace("localhost", "127.0.0.1")
    return str(settings.PUBLIC_URL)


@pytest.fixture
def world(transactional_db: None) -> "World":
    """Alice, of a long name, has a password and lost her app; Eve has a long address; olga and otto are operators."""
    from coryphee.hub.accounts.models import AuthenticatorApp, User
    from coryphee.hub.toolbox.clock import now
    from tests.people import PASSWORD, create_world

    world = create_world()
    world.alice.set_password(PASSWORD)
    world.alice.name = LONG_NAME
    world.alice.save()
    User.objects.filter(pk=world.eve.pk).update(email=LONG_ADDRESS)
    AuthenticatorApp.objects.create(person=world.alice, sealed_secret="x", last_counter=0, added_at=now())
    for name in ("olga", "otto"):
        User.objects.create(name=name.title(), email=f"{name}@example.test", is_operator=True)
    return world


def window(chromium: Any, address: str, screen: Screen, person: "User | None" = None) -> Any:
    """Return a page in a window of its own, signed in by a session when a person is given."""
    from django.conf import settings

    from tests.hub.portal.browsing import signed_in

    width, scheme, language = screen
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale=language)
    if person is not None:
        cookie = signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    return context.new_page()


def operator_window(chromium: Any, address: str, screen: Screen, name: str) -> Any:
    from coryphee.hub.accounts.models import User

    return window(chromium, address, screen, User.objects.get(email=f"{name}@example.test"))


def looked_at(page: Any, name: str) -> None:
    """The page is open: nothing for axe, nothing wider than either screen; keep pictures when asked to."""
    own = page.viewport_size
    assert violations(page) == [], name
    for width in (NARROW, WIDE):
        page.set_viewport_size({**own, "width": width})
        assert page.evaluate("document.documentElement.scrollWidth") == width, name
        if shots := os.environ.get("CORYPHEE_SCREENSHOTS"):
            page.screenshot(path=f"{shots}/operators-{name}-{width}.png", full_page=True)
    page.set_viewport_size(own)


def press(page: Any, selector: str = "main form:not([role=search]) .form-foot button") -> None:
    """Press a button with the keyboard and wait for the page that follows."""
    page.locator(selector).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def link_sent(to: str, place: str) -> str:
    """Run the jobs that wait, and return the link of the latest e-mail to somebody."""
    from django.core import mail

    from tests.jobs_now import run_waiting_jobs

    run_waiting_jobs()
    found = [re.search(rf"http\S+/{place}/\S+", str(sent.body)) for sent in mail.outbox if to in sent.to]
    return str(next(match for match in reversed(found) if match).group(0))


def test_a28_a_lost_factor_goes_through_three_windows(chromium: Any, address: str, world: "World") -> None:
    from coryphee.hub.accounts.models import AuthenticatorApp
    from tests.people import PASSWORD

    screen = (NARROW, "dark", "en")
    olga, otto = (operator_window(chromium, address, screen, name) for name in ("olga", "otto"))
    olga.goto(address)
    looked_at(olga, "people")
    olga.fill("#id_q", "alice")
    with olga.expect_navigation():
        olga.keyboard.press("Enter")
    press(olga, "main table a")
    looked_at(olga, "person")
    press(olga, "main a[href$='/lost-factor']")
    press(olga)
    looked_at(olga, "check-refused")
    assert olga.evaluate("document.activeElement.className") == "errors"
    olga.locator(".errors a").first.click()
    assert olga.evaluate("document.activeElement.id") == "id_check_made_0"
    olga.keyboard.press("Space")
    olga.fill("textarea", "Called on the number known of the structure; Bob put her through. " + "é" * 200)
    press(olga)
    looked_at(olga, "asked")
    otto.goto(f"{address}/operators/lost-factors")
    looked_at(otto, "lost-factors")
    press(otto, "main table a")
    looked_at(otto, "decision")
    press(otto, "button[value=approve]")
    looked_at(otto, "approved")

    alice = window(chromium, address, screen)
    link = link_sent(world.alice.email, "lost-factor")
    alice.goto(link)
    looked_at(alice, "owner")
    alice.fill("input[type=password]", PASSWORD)
    press(alice)
    assert alice.url == f"{address}/account/login/"
    assert not AuthenticatorApp.objects.exists()
    alice.goto(link)
    looked_at(alice, "owner-again")
    for page in (olga, otto, alice):
        page.context.close()


def test_an_account_is_closed_and_an_operator_invited(chromium: Any, address: str, world: "World") -> None:
    from coryphee.hub.accounts.models import User
    from tests.people import PASSWORD

    screen = (WIDE, "light", "it")
    olga = operator_window(chromium, address, screen, "olga")
    olga.goto(f"{address}/operators/people")
    looked_at(olga, "all")
    place = f"{address}/operators/people/{world.alice.public_id}"
    for verb in ("recovery", "end-sessions", "close"):
        olga.goto(f"{place}/{verb}")
        looked_at(olga, verb)
    press(olga)
    looked_at(olga, "close-refused")
    olga.locator("input[type=radio]").first.check()
    press(olga)
    looked_at(olga, "closed")
    olga.goto(f"{place}/reopen")
    looked_at(olga, "reopen")

    somebody = window(chromium, address, screen)
    somebody.goto(f"{address}/account/login/")
    somebody.fill("input[name=login]", world.alice.email)
    somebody.fill("input[name=password]", PASSWORD)
    with somebody.expect_navigation():
        somebody.keyboard.press("Enter")
    assert somebody.url == f"{address}/account/inactive/"
    looked_at(somebody, "inactive")

    olga.goto(f"{address}/operators/team")
    olga.fill("input[name=email]", world.bob.email)
    press(olga)
    looked_at(olga, "invitation-refused")
    olga.fill("input[name=email]", "oriane@example.test")
    press(olga)
    looked_at(olga, "team")
    link = link_sent("oriane@example.test", "join")
    somebody.goto(link)
    looked_at(somebody, "join")
    somebody.fill("input[name=name]", "Oriane")
    somebody.fill("input[name=password]", "Quatre loges, 16 bis!")
    press(somebody)
    assert User.objects.get(email="oriane@example.test").is_operator
    somebody.goto(link)
    looked_at(somebody, "join-used")
    olga.context.close()
    somebody.context.close()
