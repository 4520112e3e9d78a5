"""A world, and browsers for its people. Imports wait until Django is ready: this file is read before."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.hub.portal.browsing import Story
    from tests.people import World


@pytest.fixture(autouse=True)
def _vault(tmp_path: Path, settings: Any) -> None:
    settings.VAULT_FOLDER = tmp_path / "blobs"


@pytest.fixture
def world(db: None) -> "World":
    from tests.people import create_world

    return create_world()


@pytest.fixture
def story(world: "World") -> "Story":
    from tests.hub.portal.browsing import Story

    return Story(world)
