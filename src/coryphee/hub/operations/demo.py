"""`coryphee demo`: set up invented structures, run the main job on sample invoices, show what became of each, serve."""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from coryphee.hub.operations.platform import platform
from coryphee.hub.operations.stopping import StopRequested, heed_signals, stop_if_asked
from coryphee.hub.toolbox.child_processes import spawn
from coryphee.hub.toolbox.data_folder import DataFolder, data_folder

PATIENCE = 120  # seconds for the samples to be processed
STOPPED = 130  # the exit status of a command that was interrupted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "--once", action="store_true", help="stop after the table; exit 0 only if every verdict was expected"
    )
    parser.add_argument("--data", metavar="DIR", help="default: the ordinary data folder with -demo at its end")
    parser.add_argument("--port", type=int, default=None, help="default 8000; with --once any free port")


def run(arguments: argparse.Namespace) -> int:
    """Run the demo; returns the exit status."""
    folder = data_folder(arguments.data or _default_folder())
    if folder.path.exists() and any(folder.path.iterdir()) and not folder.is_demo:
        print(f"{folder.path} holds real data: give the demo a folder of its own with --data DIR", file=sys.stderr)
        return 2
    folder.ensure(demo=True)
    port = arguments.port if arguments.port is not None else (0 if arguments.once else 8000)
    heed_signals()
    server = _serve(folder, port)
    try:
        stop_if_asked()
        address = _ready(server)
        if address is None:
            return 2
        wrong = _show_the_main_job(folder, address)
        if arguments.once:
            return 1 if wrong else 0
        _say_how_to_sign_in(folder)
        return server.wait()
    except StopRequested:
        return STOPPED if arguments.once else 0
    finally:
        _stop(server)


def _default_folder() -> str:
    ordinary = data_folder(None).path
    return str(ordinary.with_name(ordinary.name + "-demo"))


def _serve(folder: DataFolder, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "coryphee.cli", "serve", "--data", str(folder.path), "--port", str(port)]
    # Should this process be killed, the kernel asks serve to end; and serve ends web, worker and database.
    return spawn(command, environment=os.environ, death_signal=signal.SIGTERM, stdout=subprocess.PIPE)


def _ready(server: subprocess.Popen[bytes]) -> str | None:
    for line in server.stdout or []:
        if line.startswith(b"ready "):
            return line.decode().split(maxsplit=1)[1].strip()
    return None


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.terminate()
        server.wait(timeout=60)


def _show_the_main_job(folder: DataFolder, address: str) -> bool:
    """Deposit the samples, wait, print the table; return True when a verdict was not the expected one."""
    os.environ["CORYPHEE_PUBLIC_URL"] = address.rstrip("/")
    with platform(str(folder.path)):
        from coryphee.hub.operations.demo_run import Table, deposit_samples, outcomes

        told = _world(folder, address)
        started = time.monotonic()
        deposits = deposit_samples(told)
        rows = outcomes(deposits, patience=PATIENCE)
        table = Table(rows, seconds=time.monotonic() - started)
    print(table.text())
    return table.wrong


def _world(folder: DataFolder, address: str) -> dict[str, Any]:
    from coryphee.hub.operations.demo_world import create_demo_world
    from coryphee.hub.toolbox.clock import now

    path = folder.path / "demo.json"
    told: dict[str, Any] = json.loads(path.read_text()) if path.exists() else create_demo_world(now())
    told["address"] = address
    _write_privately(path, json.dumps(told, ensure_ascii=False, indent=1))
    return told


def _write_privately(path: Path, text: str) -> None:
    beside = path.with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    beside.replace(path)


def _say_how_to_sign_in(folder: DataFolder) -> None:
    told = json.loads((folder.path / "demo.json").read_text())
    print(f"\nThe portal is at {told['address']}  (Ctrl-C stops it)\n\nSign in as one of these invented people:")
    for person in told["people"]:
        print(f"  {person['email']:24} {person['password']:22} {person['function']} — {person['structure']}")
    mailbox = f"{told['address'].rstrip('/')}/demo/mail"
    print(f"\nAfter the password a code comes by e-mail: read it at {mailbox}", flush=True)
