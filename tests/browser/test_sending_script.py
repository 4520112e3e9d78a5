"""sending.js in a real browser: on a slow line an impatient second press sends nothing, and costs nothing."""

import re
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.people import World

SLOW = {"offline": False, "latency": 800, "downloadThroughput": -1, "uploadThroughput": -1}  # ms; -1 is no limit
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def world(transactional_db: None) -> "World":
    from tests.people import PASSWORD, create_world

    world = create_world()
    world.alice.set_password(PASSWORD)
    world.alice.save()
    return world


def press_twice(page: Any) -> None:
    """Press the main button, and again while its answer is on the way: too late to be a double click."""
    box = page.locator("main form .btn-main").first.bounding_box()
    for _press in range(2):
        page.mouse.click(box["x"] + 9, box["y"] + 9)
        time.sleep(0.4)


def test_an_impatient_sign_in_on_a_slow_line(chromium: Any, address: str, world: "World") -> None:
    from django.core import mail

    from tests.people import PASSWORD
    from tests.signing_in import emailed_code

    page = chromium.new_page(locale="en")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(f"{address}/account/login/")
    page.fill("input[name=login]", world.alice.email)
    page.fill("input[name=password]", PASSWORD)
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    press_twice(page)
    page.wait_for_url("**/second-factor")
    assert len([one for one in mail.outbox if re.search(r"^\s+\d{6}$", str(one.body), re.MULTILINE)]) == 1
    page.fill("input[name=code]", emailed_code(world.alice.email))
    press_twice(page)
    page.wait_for_url(f"{address}/s/{world.supplier.pk}/")
    assert sent == [f"{address}/account/login/", f"{address}/account/second-factor"]
    page.context.close()


def test_a_form_whose_page_stays_is_sent_again_later(chromium: Any, address: str, world: "World") -> None:
    from django.conf import settings

    from tests.hub.portal.browsing import signed_in

    cookie = signed_in(world.alice).cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(locale="en", accept_downloads=True)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    page = context.new_page()
    page.clock.install()
    page.goto(f"{address}/account/data")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    button = page.get_by_role("button", name="Download my data")
    with page.expect_download():
        button.click()
    button.click()
    assert len(sent) == 1
    page.clock.fast_forward("00:11")
    with page.expect_download():
        button.click()
    assert len(sent) == 2
    context.close()
