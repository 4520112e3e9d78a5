"""The data folder: everything that belongs to one installation, under one path that can be moved while stopped.

    coryphee.json   format of the folder, program that last served it and its address, demo or not, migrations applied
    secret.key      32 random bytes, mode 0600
    pg18/           the embedded PostgreSQL cluster (hub/toolbox/embedded_postgres.py)
    blobs/          the vault: files named by their SHA-256
    log/ backups/   the database server's log; dumps made before migrations

Needs no Django: settings and commands ask it before anything else is loaded.
"""

import contextlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coryphee
from coryphee.hub.toolbox.cannot_run import CannotRun

FORMAT = 1
MARKER = "coryphee.json"
KEY = "secret.key"
KEY_BYTES = 32
# What may stand in a folder that has no marker yet: an interrupted first run, a key put there by hand, lost+found.
OURS = {KEY, "blobs", "log", "static", "uploads", "backups", "lost+found"}
# The embedded server drops root's rights: it passes through the folder to its own, and can list nothing on the way.
PRIVATE, PASSABLE = 0o700, 0o711


@dataclass(frozen=True)
class DataFolder:
    """One installation's folder. Asking creates nothing but the key; `ensure` makes the folder."""

    path: Path

    @property
    def blobs(self) -> Path:
        """Where the vault keeps its files."""
        return self.path / "blobs"

    @property
    def is_demo(self) -> bool:
        """Whether the folder was made for plainly fictitious data. Never changes after `ensure`."""
        return bool(self.marker().get("demo", False))

    def cluster(self, major: int) -> Path:
        """Return the directory of the embedded PostgreSQL of that major version, existing or not."""
        return self.path / f"pg{major}"

    def marker(self) -> dict[str, Any]:
        """Return what coryphee.json says, or {} when the folder has not been made yet."""
        try:
            found = json.loads((self.path / MARKER).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise CannotRun(f"{self.path / MARKER} cannot be read: {error}") from error
        if not isinstance(found, dict) or not isinstance(found.get("format"), int):
            raise CannotRun(f"{self.path / MARKER} is not a description of a Coryphée data folder.")
        return found

    def inspect(self) -> None:
        """Raise CannotRun when this program must not touch the folder: not ours, or served by a newer program."""
        if self.path.exists() and not self.path.is_dir():
            raise CannotRun(f"{self.path} is not a folder.")
        marker = self.marker()
        if marker:
            made_by = str(marker.get("program", "0"))
            if marker["format"] > FORMAT or _release(made_by) > _release(coryphee.__version__):
                raise CannotRun(
                    f"The data in {self.path} belong to Coryphée {made_by}, newer than this program "
                    f"({coryphee.__version__}). Nothing was touched: install {made_by} or newer."
                )
        elif self.path.exists():
            strange = sorted(entry.name for entry in self.path.iterdir() if not _ours(entry.name))
            if strange:
                raise CannotRun(
                    f"{self.path} holds other things ({', '.join(strange[:3])}) and no {MARKER}: "
                    "give an empty folder or one made by Coryphée."
                )

    def ensure(self, *, demo: bool = False) -> None:
        """Make the folder, its key and its marker where they are missing.

        `demo` counts when the folder is made. On a folder already made, asking for the other kind raises CannotRun
        only for demo=True: demo data are never written among real ones.
        """
        self.inspect()
        marker = self.marker()
        if marker:
            if demo and not marker.get("demo"):
                raise CannotRun(f"{self.path} holds real data, not demo data: give another folder.")
            return
        existed = self.path.exists()
        self.path.mkdir(parents=True, exist_ok=True)
        if not existed or not any(self.path.iterdir()):
            self.path.chmod(PASSABLE if os.geteuid() == 0 else PRIVATE)
        self.blobs.mkdir(mode=PRIVATE, exist_ok=True)
        self.secret_key()
        self.remember(demo=demo)

    def remember(self, **facts: object) -> None:
        """Write `facts` into coryphee.json, with this program's version, all at once or not at all."""
        content: dict[str, object] = {**self.marker(), "format": FORMAT, "program": coryphee.__version__, **facts}
        write_durably(self.path / MARKER, json.dumps(content, indent=2, sort_keys=True).encode() + b"\n", mode=0o644)

    def secret_key(self) -> bytes:
        """Return the 32 secret bytes, made at the first call.

        A folder already made whose key is gone raises CannotRun: a new key would make all that the old one
        encrypted unreadable, in silence.
        """
        path = self.path / KEY
        if not path.exists():
            if self.marker():
                raise CannotRun(f"{path} is missing. Put it back from the backup of the key before going on.")
            self.path.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
            write_durably(path, secrets.token_bytes(KEY_BYTES), mode=0o600, replace=False)
        content = path.read_bytes()
        if len(content) != KEY_BYTES:
            raise CannotRun(
                f"{path} is damaged: {len(content)} bytes instead of {KEY_BYTES}. Put it back from the backup."
            )
        return content


def data_folder(argument: str | None = None) -> DataFolder:
    """Return the folder named by `--data`, else CORYPHEE_DATA, else the default of this account."""
    named = argument or os.environ.get("CORYPHEE_DATA")
    if named:
        return DataFolder(Path(named).expanduser().absolute())
    if os.geteuid() == 0:
        return DataFolder(Path("/var/lib/coryphee"))
    return DataFolder(Path("~/.local/share/coryphee").expanduser())


def write_durably(path: Path, content: bytes, *, mode: int, replace: bool = True) -> None:
    """Write a small file so that after a power cut it is there whole, or as it was before.

    With `replace=False` a file that somebody else made meanwhile is kept.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            beside.replace(path)
        else:
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(beside)
            beside.unlink()
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def sync_directory(path: Path) -> None:
    """Make the names in a directory durable."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _ours(name: str) -> bool:
    return name in OURS or name.startswith((f".{KEY}.", f".{MARKER}.")) or name.endswith(".lock")


def _release(version: str) -> tuple[int, ...]:
    numbers = []
    for part in version.split("."):
        if not part.isdigit():
            break
        numbers.append(int(part))
    return tuple(numbers)
