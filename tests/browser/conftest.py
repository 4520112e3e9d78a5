"""A real platform, a server of the test, and a browser that ends with each file of tests."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.conftest import platform

if TYPE_CHECKING:
    from tests.journeys.reader import Reader

__all__ = ["platform"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's chromium. Playwright allows one at a time, so it ends before the next file starts its own."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(live_server: Any) -> str:
    """The address of the test's own server."""
    return str(live_server.url.replace("localhost", "127.0.0.1"))


@pytest.fixture
def alice(chromium: Any, platform: Any) -> "Iterator[Reader]":
    """A supplier's manager, signed in, reading English."""
    from tests.journeys.reader import SUPPLIER, sign_in

    reader = sign_in(chromium, platform, SUPPLIER, "fournisseur")
    yield reader
    reader.page.context.close()
