"""The drill: back up while it serves, restore elsewhere, compare; then every way in which it must refuse."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import Served, environment

SCENE = """
from coryphee.hub.accounts.models import User
from coryphee.hub.archive.actions import seal_many
from coryphee.hub.toolbox.clock import now
User.objects.create(email="claire@example.test", name="Claire")
seal_many([b"first invoice", b"second invoice", b"x" * 3_000_000], now=now())
"""
LOOK = """
import hashlib
from coryphee.hub.accounts.models import User
from coryphee.hub.archive.actions import read
from coryphee.hub.archive.models import Blob
from django.conf import settings
print(sorted(User.objects.values_list("email", flat=True)))
print(sorted((b.sha256, b.size, hashlib.sha256(read(b.sha256)).hexdigest()) for b in Blob.objects.all()))
print(hashlib.sha256(settings.SECRET_KEY.encode()).hexdigest(), settings.DEMO)
"""


def command(name: str, *words: object, **more: str) -> tuple[int, str]:
    """Run a command of the platform; return its exit code and all it said."""
    ran = subprocess.run(
        [sys.executable, "-m", "coryphee.cli", name, *map(str, words)],
        env=environment(**more), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ran.returncode, ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("source") / "data", ("--port", "0", "--no-worker")).start()
    served.python(SCENE)
    yield served
    assert served.stop() == 0


@pytest.fixture(scope="module")
def made(source: Served) -> Path:
    target = source.data.parent / "backup of today"
    code, said = command("backup", target, "--data", source.data)
    assert code == 0, said
    assert "3 contents" in said
    return target


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A backup to damage."""
    return Path(shutil.copytree(made, tmp_path / "backup"))


def test_the_drill(source: Served, made: Path, tmp_path: Path) -> None:
    restored = Served(tmp_path / "restored", ("--port", "0", "--no-worker"))
    code, said = command("restore", made, "--data", restored.data)
    assert code == 0, said
    assert restored.python(LOOK) == source.python(LOOK)
    restored.start()
    assert restored.stop() == 0
    assert restored.python(LOOK) == source.python(LOOK)


def test_it_is_private_and_keeps_the_key_apart(made: Path, source: Served) -> None:
    assert (made / "key" / "secret.key").read_bytes() == (source.data / "secret.key").read_bytes()
    for path in [made, *made.rglob("*")]:
        if path.is_file() and "blobs" not in path.parts:
            assert path.stat().st_mode & 0o077 == 0, path
    assert made.stat().st_mode & 0o077 == 0


def test_contents_are_copies_not_links(made: Path, source: Served) -> None:
    for path in (made / "blobs").rglob("*"):
        if path.is_file():
            assert path.stat().st_nlink == 1


def test_what_comes_after_the_backup_is_not_in_it(source: Served, made: Path, tmp_path: Path) -> None:
    source.python(SCENE.splitlines()[2] + "\n" + SCENE.splitlines()[3] + "\nseal_many([b'late'], now=now())")
    assert command("restore", made, "--data", tmp_path / "new")[0] == 0
    late = hashlib.sha256(b"late").hexdigest()
    assert not list((tmp_path / "new" / "blobs").rglob(late))


def test_a_filled_target_is_refused(source: Served, made: Path, tmp_path: Path) -> None:
    (tmp_path / "filled").mkdir()
    (tmp_path / "filled" / "letter").write_text("")
    assert command("backup", tmp_path / "filled", "--data", source.data) == (
        2, f"coryphee: {tmp_path / 'filled'} is not empty: nothing was written.\n",
    )  # fmt: skip
    code, said = command("restore", made, "--data", tmp_path / "filled")
    assert (code, "is not empty" in said) == (2, True)
    assert [path.name for path in (tmp_path / "filled").iterdir()] == ["letter"]
    assert command("restore", made, "--data", source.data)[0] == 2


def test_without_data_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    code, said = command("backup", tmp_path / "target", "--data", tmp_path / "none")
    assert (code, "holds no data" in said) == (2, True)


def test_a_missing_content_is_said_and_leaves_no_backup(source: Served, tmp_path: Path) -> None:
    name = hashlib.sha256(b"first invoice").hexdigest()
    path = source.data / "blobs" / name[:3] / name
    path.rename(tmp_path / "away")
    try:
        code, said = command("backup", tmp_path / "target", "--data", source.data)
        assert (code, name in said) == (2, True)
        assert not (tmp_path / "target" / "backup.json").exists()
    finally:
        (tmp_path / "away").rename(path)


@pytest.mark.parametrize("what", ["dump", "blob", "blob missing", "blob added", "key", "key missing", "manifest"])
def test_a_damaged_backup_is_refused_and_nothing_is_written(copy: Path, tmp_path: Path, what: str) -> None:
    blob = next(path for path in sorted((copy / "blobs").rglob("*")) if path.is_file())
    damage = {
        "dump": lambda: flip(copy / "database.dump"),
        "blob": lambda: flip(blob),
        "blob missing": blob.unlink,
        "blob added": lambda: (copy / "blobs" / ("0" * 64)).write_bytes(b""),
        "key": lambda: flip(copy / "key" / "secret.key"),
        "key missing": (copy / "key" / "secret.key").unlink,
        "manifest": (copy / "backup.json").unlink,
    }
    damage[what]()
    code, said = command("restore", copy, "--data", tmp_path / "new")
    assert code == 2, said
    assert not (tmp_path / "new").exists()


def test_the_key_may_be_kept_elsewhere(copy: Path, tmp_path: Path) -> None:
    (copy / "key" / "secret.key").rename(tmp_path / "vaulted.key")
    code, said = command("restore", copy, "--data", tmp_path / "new", "--key", tmp_path / "vaulted.key")
    assert code == 0, said


def test_a_backup_of_a_newer_program_is_refused(copy: Path, tmp_path: Path) -> None:
    facts = json.loads((copy / "backup.json").read_text())
    (copy / "backup.json").write_text(json.dumps(facts | {"format": 2, "program": "9.0"}))
    code, said = command("restore", copy, "--data", tmp_path / "new")
    assert (code, "9.0, newer than this program" in said) == (2, True)


def flip(path: Path) -> None:
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", ["verify", "backup"])
def test_a_vault_that_does_not_answer_is_no_verdict(source: Served, tmp_path: Path, name: str) -> None:
    words = [tmp_path / "to"] if name == "backup" else []
    code, said = command(name, *words, "--data", source.data, CORYPHEE_S3_URL="http://key:secret@127.0.0.1:1/vault")
    assert code == 2, said
    assert "The vault does not answer" in said
    assert "Traceback" not in said
