"""A world, invoices on their way, and what people are told of it. Imports stand inside: pytest reads this first."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.hub.notifications.told import Told


@pytest.fixture(autouse=True)
def _vault(tmp_path: Path, settings: Any) -> None:
    settings.VAULT_FOLDER = tmp_path / "blobs"


@pytest.fixture(autouse=True)
def _mail_by_jobs(settings: Any) -> None:
    # As in life; pytest-django puts a box in its place.
    settings.EMAIL_BACKEND = "coryphee.hub.jobs.mail.LaterBackend"


@pytest.fixture
def told(db: None) -> "Told":
    from tests.hub.notifications.told import Told
    from tests.people import create_world

    return Told(create_world())
