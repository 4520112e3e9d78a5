"""Second factors in a real browser: the QR code as a phone reads it, codes of another program, a security key.

`zbarimg` and `oathtool` (Debian: zbar-tools, oathtool) are no part of the project: they read and count on their own.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.browser.axe import violations

if TYPE_CHECKING:
    from tests.people import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOOLS = ("zbarimg", "oathtool")


@pytest.fixture(scope="module", autouse=True)
def tools() -> None:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("CI"):
        pytest.fail(f"not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")


@pytest.fixture
def world(transactional_db: None) -> "World":
    from tests.people import PASSWORD, create_world

    world = create_world()
    world.alice.set_password(PASSWORD)
    world.alice.save()
    return world


def localhost(live_server: Any) -> str:
    """Return the address under a name: browsers allow no security key under a bare IP address."""
    return f"http://localhost:{urlsplit(live_server.url).port}"


def give_password(page: Any, address: str) -> None:
    from tests.people import PASSWORD

    page.goto(f"{address}/account/login/")
    page.fill("input[name=login]", "alice@example.test")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button.btn-main")
    page.wait_for_url(f"{address}/account/second-factor")


def signed_in_by_email(chromium: Any, address: str, *, width: int = 1440, language: str = "en") -> Any:
    """Sign in by the forms, with the keyboard alone at the second one."""
    from tests.signing_in import emailed_code

    context = chromium.new_context(viewport={"width": width, "height": 900}, locale=language, accept_downloads=True)
    context.add_cookies([{"name": "language", "value": language, "url": address}])
    page = context.new_page()
    give_password(page, address)
    assert faults(page) == []
    page.keyboard.type(emailed_code("alice@example.test"))  # the field has the focus
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"{address}/(s/.*)?$"))
    return page


def faults(page: Any) -> list[str]:
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    over = page.evaluate(wide)
    return [*([f"{over} px too wide"] if over > 0 else []), *violations(page)]


def keep(page: Any, name: str) -> None:
    """Keep a picture for whoever wants to look (CORYPHEE_SCREENSHOTS is a folder)."""
    folder = os.environ.get("CORYPHEE_SCREENSHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def read_by_phone(picture: bytes, tmp_path: Path) -> str:
    """Return what an independent reader sees in a picture of the page."""
    path = tmp_path / "page.png"
    path.write_bytes(picture)
    ran = subprocess.run(["zbarimg", "--quiet", "--raw", str(path)], capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def shown_by_phone(key: str, when: str = "now") -> str:
    """Return the code that an independent program makes of a key at a moment."""
    command = ["oathtool", "--totp", "--base32", "--now", when, key]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.mark.parametrize(("width", "language"), [(1440, "en"), (360, "fr"), (360, "it")])
def test_an_app_is_set_up_by_the_qr_code_and_signs_in(
    *, width: int, language: str, world: "World", live_server: Any, chromium: Any, tmp_path: Path
) -> None:
    from coryphee.hub.accounts.models import AuthenticatorApp

    page = signed_in_by_email(chromium, live_server.url, width=width, language=language)
    page.goto(f"{live_server.url}/account/security")
    assert faults(page) == []
    keep(page, f"security-{width}-{language}")
    page.goto(f"{live_server.url}/account/security/app")
    assert faults(page) == []
    keep(page, f"app-{width}-{language}")
    read = urlsplit(read_by_phone(page.screenshot(full_page=True), tmp_path))
    given = parse_qs(read.query)
    assert (read.scheme, read.netloc, unquote(read.path)) == ("otpauth", "totp", "/Coryphée:alice@example.test")
    assert (given["algorithm"], given["digits"], given["period"]) == (["SHA1"], ["6"], ["30"])
    assert given["secret"] == [page.inner_text("#app-key").replace(" ", "")]
    page.fill("input[name=code]", shown_by_phone(given["secret"][0]))
    page.click("main form button.btn-main")
    page.wait_for_selector(".recovery-codes")
    assert faults(page) == []
    keep(page, f"codes-{width}-{language}")
    codes = page.locator(".recovery-codes li").all_inner_texts()
    with page.expect_download() as download:
        page.click("main a[download]")
    file = Path(download.value.path()).read_text(encoding="utf-8")
    assert len(codes) == 10
    assert all(code in file for code in codes)
    page.context.close()
    # The code of the set-up is spent; the test does not wait half a minute for the next.
    AuthenticatorApp.objects.update(last_counter=0)
    page = chromium.new_context(viewport={"width": width, "height": 900}, locale=language).new_page()
    give_password(page, live_server.url)
    assert faults(page) == []
    keep(page, f"second-factor-{width}-{language}")
    page.fill("input[name=code] >> nth=0", shown_by_phone(given["secret"][0]))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/s/{world.supplier.pk}/")
    page.context.close()


@pytest.mark.parametrize("factor", ["app", "e-mail"])
@pytest.mark.parametrize(("width", "language"), [(1440, "en"), (360, "fr")])
def test_a25_whoever_has_an_app_or_the_mailbox_alone_confirms_with_it(
    *,
    width: int,
    language: str,
    factor: str,
    world: "World",
    live_server: Any,
    chromium: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from coryphee.hub.accounts import totp
    from coryphee.hub.accounts.actions.authenticator_app import add_app, seal_app_secret
    from coryphee.hub.accounts.sources import NOWHERE
    from coryphee.hub.toolbox.clock import now
    from tests.clock import Clock
    from tests.people import PASSWORD
    from tests.signing_in import emailed_code

    page = signed_in_by_email(chromium, live_server.url, width=width, language=language)
    secret = totp.new_secret()
    key = totp.written(secret).replace(" ", "")
    if factor == "app":
        add_app(world.alice, seal_app_secret(secret, world.alice), shown_by_phone(key), source=NOWHERE, now=now())
    Clock(monkeypatch).forward(minutes=6)
    page.goto(f"{live_server.url}/account/password/change/")
    assert page.url.startswith(f"{live_server.url}/account/confirm?")
    assert faults(page) == []
    keep(page, f"confirm-password-{width}-{language}")
    page.keyboard.type(PASSWORD)  # by the keyboard alone: the field has the focus
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=code]:visible")
    assert faults(page) == []
    keep(page, f"confirm-{factor}-{width}-{language}")
    code = shown_by_phone(key, "now + 6 minutes") if factor == "app" else emailed_code("alice@example.test")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/account/password/change/")
    page.wait_for_selector("input[name=password]")
    page.context.close()


def test_a_code_typed_too_late_leads_back_to_the_password_and_says_why(
    world: "World", live_server: Any, chromium: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.clock import Clock
    from tests.signing_in import emailed_code

    page = chromium.new_page(viewport={"width": 360, "height": 900}, locale="en")
    give_password(page, live_server.url)
    page.fill("input[name=code]", emailed_code(world.alice.email))
    Clock(monkeypatch).forward(minutes=11)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/account/login/")
    assert page.get_by_text("The time to confirm the sign-in is over.").is_visible()
    assert faults(page) == []
    keep(page, "too-late")
    page.context.close()


@pytest.fixture
def with_key(world: "World", live_server: Any, chromium: Any) -> Iterator[Any]:
    """A page under a name, signed in, in a browser with a security key plugged in."""
    page = signed_in_by_email(chromium, localhost(live_server))
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "automaticPresenceSimulation": True}
    page.authenticator = device.send(
        "WebAuthn.addVirtualAuthenticator", {"options": {**key, "hasUserVerification": False}}
    )
    page.device = device
    yield page
    page.context.close()


def test_a_security_key_is_added_signs_in_and_confirms_its_own_removal(
    with_key: Any, live_server: Any, world: "World", monkeypatch: pytest.MonkeyPatch
) -> None:
    from coryphee.hub.accounts.models import SecurityKey
    from tests.clock import Clock
    from tests.people import PASSWORD

    page, address = with_key, localhost(live_server)
    page.goto(f"{address}/account/security/key")
    assert faults(page) == []
    page.fill("input[name=name]", "Blue, on my ring")
    page.click("main form button.btn-main")
    page.wait_for_selector(".recovery-codes")
    assert SecurityKey.objects.get().domain == "localhost"
    page.context.clear_cookies()
    give_password(page, address)
    assert faults(page) == []
    assert page.locator("input[value=email]").count() == 0
    page.click("form[data-security-key] button")
    page.wait_for_url(f"{address}/s/{world.supplier.pk}/")
    assert SecurityKey.objects.get().used_at is not None
    Clock(monkeypatch).forward(minutes=6)
    page.goto(f"{address}/account/security")
    page.click("main a:has-text('Blue, on my ring')")
    page.fill("input[name=current_password]", PASSWORD)
    page.click("main form button.btn-main")
    page.wait_for_selector("form[data-security-key] button:visible")
    assert faults(page) == []
    page.click("form[data-security-key] button")
    page.wait_for_selector("main form button.danger")
    assert faults(page) == []
    page.click("main form button.danger")
    page.wait_for_url(f"{address}/account/security")
    assert not SecurityKey.objects.exists()


def test_a_key_is_asked_once_at_a_time_and_known_ones_are_named(with_key: Any, live_server: Any) -> None:
    page, address = with_key, localhost(live_server)
    for name in ("Blue", "Blue again"):
        page.goto(f"{address}/account/security/key")
        page.fill("input[name=name]", name)
        page.click("main form button.btn-main")
        page.wait_for_selector(".recovery-codes" if name == "Blue" else "[data-known]:visible")
    assert faults(page) == []
    page.context.clear_cookies()
    give_password(page, address)
    page.device.send("WebAuthn.setAutomaticPresenceSimulation", {**page.authenticator, "enabled": False})
    for _press in range(2):
        page.click("form[data-security-key] button")
        page.wait_for_timeout(300)
    assert page.locator("[data-failed]").is_hidden(), "the first question still waits for its answer"
    assert faults(page) == []


@pytest.mark.parametrize(("width", "language"), [(1440, "fr"), (360, "it")])
def test_a_device_is_trusted_and_the_trust_ended(  # noqa: PLR0917  fixtures
    world: "World", live_server: Any, chromium: Any, settings: Any, width: int, language: str
) -> None:
    from tests.people import PASSWORD
    from tests.signing_in import emailed_code

    settings.TRUSTED_DEVICE_DAYS = 30
    address = live_server.url
    context = chromium.new_context(viewport={"width": width, "height": 900}, locale=language)
    page = context.new_page()
    give_password(page, address)
    assert faults(page) == []
    keep(page, f"trust-{width}-{language}")
    page.fill("input[name=code]", emailed_code(world.alice.email))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/s/{world.supplier.pk}/")
    context.clear_cookies(name="session")
    page.goto(f"{address}/account/security")
    page.fill("input[name=login]", world.alice.email)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/account/security")  # nothing else was asked
    assert faults(page) == []
    keep(page, f"trusted-{width}-{language}")
    page.click("form[action='/account/security/devices/end'] button")
    page.wait_for_selector(".toasts")
    assert page.locator("form[action='/account/security/devices/end']").count() == 0
    context.close()


def test_the_answer_of_a_key_counts_once_and_a_copied_key_is_noticed(with_key: Any, live_server: Any) -> None:
    from coryphee.hub.accounts.models import SecurityKey

    page, address = with_key, localhost(live_server)
    page.goto(f"{address}/account/security/key")
    page.fill("input[name=name]", "Blue")
    page.click("main form button.btn-main")
    page.wait_for_selector(".recovery-codes")
    SecurityKey.objects.update(counter=1000)  # its copy has signed more often than the key knows
    page.context.clear_cookies()
    give_password(page, address)
    page.click("form[data-security-key] button")
    page.wait_for_selector("main .errors, main .wrong:visible")
    assert page.url == f"{address}/account/second-factor"
    SecurityKey.objects.update(counter=0)
    page.click("form[data-security-key] button")
    page.wait_for_url(re.compile(f"{address}/(s/.*)?$"))
