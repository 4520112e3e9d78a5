"""Deposits that go on while parts of the platform are killed, and what must hold afterwards."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from coryphee.hub.toolbox import embedded_postgres
from coryphee.hub.toolbox.data_folder import DataFolder
from tests.invoices_made import direct_invoice
from tests.served import Served, environment, until

SUPPLIER, TOWN = "99900001700015", "99900003300018"
ACCEPTED = 202
SCENE = f"""
import json
from coryphee.hub.partners.actions import create_client
from coryphee.hub.structures.actions import create_structure
from coryphee.hub.toolbox.clock import now
services = {{"TRAVAUX": "Travaux"}}
made = [create_structure(by="platform", now=now(), identifier=siret, name=name, kind=kind, services=services)
    for siret, name, kind in (("{SUPPLIER}", "Ateliers Choc", "private"), ("{TOWN}", "Ville Choc", "public"))]
client, secret = create_client("crash", made[0], by="platform", now=now())
print(json.dumps({{"client_id": client.client_id, "client_secret": secret}}))
"""


@dataclass
class Sender:
    """Software that deposits from several threads, and writes down what it was told of each Idempotency-Key."""

    served: Served
    token: str
    acknowledged: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    refused: dict[str, int] = field(default_factory=dict)
    sent: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self, threads: int = 4) -> None:
        """Send until `end`."""
        self._stop.clear()
        self._threads = [threading.Thread(target=self._go_on, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Stop sending; each thread finishes what it holds."""
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def resolve(self) -> None:
        """Send again, with the same keys, what had no answer or a 5xx, until each is acknowledged."""
        for key in sorted(self.unknown):
            until(lambda key=key: self.deposit(key) == ACCEPTED, 20, f"the answer to {key}")
            self.acknowledged.add(key)
        self.unknown.clear()

    def deposit(self, key: str) -> int | None:
        """Send one invoice whose number is its key; None when nobody answered."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/xml",
            "Idempotency-Key": key,
        }
        with contextlib.closing(self._connection()) as connection:
            try:
                connection.request("POST", "/api/v1/deposits", direct_invoice(key, SUPPLIER, TOWN), headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                return None
            return answer.status

    def _connection(self) -> http.client.HTTPConnection:
        parts = urllib.parse.urlsplit(self.served.url)
        return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)

    def _go_on(self) -> None:
        while not self._stop.is_set():
            with self._lock:
                self.sent += 1
                key = f"CHOC-{self.sent}"
            status = self.deposit(key)
            with self._lock:
                if status == ACCEPTED:
                    self.acknowledged.add(key)
                elif status is None or status >= 500:
                    self.unknown.add(key)
                else:
                    self.refused[key] = status
            if status is None:
                time.sleep(0.2)


def sender_for(served: Served) -> Sender:
    """Set the scene on a new platform and sign its software in."""
    client = json.loads(served.python(SCENE))
    parts = urllib.parse.urlsplit(served.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    form = urllib.parse.urlencode({"grant_type": "client_credentials", **client})
    connection.request("POST", "/api/v1/oauth/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
    token = json.loads(connection.getresponse().read())["access_token"]
    connection.close()
    return Sender(served, token)


def healthy(served: Served) -> bool:
    """Tell whether the platform takes deposits."""
    parts = urllib.parse.urlsplit(served.url)
    with contextlib.closing(http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=2)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def kill(served: Served, part: str) -> float:
    """Kill -9 a part (web, worker, database, everything); return the seconds until it is healthy."""
    victims = _victims(served, part)
    assert victims, f"no process of {part}"
    if part == "everything":
        served.kill()
    for victim in victims:
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
    killed = time.monotonic()
    if part == "everything":
        port = str(urllib.parse.urlsplit(served.url).port)
        served.options = ("--port", port)
        served.start()
    until(lambda: not set(victims) & set(_victims(served, part)), 15, f"the end of the old {part}")
    until(lambda: healthy(served) and bool(_victims(served, part)), 15, f"the new {part}")
    return time.monotonic() - killed


def _victims(served: Served, part: str) -> list[int]:
    if part == "database":
        assert served.process is not None
        children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text().split()
        names = {int(pid): _command(pid) for pid in children}
        return [pid for pid, name in names.items() if name.startswith("postgres")]
    ours = sorted(served.descendants().items())
    web = [pid for pid, command in ours if "operations.web" in command]
    return {
        "web": web[:1],
        "worker": [pid for pid, command in ours if "operations.worker" in command],
        "everything": [pid for pid, _command_line in ours],
    }[part]


def _command(pid: str) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text()
    return ""


def count(served: Served) -> dict[str, Any]:
    """Return what `coryphee crash-report` prints; it works whether the platform runs or not."""
    command = [sys.executable, "-m", "coryphee.cli", "crash-report", "--data", str(served.data), "--format", "json"]
    ran = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    counted: dict[str, Any] = json.loads(ran.stdout)
    return counted


def end_leases_of_the_dead(served: Served) -> None:
    """Let the minute pass after which the flows that a killed worker held are taken up again."""
    superuser = embedded_postgres.addresses(DataFolder(served.data)).superuser_url
    with psycopg.connect(superuser) as connection:
        connection.execute(
            "UPDATE flows_flow SET due_at = now(), lease_until = now() WHERE lease_token IS NOT NULL "
            "AND stage NOT IN ('closed', 'draft', 'refused', 'parked')"
        )


def broken(sender: Sender, counted: dict[str, Any], *, effects: bool) -> dict[str, list[str]]:
    """Return the promises that do not hold, with the keys they were broken for; {} when all hold."""
    stored, journalled, done = counted["invoices"], counted["audit"], counted["effects"]
    faults = {
        "acknowledged and lost": sorted(sender.acknowledged - stored.keys()),
        "stored twice": sorted(key for key, number in stored.items() if number != 1),
        "stored, and not once in the journal": sorted(key for key in stored if journalled.get(key) != 1),
        "in the journal, and not stored": sorted(journalled.keys() - stored.keys()),
        "stored, and never sent": sorted(stored.keys() - sender.acknowledged - sender.unknown),
        "refused": sorted(sender.refused),
        "delivered twice": sorted(key for key, number in done.items() if number > 1),
        "not delivered": sorted(key for key in stored if effects and done.get(key) != 1),
        "chain or contents": []
        if counted["chain_ok"] and counted["integrity"] == "ok"
        else [str(counted["integrity"])],
    }
    return {promise: keys for promise, keys in faults.items() if keys}
