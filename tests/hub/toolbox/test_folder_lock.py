import subprocess
import sys
from pathlib import Path

import pytest

from coryphee.hub.toolbox.cannot_run import CannotRun
from coryphee.hub.toolbox.data_folder import DataFolder
from coryphee.hub.toolbox.folder_lock import folder_lock

HOLD = """
import sys, time
from pathlib import Path
from coryphee.hub.toolbox.data_folder import DataFolder
from coryphee.hub.toolbox.folder_lock import folder_lock
with folder_lock(DataFolder(Path(sys.argv[1])), "serve"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_one_at_a_time_and_free_after_kill_9(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(CannotRun, match="in use by another `coryphee serve`"), folder_lock(folder, "serve"):
            pass
        with folder_lock(folder, "other"):
            pass
        holder.kill()
    with folder_lock(folder, "serve"):
        pass


def test_a_fault_inside_is_not_taken_for_a_busy_lock(tmp_path: Path) -> None:
    with pytest.raises(BlockingIOError), folder_lock(DataFolder(tmp_path), "serve"):
        raise BlockingIOError
