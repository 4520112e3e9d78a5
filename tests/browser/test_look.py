"""The look in a real browser: nothing for axe to find, nothing refused by the policy, no page wider than its screen."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.axe import violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
PAGES = (
    "/",
    "/help",
    "/help/statuses",
    "/help/refused-file",
    "/help/reform",
    "/status",
    "/accessibility",
    "/legal",
    "/account/login/",
    "/demo/pieces",
    "/no-such-page",
)
LARGEST_FIRST_VIEW = 200_000  # bytes on the wire (interface.md: first view on a slow line)


@pytest.fixture
def address(live_server: Any, settings: Any) -> str:
    settings.DEMO = True
    return live_server.url.replace("localhost", "127.0.0.1")


def complaints_of(page: Any) -> list[str]:
    """What the browser will say: refused by the policy, errors of our scripts."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_a_page_is_accessible_and_fits(chromium: Any, address: str, path: str, width: int, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="fr")
    page = context.new_page()
    said = complaints_of(page)
    page.goto(address + path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [words for words in said if "404" not in words] == []
    context.close()


def test_axe_says_no(chromium: Any) -> None:
    page = chromium.new_page()
    page.set_content("<html><body><img src='data:,'><input></body></html>")
    assert {fault.split(" ")[0] for fault in violations(page)} >= {"image-alt", "label", "html-has-lang"}
    page.close()


def test_the_search_has_a_key_and_menus_close(chromium: Any, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 800})
    page.goto(address + "/demo/pieces")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.locator("details.acting > summary").click()
    assert page.locator("details.menu[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0
    page.close()


def test_navigation_and_menus_need_no_script(chromium: Any, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/demo/pieces")
    page.locator("details.fold > summary").click()
    assert page.locator("details.fold .modules a[aria-current=page]").is_visible()
    assert page.locator(".drop input[type=file]").is_visible()
    assert page.locator(".drop button").is_visible()
    context.close()


def test_the_first_view_is_light(chromium: Any, address: str) -> None:
    """Counted as served in production: what has a compressed copy beside it counts with that copy."""
    static = Path(__file__).resolve().parents[2] / "src/coryphee/hub/portal"
    page = chromium.new_page()
    weights: dict[str, int] = {}

    def weigh(response: Any) -> None:
        path = response.url.removeprefix(address)
        file = static / path.lstrip("/")
        compressed = file.with_name(file.name + ".gz")
        weights[path] = compressed.stat().st_size if compressed.exists() else len(response.body())

    page.on("response", weigh)
    page.goto(address + "/", wait_until="networkidle")
    assert any(path.endswith(".woff2") for path in weights)
    assert sum(weights.values()) < LARGEST_FIRST_VIEW
    page.close()
