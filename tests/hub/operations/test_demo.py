"""`coryphee demo`: the passwords of its people, and its end with all that it started, however it is told to."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coryphee.hub.accounts.password_rule import MINIMUM_FOR_OPERATORS, refuse_weak
from coryphee.hub.operations.demo_world import draw_password
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


def test_no_password_that_it_draws_is_refused() -> None:
    """Digits drawn by chance once made "Loge-75103839-77", which is "loge" to the list of common passwords."""
    for word in ("Demo", "Loge"):
        for _drawn in range(2000):
            refuse_weak(draw_password(word), minimum=MINIMUM_FOR_OPERATORS)
