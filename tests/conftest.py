"""The database of the tests, and a real platform for those that need one.

Tests of the kernel alone (tests/einvoice, tests/rendering) load neither Django nor PostgreSQL. All others share one
throw-away server (tests/database.py), in a parallel run one for each process: open transactions of one are seen by the
whole server, and hold the journal's sealer back. The settings are loaded before the tests are collected, so the address
is chosen here, and the server started by the first test that asks for the database.
"""

import io
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.canaries import shaped_like_secrets

WITHOUT_PLATFORM = {"einvoice", "rendering"}
TESTS = Path(__file__).resolve().parent
SERVER = pytest.StashKey[Any]()
LOGGED = pytest.StashKey[io.StringIO]()


def pytest_configure(config: pytest.Config) -> None:
    if not _platform_asked_for(config):
        return
    if config.getoption("numprocesses", None) and "PYTEST_XDIST_WORKER" not in os.environ:
        return  # a parallel run: each of its processes has a server of its own
    from tests.database import prepared

    config.stash[SERVER] = prepared()
    # Playwright's loop stays open between tests of a process; Django would take each test after it for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    import django

    django.setup()
    config.stash[LOGGED] = _second_console()


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        config.stash[SERVER].stop()


def _second_console() -> io.StringIO:
    """Write whatever is logged a second time, as it stands on standard error."""
    root, written = logging.getLogger(), io.StringIO()
    (console,) = [handler for handler in root.handlers if handler.name == "console"]
    second = logging.StreamHandler(written)
    second.setFormatter(console.formatter)
    second.filters = console.filters
    root.addHandler(second)
    return written


@pytest.fixture(autouse=True)
def _nothing_secret_is_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """Look through what each test of the whole suite made the platform log (matrix W12)."""
    yield
    written = request.config.stash.get(LOGGED, None)
    if written is not None:
        assert shaped_like_secrets(taken_from(written)) == []


def taken_from(written: io.StringIO) -> str:
    """Return what was logged since the last look."""
    text = written.getvalue()
    written.seek(0)
    written.truncate()
    return text


def _platform_asked_for(config: pytest.Config) -> bool:
    for argument in config.args:
        path = (config.invocation_params.dir / argument.split("::")[0]).resolve()
        inside = path.relative_to(TESTS).parts if path.is_relative_to(TESTS) else ()
        if not inside or inside[0] not in WITHOUT_PLATFORM:
            return True
    return False


@pytest.fixture(scope="session")
def database_addresses(request: pytest.FixtureRequest) -> Any:
    """The addresses (application, owner, superuser) of this process's migrated database."""
    from tests.database import TEMPLATE, addresses_of

    server = request.config.stash[SERVER]
    server.start()
    return addresses_of(server.folder, TEMPLATE)


@pytest.fixture(scope="session")
def django_db_setup(database_addresses: Any, django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Instead of pytest-django's own: the database is there, and what transactional tests leave is removed."""
    from django.db import connection
    from django.test import TransactionTestCase

    from tests.database import empty, filled_tables

    laid_by_migrations = set(filled_tables(database_addresses.superuser_url))

    def remove_what_was_left(_case: TransactionTestCase) -> None:
        empty(database_addresses.superuser_url, laid_by_migrations)

    # The application role may not truncate, which is what Django would do.
    TransactionTestCase._fixture_teardown = remove_what_was_left  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.close_pool()


@pytest.fixture(scope="module")
def live_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for real data (not a demo), empty."""
    return tmp_path_factory.mktemp("live") / "données de Coryphée"


@pytest.fixture(scope="module")
def served(live_data_folder: Path) -> Iterator[Any]:
    """A real `coryphee serve` with its worker, on a free port; see tests/served.py."""
    from tests.served import Served

    platform = Served(live_data_folder).start()
    yield platform
    assert platform.stop() == 0, platform.errors
