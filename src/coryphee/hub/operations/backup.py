"""`coryphee backup DIR`: a consistent copy of the database, the contents it names, and apart from them the key.

    DIR/backup.json     what it is, and the SHA-256 and size of every file
    DIR/database.dump   pg_dump, custom format
    DIR/blobs/abc/…   the contents, under their SHA-256
    DIR/key/secret.key  to be moved to another place than the rest

The platform may go on serving. Contents are laid in the vault before a row names them and never change: those named by
the state of the database that is dumped are there.
"""

import argparse
import hashlib
import json
import os
import time
from pathlib import Path
from typing import Any

import psycopg

import coryphee
from coryphee.hub.operations.platform import platform
from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import KEY, DataFolder, sync_directory, write_durably
from coryphee.hub.toolbox.database_dump import dump

MANIFEST, DUMP, KEY_FOLDER = "backup.json", "database.dump", "key"
FORMAT = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("target", type=Path, metavar="DIR", help="an empty folder, or one that does not exist yet")
    parser.add_argument("--data", metavar="DIR", help="the data folder; default: CORYPHEE_DATA, else the account's own")


def run(arguments: argparse.Namespace) -> int:
    """Make the backup; 0 when it is whole and on disk. Raises CannotRun."""
    target: Path = arguments.target.absolute()
    refuse_filled(target)
    with platform(arguments.data, owner=True) as folder:
        facts = make(folder, os.environ["DATABASE_URL"], target)
    print(f"{facts['blobs']} contents and the database are in {target}")
    print(f"Move {target / KEY_FOLDER} to another place: with the key, a stolen backup opens second factors.")
    return 0


def refuse_filled(target: Path) -> None:
    """Raise CannotRun unless `target` is missing or an empty folder."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CannotRun(f"{target} is not empty: nothing was written.")


def make(folder: DataFolder, owner_url: str, target: Path) -> dict[str, Any]:
    """Write the backup into the empty `target` and return its manifest, which comes last: without it, it is none."""
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.chmod(0o700)
    with psycopg.connect(owner_url) as connection:
        # The dump and the list of contents are of one and the same state.
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = _single(connection, "SELECT pg_export_snapshot()")
        dump(owner_url, target / DUMP, snapshot=str(snapshot))
        names = [name for (name,) in connection.execute("SELECT sha256 FROM archive_blob ORDER BY sha256")]
    _copy_contents(names, target / "blobs")
    (target / KEY_FOLDER).mkdir(mode=0o700)
    write_durably(target / KEY_FOLDER / KEY, folder.secret_key(), mode=0o600)
    facts = {
        "format": FORMAT,
        "program": coryphee.__version__,
        "made_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "demo": folder.is_demo,
        "dump": {"sha256": file_digest(target / DUMP), "size": (target / DUMP).stat().st_size},
        "key_sha256": file_digest(target / KEY_FOLDER / KEY),
        "blobs": len(names),
        "blobs_sha256": hashlib.sha256("\n".join(names).encode()).hexdigest(),
    }
    write_durably(target / MANIFEST, json.dumps(facts, indent=2).encode() + b"\n", mode=0o600)
    return facts


def _copy_contents(names: list[str], target: Path) -> None:
    from coryphee.hub.archive.actions import read  # compares each content with its name
    from coryphee.hub.archive.vault import Away, Damaged, FolderVault, Missing

    target.mkdir(mode=0o700)
    copy = FolderVault(target)
    for name in names:
        try:
            copy.put(name, read(name))
        except (Missing, Damaged) as fault:
            raise CannotRun(f"The content {name} is {type(fault).__name__.lower()}: see `coryphee verify`.") from fault
        except Away as reason:
            raise CannotRun(f"The vault does not answer: {reason}") from reason
    sync_directory(target)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _single(connection: psycopg.Connection[Any], statement: str) -> object:
    row = connection.execute(statement).fetchone()
    return row[0] if row else None
