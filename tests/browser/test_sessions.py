"""The sessions page in a real browser, and what two tabs and the button "back" find after signing out."""

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import violations

if TYPE_CHECKING:
    from tests.people import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def world(transactional_db: None) -> "World":
    from tests.people import create_world

    return create_world()


def window(chromium: Any, address: str, world: "World", *, width: int = 1440) -> Any:
    """Return a page of Alice, signed in in a window of its own."""
    from django.conf import settings

    from tests.hub.portal.browsing import signed_in

    context = chromium.new_context(viewport={"width": width, "height": 800}, locale="en")
    cookie = signed_in(world.alice).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    return context.new_page()


@pytest.mark.parametrize("width", [1440, 360])
def test_a24_another_session_is_ended_by_keyboard(chromium: Any, address: str, world: "World", width: int) -> None:
    at_work, at_home = window(chromium, address, world, width=width), window(chromium, address, world)
    at_home.goto(f"{address}/account/profile")
    at_work.goto(f"{address}/account/sessions")
    assert violations(at_work) == []
    assert at_work.evaluate("document.documentElement.scrollWidth") == width
    ends = at_work.get_by_role("button", name=re.compile("^End session"))
    assert ends.count() == 1
    ends.focus()
    with at_work.expect_navigation():
        at_work.keyboard.press("Enter")
    assert at_work.get_by_text("That session is ended").is_visible()
    assert violations(at_work) == []
    at_home.get_by_role("button", name="Save the profile").click()
    at_home.get_by_text("Nothing was saved").wait_for()
    assert at_home.url == f"{address}/account/login/?next=/account/profile"
    assert violations(at_home) == []
    for page in (at_work, at_home):
        page.context.close()


def test_after_signing_out_another_tab_and_the_way_back_show_nothing_of_the_account(
    chromium: Any, address: str, world: "World"
) -> None:
    page = window(chromium, address, world)
    page.goto(f"{address}/account/security-log")
    other = page.context.new_page()
    other.goto(f"{address}/account/profile")
    page.goto(f"{address}/account/logout/")
    assert violations(page) == []
    page.locator("main form button").click()
    page.get_by_text("You have signed out").wait_for()
    for _step in range(2):
        page.go_back()
        assert world.alice.email not in page.content()
    other.locator("main a:has-text('Change')").first.click()
    other.wait_for_url(f"{address}/account/login/?next=/account/profile/address/login")
    page.context.close()
