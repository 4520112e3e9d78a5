"""A world, and browsers for its people. Imports wait until Django is ready: this file is read before."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.clock import Clock
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
def alice(world: "World") -> "World":
    """The world, in which Alice has a password."""
    from tests.people import PASSWORD

    world.alice.set_password(PASSWORD)
    world.alice.save()
    return world


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    from tests.clock import Clock

    return Clock(monkeypatch)


@pytest.fixture
def mailbox(settings: Any) -> None:
    """E-mails go to `mail.outbox` at once, without a job."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def story(world: "World") -> "Story":
    from tests.hub.portal.browsing import Story

    return Story(world)
