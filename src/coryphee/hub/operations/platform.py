"""How commands reach the platform: data folder, database, Django, in that order."""

import contextlib
import os
from collections.abc import Iterator

from coryphee.hub.operations.variables import refuse_unreadable
from coryphee.hub.toolbox import embedded_postgres
from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import DataFolder, data_folder
from coryphee.hub.toolbox.migrating import refuse_newer, schema_differences

SETTINGS = "coryphee.hub.settings"


def external() -> bool:
    """Tell whether the operator gave a database of their own (DATABASE_URL)."""
    return bool(os.environ.get("DATABASE_URL"))


@contextlib.contextmanager
def database(folder: DataFolder) -> Iterator[embedded_postgres.Addresses]:
    """Yield the addresses of the installation's database: the operator's, or the embedded one, run if nobody runs it.

    The operator's has no superuser address; without DATABASE_OWNER_URL its owner address is empty.
    """
    if external():
        yield embedded_postgres.Addresses(os.environ["DATABASE_URL"], os.environ.get("DATABASE_OWNER_URL", ""), "")
        return
    with embedded_postgres.borrowed(folder) as addresses:
        yield addresses


@contextlib.contextmanager
def platform(data: str | None, *, owner: bool = False) -> Iterator[DataFolder]:
    """Make Django ready on the installation in `data`, for the time of one command. Raises CannotRun.

    `owner=True` connects as the owner of the tables: row-level security does not hide other structures' rows from it.
    The schema is not touched: data that `coryphee serve` has never opened are refused.
    """
    folder = data_folder(data)
    folder.inspect()
    refuse_unreadable()
    if not folder.marker():
        raise CannotRun(f"{folder.path} holds no data of Coryphée yet: start `coryphee serve` once.")
    with database(folder) as addresses:
        url = addresses.owner_url if owner else addresses.application_url
        if not url:
            raise CannotRun("This command reads as the owner of the tables: set DATABASE_OWNER_URL.")
        values = {"CORYPHEE_DATA": str(folder.path), "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": SETTINGS}
        with _environment(**_public_address(folder), **values):
            import django

            django.setup()
            from django.db import connection

            try:
                newer, pending = schema_differences(connection)
                refuse_newer(newer)
                if pending:
                    raise CannotRun(
                        "The data are older than this program: start `coryphee serve` once, it migrates them."
                    )
                yield folder
            finally:
                connection.close()
                connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has it


def _public_address(folder: DataFolder) -> dict[str, str]:
    """Return the address for links: what this command was told, else what `serve` last answered to."""
    address = os.environ.get("CORYPHEE_PUBLIC_URL") or folder.marker().get("address")
    return {"CORYPHEE_PUBLIC_URL": str(address)} if address else {}


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
