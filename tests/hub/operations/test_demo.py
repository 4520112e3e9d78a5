"""`coryphee demo` ends with all that it started, however it is told to."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import Served, environment, until

DEMO = [sys.executable, "-m", "coryphee.cli", "demo", "--port", "0", "--data"]


def runs(data: Path) -> bool:
    """Tell whether anything of the demo is left: its processes, or its database."""
    return bool(Served(data).descendants()) or bool(list(data.glob("pg*/postmaster.pid")))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "demo data"


@pytest.fixture
def demo(data: Path) -> Iterator[subprocess.Popen[str]]:
    command = [*DEMO, str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment())
    yield process
    if process.poll() is None:  # a test failed before it ended the demo
        process.terminate()
    process.wait(60)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_it_ends_serve_and_database_with_it(data: Path, demo: subprocess.Popen[str], how: signal.Signals) -> None:
    assert demo.stdout is not None
    assert any("The portal is at" in line for line in demo.stdout)
    assert any("operations.web" in command for command in Served(data).descendants().values())
    assert list(data.glob("pg*/postmaster.pid"))
    demo.send_signal(how)
    assert demo.wait(60) == (-how if how == signal.SIGKILL else 0)
    if how == signal.SIGKILL:  # nobody waits for serve then: it ends by itself
        until(lambda: not runs(data), 60, "the end of serve")
    assert not runs(data)


@pytest.mark.parametrize(
    "moment", ["pg*.new/PG_VERSION", "pg*.new/postmaster.pid", "pg*[0-9]/postmaster.pid", "pg*[0-9]/.s.PGSQL.*"]
)
def test_ctrl_c_ends_it_while_it_is_still_starting(data: Path, demo: subprocess.Popen[str], moment: str) -> None:
    until(lambda: list(data.glob(moment)), 60, "the database")
    demo.send_signal(signal.SIGINT)
    assert demo.wait(60) == 0
    assert not runs(data)
