import os
from pathlib import Path

import psycopg
import pytest

from coryphee.hub.toolbox import first_schema
from coryphee.hub.toolbox.data_folder import data_folder
from coryphee.hub.toolbox.embedded_postgres import Addresses
from coryphee.hub.toolbox.postgres_cluster import APPLICATION
from tests.database import addresses_of, make_copy


@pytest.fixture
def empty_database(database_addresses: Addresses) -> Addresses:
    name = f"first_{os.getpid()}"
    with psycopg.connect(addresses_of(data_folder(), "postgres").superuser_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name} OWNER coryphee_owner TEMPLATE template0")
    return addresses_of(data_folder(), name)


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("schema") / "first_schema.sql"
    first_schema.write(target)
    return target


def test_the_committed_file_is_what_the_migrations_make(made_again: Path) -> None:
    assert first_schema.FILE.read_text() == made_again.read_text(), (
        "migrations, grants or their libraries changed: run `python -m coryphee.hub.toolbox.first_schema`"
    )


def test_an_empty_database_gets_schema_and_grants(made_again: Path, empty_database: Addresses) -> None:
    assert first_schema.lay(empty_database.owner_url, APPLICATION, source=made_again)
    with psycopg.connect(empty_database.application_url) as connection:
        connection.execute("SELECT count(*) FROM flows_flow")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM journal_entry")
    assert not first_schema.lay(empty_database.owner_url, APPLICATION, source=made_again), "it is not empty any more"


def test_a_stale_file_is_not_laid(made_again: Path, empty_database: Addresses, tmp_path: Path) -> None:
    stale = tmp_path / "stale.sql"
    stale.write_text("-- of other migrations\n" + made_again.read_text().split("\n", 1)[1])
    assert not first_schema.lay(empty_database.owner_url, APPLICATION, source=stale)
    assert not first_schema.lay(empty_database.owner_url, APPLICATION, source=tmp_path / "missing.sql")


def test_a_file_that_breaks_off_leaves_nothing(made_again: Path, empty_database: Addresses, tmp_path: Path) -> None:
    broken = tmp_path / "broken.sql"
    broken.write_text(made_again.read_text() + "\nSELECT 1 / 0;\n")
    with pytest.raises(psycopg.errors.DivisionByZero):
        first_schema.lay(empty_database.owner_url, APPLICATION, source=broken)
    with psycopg.connect(empty_database.owner_url) as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_the_state_changes_with_the_database(database_addresses: Addresses) -> None:
    name = f"state_{os.getpid()}"
    make_copy(data_folder(), name)
    there = addresses_of(data_folder(), name)
    before = first_schema.schema_state(there.application_url)
    assert before == first_schema.schema_state(there.application_url)
    with psycopg.connect(there.owner_url) as connection:
        connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('flows', '9999_later', now())")
    after = first_schema.schema_state(there.application_url)
    assert after["program"] == before["program"]
    assert after["database"] != before["database"]
