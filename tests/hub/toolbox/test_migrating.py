import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import data_folder
from coryphee.hub.toolbox.embedded_postgres import Addresses
from coryphee.hub.toolbox.migrating import migrate
from coryphee.hub.toolbox.postgres_cluster import APPLICATION
from tests.database import addresses_of, make_copy


@pytest.fixture(scope="module")
def copy(database_addresses: Addresses) -> Addresses:
    """A migrated database of its own."""
    name = f"migrating_{os.getpid()}"
    make_copy(data_folder(), name)
    return addresses_of(data_folder(), name)


def tables(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert row is not None
    return int(row[0])


def forget_jobs(url: str) -> None:
    """Make the database older: from before the jobs had tables."""
    with psycopg.connect(url) as connection:
        names = connection.execute(r"SELECT tablename FROM pg_tables WHERE tablename LIKE 'jobs\_%'").fetchall()
        for (name,) in names:
            connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(name)))
        connection.execute("DELETE FROM django_migrations WHERE app = 'jobs'")


def test_nothing_is_done_twice(copy: Addresses, tmp_path: Path) -> None:
    assert migrate(copy.owner_url, APPLICATION, dump_first=tmp_path / "dump") == []
    assert not (tmp_path / "dump").exists()


def test_older_data_are_dumped_before_they_change(copy: Addresses, tmp_path: Path) -> None:
    forget_jobs(copy.owner_url)
    done = migrate(copy.owner_url, APPLICATION, dump_first=tmp_path / "deep" / "dump")
    assert done[0] == "jobs.0001_initial"
    assert (tmp_path / "deep" / "dump").stat().st_size > 1000
    assert (tmp_path / "deep" / "dump").stat().st_mode & 0o077 == 0
    with psycopg.connect(copy.application_url) as connection:
        connection.execute("SELECT count(*) FROM jobs_demomail")


def test_grants_that_a_kill_left_out_are_made_good(copy: Addresses) -> None:
    with psycopg.connect(copy.owner_url) as connection:
        connection.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {APPLICATION}")
    migrate(copy.owner_url, APPLICATION)
    with psycopg.connect(copy.application_url) as connection:
        connection.execute("SELECT count(*) FROM flows_flow")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM journal_entry")


def test_data_of_a_newer_program_are_refused_and_not_touched(copy: Addresses, tmp_path: Path) -> None:
    with psycopg.connect(copy.owner_url) as connection:
        connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('flows', '9999_later', now())")
    before = tables(copy.owner_url)
    with pytest.raises(CannotRun, match=r"newer Coryphée: it holds flows\.9999_later"):
        migrate(copy.owner_url, APPLICATION, dump_first=tmp_path / "dump")
    assert tables(copy.owner_url) == before
    with psycopg.connect(copy.owner_url) as connection:
        connection.execute("DELETE FROM django_migrations WHERE name = '9999_later'")


def test_a_migration_that_fails_says_so(copy: Addresses) -> None:
    with pytest.raises(CannotRun, match="could not be migrated"):
        migrate(copy.application_url, "a_role_that_does_not_exist")


def test_two_at_once_take_turns(copy: Addresses) -> None:
    forget_jobs(copy.owner_url)
    command = [sys.executable, "-m", "coryphee.hub.toolbox.migrating", APPLICATION]
    environment = os.environ | {"DATABASE_URL": copy.owner_url}
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
