"""A person at a browser: signs in, opens pages, reads what stands there, and notices what is broken."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.axe import violations
from tests.demo_mailbox import Mailbox

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SUPPLIER, TOWN = "99900001100018", "99900010200015"
WIDE, NARROW = 1440, 360


@dataclass
class Platform:
    """Where the portal answers, and what demo.json tells."""

    url: str
    told: dict[str, Any]

    def person(self, siret: str, function: str) -> dict[str, str]:
        """Return somebody who acts for a structure: fournisseur, agent or comptable."""
        return next(one for one in self.told["people"] if one["siret"] == siret and one["function"] == function)

    def structure(self, siret: str) -> int:
        """Return the number of a structure in the addresses."""
        return int(self.told["numbers"][siret])


@dataclass
class Reader:
    """One signed-in person in a browser window of their own, reading English."""

    platform: Platform
    page: "Page"
    base: str
    broken: list[str] = field(default_factory=list)

    def open(self, place: str) -> None:
        """Open a page of the structure."""
        self.page.goto(f"{self.platform.url}{self.base}/{place}")

    def text(self) -> str:
        """Return what stands on the page."""
        return self.page.locator("main").inner_text()

    def press(self, words: str) -> None:
        """Press the button or link with these words, in its menu if need be, and wait for the page that follows."""
        button = self.page.locator(f"main button:has-text('{words}'), main a:has-text('{words}')").first
        menu = self.page.locator("main details.menu > summary")
        if not button.is_visible() and menu.count():
            menu.first.click()
        button.click()
        self.page.wait_for_load_state()

    def faults(self) -> list[str]:
        """Return what is broken on this page: script errors, a page wider than its window, what axe finds."""
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        over = self.page.evaluate(wide)
        return [*self.broken, *([f"{over} px too wide"] if over > 0 else []), *violations(self.page)]


def sign_in(browser: "Browser", platform: Platform, siret: str, function: str, *, width: int = WIDE) -> Reader:
    """Open a window and sign in by the forms, as people do: the code is read in the mailbox of the demonstration."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB")
    context.add_cookies([{"name": "language", "value": "en", "url": platform.url}])
    page = context.new_page()
    reader = Reader(platform, page, f"/s/{platform.structure(siret)}")
    page.on("pageerror", lambda error: reader.broken.append(str(error)))
    page.on("console", lambda said: reader.broken.append(said.text) if "Content Security" in said.text else None)
    page.goto(platform.url)
    page.locator("a.sign-in").click()
    person = platform.person(siret, function)
    page.fill("input[name=login]", person["email"])
    page.fill("input[name=password]", person["password"])
    mailbox = Mailbox(lambda: page.request.get(f"{platform.url}/demo/mail").text(), person["email"])
    page.click("main form button.btn-main")
    page.fill("input[name=code]", mailbox.next_code())
    page.click("main form button.btn-main")
    page.wait_for_url(f"{platform.url}{reader.base}/")
    return reader
