"""Contents are sealed bytes first, row second; a damaged content is never handed out."""

from pathlib import Path

import pytest

from coryphee.hub.archive.actions import read, seal, seal_many
from coryphee.hub.archive.models import Blob
from coryphee.hub.archive.vault import Damaged, FolderVault
from coryphee.hub.toolbox.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    settings.VAULT_FOLDER = tmp_path
    return tmp_path


def test_a_sealed_content_is_read_back() -> None:
    name = seal(b"<Invoice/>", now=now())
    assert read(name) == b"<Invoice/>"
    assert Blob.objects.get(pk=name).size == 10


def test_sealing_again_keeps_the_first_row() -> None:
    first = now()
    seal(b"once", now=first)
    assert seal_many([b"once", b"once", b"twice"], now=now())[0] == seal(b"once", now=now())
    assert Blob.objects.count() == 2


def test_flipped_bytes_are_noticed(folder: Path) -> None:
    name = seal(b"original", now=now())
    path = FolderVault(folder).path(name)
    path.chmod(0o600)
    path.write_bytes(b"0riginal")
    with pytest.raises(Damaged):
        read(name)
