"""The tests' own server is unsafe on purpose: the checker is shown to say so."""

import subprocess
from pathlib import Path

import psycopg

from coryphee.hub.toolbox.data_folder import DataFolder
from coryphee.hub.toolbox.database_safety import dangers, warnings
from coryphee.hub.toolbox.embedded_postgres import Addresses, borrowed
from coryphee.hub.toolbox.postgres_binaries import binaries


def test_settings_that_lose_data_are_named(database_addresses: Addresses) -> None:
    with psycopg.connect(database_addresses.application_url) as connection:
        found = "; ".join(dangers(connection))
    assert "fsync is off" in found
    assert "full_page_writes is off" in found
    assert "synchronous_commit is off" in found
    assert "application role" not in found


def test_roles_with_too_many_rights_are_named(database_addresses: Addresses) -> None:
    with psycopg.connect(database_addresses.superuser_url) as connection:
        assert "is a superuser" in "; ".join(dangers(connection))
    with psycopg.connect(database_addresses.owner_url) as connection:
        found = "; ".join(dangers(connection))
    assert "may create tables" in found
    assert "owns tables" in found


def test_the_embedded_server_is_sound(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.ensure()
    with borrowed(folder) as there, psycopg.connect(there.application_url) as connection:
        assert dangers(connection) == []
        assert warnings(connection) == []
        connection.execute("SET synchronous_commit = off")
        assert len(dangers(connection)) == 1


def test_checksums_that_are_off_are_a_warning(database_addresses: Addresses, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.ensure()
    with borrowed(folder):
        pass
    found = binaries()
    user = {"user": found.user[0], "group": found.user[1]} if found.user else {}
    command = [found.program("pg_checksums"), "--disable", "--no-sync", "-D", "."]
    subprocess.run(command, cwd=folder.cluster(18), check=True, capture_output=True, **user)
    with borrowed(folder) as there, psycopg.connect(there.application_url) as connection:
        assert "data_checksums is off" in warnings(connection)[0]
