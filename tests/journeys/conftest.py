"""A real platform with demo data and a real browser, for the stories of this folder."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.journeys.reader import Platform

SCENE = """
import json
from coryphee.hub.operations.demo_world import create_demo_world
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.clock import now
told = create_demo_world(now())
told["numbers"] = {structure.identifier: structure.pk for structure in Structure.objects.all()}
print(json.dumps(told))
"""


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Platform"]:
    """A served platform that the stories of a run share; each story uses invoice numbers of its own."""
    from coryphee.hub.toolbox.data_folder import DataFolder
    from tests.journeys.reader import Platform
    from tests.served import Served

    folder = tmp_path_factory.mktemp("journeys") / "data"
    DataFolder(folder).ensure(demo=True)
    served = Served(folder).start()
    told = json.loads(served.python(SCENE).strip().splitlines()[-1])
    (folder / "demo.json").write_text(json.dumps(told), encoding="utf-8")
    yield Platform(served.url, told)
    assert served.stop() == 0, served.errors


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's chromium, for one file of stories: its loop would stay open in the tests of other files."""
    import shutil

    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
