"""A real `coryphee serve` for tests: its own data folder, its own port, its own processes."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.canaries import shaped_like_secrets

SERVE = [sys.executable, "-m", "coryphee.cli", "serve"]
READY_WITHIN = 60  # seconds, on a busy machine


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a person's shell: nothing of the tests' own database in it."""
    ours = ("CORYPHEE_", "DATABASE_", "DJANGO_", "PYTEST_", "SMTP_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | more


@dataclass
class Served:
    """A running platform: `url` answers; `errors` is what it said on standard error."""

    data: Path
    options: tuple[str, ...] = ()
    more: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    url: str = ""

    @property
    def errors(self) -> str:
        """What the platform and its children wrote on standard error."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    @property
    def _log(self) -> Path:
        return self.data.with_name(f"{self.data.name}.errors")

    def start(self) -> "Served":
        """Start it and wait for its `ready` line."""
        command = [*SERVE, "--data", str(self.data), *(self.options or ("--port", "0"))]
        with self._log.open("a") as errors:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment(**self.more)
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()  # the command's own limit ends this wait
        assert line.startswith("ready "), f"no ready line but {line!r}: {self.errors[-3000:]}"
        self.url = line.split()[1]
        return self

    def stop(self) -> int:
        """Ask it to end as a service manager does, and return its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        assert self.process.stdout is not None
        self.process.stdout.close()
        assert shaped_like_secrets(self.errors) == []
        return code

    def kill(self) -> None:
        """Kill -9 its main process alone."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def python(self, statements: str) -> str:
        """Run statements with Django ready on this platform's data, in a process of their own; return what they print.

        For setting a scene (people, structures); the test then acts over HTTP.
        """
        program = "import sys\nfrom coryphee.hub.operations.platform import platform\nwith platform(sys.argv[1]):\n"
        program += "".join(f"    {line}\n" for line in statements.splitlines())
        ran = subprocess.run(
            [sys.executable, "-c", program, str(self.data)],
            env=environment(**self.more),
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).resolve().parents[1],
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def descendants(self) -> dict[int, str]:
        """Return the processes that this platform started, with their command lines."""
        mark = f"CORYPHEE_SERVED_FROM={self.data}".encode()
        found = {}
        for entry in Path("/proc").iterdir():
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except (OSError, ValueError):
                continue
        return found


def until(condition: "object", within: float = 15.0, what: str = "it") -> float:
    """Wait until `condition()` is true and return how many seconds that took."""
    started = time.monotonic()
    while not condition():  # type: ignore[operator]
        assert time.monotonic() - started < within, f"{what} did not come within {within} s"
        time.sleep(0.01)
    return time.monotonic() - started
