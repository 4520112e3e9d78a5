import io
import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

from coryphee.hub.toolbox.child_processes import Child, end_leftovers, has_environment, spawn
from tests.served import until

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = (
    "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_child_ends_when_its_parent_is_killed() -> None:
    program = (
        "import os, sys, time\n"
        "from coryphee.hub.toolbox.child_processes import spawn\n"
        f"child = spawn({SLEEP!r}, environment=dict(os.environ))\n"
        "print(child.pid, flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert alive(child)
        parent.kill()
    until(lambda: not alive(child), 5, "the end of the child")


def test_a_child_is_in_a_session_of_its_own() -> None:
    with spawn(SLEEP, environment=dict(os.environ)) as child:
        assert os.getsid(child.pid) == child.pid != os.getsid(0)
        child.kill()


def test_a_dead_child_is_started_again_at_once_then_with_patience() -> None:
    log, starts = io.StringIO(), []

    def start() -> subprocess.Popen[bytes]:
        starts.append(time.monotonic())
        return spawn([sys.executable, "-c", "raise SystemExit(3)"], environment=dict(os.environ))

    child = Child("the short-lived", start, log=log)
    deadline = time.monotonic() + 20
    while len(starts) < 4 and time.monotonic() < deadline:
        child.tend()
        time.sleep(0.005)
    child.wait(5)
    waits = [later - earlier for earlier, later in pairwise(starts)]
    assert waits[1] >= 0.5
    assert waits[2] >= 1.0
    assert "the short-lived ended with exit code 3" in log.getvalue()


def test_a_child_that_will_not_end_is_killed_with_all_it_started() -> None:
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {STUBBORN!r}])"
    log = io.StringIO()
    child = Child(
        "the stubborn",
        lambda: spawn(
            [sys.executable, "-c", f"{STUBBORN.replace('time.sleep(60)', program)}"],
            environment=dict(os.environ) | {"MARK_OF_THE_TEST": "stubborn"},
            stdout=subprocess.DEVNULL,
        ),
        log=log,
    )
    child.tend()

    def family() -> list[int]:
        return [pid for pid in everybody() if has_environment(pid, "MARK_OF_THE_TEST", "stubborn") and alive(pid)]

    until(lambda: len(family()) == 2, 10, "the grandchild")
    child.stop()
    assert child.wait(0.5) == -signal.SIGKILL
    until(lambda: not family(), 5, "the end of the family")
    assert "is killed" in log.getvalue()


def everybody() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def test_leftovers_are_known_by_what_they_are_and_others_are_spared() -> None:
    ours = spawn(SLEEP, environment=dict(os.environ) | {"MARK_OF_THE_TEST": "ours"})
    other = spawn(SLEEP, environment=dict(os.environ) | {"MARK_OF_THE_TEST": "ours too"})
    try:
        assert ours.pid
        # Our own child stays a zombie until we look at it: it has no environment any more, so it is not waited for.
        assert end_leftovers(lambda pid: has_environment(pid, "MARK_OF_THE_TEST", "ours")) == 1
        assert ours.wait(5) == -signal.SIGKILL
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()
        if ours.poll() is None:
            ours.kill()
            ours.wait()
