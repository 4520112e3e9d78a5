"""`coryphee doctor`: versions, where data and keys are, settings that endanger data, free disk."""

import argparse
import json
import platform as machine
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

import coryphee
from coryphee.hub.operations.platform import database, external
from coryphee.hub.operations.variables import faults
from coryphee.hub.toolbox import database_safety
from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import KEY, DataFolder, data_folder

SOUND, WARNING, UNSAFE = "sound", "warning", "unsafe"
EXIT = {SOUND: 0, WARNING: 1, UNSAFE: 2}
LOW_DISK, NO_DISK = 2_000_000_000, 200_000_000  # bytes; a deposit needs up to 180 MB for a moment


@dataclass(frozen=True)
class Line:
    """One thing looked at: what it is, how it is, and whether that is sound."""

    name: str
    says: str
    state: str = SOUND


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--data", metavar="DIR", help="the data folder; default: CORYPHEE_DATA, else the account's own")
    parser.add_argument("--format", choices=["text", "json"], default="text")


def run(arguments: argparse.Namespace) -> int:
    """Print what was found; 0 sound, 1 a warning, 2 unsafe or not to be run."""
    lines = list(examine(data_folder(arguments.data)))
    state = max((line.state for line in lines), key=EXIT.__getitem__)
    if arguments.format == "json":
        print(json.dumps({"state": state, "checks": [asdict(line) for line in lines]}))
    else:
        for line in lines:
            print(f"{'' if line.state == SOUND else line.state.upper() + ': '}{line.name}: {line.says}")
        print(state)
    return EXIT[state]


def examine(folder: DataFolder) -> Iterator[Line]:
    """Look at the program, the data folder, the disk, then the database actually used."""
    yield Line("Coryphée", f"{coryphee.__version__}, Python {machine.python_version()}, {machine.machine()}")
    try:
        folder.inspect()
    except CannotRun as reason:
        yield Line("data folder", str(reason), UNSAFE)
        return
    if not folder.marker():
        yield Line("data folder", f"{folder.path} does not exist yet: `coryphee serve` makes it", WARNING)
        return
    yield Line("data folder", f"{folder.path}{' (demo data)' if folder.is_demo else ''}")
    yield from _key(folder)
    yield _disk(folder.path)
    unreadable = faults()
    yield from (Line("settings", fault, UNSAFE) for fault in unreadable)
    if unreadable:
        return
    try:
        with database(folder) as addresses:
            yield from _database(addresses.application_url)
    except (CannotRun, psycopg.OperationalError) as reason:
        yield Line("database", str(reason), UNSAFE)


def _key(folder: DataFolder) -> Iterator[Line]:
    path = folder.path / KEY
    try:
        folder.secret_key()
    except CannotRun as reason:
        yield Line("secret key", str(reason), UNSAFE)
        return
    if path.stat().st_mode & 0o077:
        yield Line("secret key", f"{path} can be read by other accounts: chmod 600", UNSAFE)
    else:
        yield Line("secret key", f"{path}; keep its backup apart from the data's: without it second factors are lost")


def _disk(path: Path) -> Line:
    free = shutil.disk_usage(path).free
    state = UNSAFE if free < NO_DISK else WARNING if free < LOW_DISK else SOUND
    return Line("free disk", f"{free / 1e9:.1f} GB at {path}", state)


def _database(application_url: str) -> Iterator[Line]:
    with psycopg.connect(application_url, connect_timeout=10) as connection:
        place = conninfo_to_dict(application_url).get("host", "") if external() else "embedded"
        version = connection.info.parameter_status("server_version")
        yield Line("database", f"PostgreSQL {version} ({place}), application role {connection.info.user}")
        for danger in database_safety.dangers(connection):
            yield Line("database", danger, UNSAFE)
        for warning in database_safety.warnings(connection):
            yield Line("database", warning, WARNING)
