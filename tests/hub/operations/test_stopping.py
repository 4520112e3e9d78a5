"""A wish to stop is heard even where Python drops what a signal raises."""

import subprocess
import sys

PROGRAM = """
import os, signal, sys
from coryphee.hub.operations.stopping import StopRequested, heed_signals, stop_if_asked
heed_signals()
stop_if_asked()
class Dropped:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        for _ in range(1000):
            pass
try:
    Dropped()
    print("lost", flush=True)
    stop_if_asked()
except StopRequested:
    print("heard", flush=True)
os.kill(os.getpid(), signal.SIGTERM)
print("undisturbed")
"""


def test_a_signal_whose_exception_is_dropped_is_heard_at_the_next_look() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["lost", "heard", "undisturbed"]
    assert "Exception ignored" in ran.stderr


def test_elsewhere_it_is_heard_at_once() -> None:
    program = PROGRAM.replace("    Dropped()\n", "    os.kill(os.getpid(), signal.SIGTERM)\n")
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["heard", "undisturbed"]
