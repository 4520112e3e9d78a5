"""One process at a time: locks that the kernel releases when their holder ends, however it ends."""

import contextlib
import fcntl
import os
from collections.abc import Iterator

from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import DataFolder


@contextlib.contextmanager
def folder_lock(folder: DataFolder, role: str) -> Iterator[None]:
    """Be the only `role` on this data folder; raises CannotRun when another process is."""
    descriptor = os.open(folder.path / f"{role}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotRun(f"The data folder {folder.path} is in use by another `coryphee {role}`.") from error
        yield
    finally:
        os.close(descriptor)
