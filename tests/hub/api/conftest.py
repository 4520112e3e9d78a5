"""A world with an API client. Imports wait until Django is ready: this file is read before."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.hub.api.calling import Caller
    from tests.people import World


@pytest.fixture(autouse=True)
def _vault(tmp_path: Path, settings: Any) -> None:
    settings.VAULT_FOLDER = tmp_path / "blobs"


@pytest.fixture
def world(db: None) -> "World":
    from tests.people import create_world

    return create_world()


@pytest.fixture
def caller(world: "World") -> "Caller":
    from tests.hub.api.calling import caller_for

    return caller_for(world.supplier)
