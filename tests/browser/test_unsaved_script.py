"""unsaved.js in a real browser: what was typed is not lost by a click beside."""

from typing import Any

import pytest

from tests.invoices_made import SAMPLES
from tests.journeys.reader import TOWN, Reader, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def draft_places() -> dict[str, str]:
    return {}


@pytest.fixture
def draft(alice: Reader, draft_places: dict[str, str]) -> Any:
    """The page of a draft, with what the browser asked since it was opened."""
    if not draft_places:
        alice.open("deposit")
        alice.page.set_input_files("#deposit-files", str(SAMPLES / "07-pdf-without-data.pdf"))
        alice.page.locator(".file a:has-text('Fill in')").click(timeout=30_000)
        alice.page.wait_for_url("**/drafts/*")
        draft_places["draft"] = alice.page.url
    alice.page.goto(draft_places["draft"])
    alice.page.asked = []  # type: ignore[attr-defined]
    return alice.page


def answer(page: Any, *, leave: bool) -> None:
    page.on("dialog", lambda dialog: (page.asked.append(dialog.type), dialog.accept() if leave else dialog.dismiss()))


def type_number(page: Any, number: str) -> None:
    page.locator("input[name=number]").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(number)


def leave(page: Any) -> None:
    page.locator(".side a").first.click(no_wait_after=True)


def test_a_form_left_as_it_was_asks_nothing(draft: Any) -> None:
    answer(draft, leave=False)
    draft.locator("input[name=number]").click()
    leave(draft)
    draft.locator("h1:text-is('Dashboard')").wait_for()
    assert draft.asked == []


def test_a_changed_form_asks_and_keeps_what_was_typed(draft: Any) -> None:
    answer(draft, leave=False)
    type_number(draft, "KEPT-1")
    leave(draft)
    draft.wait_for_timeout(300)
    assert draft.asked == ["beforeunload"]
    assert draft.input_value("input[name=number]") == "KEPT-1"


def test_who_wants_to_leave_may(draft: Any) -> None:
    answer(draft, leave=True)
    type_number(draft, "LEFT-1")
    leave(draft)
    draft.locator("h1:text-is('Dashboard')").wait_for()
    assert draft.asked == ["beforeunload"]


def test_saving_is_not_leaving(draft: Any) -> None:
    answer(draft, leave=False)
    type_number(draft, "SAVED-1")
    draft.locator("button:has-text('Save the draft')").click()
    draft.wait_for_load_state()
    leave(draft)
    draft.locator("h1:text-is('Dashboard')").wait_for()
    assert draft.asked == []
    draft.go_back()
    assert draft.input_value("input[name=number]") == "SAVED-1"


def test_what_was_typed_outlives_the_session(draft: Any) -> None:
    from tests.browser.axe import violations

    context = draft.context
    draft.clock.install()
    draft.reload()
    type_number(draft, "OUTLIVES-1")
    session = [cookie for cookie in context.cookies() if cookie["name"] == "session"]
    for name in ("session", "csrf"):  # who signs in again gets another of both
        context.clear_cookies(name=name)
    draft.clock.fast_forward("06:00")
    draft.locator("button:has-text('Save the draft')").click()
    draft.get_by_role("heading", name="Your session has ended").wait_for()
    assert draft.evaluate("document.activeElement.hasAttribute('data-session-over')")
    assert violations(draft) == []
    assert draft.get_by_role("link", name="Sign in in another tab").get_attribute("href") == "/account/login/"

    context.add_cookies(session)
    with draft.expect_navigation():
        draft.locator("button:has-text('Save the draft')").click()
    assert draft.get_by_text("The draft is saved").is_visible()
    assert draft.input_value("input[name=number]") == "OUTLIVES-1"


def test_typing_on_after_the_session_ended_takes_nobody_away(draft: Any) -> None:
    answer(draft, leave=True)
    session = [cookie for cookie in draft.context.cookies() if cookie["name"] == "session"]
    draft.context.clear_cookies(name="session")
    with draft.expect_response("**/check"):
        type_number(draft, "TYPED-ON-1")
    draft.get_by_role("heading", name="Your session has ended").wait_for()
    assert draft.asked == []
    assert draft.input_value("input[name=number]") == "TYPED-ON-1"
    assert draft.evaluate("document.activeElement.name") == "number"

    draft.context.add_cookies(session)
    draft.locator("button:has-text('Save the draft')").click()
    draft.get_by_text("The draft is saved").wait_for()
    assert draft.input_value("input[name=number]") == "TYPED-ON-1"


def test_what_one_person_typed_is_not_sent_for_another_who_signed_in_meanwhile(
    chromium: Any, platform: Any, alice: Reader
) -> None:
    page, profile = alice.page, f"{platform.url}/account/profile"
    page.clock.install()
    page.goto(profile)
    page.fill("textarea[name=biography]", "Written by Alice")
    other = sign_in(chromium, platform, TOWN, "agent")
    page.context.clear_cookies()
    page.context.add_cookies(other.page.context.cookies())
    page.clock.fast_forward("06:00")
    page.locator("button:has-text('Save the profile')").click()
    page.get_by_role("heading", name="Your session has ended").wait_for()
    other.page.goto(profile)
    assert other.page.input_value("textarea[name=biography]") == ""
    assert page.input_value("textarea[name=biography]") == "Written by Alice"
    other.page.context.close()
