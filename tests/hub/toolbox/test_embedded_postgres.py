"""The embedded server is killed for real here: it alone, its holder alone, everything at once."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import DataFolder
from coryphee.hub.toolbox.embedded_postgres import (
    InUse,
    addresses,
    borrowed,
    relaunch,
    running,
    start,
)
from coryphee.hub.toolbox.postgres_cluster import wait_until_ready
from tests.served import environment, until

HOLDER = """
import sys, time
from pathlib import Path
from coryphee.hub.toolbox import embedded_postgres
from coryphee.hub.toolbox.data_folder import DataFolder
server = embedded_postgres.start(DataFolder(Path(sys.argv[1])))
print(server.process.pid, flush=True)
time.sleep(float(sys.argv[2]))
server.stop()
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A cluster with one row, stopped: each test works on its own copy."""
    folder = DataFolder(tmp_path_factory.mktemp("made") / "data")
    folder.ensure()
    with borrowed(folder) as there, psycopg.connect(there.owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("GRANT SELECT, INSERT ON kept TO coryphee")
        connection.execute("INSERT INTO kept VALUES ('first')")
    return folder


@pytest.fixture
def folder(made: DataFolder, tmp_path: Path) -> DataFolder:
    return copied(made, tmp_path / "data")


def copied(made: DataFolder, target: Path) -> DataFolder:
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", made.path, target], check=True)
    return DataFolder(target)


def words(folder: DataFolder) -> list[str]:
    with psycopg.connect(addresses(folder).application_url) as connection:
        return [row[0] for row in connection.execute("SELECT word FROM kept ORDER BY ctid")]


def add(folder: DataFolder, word: str) -> None:
    with psycopg.connect(addresses(folder).application_url, autocommit=True) as connection:
        connection.execute("INSERT INTO kept VALUES (%s)", [word])


def servers(folder: DataFolder) -> list[int]:
    """Return the processes that work in the cluster's directory."""
    cluster, found = folder.cluster(18).stat(), []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.path.samestat((entry / "cwd").stat(), cluster):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@contextmanager
def holder(folder: DataFolder, seconds: float = 60) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run the server from another process; yields it and the id of the server."""
    command = [sys.executable, "-c", HOLDER, str(folder.path), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as process:
        assert process.stdout is not None
        try:
            yield process, int(process.stdout.readline())
        finally:
            process.kill()
    until(lambda: not servers(folder), 10, "the end of the server")


def test_only_one_holds_it_and_the_others_borrow(folder: DataFolder) -> None:
    with holder(folder) as (_process, server):
        with pytest.raises(InUse):
            start(folder)
        with borrowed(folder):
            assert words(folder) == ["first"]
        assert running(folder), "a borrower leaves it running"
        assert server in servers(folder)


def test_a_holder_that_stops_waits_for_its_borrowers(folder: DataFolder) -> None:
    with holder(folder, seconds=0.5) as (process, _server):
        with borrowed(folder):
            time.sleep(1.2)
            assert words(folder) == ["first"], "it should have stopped by now, and waited"
        assert process.wait(10) == 0


def test_commands_at_once_share_one_server(folder: DataFolder) -> None:
    program = HOLDER.split("server =", maxsplit=1)[0] + (
        "import psycopg\nfolder = DataFolder(Path(sys.argv[1]))\n"
        "with embedded_postgres.borrowed(folder) as there, psycopg.connect(there.application_url) as c:\n"
        "    c.execute('INSERT INTO kept VALUES (%s)', [sys.argv[2]])\n"
    )
    commands = [
        subprocess.Popen([sys.executable, "-c", program, str(folder.path), str(number)], env=environment())
        for number in range(4)
    ]
    assert [command.wait(60) for command in commands] == [0, 0, 0, 0]
    with borrowed(folder):
        assert sorted(words(folder)) == ["0", "1", "2", "3", "first"]


def test_kill_9_of_the_server_alone(folder: DataFolder) -> None:
    server = start(folder)
    try:
        add(folder, "before")
        server.process.kill()
        server.process.wait()
        began = time.monotonic()
        wait_until_ready(relaunch(server), server.cluster, server.log)
        assert time.monotonic() - began < 10
        assert words(folder) == ["first", "before"]
    finally:
        server.stop()


def test_kill_9_of_the_holder_alone(folder: DataFolder) -> None:
    with holder(folder) as (process, _server):
        add(folder, "before")
        process.kill()
        process.wait()
        with borrowed(folder):  # at once, while the old server may still be ending
            assert words(folder) == ["first", "before"]


@pytest.mark.parametrize("round_", range(3))
def test_kill_9_of_everything(folder: DataFolder, round_: int) -> None:
    with holder(folder) as (process, _server):
        add(folder, "before")
        for pid in [process.pid, *servers(folder)]:
            with contextlib.suppress(ProcessLookupError):  # the holder's death took it along
                os.kill(pid, signal.SIGKILL)
        process.wait()
        began = time.monotonic()
        with borrowed(folder):
            assert time.monotonic() - began < 15
            assert words(folder) == ["first", "before"]


def test_kill_9_of_the_holder_while_the_server_is_frozen(folder: DataFolder) -> None:
    with holder(folder) as (process, server):
        add(folder, "before")
        os.kill(server, signal.SIGSTOP)  # it will not end by itself
        process.kill()
        process.wait()
        with borrowed(folder):
            assert words(folder) == ["first", "before"]


def test_numbers_in_files_are_not_believed(folder: DataFolder) -> None:
    cluster = folder.cluster(18)
    # A living stranger has the number now, and sockets were left over.
    (cluster / "postmaster.pid").write_text(f"{os.getppid()}\n{cluster}\n1\n5432\n.\n\n 1 1\nready\n")
    (cluster / ".s.PGSQL.5432.lock").write_text(f"{os.getppid()}\n")
    (cluster / ".s.PGSQL.5432").touch()
    assert not running(folder)
    with borrowed(folder):
        assert words(folder) == ["first"]


@pytest.mark.parametrize(
    "name", ["a b", "données d'été", "x" * 120, "a,b", "@at", "100%", "two\nlines", 'quo"te'], ids=range(8)
)
def test_any_path_will_do(made: DataFolder, tmp_path: Path, name: str) -> None:
    folder = copied(made, tmp_path / name / "data")
    with borrowed(folder):
        assert words(folder) == ["first"]


def test_a_stopped_folder_can_be_moved(folder: DataFolder, tmp_path: Path) -> None:
    with borrowed(folder):
        add(folder, "before")
    moved = DataFolder(folder.path.rename(tmp_path / "elsewhere"))
    with borrowed(moved):
        assert words(moved) == ["first", "before"]
    assert not folder.path.exists()


def test_a_cluster_of_another_major_version_is_refused(folder: DataFolder) -> None:
    folder.cluster(18).rename(folder.cluster(17))
    with pytest.raises(CannotRun, match="made by PostgreSQL 17"):
        start(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives its rights up")
def test_root_serves_a_folder_that_stays_closed_to_others(made: DataFolder) -> None:
    closed = Path(tempfile.mkdtemp(prefix="coryphee-closed-"))  # 0700
    try:
        folder = copied(made, closed / "data")
        with holder(folder) as (_process, server):
            assert words(folder) == ["first"]
            assert Path(f"/proc/{server}").stat().st_uid != 0
        assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(closed)


def can_run(python: str, rights: dict[str, Any]) -> bool:
    try:
        subprocess.run([python, "-c", "import coryphee, psycopg"], check=True, capture_output=True, **rights)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")
def test_an_ordinary_account_serves_its_own_folder() -> None:
    home = Path(tempfile.mkdtemp(prefix="coryphee-nobody-"))
    os.chown(home, 65534, 65534)
    program = HOLDER.split("server =", maxsplit=1)[0] + (
        "folder = DataFolder(Path(sys.argv[1])); folder.ensure()\n"
        "import json, os, psycopg\n"
        "with embedded_postgres.borrowed(folder) as there, psycopg.connect(there.application_url) as c:\n"
        "    print(json.dumps([os.geteuid(), c.execute('SELECT current_user').fetchone()[0]]))\n"
    )
    everybody = environment(HOME=str(home), PYTHONPATH=os.pathsep.join(sys.path[1:]))
    rights = {"user": 65534, "group": 65534, "extra_groups": [], "cwd": "/", "env": everybody}
    python = next((python for python in (sys.executable, "/usr/bin/python3") if can_run(python, rights)), None)
    if python is None:
        pytest.skip("Python and this environment lie in folders that other accounts cannot read")
    try:
        command = [python, "-c", program, str(home / "data")]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, **rights)
        assert ran.returncode == 0, ran.stderr
        assert json.loads(ran.stdout) == [65534, "coryphee"]
    finally:
        shutil.rmtree(home)
