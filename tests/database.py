"""The tests' own PostgreSQL: one throw-away server a process, and tests that run as the application role."""

import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from coryphee.hub.toolbox import embedded_postgres
from coryphee.hub.toolbox.data_folder import DataFolder
from coryphee.hub.toolbox.embedded_postgres import Addresses
from coryphee.hub.toolbox.migrating import migrate
from coryphee.hub.toolbox.postgres_cluster import APPLICATION, DATABASE, OWNER

TEMPLATE = DATABASE
PRISTINE = "pristine"


@dataclass
class TestServer:
    """A server without fsync in a folder that goes away with it."""

    __test__ = False  # not a test, whatever its name says

    folder: DataFolder
    server: embedded_postgres.Server | None = None

    def start(self) -> None:
        """Start it and migrate, once."""
        if self.server is None:
            self.server = embedded_postgres.start(self.folder, throwaway=True)
            migrate(embedded_postgres.addresses(self.folder).owner_url, APPLICATION)
            # Copies are made of a database that nobody is ever connected to: PostgreSQL refuses any other.
            make_copy(self.folder, PRISTINE, of=TEMPLATE)

    def stop(self) -> None:
        """End it and remove the folder."""
        if self.server is not None:
            self.server.stop(patience=0)
        shutil.rmtree(self.folder.path, ignore_errors=True)


def prepared() -> TestServer:
    """Make the folder and tell the settings, which are not loaded yet, where the server will be."""
    folder = DataFolder(Path(tempfile.mkdtemp(prefix="coryphee-tests-")))
    folder.ensure()
    for name in (
        "CORYPHEE_PUBLIC_URL",
        "CORYPHEE_TRUSTED_PROXIES",
        "CORYPHEE_S3_URL",
        "SMTP_URL",
        "DATABASE_OWNER_URL",
    ):
        os.environ.pop(name, None)
    os.environ.update(
        CORYPHEE_DATA=str(folder.path),
        DATABASE_URL=addresses_of(folder, TEMPLATE).application_url,
        DJANGO_SETTINGS_MODULE="coryphee.hub.settings",
    )
    return TestServer(folder)


def addresses_of(folder: DataFolder, database: str) -> Addresses:
    """Return the addresses of one database of the tests' server."""
    there = embedded_postgres.addresses(folder)
    urls = (there.application_url, there.owner_url, there.superuser_url)
    return Addresses(*(urlunsplit(urlsplit(url)._replace(path=f"/{database}")) for url in urls))


def make_copy(folder: DataFolder, database: str, *, of: str = PRISTINE) -> None:
    """Make `database` as a copy of the migrated one."""
    name = sql.Identifier(database)
    superuser = addresses_of(folder, "postgres").superuser_url
    with psycopg.connect(superuser, autocommit=True) as connection:
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
        owner, role = sql.Identifier(OWNER), sql.Identifier(APPLICATION)
        connection.execute(copy.format(name, sql.Identifier(of), owner))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, role))


def filled_tables(superuser_url: str) -> list[str]:
    """Return the tables that hold rows."""
    with psycopg.connect(superuser_url) as connection:
        tables = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        probe = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})").format(sql.Literal(table), sql.Identifier(table))
            for table in tables
        )
        return [row[0] for row in connection.execute(probe)]


def empty(superuser_url: str, keep: set[str]) -> None:
    """Delete the rows of all tables but `keep`, as the product never can: the journal's too."""
    filled = [table for table in filled_tables(superuser_url) if table not in keep]
    if not filled:
        return
    with contextlib.closing(psycopg.connect(superuser_url)) as connection, connection:
        connection.execute("SET session_replication_role = replica")
        for table in filled:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
