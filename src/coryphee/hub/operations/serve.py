"""`coryphee serve`: database, migrations, web and worker in the foreground, until SIGTERM or Ctrl-C.

Everything that could refuse is asked before anything is touched; then each part is a child in its own session that
ends with this process, whatever ends it (hub/toolbox/child_processes.py).
"""

import argparse
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import psycopg

from coryphee.hub.operations import listening
from coryphee.hub.operations.platform import SETTINGS, external
from coryphee.hub.operations.stopping import StopRequested, heed_signals, stop_if_asked
from coryphee.hub.operations.variables import refuse_unreadable
from coryphee.hub.toolbox import database_safety, embedded_postgres
from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.child_processes import Child, end_leftovers, has_environment, spawn
from coryphee.hub.toolbox.data_folder import DataFolder, data_folder
from coryphee.hub.toolbox.first_schema import schema_state
from coryphee.hub.toolbox.folder_lock import folder_lock
from coryphee.hub.toolbox.migrating import migrate

# Two processes, so that one that is killed leaves the other answering.
WEB_PROCESSES, WEB_THREADS = 2, 32
STOP_WITHIN = 30.0  # seconds for the requests in hand, the work in hand, then for commands that borrow the database
READY_WITHIN, DEATHS_AT_START = 60.0, 3  # seconds, and deaths, after which a start is given up
TICK = 0.05  # seconds between two looks at the children
# Written into the environment of all we start, grandchildren too: what is left of them after a kill -9 is known by it.
MARK = "CORYPHEE_SERVED_FROM"


@dataclass
class Installation:
    """What is running, in the order in which it was started."""

    folder: DataFolder
    place: listening.Place
    environment: dict[str, str]
    postgres: embedded_postgres.Server | None = None
    database: Child | None = None
    others: list[Child] = field(default_factory=list)

    def tend(self) -> None:
        """Start again what died."""
        if self.database is not None:
            self.database.tend()
        for child in self.others:
            child.tend()

    def stop(self) -> None:
        """End web and worker together when they have finished what they hold, then the database."""
        for child in self.others:
            child.stop()
        deadline = time.monotonic() + STOP_WITHIN
        for child in self.others:
            child.wait(max(0.1, deadline - time.monotonic()))
        if self.postgres is not None:
            self.postgres.stop(patience=STOP_WITHIN)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this computer only)")
    parser.add_argument("--port", type=int, default=8000, help="0 takes any free port")
    parser.add_argument("--data", metavar="DIR", help="the data folder; default: CORYPHEE_DATA, else the account's own")
    parser.add_argument("--no-worker", action="store_true", help="serve pages only; `coryphee worker` does the work")
    parser.add_argument("--tls-cert", type=Path, metavar="FILE", help="certificate chain (PEM)")
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help="its private key (PEM, PKCS #8)")


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop; 0 after a good end. Raises CannotRun when it cannot start."""
    heed_signals()
    try:
        _serve(data_folder(arguments.data), listening.wanted(arguments), worker=not arguments.no_worker)
    except StopRequested:
        return 0


def _serve(folder: DataFolder, wanted: listening.Wanted, *, worker: bool) -> NoReturn:
    folder.inspect()
    refuse_unreadable()
    listening.refuse_unsafe(wanted, demo=folder.is_demo)
    if folder.path.exists():  # else the port is looked at before the folder is made
        with folder_lock(folder, "serve"):
            end_leftovers(lambda pid: has_environment(pid, MARK, str(folder.path)))
    with listening.reserved(wanted) as place:
        folder.ensure()
        with folder_lock(folder, "serve"):
            installation = Installation(folder, place, _environment(folder, place))
            try:
                _start(installation, worker=worker)
                folder.remember(address=installation.environment["CORYPHEE_PUBLIC_URL"])
                print(f"ready {place.url}", flush=True)
                while True:
                    stop_if_asked()
                    installation.tend()
                    time.sleep(TICK)
            finally:
                installation.stop()


def _environment(folder: DataFolder, place: listening.Place) -> dict[str, str]:
    environment = {
        **os.environ,
        "CORYPHEE_DATA": str(folder.path),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        MARK: str(folder.path),
    }
    environment.setdefault("CORYPHEE_PUBLIC_URL", place.url)
    environment.pop("DATABASE_OWNER_URL", None)  # the owner's address is for migrations only
    return environment


def _start(installation: Installation, *, worker: bool) -> None:
    folder, environment = installation.folder, installation.environment
    if external():
        application, owner = os.environ["DATABASE_URL"], os.environ.get("DATABASE_OWNER_URL", "")
    else:
        installation.postgres = server = embedded_postgres.start(folder)
        installation.database = Child(
            "the database", lambda: embedded_postgres.relaunch(server), process=server.process
        )
        addresses = embedded_postgres.addresses(folder)
        application, owner = addresses.application_url, addresses.owner_url
    environment["DATABASE_URL"] = application
    _refuse_unsafe(application)
    _migrate(folder, application, owner)
    pages = {"processes": WEB_PROCESSES, "threads": WEB_THREADS, "patience": int(STOP_WITHIN) - 5}
    command = listening.web_command(installation.place, **pages)
    installation.others.append(
        Child("the web server", lambda: spawn(command, environment=environment, stdout=sys.stderr))
    )
    deadline = time.monotonic() + READY_WITHIN
    while not listening.answers(installation.place, environment["CORYPHEE_PUBLIC_URL"]):
        stop_if_asked()
        installation.tend()
        if time.monotonic() > deadline or any(child.deaths >= DEATHS_AT_START for child in installation.others):
            raise CannotRun("The web server does not come to answer: see the messages above.")
        time.sleep(TICK)
    if worker:
        work = [sys.executable, "-m", "coryphee.hub.operations.worker"]
        installation.others.append(Child("the worker", lambda: spawn(work, environment=environment, stdout=sys.stderr)))


def _refuse_unsafe(application: str) -> None:
    try:
        with psycopg.connect(application, connect_timeout=10) as connection:
            dangers = database_safety.dangers(connection)
    except psycopg.OperationalError as error:
        raise CannotRun(f"The database does not answer: {error}") from error
    if dangers:
        raise CannotRun("The database is not safe for invoices: " + "; ".join(dangers) + ".")


def _migrate(folder: DataFolder, application: str, owner: str) -> None:
    """Bring the database to this program's schema, unless both are as the last start left them."""
    if folder.marker().get("schema") == schema_state(application):
        return
    if not owner:
        raise CannotRun("DATABASE_OWNER_URL is not set: with DATABASE_URL it names the role that owns the tables.")
    role = str(psycopg.conninfo.conninfo_to_dict(application).get("user", ""))
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    migrate(owner, role, dump_first=folder.path / "backups" / f"before-migration-{stamp}.dump")
    folder.remember(schema=schema_state(application))
