"""The pages of notifications in a real browser: nothing for axe, no page wider than its screen, keyboard alone."""

import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import violations

if TYPE_CHECKING:
    from tests.people import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
EVENTS = (("received", 1), ("received", 1200), ("completed", 1), ("recycled", 2))


@pytest.fixture
def world(transactional_db: None) -> "World":
    from coryphee.hub.notifications.models import Notification
    from coryphee.hub.toolbox.clock import now
    from tests.people import create_world

    world = create_world()
    for place, (event, number) in enumerate(EVENTS):
        Notification.objects.create(
            person=world.camille, structure=world.town, partner=world.supplier, event=event, side="received",
            family="waiting" if place % 2 == 0 else "progress", window=now() - timedelta(hours=place), number=number,
            at=now() - timedelta(hours=place), in_portal=True, read_at=now() if place == 3 else None,
        )  # fmt: skip
    return world


def page_of(world: "World", chromium: Any, address: str, *, width: int, scheme: str, language: str) -> Any:
    from django.conf import settings

    from tests.hub.portal.browsing import signed_in

    cookie = signed_in(world.camille).cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    return context.new_page()


@pytest.mark.parametrize("path", ["/account/inbox", "/account/notifications", "/notifications/off/LINK", "/s/TOWN/"])
@pytest.mark.parametrize("screen", [(1440, "light", "fr"), (360, "dark", "it")])
def test_the_pages_are_accessible_and_fit(
    world: "World", chromium: Any, live_server: Any, path: str, screen: tuple[int, str, str]
) -> None:
    from coryphee.hub.notifications.opt_out import opt_out_url

    width, scheme, language = screen
    address = live_server.url.replace("localhost", "127.0.0.1")
    place = path.replace("TOWN", str(world.town.pk)).replace(
        "LINK", opt_out_url(world.camille, "waiting").rpartition("/")[2]
    )
    page = page_of(world, chromium, address, width=width, scheme=scheme, language=language)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.goto(address + place)
    if shots := os.environ.get("CORYPHEE_SCREENSHOTS"):
        page.screenshot(path=f"{shots}/{path.strip('/').replace('/', '-')}-{width}.png", full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert said == []
    page.context.close()


def test_the_inbox_is_read_and_the_switches_set_by_keyboard_alone(
    world: "World", chromium: Any, live_server: Any
) -> None:
    from coryphee.hub.notifications.models import Notification, Preference

    address = live_server.url.replace("localhost", "127.0.0.1")
    page = page_of(world, chromium, address, width=1440, scheme="light", language="en")
    page.goto(f"{address}/account/inbox")
    assert page.locator(".bell b").inner_text() == "3"
    page.locator(".inbox button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/s/**")
    assert Notification.objects.filter(read_at=None).count() == 2
    page.goto(f"{address}/account/notifications")
    page.locator("input[name='waiting-email']").focus()
    page.keyboard.press("Space")
    page.locator("main .btn-main").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Your choice is kept.").wait_for()
    assert not Preference.objects.get(family="waiting", channel="email").wanted
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(720, "light"), (360, "dark")])
@pytest.mark.parametrize("language", ["fr", "it", "en"])
def test_the_e_mails_are_accessible_and_fit(  # noqa: PLR0917  fixtures
    world: "World", chromium: Any, mailoutbox: list[Any], width: int, scheme: str, language: str
) -> None:
    from coryphee.hub.accounts.models import User
    from coryphee.hub.notifications.digests import mail_digests
    from coryphee.hub.notifications.models import Notification
    from coryphee.hub.toolbox.clock import now

    User.objects.update(language=language)
    Notification.objects.update(mail_due_at=now(), family="waiting")
    assert mail_digests(now()) == 1
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.set_content(mailoutbox[0].alternatives[0][0])
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()
