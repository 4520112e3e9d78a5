"""For every test: which suite it counts for in scripts/suites.py, and what happens where there is no chromium."""

import os
import shutil

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Note the suite of each marked test; leave out browser tests without a browser, except in CI, where they fail."""
    leave_out = not os.environ.get("CI") and not any(map(shutil.which, BROWSERS))
    for item in items:
        if "journeys" in item.path.parts:
            item.user_properties.append(("suite", "journeys"))  # in a browser or not
        else:
            for suite in ("conformance", "browser"):
                if item.get_closest_marker(suite):
                    item.user_properties.append(("suite", suite))
        if leave_out and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))
