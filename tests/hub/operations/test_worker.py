import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.served import environment

WORKER = [sys.executable, "-m", "coryphee.cli", "worker"]


def start(data: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([*WORKER, "--data", str(data)], stderr=subprocess.PIPE, text=True, env=environment())


def test_a_further_worker_runs_beside_serve_and_ends_at_sigterm(served: Any) -> None:
    with start(served.data) as worker:
        time.sleep(10)
        assert worker.poll() is None, worker.stderr and worker.stderr.read()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0


def test_it_waits_for_the_database_and_says_so(tmp_path: Path) -> None:
    with start(tmp_path / "none") as worker:
        assert worker.stderr is not None
        assert "waiting for the database" in worker.stderr.readline()
        worker.send_signal(signal.SIGINT)
        assert worker.wait(30) == 0


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("")
    with start(tmp_path) as worker:
        assert worker.wait(30) == 2
