import os
from pathlib import Path

import psycopg
import pytest

from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import data_folder
from coryphee.hub.toolbox.database_dump import dump, load
from coryphee.hub.toolbox.embedded_postgres import Addresses
from tests.database import addresses_of, make_copy


@pytest.fixture(scope="module")
def source(database_addresses: Addresses) -> Addresses:
    name = f"dumped_{os.getpid()}"
    make_copy(data_folder(), name)
    there = addresses_of(data_folder(), name)
    with psycopg.connect(there.owner_url) as connection:
        connection.execute("CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY, word text)")
        connection.execute("INSERT INTO kept (word) VALUES ('été'), ('naïve')")
    return there


@pytest.fixture
def target(database_addresses: Addresses) -> Addresses:
    name = f"loaded_{os.getpid()}"
    superuser = addresses_of(data_folder(), "postgres").superuser_url
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name} OWNER coryphee_owner TEMPLATE template0")
    return addresses_of(data_folder(), name)


def test_what_was_dumped_is_loaded_with_rows_policies_and_sequences(
    source: Addresses, target: Addresses, tmp_path: Path
) -> None:
    dump(source.owner_url, tmp_path / "dump")
    assert [path.name for path in tmp_path.iterdir()] == ["dump"]
    load(target.owner_url, tmp_path / "dump")
    with psycopg.connect(target.owner_url) as connection:
        assert connection.execute("SELECT word FROM kept ORDER BY id").fetchall() == [("été",), ("naïve",)]
        added = connection.execute("INSERT INTO kept (word) VALUES ('next') RETURNING id").fetchone()
        assert added == (3,)
        walls = connection.execute("SELECT count(*) FROM pg_policies").fetchone()
    with psycopg.connect(source.owner_url) as connection:
        assert connection.execute("SELECT count(*) FROM pg_policies").fetchone() == walls


def test_a_dump_is_of_the_snapshot_it_was_asked_for(source: Addresses, target: Addresses, tmp_path: Path) -> None:
    with psycopg.connect(source.owner_url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        with psycopg.connect(source.owner_url) as other:
            other.execute("INSERT INTO kept (word) VALUES ('later')")
        dump(source.owner_url, tmp_path / "dump", snapshot=row[0])
    load(target.owner_url, tmp_path / "dump")
    with psycopg.connect(target.owner_url) as connection:
        assert connection.execute("SELECT count(*) FROM kept WHERE word = 'later'").fetchone() == (0,)


def test_a_damaged_dump_loads_nothing(source: Addresses, target: Addresses, tmp_path: Path) -> None:
    dump(source.owner_url, tmp_path / "dump")
    content = (tmp_path / "dump").read_bytes()
    (tmp_path / "dump").write_bytes(content[: len(content) // 2])
    with pytest.raises(CannotRun, match="pg_restore failed"):
        load(target.owner_url, tmp_path / "dump")
    with psycopg.connect(target.owner_url) as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_a_server_that_does_not_answer_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="pg_dump failed"):
        dump(f"postgresql://nobody@/none?host={tmp_path}", tmp_path / "dump")
