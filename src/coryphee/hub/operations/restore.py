"""`coryphee restore DIR [--data NEW]`: put a backup into a new data folder, after checking every byte of it."""

import argparse
import hashlib
import json
import os
from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg.conninfo import conninfo_to_dict

from coryphee.hub.operations.backup import DUMP, FORMAT, KEY_FOLDER, MANIFEST, file_digest, refuse_filled
from coryphee.hub.operations.platform import database
from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import KEY, PRIVATE, DataFolder, data_folder, write_durably
from coryphee.hub.toolbox.database_dump import load
from coryphee.hub.toolbox.migrating import migrate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("source", type=Path, metavar="DIR", help="what `coryphee backup` made")
    parser.add_argument("--data", metavar="NEW", help="the new data folder, empty or missing; default as for serve")
    parser.add_argument("--key", type=Path, metavar="FILE", help="the key, when it was kept elsewhere (it should)")


def run(arguments: argparse.Namespace) -> int:
    """Restore; 0 when all is in place. Raises CannotRun when the backup is not whole or the target not empty."""
    source: Path = arguments.source.absolute()
    folder = data_folder(arguments.data)
    refuse_filled(folder.path)
    facts, names = examined(source)
    key = _key(arguments.key or source / KEY_FOLDER / KEY, facts)
    _restore(source, folder, facts, names, key)
    print(f"{facts['blobs']} contents and the database of {facts['made_at']} are in {folder.path}")
    return 0


def examined(source: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the manifest and the names of the contents, every file read and compared with its hash."""
    try:
        facts: dict[str, Any] = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CannotRun(f"{source} is not a whole backup: {MANIFEST} cannot be read ({error}).") from error
    if facts["format"] > FORMAT:
        raise CannotRun(f"{source} was made by Coryphée {facts['program']}, newer than this program.")
    if file_digest(source / DUMP) != facts["dump"]["sha256"]:
        raise CannotRun(f"{source / DUMP} is damaged: it is not the file that was written.")
    files = sorted((path for path in (source / "blobs").rglob("*") if path.is_file()), key=lambda path: path.name)
    names = [path.name for path in files]
    if hashlib.sha256("\n".join(names).encode()).hexdigest() != facts["blobs_sha256"]:
        raise CannotRun(f"{source / 'blobs'} does not hold the {facts['blobs']} contents of the backup.")
    for path in files:
        if file_digest(path) != path.name:
            raise CannotRun(f"The content {path.name} of the backup is damaged.")
    return facts, names


def _key(path: Path, facts: dict[str, Any]) -> bytes:
    if not path.is_file():
        raise CannotRun(f"The key is not at {path}: name it with --key FILE.")
    if file_digest(path) != facts["key_sha256"]:
        raise CannotRun(f"{path} is not the key that belongs to this backup.")
    return path.read_bytes()


def _restore(source: Path, folder: DataFolder, facts: dict[str, Any], names: list[str], key: bytes) -> None:
    from coryphee.hub.archive.vault import BucketVault, FolderVault, Vault

    folder.path.mkdir(parents=True, exist_ok=True)
    write_durably(folder.path / KEY, key, mode=0o600)
    folder.ensure(demo=facts["demo"])
    folder.blobs.chmod(PRIVATE)
    bucket = os.environ.get("CORYPHEE_S3_URL", "")
    there, here = (
        FolderVault(source / "blobs"),
        cast("Vault", BucketVault(bucket) if bucket else FolderVault(folder.blobs)),
    )
    for name in names:
        here.put(name, there.get(name))
    with database(folder) as addresses:
        if not addresses.owner_url:
            raise CannotRun("DATABASE_OWNER_URL is not set: it names the role that will own the tables.")
        with psycopg.connect(addresses.owner_url) as connection:
            tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        if tables and tables[0]:
            raise CannotRun("The database given by DATABASE_OWNER_URL is not empty: nothing was written to it.")
        load(addresses.owner_url, source / DUMP)
        role = str(conninfo_to_dict(addresses.application_url).get("user", ""))
        migrate(addresses.owner_url, role)
