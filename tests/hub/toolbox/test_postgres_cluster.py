import os
import subprocess
from pathlib import Path

import psycopg
import pytest

from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import DataFolder
from coryphee.hub.toolbox.embedded_postgres import addresses, borrowed, running, start
from coryphee.hub.toolbox.postgres_cluster import LOG_SIZE, works_in


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    folder.ensure()
    return folder


@pytest.fixture
def made(folder: DataFolder) -> DataFolder:
    with borrowed(folder) as there, psycopg.connect(there.owner_url) as connection:
        connection.execute("CREATE TABLE kept (word text UNIQUE)")
        connection.execute("INSERT INTO kept VALUES ('first')")
    return folder


def test_it_runs_with_its_roles_and_without_a_port(made: DataFolder) -> None:
    with borrowed(made) as there:
        with psycopg.connect(there.application_url) as connection:
            row = connection.execute(
                "SELECT current_user, rolsuper, rolbypassrls, current_database(), current_setting('listen_addresses'),"
                " current_setting('fsync'), current_setting('data_checksums'), current_setting('server_encoding'),"
                " (SELECT datlocale FROM pg_database WHERE datname = current_database())"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            assert row == ("coryphee", False, False, "coryphee", "", "on", "on", "UTF8", "C.UTF-8")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE TABLE mine (a int)")
            connection.rollback()
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE TEMPORARY TABLE mine (a int)")
        with psycopg.connect(there.owner_url) as connection:
            row = connection.execute(
                "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            assert row == ("coryphee_owner", False)
    assert not running(made)


def test_an_interrupted_first_run_is_begun_again(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.ensure()
    (folder.path / "pg18.new" / "base").mkdir(parents=True)
    (folder.path / "pg18.new" / "PG_VERSION").write_text("18\n")
    with borrowed(folder) as there, psycopg.connect(there.application_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not (folder.path / "pg18.new").exists()


def test_a_server_that_cannot_start_says_why(made: DataFolder) -> None:
    (made.cluster(18) / "global" / "pg_control").unlink()
    with pytest.raises(CannotRun, match="PostgreSQL ended at its start"):
        start(made)
    assert not running(made)
    with pytest.raises(CannotRun):  # and the folder is not left locked
        start(made)


def test_the_log_holds_no_values(made: DataFolder) -> None:
    with (
        borrowed(made) as there,
        pytest.raises(psycopg.errors.UniqueViolation),
        psycopg.connect(there.owner_url, autocommit=True) as connection,
    ):
        connection.execute("INSERT INTO kept VALUES ('first')")
    log = (made.path / "log" / "postgresql.log").read_text()
    assert "duplicate key" in log
    assert "first" not in log


def test_throwaway_data_are_fast_and_say_so(folder: DataFolder) -> None:
    server = start(folder, throwaway=True)
    try:
        with psycopg.connect(addresses(folder).application_url) as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("off",)
    finally:
        server.stop()


def test_a_long_log_is_set_aside(made: DataFolder) -> None:
    log = made.path / "log" / "postgresql.log"
    log.write_bytes(b"x" * (LOG_SIZE + 1))
    with borrowed(made):
        pass
    assert (made.path / "log" / "postgresql.log.1").stat().st_size == LOG_SIZE + 1
    assert log.stat().st_size < LOG_SIZE


def test_a_stranger_in_the_directory_is_not_taken_for_a_server(made: DataFolder) -> None:
    with subprocess.Popen(["sleep", "30"], cwd=made.cluster(18)) as shell:
        assert not works_in(shell.pid, made.cluster(18))
        shell.kill()
    assert not works_in(os.getpid(), made.cluster(18))
