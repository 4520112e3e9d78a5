import json
import os
from pathlib import Path

import pytest

from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import DataFolder, data_folder, write_durably


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def made(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "données")
    folder.ensure()
    return folder


def test_the_first_run_makes_folder_key_and_marker(made: DataFolder) -> None:
    assert len(made.secret_key()) == 32
    assert (made.path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert made.blobs.is_dir()
    assert made.path.stat().st_mode & 0o066 == 0, "others may not list it"
    assert made.marker()["demo"] is False
    assert not list(made.path.glob(".*")), "nothing half-written stays"


def test_the_second_run_changes_nothing(made: DataFolder) -> None:
    before = snapshot(made.path)
    made.ensure()
    assert snapshot(made.path) == before


def test_two_first_runs_at_once_agree_on_one_key(tmp_path: Path) -> None:
    write_durably(tmp_path / "secret.key", b"a" * 32, mode=0o600, replace=False)
    write_durably(tmp_path / "secret.key", b"b" * 32, mode=0o600, replace=False)
    assert DataFolder(tmp_path).secret_key() == b"a" * 32


def test_settings_may_ask_for_the_key_before_the_folder_is_made(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "new")
    key = folder.secret_key()
    folder.ensure()
    assert folder.secret_key() == key


def test_a_lost_key_is_never_replaced_in_silence(made: DataFolder) -> None:
    (made.path / "secret.key").unlink()
    with pytest.raises(CannotRun, match="missing"):
        made.secret_key()


def test_a_damaged_key_is_refused(made: DataFolder) -> None:
    (made.path / "secret.key").write_bytes(b"short")
    with pytest.raises(CannotRun, match="damaged"):
        made.secret_key()


@pytest.mark.parametrize("newer", [{"format": 2}, {"program": "999.0.0"}])
def test_a_folder_of_a_newer_program_is_refused_and_not_touched(made: DataFolder, newer: dict[str, object]) -> None:
    marker = made.path / "coryphee.json"
    marker.write_text(json.dumps(json.loads(marker.read_text()) | newer))
    before = snapshot(made.path)
    with pytest.raises(CannotRun, match="newer"):
        made.ensure()
    assert snapshot(made.path) == before


def test_a_folder_with_other_things_is_refused_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "holidays.jpg").write_bytes(b"x")
    with pytest.raises(CannotRun, match=r"holidays\.jpg"):
        DataFolder(tmp_path).ensure()
    assert [path.name for path in tmp_path.iterdir()] == ["holidays.jpg"]


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotRun, match="not a folder"):
        DataFolder(tmp_path / "file").ensure()


def test_a_marker_that_cannot_be_understood_is_refused(made: DataFolder) -> None:
    (made.path / "coryphee.json").write_text("{")
    with pytest.raises(CannotRun, match=r"coryphee\.json"):
        made.inspect()


def test_demo_is_set_when_the_folder_is_made_and_never_later(tmp_path: Path, made: DataFolder) -> None:
    demo = DataFolder(tmp_path / "demo")
    demo.ensure(demo=True)
    demo.ensure()
    assert demo.is_demo
    demo.remember(schema={})
    assert demo.is_demo
    with pytest.raises(CannotRun, match="real data"):
        made.ensure(demo=True)
    assert not made.is_demo


def test_where_the_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORYPHEE_DATA", str(tmp_path / "named"))
    assert data_folder().path == tmp_path / "named"
    assert data_folder(str(tmp_path / "given")).path == tmp_path / "given"
    monkeypatch.delenv("CORYPHEE_DATA")
    monkeypatch.setenv("HOME", str(tmp_path))
    expected = Path("/var/lib/coryphee") if os.geteuid() == 0 else tmp_path / ".local/share/coryphee"
    assert data_folder().path == expected
